"""Train the reader of ``retrieval.model.reader``: ``python -m benchmarks.train_reader DATA [--out FILE]``.

``DATA`` is a folder with the public sets (``xquad.ar.json``, ``tydiqa.ar.dev.json``, ``miracl.ar.dev.questions.txt``,
``news.ant.3000.jsonl.gz``, ``ans.stance.train.csv``); ``benchmarks.lessons`` says what is made of them. Starts from the
installed embedding model with its word embeddings and first layers frozen. A question comes with the sentence that
answers it and some of the plain scorer's best that do not; the loss is the cross-entropy of choosing the right one,
plus that of telling each by itself whether it answers, plus that of the answer's first and last token. A claim comes
with its premise; the loss is the cross-entropy of what the premise makes of it. The forward and backward passes are in
bfloat16, the weights are kept in float32. Takes about an hour on 2 cores. A fourth of the articles of each question
set is left out: what is fitted or judged with the reader takes those.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModel

from assistant.settings import Settings
from benchmarks.candidates import Example, Labelled
from benchmarks.claims import Claim
from benchmarks.lessons import Lessons, read_all
from retrieval.model import bundled
from retrieval.model.reader import WEIGHTS, Pair, join, join_claim, save_tensors
from retrieval.model.vocabulary import Vocabulary
from retrieval.types import Vectors

_WRONG = 4
_HARDEST = 10
_GROUP = 8
_FROZEN_LAYERS = 3
_SHORTER = 2 / 3
"""The share of a group's pairs that is padded apart from the longest."""

