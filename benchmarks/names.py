"""How well names are found in two collections tagged by people: ``python -m benchmarks.names FOLDER --half 0``.

``FOLDER`` holds ``wojood.sample.ner.txt`` and ``aqmar.ner.txt``. Every second sentence was looked at while the rules
were written (half 0); the others were not (half 1). A mention is right if its name, or the whole of it, is tagged so to
the word ("exact"), or if it shares a word with one of its kind ("touching"). Names tagged inside a mention found of
another kind count as missed.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.command_line import Record, store
from retrieval.arabic.names import Name, find_names

_COLLECTIONS = ("wojood.sample", "aqmar")
_KINDS = {"PERS": "person", "PER": "person", "GPE": "place", "LOC": "place", "ORG": "body"}
_PARTICLE = 2
"""The letters of the particles that are tagged with a name and not found with it."""

Tagged = tuple[str, set[str]]
Mention = tuple[str, int, int]


def sentences(path: Path) -> Iterator[list[Tagged]]:
    """The sentences of a collection: words with their tags."""
    sentence: list[Tagged] = []
    for line in path.read_text("utf-8").splitlines():
        word, *tags = line.split()[:1] + line.split()[1:] or [""]
        if word and tags:
            sentence.append((word, set(tags)))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def tagged(sentence: Sequence[Tagged]) -> Iterator[Mention]:
    """The mentions of the three kinds, as offsets into the words joined by spaces."""
    for tag, kind in _KINDS.items():
        begin, at = -1, 0
        for word, tags in [*sentence, ("", set())]:
            if begin >= 0 and f"I-{tag}" not in tags:
                yield kind, begin, at - 1
                begin = -1
            if f"B-{tag}" in tags:
                if begin >= 0:
                    yield kind, begin, at - 1
                begin = at
            at += len(word) + 1


def judged(path: Path, half: int) -> Counter[str]:
    """Counts of mentions found, right and missed, by kind."""
    counts: Counter[str] = Counter()
    for number, sentence in enumerate(sentences(path)):
        if number % 2 == half:
            count(" ".join(word for word, _ in sentence), set(tagged(sentence)), counts)
    return counts


def count(text: str, gold: set[Mention], counts: Counter[str]) -> None:
    """Add the counts of one sentence."""
    names = find_names(text)
    for name in names:
        exact, touching = is_exact(name, gold), is_touching(name, gold)
        for of in ("all", "sure") if name.sure else ("all",):
            counts.update(
                {f"{name.kind} {of} found": 1, f"{name.kind} {of} exact": exact, f"{name.kind} {of} touching": touching}
            )
    for kind, start, end in gold:
        counts[f"{kind} tagged"] += 1
        for of, some in (("all", names), ("sure", [name for name in names if name.sure])):
            counts[f"{kind} {of} met exact"] += any(is_exact(name, {(kind, start, end)}) for name in some)
            counts[f"{kind} {of} met touching"] += any(is_touching(name, {(kind, start, end)}) for name in some)


def is_exact(name: Name, gold: set[Mention]) -> bool:
    """Whether a name is tagged so, alone or with all that announces it."""
    spans = (name.core, (name.start, name.end))
    return any(
        kind == name.kind and stop == end and 0 <= start - begin <= _PARTICLE
        for kind, begin, stop in gold
        for start, end in spans
    )


def is_touching(name: Name, gold: set[Mention]) -> bool:
    """Whether a name shares a word with one tagged so."""
    return any(kind == name.kind and start < name.core[1] and name.core[0] < end for kind, start, end in gold)


def figures(counts: Counter[str]) -> Record:
    """Shares of counts, by kind."""
    result: Record = {}
    for kind in ("person", "place", "body"):
        for of in ("all", "sure"):
            found, present = counts[f"{kind} {of} found"], counts[f"{kind} tagged"]
            result[f"{kind}, {of}"] = {
                "found": found,
                "tagged": present,
                **{f"precision, {how}": _share(counts[f"{kind} {of} {how}"], found) for how in ("exact", "touching")},
                **{
                    f"recall, {how}": _share(counts[f"{kind} {of} met {how}"], present) for how in ("exact", "touching")
                },
            }
    return result


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), default=0)
    arguments = parser.parse_args()
    for collection in _COLLECTIONS:
        counts = judged(arguments.folder / f"{collection}.ner.txt", arguments.half)
        store(f"names-{collection}-half-{arguments.half}", {"half": arguments.half}, figures(counts))


if __name__ == "__main__":
    main()
