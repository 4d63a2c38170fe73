"""A data folder: the catalog, which is the truth, and the vector and keyword indexes that are derived from it."""
