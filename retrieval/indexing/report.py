"""What a run of indexing did, for those who started it."""

from dataclasses import dataclass

from retrieval.files.reader import Remark, Skipped


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run did: ``articles`` and ``passages`` are the totals after it, ``embedded`` counts passages.

    ``remarks`` are on files that were read: what of them is damaged, how the columns of a table were understood.
    ``vanished`` are the files that are gone and whose articles were kept, ``unread`` those that a run which was
    ``cancelled`` did not come to or did not finish.
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
    vanished: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    cancelled: bool = False

    @property
    def notable(self) -> bool:
        """Whether there is anything to tell: something changed, was left out, or is gone."""
        counts = self.added + self.changed + self.removed + self.embedded
        return bool(counts or self.skipped or self.vanished or self.unread or self.remarks or self.cancelled)

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return not (self.skipped or self.unread or any(remark.damaged for remark in self.remarks))
