"""Train the head of ``retrieval.model.tagger``: ``python -m benchmarks.train_tagger ../shared/data [--out FILE]``.

``DATA`` holds ``wojood.sample.ner.txt``, ``aqmar.ner.txt`` and both files of news. The encoder is frozen: its states
are made once, by the product's own encoder, and kept in ``--kept``. Lessons are the news articles of
``benchmarks/gold/names-lessons.jsonl``, marked by hand by the rules of the gold and none of its articles, which count
twice, and every second sentence of the two collections (half 0 of ``benchmarks.names``; half 1 is for judging alone).
What a collection marks as none of the three kinds is no lesson. Takes some minutes on 2 cores.
"""

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from assistant.settings import Settings
from benchmarks.directory import read_articles
from benchmarks.names import sentences
from benchmarks.news import read_gold
from retrieval.arabic.letters import plain
from retrieval.arabic.names.traits import WIDTH, traits
from retrieval.arabic.names.wordforms import tokens
from retrieval.model import bundled
from retrieval.model.encoder import NO_LEVELS, Encoder, Tap, by_length, multiplies_bytes, pad
from retrieval.model.levels import load_levels
from retrieval.model.tagger import KINDS, LAYERS, OUTSIDE, WEIGHTS, save, word_means
from retrieval.model.vocabulary import Vocabulary
from retrieval.store.passages import indexed_text, split_passages
from retrieval.types import Article, Vectors

_TAGS = {"PERS": "person", "PER": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "body"}
_NO_LESSON = ("MIS", "PRODUCT", "EVENT", "LAW")
_CLOSE = set(".,،؛:!؟?)»”]%")
"""Written to the word before."""
_WORDS = 130
_UNKNOWN = -100
_HIDDEN, _BLOCKS, _CUTS = 128, 2, 4
_BATCH, _RATE, _CUT = 12, 2e-3, 0.3
_DROPPED, _TRAITS_DROPPED, _WORDS_DROPPED = 0.35, 0.15, 0.1

_COLUMNS = ("states", "traits", "tags", "cuts")

Marks = list[tuple[int, int, str]]
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text, its names, and the spans of it that teach nothing."""

    text: str
    names: Marks
    silent: Spans
    weight: float


@dataclass(frozen=True, slots=True)
class Example:
    """The words of a lesson: states, traits, tags and letters to cut, ``_UNKNOWN`` where they are not known."""

    states: npt.NDArray[np.float16]
    traits: npt.NDArray[np.float16]
    tags: npt.NDArray[np.int64]
    cuts: npt.NDArray[np.int64]
    weight: float


def news(data: Path) -> Iterator[Lesson]:
    """The passages of the marked news articles, as they are indexed; what stands in front of them is silent."""
    articles = read_articles(data)
    for marked in read_gold("names-lessons"):
        one = articles[marked["article"]]
        article = Article(one["id"], one["title"], one["text"], "", date=one.get("date") or "")
        for passage in split_passages(article):
            text, shift = indexed_text(article, passage)
            names = [
                (mark["start"] + shift, mark["end"] + shift, mark["kind"])
                for mark in marked["mentions"]
                if passage.start <= mark["start"] and mark["end"] <= passage.end
            ]
            yield Lesson(text, names, [(0, passage.start + shift)], 2.0)


def collection(path: Path) -> Iterator[Lesson]:
    """Every second sentence of a tagged collection, some of them as one text."""
    text, names, silent = "", Marks(), Spans()
    for number, sentence in enumerate(sentences(path)):
        if number % 2:
            continue
        places = []
        for word, _ in sentence:
            text += " " if text and word not in _CLOSE else ""
            places.append((len(text), len(text) + len(word)))
            text += word
        names += _tagged([tags for _, tags in sentence], places)
        silent += [
            place
            for (_, tags), place in zip(sentence, places, strict=True)
            if any(n in t for n in _NO_LESSON for t in tags)
        ]
        if len(text.split()) > _WORDS:
            yield Lesson(text, names, silent, 1.0)
            text, names, silent = "", [], []
    if text:
        yield Lesson(text, names, silent, 1.0)


def _tagged(tags: Sequence[set[str]], places: Sequence[tuple[int, int]]) -> Marks:
    found: Marks = []
    for tag, kind in _TAGS.items():
        begin = -1
        for at, own in enumerate([*tags, set()]):
            if begin >= 0 and f"I-{tag}" not in own:
                found.append((places[begin][0], places[at - 1][1], kind))
                begin = -1
            if f"B-{tag}" in own:
                if begin >= 0:
                    found.append((places[begin][0], places[at - 1][1], kind))
                begin = at
    return found


def chosen(names: Marks) -> Marks:
    """Of names inside one another people first, then the longest; of one span a place rather than a body."""
    found: Marks = []
    for one in sorted(names, key=lambda name: (name[2] != "person", name[0] - name[1], name[2] != "place")):
        if not any(start < one[1] and one[0] < end for start, end, _ in found):
            found.append(one)
    return found


def examples(lessons: Sequence[Lesson], folder: Path) -> list[Example]:
    """The lessons as the product's encoder sees them."""
    vocabulary, prompt = Vocabulary(folder), bundled.PROMPTS["passage"]
    size = bundled.DIMENSIONS * len(LAYERS)
    encoder = Encoder(
        bundled.tensors(folder).__getitem__,
        bundled.shape(folder),
        load_levels() if multiplies_bytes() else NO_LEVELS,
        streaming=True,
        tap=Tap(LAYERS, np.eye(size, dtype=np.float32)),
    )
    read_as = [plain(lesson.text) for lesson in lessons]
    read = [vocabulary.tokens(one.text, prompt, framed=True) for one in read_as]
    batches = list(by_length([len(ids) for ids, _ in read]))
    padded = [pad(vocabulary.embeddings, [read[index][0] for index in batch]) for batch in batches]
    found: dict[int, Example] = {}
    for batch, states in zip(batches, encoder.states(padded), strict=True):
        for index, own in zip(batch, states, strict=True):
            ids, offsets = read[index]
            ends = offsets[:, 1] - 1 - len(prompt)
            tapped = own[: len(ids), bundled.DIMENSIONS :]
            found[index] = _example(
                lessons[index], word_means(tokens(lessons[index].text), read_as[index], tapped, ends)
            )
    return [found[index] for index in range(len(lessons))]


