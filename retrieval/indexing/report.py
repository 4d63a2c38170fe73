"""What a run of indexing did, for those who started it."""

from dataclasses import dataclass

from retrieval.files.reader import Remark, Skipped


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run did: ``articles`` and ``passages`` are the totals after it, ``embedded`` counts passages.

    ``remarks`` are on files that were read: what of them is damaged, how the columns of a table were understood.
    """

    articles: int
    passages: int
    added: int
    changed: int
    removed: int
    unchanged: int
    embedded: int
    skipped: tuple[Skipped, ...]
    seconds: float
    remarks: tuple[Remark, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return not self.skipped and not any(remark.damaged for remark in self.remarks)
