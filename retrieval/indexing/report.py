"""What a run of indexing did, for those who started it."""

from dataclasses import dataclass

from retrieval.files.articles import Skipped


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run did: ``articles`` and ``passages`` are the totals after it, ``embedded`` counts passages."""

    articles: int
    passages: int
    added: int
    changed: int
    removed: int
    unchanged: int
    embedded: int
    skipped: tuple[Skipped, ...]
    seconds: float
