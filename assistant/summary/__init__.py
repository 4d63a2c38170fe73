"""Articles in short: points, digests of several, meeting cards, and summaries as files."""
