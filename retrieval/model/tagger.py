"""Marking names: a small head on the states that an encoder has of a text's tokens anyway.

A word is the mean of what the encoder's tap makes of its tokens' states, of three layers, beside what the lists and
rules know of it (``retrieval.arabic.names.traits``); three words on each side are seen with it (dilated convolutions,
Strubell et al., 2017). Each word gets a tag, outside or begin or inside of a person, a place, a body, so that the tags
of a text fit together; of a first word, also how many letters in front are particles. Trained by
``benchmarks/train_tagger.py``. It knows neither who is meant nor what other articles say.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np

from retrieval.arabic.clitics import CONJUNCTIONS, PREPOSITIONS
from retrieval.arabic.letters import Plain
from retrieval.arabic.names.name import behind
from retrieval.arabic.names.senses import is_name
from retrieval.arabic.names.traits import VERSION as TRAITS
from retrieval.arabic.names.traits import traits
from retrieval.arabic.names.wordforms import Token, tokens
from retrieval.errors import ModelUnavailable
from retrieval.model.encoder import Tap
from retrieval.model.vocabulary import Numbers
from retrieval.types import Marked, Vectors

WEIGHTS = Path(__file__).with_name("tagger.safetensors")

LAYERS = (4, 8, 12)
"""The layers of the encoder whose states are read."""
KINDS: tuple[Literal["person", "place", "body"], ...] = ("person", "place", "body")
OUTSIDE = 0
"""Tags: outside, then begin and inside of each kind."""

_PARTICLES = frozenset((*CONJUNCTIONS, *PREPOSITIONS))
_NEVER = np.float32(-1e9)
_DOUBLED = "لل"
_LISTED = 2.5
"""What it adds to the log-probability of a number of particles that what is left is in a list."""
_LEAST = 2
_BLOCKS = 2
_CLOSERS = {"«": "»", '"': '"', "“": "”", "'": "'", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-probabilities of each word's tags, shape (words, 7), and of the letters cut off it, shape (words, 4)."""

    tags: Vectors
    cuts: Vectors


class Tagger:
    """The head of one file of weights, loaded when it is first used."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._weights = weights

    @property
    def stamp(self) -> str:
        """Changes with the weights and with what is known of words; reads the file's head alone."""
        return f"{self._about['stamp']}|{TRAITS}"

    @property
    def tap(self) -> Tap:
        """What the encoder is to give beside its last states."""
        return Tap(LAYERS, self._tensors["states.weight"])

    def mark(self, text: str, read_as: Plain, tapped: Vectors, ends: Numbers) -> tuple[Marked, ...]:
        """The names in a text, by what the tap made of its tokens, shape (tokens, sizes).

        ``read_as`` is the text that the encoder read, ``ends`` where each token's last character is in it. What the
        encoder's limit cut off has no names.
        """
        words = tokens(text)
        if len(words) < _LEAST:
            return ()
        known = traits(words)
        scores = self.scores(word_means(words, read_as, tapped, ends), known)
        return tuple(marked(text, words, scores))

    def scores(self, tapped: Vectors, known: Vectors) -> Scores:
        """What each word may be, by the mean of its tokens and by what is known of it, a row each."""
        own = self._tensors
        hidden = np.maximum(tapped + known @ own["traits.weight"].T + own["bias"], 0)
        for block in range(_BLOCKS):
            seen = _convolved(hidden, own[f"conv.{block}.weight"], 2**block) + own[f"conv.{block}.bias"]
            hidden = hidden + np.maximum(seen, 0)
        tags = hidden @ own["tag.weight"].T + own["tag.bias"]
        cuts = hidden @ own["cut.weight"].T + own["cut.bias"]
        return Scores(_log_softmax(tags), _log_softmax(cuts))

    @cached_property
    def _about(self) -> Mapping[str, str]:
        from safetensors import safe_open

        with _reasons(self._weights), safe_open(self._weights, "numpy") as file:
            return dict(file.metadata())

    @cached_property
    def _tensors(self) -> dict[str, Vectors]:
        from safetensors.numpy import load_file

        with _reasons(self._weights):
            return {name: values.astype(np.float32) for name, values in load_file(self._weights).items()}


