"""Ids for new articles: what the file says; where two clash the relative path; then whatever tells them apart."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain, count
from pathlib import Path

from retrieval.types import Article

_CONTAINERS = frozenset((
    ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".epub", ".rss", ".atom",
    ".rdf", ".xml", ".mbox", ".warc", ".zip", ".tar", ".tgz", ".gz",
))  # fmt: skip
"""Files of which no article is named after the file."""


class Identities:
    """Gives ids to the articles of the ``files`` below ``root`` (or of the file ``root``).

    None is that of a stored article, which ``is_stored`` tells, nor one of the ``given``, to which its own are added.
    """

    def __init__(self, root: Path, files: Sequence[Path], is_stored: Callable[[str], bool], given: set[str]) -> None:
        self._root = root if root.is_dir() else root.parent
        self._stems = Counter(path.stem for path in files if path.suffix.lower() not in _CONTAINERS)
        self._is_stored = is_stored
        self._given = given

    def unique(self, article: Article) -> str:
        """An id for an article as its file names it; it is taken from now on."""
        candidates = self._candidates(article)
        numbered = (f"{candidates[-1]}__{number}" for number in count(2))
        chosen = next(name for name in chain(candidates, numbered) if not self._is_taken(name))
        self._given.add(chosen)
        return chosen

    def _is_taken(self, name: str) -> bool:
        return name in self._given or self._is_stored(name)

    def _candidates(self, article: Article) -> list[str]:
        path = Path(article.source)
        relative = path.relative_to(self._root).with_suffix("").as_posix().replace("/", "__")
        inside = article.id != path.stem or path.suffix.lower() in _CONTAINERS
        qualified = f"{relative}__{article.id}" if inside else relative
        alone = [article.id] if inside or self._stems[path.stem] == 1 else []
        last = [] if inside else [f"{relative}{path.suffix}"]
        return [*alone, qualified, f"{self._root.name}__{qualified}", *last]
