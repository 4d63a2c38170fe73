"""Measure how far the numbers in the installed model reach: ``python -m benchmarks.calibrate FILE ...`` (articles).

Writes ``retrieval/model/levels.safetensors`` (``retrieval.model.levels``) from a sample of the articles' passages, run
through torch in float32. For each product it tries several scales and cuts, and takes those that change what comes out
least: by the square error as a share of a token's own square, the root of its mean over tokens. A product that is still
off by more than ``MOST_ERROR`` gets no levels. Takes two minutes; needs no question, so no test set is looked at.
``--reader WEIGHTS SET.json`` does the same for a reader, on pairs of a question set's questions and sentences.
"""

import argparse
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from assistant.settings import Settings
from benchmarks.squad import QuestionSet, read_squad
from retrieval.arabic.sentences import split_sentences
from retrieval.files.articles import list_files, read_file
from retrieval.model import bundled
from retrieval.model.levels import CALIBRATED, Levels, save_levels
from retrieval.model.reader import LEVELS, join, join_claim, load_tensors
from retrieval.model.vocabulary import Vocabulary
from retrieval.store.passages import indexed_text, split_passages
from retrieval.types import Article, Candidate, Vectors

PASSAGES = 160
TOKENS = 20
"""Of a passage, whose numbers are kept; of all tokens those that reach furthest are noted."""
SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""How much of a channel's reach its scale takes over from the step's size to the weights' (SmoothQuant's alpha)."""
CUTS = (1.0, 0.85, 0.7, 0.5, 0.3)
MOST_ERROR = 0.05
_SELF = ("query", "key", "value")


@dataclass(slots=True)
class Seen:
    """What entered a product: its least and greatest number by channel, and some tokens, shape (tokens, channels)."""

    least: Vectors
    greatest: Vectors
    tokens: list[Vectors] = field(default_factory=list)

    def add(self, states: Vectors, chance: np.random.Generator) -> None:
        self.least = np.minimum(self.least, states.min(axis=0))
        self.greatest = np.maximum(self.greatest, states.max(axis=0))
        self.tokens.append(states[chance.permutation(len(states))[:TOKENS]])


Observed = tuple[dict[str, Seen], dict[str, Vectors]]


def passages(paths: Sequence[Path], count: int) -> list[str]:
    """A sample of what is cut from the articles, always the same."""
    articles = (one for path in paths for file in list_files(path) for one in read_file(file))
    texts = [indexed_text(one, p)[0] for one in articles if isinstance(one, Article) for p in split_passages(one)]
    return random.Random(0).sample(texts, min(count, len(texts)))


def observe(folder: Path, texts: Sequence[str]) -> Observed:
    """What enters each product of the model in ``folder`` when it reads texts, and its weights."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), local_files_only=True)
    observed = watched(model)
    for text in texts:  # one by one: no padding is seen
        model.encode(text, prompt=bundled.PROMPTS["passage"])
    return observed


def observe_reader(folder: Path, weights: Path, questions: QuestionSet, count: int) -> Observed:
    """The same of a reader, when it reads questions with a sentence of their article, and sentences as claims."""
    import torch

    from benchmarks.train_reader import Model

    model = Model(folder).float().eval()
    model.load(load_tensors(weights))
    observed, vocabulary, chance = watched(model.encoder), Vocabulary(folder), random.Random(0)
    for asked in chance.sample([one for one in questions.questions if not questions.held_out(one.article)], count):
        text = questions.paragraphs[asked.article]
        quotes = [Candidate(text[one.start : one.end]) for one in split_sentences(text)]
        pair = join(vocabulary, asked.question, chance.choice(quotes))
        claim = join_claim(vocabulary, chance.choice(quotes).text, chance.choice(quotes).text)
        with torch.no_grad():
            for ids in (pair.ids, claim.ids):
                model(torch.from_numpy(ids)[None])
    return observed


