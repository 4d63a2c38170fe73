"""What the catalog keeps beside articles: how a file looked, how an article was made, what a list and a search need."""

from dataclasses import dataclass

from retrieval.types import Article, Passage, Vectors


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file looked like when it was last read: its bytes, and when they and it were changed, in nanoseconds.

    ``changed`` is set by the system with every change, also where ``modified`` was set back (0 where it is not known).
    ``digest`` is the SHA-256 of its bytes, ``reader`` what read it, with its version; both are "" where they are not
    known.
    """

    size: int
    modified: int
    digest: str = ""
    reader: str = ""
    changed: int = 0

    @property
    def looks(self) -> tuple[int, int, int]:
        """What can be told of a file without reading it."""
        return self.size, self.modified, self.changed


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with what the indexer keeps of it.

    ``local_id`` is the id its file gave it, ``digest`` the SHA-256 of its fields, ``stamp`` the model and chunker that
    made its passages.
    """

    article: Article
    local_id: str
    digest: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as a list shows it."""

    id: str
    title: str
    outlet: str
    date: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage of the catalog with its key, its article and the vectors of its sentences, (sentences, dimensions)."""

    key: int
    article: Article
    passage: Passage
    sentence_vectors: Vectors
