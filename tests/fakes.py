"""A model a reader can compute by hand."""

from collections.abc import Iterator, Sequence

import numpy as np

from retrieval.arabic import stem, words
from retrieval.store.folder import Store
from retrieval.types import Candidate, Embedded, Reading, Vectors


class LetterEmbedder:
    """Counts the first letters of a text's stems: 28 dimensions, then unit length."""

    alphabet = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    marks = ""

    def __init__(self, stamp: str = "letters") -> None:
        self.stamp = stamp
        self.dimensions = len(self.alphabet)
        self.embedded = 0

    def warm(self) -> None:
        """Nothing to load."""

    def query(self, text: str) -> Vectors:
        vector = np.full(self.dimensions, 1e-3, np.float32)
        for word in words(text):
            if stem(word)[0] in self.alphabet:
                vector[self.alphabet.index(stem(word)[0])] += 1
        return vector / np.linalg.norm(vector)

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Embedded]:
        for text, text_spans in zip(texts, spans, strict=True):
            self.embedded += 1
            vectors = np.array([self.query(text[slice(*span)]) for span in text_spans], np.float32)
            yield Embedded(self.query(text), vectors.reshape(len(text_spans), self.dimensions))


class WordReader:
    """Scores a candidate by the words it shares with the question; the answer would be its last word."""

    def warm(self) -> None:
        """Nothing to load."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, question: str, candidates: Sequence[Candidate]) -> list[Reading]:
        self.asked.append(question)
        return [self._read(set(words(question)), candidate.text) for candidate in candidates]

    def _read(self, asked: set[str], text: str) -> Reading:
        last = text.split()[-1] if text.split() else ""
        shared = len(asked & set(words(text)))
        return Reading(shared, shared - 1.5, text.rindex(last), text.rindex(last) + len(last), 0.9)


def indexed_keys(store: Store) -> tuple[set[int], set[int]]:
    """The keys that each of a store's indexes holds."""
    with store.indexes() as (vectors, keywords):
        return vectors.keys(), keywords.keys()


def silent(stage: str, done: int, total: int) -> None:
    """A progress nobody watches."""