_RATE, _HEAD_RATE = 7e-5, 1e-3
_WARM_UP = 0.08
_ALONE, _SPAN, _JUDGE = 0.5, 0.3, 0.7
_CLAIMS = 24
_STANCE_PASSES = 2
_PADDING = 1

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Group:
    """The pairs of some questions, those of an answered one with the right one first.

    ``spans`` are the answers' tokens in those; ``answered`` says which questions have a right one.
    """

    sizes: list[int]
    pairs: list[Pair]
    answered: list[bool]
    spans: list[tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Claims:
    """The pairs of some claims with their premises, and their labels."""

    pairs: list[Pair]
    labels: list[int]


class Model(nn.Module):
    """The embedding model with the reader's two heads."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            folder, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )  # the fused attention is slower backwards on a CPU, and dropping attention twice as slow
        self.encoder.pooler = None
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:_FROZEN_LAYERS]):
            part.requires_grad_(False)
        self.encoder.to(torch.bfloat16)
        self.score = nn.Linear(bundled.DIMENSIONS, 2)
        self.span = nn.Linear(bundled.DIMENSIONS, 2)
        self.judge = nn.Linear(bundled.DIMENSIONS, 3)

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The means of the last hidden states, shape (texts, dimensions), and the states."""
        present = ids != _PADDING
        states = self.encoder(input_ids=ids, attention_mask=present.long()).last_hidden_state.float()
        mean = (states * present[..., None]).sum(1) / present.sum(1, keepdim=True)
        return mean, states

    def load(self, tensors: Mapping[str, Vectors]) -> None:
        """Take over what training made before."""
        own = {name.removeprefix("encoder."): weight for name, weight in self.named_parameters()}
        with torch.no_grad():
            for name, values in tensors.items():
                own[name].copy_(torch.from_numpy(values))

    def tensors(self) -> dict[str, Vectors]:
        """What training changed of it, under the names it has in the product."""
        trained = ((name, value) for name, value in self.named_parameters() if value.requires_grad)
        return {name.removeprefix("encoder."): value.detach().float().numpy() for name, value in trained}


def ordered(lessons: Lessons, passes: int, chance: random.Random) -> list[Sequence[Example] | Sequence[Claim]]:
    """All lessons in groups, mixed; each real question ``passes`` times."""
    real = [one for _ in range(passes) for one in _shuffled(lessons.real, chance)]
    once = _shuffled([*lessons.made, *lessons.unanswerable], chance)
    stance = [one for _ in range(_STANCE_PASSES) for one in _shuffled(lessons.stance, chance)]
    said = _shuffled([*stance, *lessons.news], chance)
    return _shuffled([*_cut(real, _GROUP), *_cut(once, _GROUP), *_cut(said, _CLAIMS)], chance)


def _batch(some: Sequence[Example] | Sequence[Claim], vocabulary: Vocabulary, chance: random.Random) -> Group | Claims:
    group, claims = Group([], [], [], []), Claims([], [])
    for one in some:
        if isinstance(one, Claim):
            claims.pairs.append(join_claim(vocabulary, one.claim, one.premise))
            claims.labels.append(one.label)
            continue
        offered = [one.gold, *_wrong(one, chance)] if one.gold else list(one.candidates)
        own = [join(vocabulary, one.question, labelled.candidate) for labelled in offered]
        group.sizes.append(len(own))
        group.pairs.extend(own)
        group.answered.append(one.gold is not None)
        group.spans.append(_answer_tokens(own[0], one.gold) if one.gold else None)
    return claims if claims.pairs else group


def _shuffled(some: Sequence[T], chance: random.Random) -> list[T]:
    return chance.sample(some, len(some))


def _cut(some: Sequence[T], size: int) -> list[Sequence[T]]:
    return [some[start : start + size] for start in range(0, len(some), size)]


def _wrong(example: Example, chance: random.Random) -> list[Labelled]:
    wrong = [one for one in example.candidates if not one.gold and not one.holds][:_HARDEST]
    return chance.sample(wrong, min(_WRONG, len(wrong)))


def _answer_tokens(pair: Pair, gold: Labelled) -> tuple[int, int] | None:
    """The places in ``pair.ids`` of the answer's first and last token; None where it was cut off."""
    start, end = gold.span
    inside = [place for place, (a, b) in enumerate(pair.offsets.tolist()) if a < end and b > start]
    return (pair.start + inside[0], pair.start + inside[-1]) if inside else None


def forward(model: Model, pairs: Sequence[Pair]) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """The mean states of pairs, shape (pairs, dimensions), and all; the short ones are not padded to the longest."""
    order = sorted(range(len(pairs)), key=lambda number: len(pairs[number].ids))
    cut = int(len(order) * _SHORTER)
    means: dict[int, torch.Tensor] = {}
    states: dict[int, torch.Tensor] = {}
    for some in filter(None, (order[:cut], order[cut:])):
        ids = torch.full((len(some), len(pairs[some[-1]].ids)), _PADDING)
        for row, number in zip(ids, some, strict=True):
            row[: len(pairs[number].ids)] = torch.from_numpy(pairs[number].ids)
        own_means, own_states = model(ids)
        means |= dict(zip(some, own_means, strict=True))
        states |= dict(zip(some, own_states, strict=True))
    return torch.stack([means[n] for n in range(len(pairs))]), [states[n] for n in range(len(pairs))]


def loss(model: Model, group: Group | Claims) -> torch.Tensor:
    """The mean loss of the questions or claims of a group."""
    means, states = forward(model, group.pairs)
    if isinstance(group, Claims):
        return _JUDGE * functional.cross_entropy(model.judge(means), torch.tensor(group.labels))
    scores = model.score(means)
    total, first = torch.zeros(()), 0
    for size, answered, answer in zip(group.sizes, group.answered, group.spans, strict=True):
        best, alone = scores[first : first + size].T
        right, share = torch.zeros(size), torch.full((size,), 1 / size)
        if answered:
            right[0] = 1
            share = torch.cat([torch.ones(1), torch.full((size - 1,), 1 / max(1, size - 1))])
            total = total - torch.log_softmax(best, 0)[0]
        told = functional.binary_cross_entropy_with_logits(alone, right, reduction="none")
        total = total + _ALONE * (share * told).sum()
        if answer is not None:
            pair = group.pairs[first]
            words = model.span(states[first][pair.start : pair.start + len(pair.offsets)])
            chances = torch.log_softmax(words, 0)
            total = total - _SPAN * (chances[answer[0] - pair.start, 0] + chances[answer[1] - pair.start, 1])
        first += size
    return total / len(group.sizes)


def train(model: Model, lessons: Lessons, vocabulary: Vocabulary, passes: int) -> None:
    """Train in place. Gradients are applied to copies in float32: steps this small vanish in bfloat16."""
    live = [weight for weight in model.parameters() if weight.requires_grad]
    exact = [weight.detach().clone().float() for weight in live]
    heads = {id(weight) for head in (model.score, model.span, model.judge) for weight in head.parameters()}
    rates = [_HEAD_RATE if id(weight) in heads else _RATE for weight in live]
    optimizer = torch.optim.AdamW(
        [{"params": [weight], "lr": rate} for weight, rate in zip(exact, rates, strict=True)], weight_decay=0.01
    )
    chance = random.Random(0)
    order = ordered(lessons, passes, chance)
    steps = len(order)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (steps * _WARM_UP)) * max(0.0, 1 - step / steps)
    )
    started, smooth = time.perf_counter(), 0.0
    model.train()
    for step, some in enumerate(order, start=1):
        value = loss(model, _batch(some, vocabulary, chance))
        value.backward()  # type: ignore[no-untyped-call]
        for weight, copy in zip(live, exact, strict=True):
            copy.grad, weight.grad = weight.grad.float() if weight.grad is not None else None, None
        nn.utils.clip_grad_norm_(exact, 1.0)
        optimizer.step()
        schedule.step()
        with torch.no_grad():
            for weight, copy in zip(live, exact, strict=True):
                weight.copy_(copy)
        smooth = 0.97 * smooth + 0.03 * value.item()
        if step % 20 == 0 or step == steps:
            unbiased = smooth / (1 - 0.97**step)
            print(f"{step}/{steps}  loss {unbiased:.3f}  {time.perf_counter() - started:.0f} s", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--news", type=int, default=1000, help="articles of the news that lessons are made from")
    options = parser.parse_args()
    torch.manual_seed(0)
    with tempfile.TemporaryDirectory() as folder:
        lessons = read_all(options.data, options.news, Path(folder))
    installed = bundled.ensure(Settings.from_environment(os.environ).cache, lambda *_: None)
    model = Model(installed)
    train(model, lessons, Vocabulary(installed), options.passes)
    about = {name: str(len(getattr(lessons, name))) for name in ("real", "made", "unanswerable", "stance", "news")}
    save_tensors(model.tensors(), options.out, about | {"passes": str(options.passes)})


if __name__ == "__main__":
    main()