def _example(lesson: Lesson, states: Vectors) -> Example:
    words = tokens(lesson.text)
    tags, cuts = np.zeros(len(words) - 1, np.int64), np.full(len(words) - 1, _UNKNOWN)
    for start, end in lesson.silent:
        tags[[at for at, word in enumerate(words[:-1]) if word.start < end and start < word.end]] = _UNKNOWN
    for start, end, kind in chosen(lesson.names):
        inside = [at for at, word in enumerate(words[:-1]) if word.start < end and start < word.end]
        if inside:
            tags[inside] = OUTSIDE + 2 + 2 * KINDS.index(kind)
            tags[inside[0]] -= 1
            if lesson.weight > 1:  # the collections tag words with what is written together with them
                cuts[inside[0]] = min(_CUTS - 1, max(0, start - words[inside[0]].start))
    return Example(states.astype(np.float16), traits(words).astype(np.float16), tags, cuts, lesson.weight)


class Head(nn.Module):
    """The head as it is trained; ``tensors`` as it is shipped."""

    def __init__(self, mean: torch.Tensor, spread: torch.Tensor) -> None:
        super().__init__()
        self.mean, self.spread = mean, spread
        self.states = nn.Linear(len(mean), _HIDDEN)
        self.traits = nn.Linear(WIDTH, _HIDDEN, bias=False)
        self.blocks = nn.ModuleList(nn.Conv1d(_HIDDEN, _HIDDEN, 3, padding=2**n, dilation=2**n) for n in range(_BLOCKS))
        self.tag, self.cut = nn.Linear(_HIDDEN, 1 + 2 * len(KINDS)), nn.Linear(_HIDDEN, _CUTS)

    def forward(
        self, states: torch.Tensor, known: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        states = (states - self.mean) / self.spread
        if self.training:
            known = known * (torch.rand_like(known) > _TRAITS_DROPPED)
            states = states * (torch.rand(states.shape[:2]) > _WORDS_DROPPED)[..., None]
        hidden = functional.relu(self.states(self._dropped(states)) + self.traits(known)) * mask
        for block in self.blocks:
            seen = block(self._dropped(hidden).transpose(1, 2)).transpose(1, 2)
            hidden = (hidden + functional.relu(seen)) * mask
        hidden = self._dropped(hidden)
        return self.tag(hidden), self.cut(hidden)

    def _dropped(self, some: torch.Tensor) -> torch.Tensor:
        return functional.dropout(some, _DROPPED, self.training)

    def tensors(self) -> dict[str, Vectors]:
        weights = self.states.weight / self.spread
        made: dict[str, torch.Tensor] = {"states.weight": weights, "bias": self.states.bias - weights @ self.mean}
        for name in ("traits", "tag", "cut"):
            made |= {f"{name}.{part}": value for part, value in getattr(self, name).named_parameters()}
        for number, block in enumerate(self.blocks):
            own = dict(block.named_parameters())
            made |= {f"conv.{number}.weight": own["weight"].permute(2, 0, 1), f"conv.{number}.bias": own["bias"]}
        return {name: value.detach().numpy() for name, value in made.items()}


def train(some: Sequence[Example], passes: int) -> Head:
    every = np.concatenate([one.states for one in some if one.weight > 1]).astype(np.float32)
    head = Head(torch.from_numpy(every.mean(0)), torch.from_numpy(every.std(0) + 1e-3))
    optimizer = torch.optim.AdamW(head.parameters(), weight_decay=0.02)
    steps = passes * -(-len(some) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps + 1)
    chance, started = np.random.default_rng(0), time.perf_counter()
    for number in range(passes):
        total = 0.0
        order = chance.permutation(len(some))
        for start in range(0, len(order), _BATCH):
            value = loss(head, [some[at] for at in order[start : start + _BATCH]])
            optimizer.zero_grad()
            value.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(value.detach())
        print(
            f"{number + 1}/{passes}  loss {total * _BATCH / len(some):.3f}  {time.perf_counter() - started:.0f} s",
            file=sys.stderr,
        )
    return head


def loss(head: Head, some: Sequence[Example]) -> torch.Tensor:
    """The mean loss of the words of some examples, padded to the longest."""
    longest = max(len(one.tags) for one in some)

    def padded(values: Sequence[npt.NDArray[np.generic]], fill: float) -> torch.Tensor:
        made = np.full((len(values), longest, *values[0].shape[1:]), fill, np.float32)
        for row, own in zip(made, values, strict=True):
            row[: len(own)] = own
        return torch.from_numpy(made)

    tags, cuts = (padded([getattr(one, name) for one in some], _UNKNOWN).long() for name in ("tags", "cuts"))
    mask = padded([np.ones((len(one.tags), 1)) for one in some], 0)
    told, cut = head(padded([one.states for one in some], 0), padded([one.traits for one in some], 0), mask)
    each = functional.cross_entropy(told.flatten(0, 1), tags.flatten(), reduction="none", ignore_index=_UNKNOWN)
    weights = torch.tensor([one.weight for one in some])[:, None] * (tags != _UNKNOWN)
    value = (each.view_as(tags) * weights).sum() / weights.sum()
    if (cuts != _UNKNOWN).any():
        value = value + _CUT * functional.cross_entropy(cut.flatten(0, 1), cuts.flatten(), ignore_index=_UNKNOWN)
    return value


def lessons(data: Path) -> list[Lesson]:
    return [*news(data), *(one for name in ("wojood.sample", "aqmar") for one in collection(data / f"{name}.ner.txt"))]


def kept(path: Path, made: Sequence[Lesson], folder: Path) -> list[Example]:
    """The examples, made once: kept in a file where one is named."""
    if path.exists():
        stored = np.load(path)
        bounds = np.cumsum(stored["lengths"])[:-1]
        states, known, tags, cuts = (np.split(stored[name], bounds) for name in _COLUMNS)
        rows = zip(states, known, tags, cuts, map(float, stored["weights"]), strict=True)
        return [Example(*row) for row in rows]
    some = examples(made, folder)
    columns: dict[str, Any] = {name: np.concatenate([getattr(one, name) for one in some]) for name in _COLUMNS}
    columns |= {"lengths": [len(one.tags) for one in some], "weights": [one.weight for one in some]}
    np.savez(path, **columns)
    return some


def _stamp(tensors: Mapping[str, Vectors]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(tensors[name].astype(np.float16).tobytes())
    return digest.hexdigest()[:12]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--kept", type=Path, default=Path("tagger-examples.npz"))
    parser.add_argument("--passes", type=int, default=14)
    options = parser.parse_args()
    torch.manual_seed(0)
    installed = bundled.ensure(Settings.from_environment(os.environ).cache, lambda *_: None)
    made = [] if options.kept.exists() else lessons(options.data)
    some = kept(options.kept, made, installed)
    tensors = train(some, options.passes).tensors()
    about = {"stamp": _stamp(tensors), "passes": str(options.passes), "words": str(sum(len(one.tags) for one in some))}
    save(tensors, options.out, about)
    print(json.dumps(about), file=sys.stderr)


if __name__ == "__main__":
    main()