@contextmanager
def _reasons(path: Path) -> Iterator[None]:
    from safetensors import SafetensorError

    try:
        yield
    except (OSError, SafetensorError) as error:
        raise ModelUnavailable(name=str(path), reason=str(error).partition("\n")[0]) from error


def word_means(words: Sequence[Token], read_as: Plain, tapped: Vectors, ends: Numbers) -> Vectors:
    """The mean of each word's tokens, shape (words, sizes); zeros where a word has none."""
    own = ends[:-1]  # the mark of the end stands nowhere
    spans = np.array([read_as.span(word.start, word.end) for word in words[:-1]], np.int64).reshape(-1, 2)
    first, last = np.searchsorted(own, spans[:, 0]), np.searchsorted(own, spans[:, 1])
    sums = np.concatenate([np.zeros((1, tapped.shape[1]), np.float32), np.cumsum(tapped[:-1], 0, np.float32)])
    means: Vectors = (sums[last] - sums[first]) / np.maximum(last - first, 1)[:, None].astype(np.float32)
    return means


def marked(text: str, words: Sequence[Token], scores: Scores) -> list[Marked]:
    """The names that the likeliest fitting tags of a text's words make."""
    found, path = [], likeliest(scores.tags)
    at = 0
    while at < len(path):
        if path[at] == OUTSIDE:
            at += 1
            continue
        end = at + 1
        while end < len(path) and path[end] == path[at] + 1:
            end += 1
        certainty = float(np.exp(scores.tags[range(at, end), path[at:end]].mean()))
        begin = behind(text, words[at], _cut(words[at].key, scores.cuts[at]))
        start, stop = _within_quotes(words, at, end, begin)
        found.append(Marked(start, stop, KINDS[(path[at] - 1) // 2], certainty))
        at = end
    return found


def likeliest(scores: Vectors) -> list[int]:
    """The likeliest tags of which each that is inside follows one of its kind (Viterbi)."""
    fits = np.zeros((scores.shape[1],) * 2, np.float32)
    for inside in range(2, scores.shape[1], 2):
        fits[:, inside] = _NEVER
        fits[inside - 1 : inside + 1, inside] = 0
    best, came = scores[0].copy(), []
    best[2::2] = _NEVER
    for own in scores[1:]:
        reached = best[:, None] + fits
        came.append(reached.argmax(0))
        best = reached.max(0) + own
    path = [int(best.argmax())]
    for step in reversed(came):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _cut(key: str, scores: Vectors) -> int:
    """How many letters in front of a name's first word are particles: the likeliest that can be, by the lists too.

    The first of two «ل» stays, for the article is in the second.
    """
    possible = [0]
    for count in range(1, len(scores)):
        if len(key) - count < _LEAST or key[count - 1] not in _PARTICLES or key[count - 1 : count + 1] == _DOUBLED:
            break
        possible.append(count)
    return max(possible, key=lambda count: float(scores[count]) + _LISTED * is_name(key[count:]))


def _within_quotes(words: Sequence[Token], at: int, end: int, start: int) -> tuple[int, int]:
    """The span of a name; one in quotation marks behind its class word is the name alone."""
    for inner in range(at + 1, end):
        opener = words[inner].gap[-1:]
        if opener and opener in _CLOSERS and words[end].gap[:1] == _CLOSERS[opener]:
            return words[inner].start, words[end - 1].end
    return start, words[end - 1].end


def _convolved(hidden: Vectors, weights: Vectors, reach: int) -> Vectors:
    """A convolution over words, ``weights`` of shape (3, out, in): the word before, itself, the one behind."""
    padded = np.pad(hidden, ((reach, reach), (0, 0)))
    count = len(hidden)
    total: Vectors = padded[:count] @ weights[0].T
    total += hidden @ weights[1].T
    total += padded[2 * reach : 2 * reach + count] @ weights[2].T
    return total


def _log_softmax(scores: Vectors) -> Vectors:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Vectors = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def save(tensors: Mapping[str, Vectors], path: Path, about: Mapping[str, str]) -> None:
    """Write weights in half precision; ``about`` holds a ``stamp`` and says how they were trained."""
    from safetensors.numpy import save_file

    save_file({name: np.ascontiguousarray(values, np.float16) for name, values in tensors.items()}, path, dict(about))
