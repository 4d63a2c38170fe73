"""The catalog: the one SQLite file from which everything else in a data folder is made."""

from retrieval.store.catalog.catalog import Catalog
from retrieval.store.catalog.names import Correction, Entity, Joined, Kept
from retrieval.store.catalog.records import Entry, FileState, Listed, Stored

__all__ = ["Catalog", "Correction", "Entity", "Entry", "FileState", "Joined", "Kept", "Listed", "Stored"]
