"""From a question to an answer of quotes: understood, searched, read, judged, composed, or refused."""
