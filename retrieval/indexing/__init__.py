"""The way of an article: read from files, cut into passages, embedded, stored, compared with its reprints."""
