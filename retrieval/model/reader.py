"""Reading two texts together: does a sentence answer a question, and with which of its words? Does it say a claim?

A cross-encoder (Nogueira and Cho, 2019) started from the installed embedding model and trained by
``benchmarks/train_reader.py`` on public sets and on what rules make of real news. Three linear heads stand on its last
hidden states: the mean of all tokens gives the scores of answering best and of answering at all, and what a premise
makes of a claim; each token of a sentence gives those of being the first and the last of the answer. Its own weights
are kept as bytes with one scale a row; embeddings and first layers, which training left alone, are the installed
model's and not in the file. Where the processor multiplies bytes and a file of levels stands beside the weights, most
products are computed in bytes (``retrieval.model.levels``).

It judges words of general Arabic and knows neither what is true nor what the rest of the article says.
"""

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.arabic.letters import plain
from retrieval.errors import ReaderUnavailable
from retrieval.model import bundled
from retrieval.model.encoder import NO_LEVELS, Encoder, by_length, multiplies_bytes, pad
from retrieval.model.levels import load_levels
from retrieval.model.vocabulary import Numbers, Vocabulary
from retrieval.types import Candidate, Judgement, Reading, Vectors

WEIGHTS = Path(__file__).with_name("reader.safetensors")
LEVELS = ".levels.safetensors"
"""What the levels' file beside a file of weights ends in, in place of its suffix."""

BEGIN, END = 0, 2
"""Ids of the marks around and between texts."""

_TOKENS = 96
_CLAIM_TOKENS, _PREMISE_TOKENS = 56, 96
_QUESTION_TOKENS = 32
_SENTENCE_TOKENS = 90
_SPAN_TOKENS = 16
_HEADS = ("score.weight", "span.weight", "judge.weight")
_SCALE = ".scale"


@dataclass(frozen=True, slots=True)
class Pair:
    """One question and one sentence as the model sees them: ``ids``, of which the sentence's begin at ``start``.

    ``offsets``, shape (tokens of the sentence, 2), say where each stands in the sentence's text.
    """

    ids: Numbers
    start: int
    offsets: Numbers


def join(vocabulary: Vocabulary, question: str, candidate: Candidate) -> Pair:
    """Question, sentence, and as much of what stands before it (its end) as the length leaves room for.

    All are read without vowel marks, tatweel and controls; the offsets are those of the sentence as given.
    """
    own = plain(candidate.text)
    asked, _ = vocabulary.tokens(plain(question).text, framed=False)
    quoted, offsets = vocabulary.tokens(own.text, framed=False)
    before, _ = vocabulary.tokens(plain(candidate.before).text, framed=False)
    asked, quoted, offsets = asked[:_QUESTION_TOKENS], quoted[:_SENTENCE_TOKENS], offsets[:_SENTENCE_TOKENS]
    ids = [BEGIN, *asked, END, END, *quoted, END]
    room = _TOKENS - len(ids) - 1
    if room > 0 and len(before):
        ids += [*before[-room:], END]
    places = [own.original(start, end) if start < end else (0, 0) for start, end in offsets.tolist()]
    return Pair(np.array(ids, np.int64), len(asked) + 3, np.array(places, np.int64).reshape(-1, 2))


def join_claim(vocabulary: Vocabulary, claim: str, premise: str) -> Pair:
    """A claim in the place of the question, its premise in that of the sentence."""
    said, _ = vocabulary.tokens(plain(claim).text, framed=False)
    told, offsets = vocabulary.tokens(plain(premise).text, framed=False)
    said, told, offsets = said[:_CLAIM_TOKENS], told[:_PREMISE_TOKENS], offsets[:_PREMISE_TOKENS]
    return Pair(np.array([BEGIN, *said, END, END, *told, END], np.int64), len(said) + 3, offsets)


