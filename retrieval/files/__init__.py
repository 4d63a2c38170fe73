"""From bytes to articles: what kind of file it is, what text and fields it holds, and why one gives no article."""
