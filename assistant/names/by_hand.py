"""What a reader joins and parts by hand: kept in the data folder, done anew whenever names are joined, taken back."""

from assistant.names.directory import Directory
from retrieval.errors import UnknownName
from retrieval.indexing.indexer import Indexer
from retrieval.store.catalog import Catalog, Correction, Entity


class ByHand:
    """Changes a directory through the indexer of the folder's owner."""

    def __init__(self, catalog: Catalog, indexer: Indexer) -> None:
        self._catalog = catalog
        self._indexer = indexer
        self._directory = Directory(catalog)

    def join(self, name: str, other: str) -> Correction:
        """Make one entry of two of a kind; raises ``UnknownName`` where there are not two."""
        one = self._directory.find(name)[0]
        another = next((found for found in self._directory.find(other, one.kind) if found.id != one.id), None)
        if another is None:
            raise UnknownName(name=other, near=one.name)
        return self._indexer.correct("join", one.kind, one.name, another.name)

    def part(self, name: str, variant: str) -> Correction:
        """Make a spelling of an entry one of its own; raises ``UnknownName`` where it has no such spelling."""
        one = self._directory.find(name)[0]
        if variant not in _others(one):
            raise UnknownName(name=variant, near="، ".join(_others(one)) or "-")
        return self._indexer.correct("part", one.kind, one.name, variant)

    def undo(self) -> Correction | None:
        """Take the last change back; None where there is none."""
        last = self._catalog.names.corrections()[-1:]
        if last:
            self._indexer.take_back(last[0])
        return last[0] if last else None


def _others(entity: Entity) -> tuple[str, ...]:
    return tuple(one for one in entity.variants if one != entity.name)