def watched(model: Any) -> Observed:
    """What enters each product of a model, filled as it runs, and its weights."""
    import torch

    seen: dict[str, Seen] = {}
    matrices: dict[str, list[Vectors]] = defaultdict(list)
    chance = np.random.default_rng(0)

    def watch(name: str) -> Any:
        def note(_: object, inputs: tuple[torch.Tensor, ...]) -> None:
            states = inputs[0].detach().flatten(0, -2).float().numpy()
            seen.setdefault(name, Seen(states[0], states[0])).add(states, chance)

        return note

    for name, layer in model.named_modules():
        if not isinstance(layer, torch.nn.Linear) or "encoder.layer." not in name:
            continue
        known = name[name.index("encoder.layer.") :]
        whole, _, part = known.rpartition(".")
        shared = whole if part in _SELF else known  # query, key and value have one input
        if part in (_SELF[0], shared.rpartition(".")[2]):
            layer.register_forward_pre_hook(watch(shared))
        matrices[shared].append(layer.weight.detach().float().numpy())
    return seen, {name: np.concatenate(parts) for name, parts in matrices.items()}


def candidates(seen: Seen, weights: Vectors) -> Iterator[Levels]:
    reach = np.maximum(np.maximum(seen.greatest, -seen.least), 1e-3)
    heaviest = np.maximum(np.abs(weights).max(axis=0), 1e-4)
    for share, cut in product(SHARES, CUTS):
        scales = reach**share / heaviest ** (1 - share)
        scales = (scales / np.exp(np.log(scales).mean())).astype(np.float16).astype(np.float32)  # as they are kept
        yield Levels(scales, cut * float((seen.least / scales).min()), cut * float((seen.greatest / scales).max()))


def error(levels: Levels, states: Vectors, weights: Vectors, exact: Vectors) -> float:
    """How far products in bytes are from the exact ones, as a share of these, root of the mean square over tokens."""
    found = stepped(states / levels.scales, levels) @ rounded(weights * levels.scales).T
    return float(np.sqrt((((found - exact) ** 2).sum(axis=1) / (exact**2).sum(axis=1)).mean()))


def stepped(states: Vectors, levels: Levels) -> Vectors:
    step = (levels.high - levels.low) / 255
    zero = round(-levels.low / step)
    near: Vectors = (np.clip(np.rint(states / step) + zero, 0, 255) - zero) * np.float32(step)
    return near


def rounded(weights: Vectors) -> Vectors:
    step = np.abs(weights).max(axis=1, keepdims=True) / 127
    whole: Vectors = np.rint(weights / step) * step
    return whole


def calibrated(seen: Seen, weights: Vectors) -> tuple[float, Levels]:
    """The least error and the levels that give it."""
    states = np.concatenate(seen.tokens)
    exact = states @ weights.T
    found = ((error(levels, states, weights, exact), levels) for levels in candidates(seen, weights))
    return min(found, key=lambda one: one[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--reader", type=Path, metavar="WEIGHTS", help="of a reader, from a set in SQuAD format")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    folder = bundled.ensure(Settings.from_environment(os.environ).cache, lambda *_: None)
    out = options.out or (options.reader.with_suffix(LEVELS) if options.reader else CALIBRATED)
    if options.reader:
        seen, weights = observe_reader(folder, options.reader, read_squad(options.files[0]), PASSAGES)
    else:
        seen, weights = observe(folder, passages(options.files, PASSAGES))
    levels = {}
    for name, one in seen.items():
        least, best = calibrated(one, weights[name])
        kept = least <= MOST_ERROR
        sys.stderr.write(f"{name}: {least:.4f}{'' if kept else ', left as it is'}\n")
        if kept:
            levels[name] = best
    about = {"model": bundled.IDENTITY, "measured on": " ".join(sorted(path.name for path in options.files))}
    save_levels(levels, out, about)


if __name__ == "__main__":
    main()