class CrossEncoder:
    """The reader of one file of weights, over the installed model in ``folder``; loaded at first use or by ``warm``."""

    def __init__(self, folder: Path, weights: Path = WEIGHTS) -> None:
        self._folder, self._weights = folder, weights
        self._vocabulary = Vocabulary(folder)

    def warm(self) -> None:
        self.read("", [Candidate("")])

    def read(self, question: str, candidates: Sequence[Candidate]) -> list[Reading]:
        """One reading a candidate, in order."""
        pairs = [join(self._vocabulary, question, candidate) for candidate in candidates]
        return [self._reading(pair, states) for pair, states in zip(pairs, self._states(pairs), strict=True)]

    def judge(self, premise: str, claims: Sequence[str]) -> list[Judgement]:
        """One judgement a claim, in order."""
        pairs = [join_claim(self._vocabulary, claim, premise) for claim in claims]
        return [self._judgement(states) for states in self._states(pairs)]

    def _states(self, pairs: Sequence[Pair]) -> list[Vectors]:
        """The last hidden states of each pair, shape (tokens, dimensions)."""
        groups = list(by_length([len(pair.ids) for pair in pairs]))
        padded = [pad(self._vocabulary.embeddings, [pairs[index].ids for index in group]) for group in groups]
        found: dict[int, Vectors] = {}
        for group, states in zip(groups, self._encoder.states(padded), strict=True):
            found |= {index: own[: len(pairs[index].ids)] for index, own in zip(group, states, strict=True)}
        return [found[index] for index in range(len(pairs))]

    def _judgement(self, states: Vectors) -> Judgement:
        scores = self._tensors["judge.weight"] @ states.mean(axis=0) + self._tensors["judge.bias"]
        chances = np.exp(scores - scores.max())
        entails, _, contradicts = map(float, chances / chances.sum())
        return Judgement(entails, contradicts)

    def _reading(self, pair: Pair, states: Vectors) -> Reading:
        best, answers = map(float, self._tensors["score.weight"] @ states.mean(axis=0) + self._tensors["score.bias"])
        words = states[pair.start : pair.start + len(pair.offsets)]
        if not len(words):
            return Reading(best, answers, 0, 0, 0.0)
        first, last, certainty = best_span(words @ self._tensors["span.weight"].T + self._tensors["span.bias"])
        return Reading(best, answers, int(pair.offsets[first, 0]), int(pair.offsets[last, 1]), certainty)

    @cached_property
    def _tensors(self) -> dict[str, Vectors]:
        return load_tensors(self._weights)

    @cached_property
    def _encoder(self) -> Encoder:
        shape = replace(bundled.shape(self._folder), num_hidden_layers=count_layers(self._tensors))
        levels = self._weights.with_suffix(LEVELS)
        known = load_levels(levels) if multiplies_bytes() and levels.exists() else NO_LEVELS
        return Encoder(ChainMap(self._tensors, bundled.tensors(self._folder)).__getitem__, shape, known)


def best_span(scores: Vectors) -> tuple[int, int, float]:
    """The likeliest first and last token of the answer, at most ``_SPAN_TOKENS`` apart, and its probability.

    ``scores`` has the shape (tokens, 2): of each token being the first and the last.
    """
    chances = np.exp(scores - scores.max(axis=0))
    chances /= chances.sum(axis=0)
    joint = np.triu(np.outer(chances[:, 0], chances[:, 1])) - np.triu(np.full((len(scores),) * 2, 1.0), _SPAN_TOKENS)
    first, last = divmod(int(joint.argmax()), len(scores))
    return first, last, float(joint[first, last])


def load_tensors(path: Path) -> dict[str, Vectors]:
    """The tensors of a file of weights by name, those kept as bytes multiplied by their rows' scales.

    Raises ``ReaderUnavailable``.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        stored = load_file(path)
    except (OSError, SafetensorError) as error:
        raise ReaderUnavailable(path=path, reason=str(error).partition("\n")[0]) from error
    if missing := sorted(set(_HEADS) - set(stored)):
        raise ReaderUnavailable(path=path, reason=f"no {missing[0]}")
    return {
        name: values.astype(np.float32) * stored[name + _SCALE].astype(np.float32)[:, None]
        if name + _SCALE in stored
        else values.astype(np.float32)
        for name, values in stored.items()
        if not name.endswith(_SCALE)
    }


def save_tensors(tensors: Mapping[str, Vectors], path: Path, about: Mapping[str, str]) -> None:
    """Write tensors, matrices as bytes with a half-precision scale a row; ``about`` says how they were trained."""
    from safetensors.numpy import save_file

    stored: dict[str, npt.NDArray[Any]] = {}
    for name, values in tensors.items():
        if values.ndim == 1 or name in _HEADS:
            stored[name] = values.astype(np.float32)
            continue
        scale = np.maximum(np.abs(values).max(axis=1) / 127, np.finfo(np.float16).tiny).astype(np.float16)
        stored[name] = np.rint(values / scale.astype(np.float32)[:, None]).clip(-127, 127).astype(np.int8)
        stored[name + _SCALE] = scale
    save_file(stored, path, dict(about))


def count_layers(tensors: Mapping[str, Vectors]) -> int:
    return 1 + max(int(name.split(".")[2]) for name in tensors if name.startswith("encoder.layer."))
