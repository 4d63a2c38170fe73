"""What search and reader make of questions that the reader was not trained on, kept for the fits that need it.

``python -m benchmarks.readings OUT SET.json ...`` asks the fourth of each set that is held out: of the whole set
(``whole``), and of a half of its paragraphs that answers it or does not (``halved``, as in ``benchmarks.refusal``).
More sentences are read than the product reads, so that a fit can choose how many are worth it.
"""

import argparse
import os
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant import build
from assistant.answering.evidence import Evidence, rank_sentences
from assistant.answering.reading import rank_passages, reread, to_read
from assistant.settings import Settings
from benchmarks.refusal import halves
from benchmarks.searching import searching
from benchmarks.squad import Asked, QuestionSet, read_squad
from retrieval.search.hits import Found
from retrieval.search.search import Search
from retrieval.types import Reader

_BEST, _MOST = 10, 16
_KEPT = 40


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a set as asked of a corpus that answers it or does not.

    ``ranked`` are its sentences as the plain scorer ranks them; the first ten, and the best of each other passage, have
    been read.
    """

    source: str
    asked: Asked
    answerable: bool
    found: Found
    ranked: tuple[Evidence, ...]

    def read(self) -> tuple[Found, list[Evidence]]:
        """Passages and sentences as the product ranks them, with the readings that it makes."""
        chosen = {one.where for one in to_read(self.found, self.ranked)}
        ranked = reread([one if one.where in chosen else replace(one, reading=None) for one in self.ranked])
        return rank_passages(self.found, ranked), ranked

    def holds(self, one: Evidence) -> bool:
        """Whether a sentence is of the right article and has a marked answer in it."""
        right = self.asked.article in (one.article.id, *one.hit.copies)
        return right and any(answer in one.quote for answer in self.asked.answers)


def cases(questions: QuestionSet, reader: Reader) -> Iterator[Case]:
    """The held-out questions of a set, asked of all of it and of its halves."""
    held = {one.question for one in questions.questions if questions.held_out(one.article)}
    corpora = [
        (f"{questions.name} whole", questions),
        *((f"{questions.name} halved", one) for one in halves(questions)),
    ]
    for source, corpus in corpora:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "corpus.jsonl")
            corpus.write(path)
            with searching([path]) as search:
                for asked in corpus.questions:
                    if asked.question in held:
                        yield case(source, asked, asked.article in corpus.paragraphs, search, reader)


def case(source: str, asked: Asked, answerable: bool, search: Search, reader: Reader) -> Case:
    found = search.search(asked.question)
    ranked = rank_sentences(found)
    some = _to_read(ranked)
    readings = reader.read(asked.question, [one.candidate for one in some]) if some else []
    read = {one.where: replace(one, reading=made) for one, made in zip(some, readings, strict=True)}
    return Case(source, asked, answerable, found, tuple(read.get(one.where, one) for one in ranked[:_KEPT]))


def _to_read(ranked: Sequence[Evidence]) -> list[Evidence]:
    firsts = {one.hit.passage: one for one in reversed(ranked[:_KEPT])}
    others = sorted(firsts.values(), key=lambda one: -one.score)
    return list({one.where: one for one in (*ranked[:_BEST], *others)}.values())[:_MOST]


def load(path: Path) -> list[Case]:
    """What was kept. The file runs code when it is read: only for one's own."""
    kept: list[Case] = pickle.loads(path.read_bytes())
    return kept


def main() -> None:
    from benchmarks import readings  # what is kept is found again by that name, not as a part of "__main__"

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    reader = build.load_reader(Settings.from_environment(os.environ), lambda *_: None)
    if reader is None:
        parser.error("the reader is turned off or the model is not there")
    found = [one for path in options.files for one in readings.cases(read_squad(path), reader)]
    options.out.write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
