"""Train the reader of ``retrieval.model.reader``: ``python -m benchmarks.train_reader SET.json ... [--out FILE]``.

Starts from the installed embedding model with its word embeddings and first layers frozen. Each question comes with the
sentence that answers it and some of the plain scorer's best that do not; the loss is the cross-entropy of choosing the
right one, plus that of telling each by itself whether it answers, plus that of the answer's first and last token. The
forward and backward passes are in bfloat16, the weights are kept in float32. Takes about 10 minutes a pass over 2,000
questions on 2 cores. ``--half 0`` or ``1`` trains on every other article alone, to be judged on the others.
"""

import argparse
import itertools
import math
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModel

from assistant.settings import Settings
from benchmarks.candidates import Example, Labelled, examples
from benchmarks.squad import read_squad
from retrieval.model import bundled
from retrieval.model.reader import WEIGHTS, Pair, join, save_tensors
from retrieval.model.vocabulary import Vocabulary
from retrieval.types import Vectors

_WRONG = 5
_HARDEST = 10
_GROUP = 8
_FROZEN_LAYERS = 3
_SHORTER = 2 / 3
"""The share of a group's pairs that is padded apart from the longest."""

_RATE, _HEAD_RATE = 7e-5, 1e-3
_WARM_UP = 0.08
_ALONE, _SPAN = 0.5, 0.3
_PADDING = 1


@dataclass(frozen=True, slots=True)
class Group:
    """The pairs of some questions, each question's right one first; ``spans`` are the answers' tokens in those."""

    sizes: list[int]
    pairs: list[Pair]
    spans: list[tuple[int, int] | None]


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

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of being the best and of answering at all, shape (texts, 2), and the last hidden states."""
        present = ids != _PADDING
        states = self.encoder(input_ids=ids, attention_mask=present.long()).last_hidden_state.float()
        mean = (states * present[..., None]).sum(1) / present.sum(1, keepdim=True)
        return self.score(mean), states

    def tensors(self) -> dict[str, Vectors]:
        """What training changed of it, under the names it has in the product."""
        trained = ((name, value) for name, value in self.named_parameters() if value.requires_grad)
        return {name.removeprefix("encoder."): value.detach().float().numpy() for name, value in trained}


def groups(chosen: Sequence[Example], vocabulary: Vocabulary, chance: random.Random) -> Iterator[Group]:
    """All examples once, shuffled, ``_GROUP`` at a time."""
    order = chance.sample(chosen, len(chosen))
    for start in range(0, len(order), _GROUP):
        sizes, pairs, spans = [], [], []
        for example in order[start : start + _GROUP]:
            offered = [example.gold, *_wrong(example, chance)]
            own = [join(vocabulary, example.question, one.candidate) for one in offered]
            sizes.append(len(own))
            pairs += own
            spans.append(_answer_tokens(own[0], example.gold))
        yield Group(sizes, pairs, spans)


def _wrong(example: Example, chance: random.Random) -> list[Labelled]:
    wrong = [one for one in example.candidates if not one.gold and not one.holds][:_HARDEST]
    return chance.sample(wrong, min(_WRONG, len(wrong)))


def _answer_tokens(pair: Pair, gold: Labelled) -> tuple[int, int] | None:
    """The places in ``pair.ids`` of the answer's first and last token; None where it was cut off."""
    start, end = gold.span
    inside = [place for place, (a, b) in enumerate(pair.offsets.tolist()) if a < end and b > start]
    return (pair.start + inside[0], pair.start + inside[-1]) if inside else None


def forward(model: Model, pairs: Sequence[Pair]) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """The scores of pairs, shape (pairs, 2), and their hidden states; the short ones are not padded to the longest."""
    order = sorted(range(len(pairs)), key=lambda number: len(pairs[number].ids))
    cut = int(len(order) * _SHORTER)
    scores: dict[int, torch.Tensor] = {}
    states: dict[int, torch.Tensor] = {}
    for some in (order[:cut], order[cut:]):
        ids = torch.full((len(some), len(pairs[some[-1]].ids)), _PADDING)
        for row, number in zip(ids, some, strict=True):
            row[: len(pairs[number].ids)] = torch.from_numpy(pairs[number].ids)
        own_scores, own_states = model(ids)
        scores |= dict(zip(some, own_scores, strict=True))
        states |= dict(zip(some, own_states, strict=True))
    return torch.stack([scores[n] for n in range(len(pairs))]), [states[n] for n in range(len(pairs))]


def loss(model: Model, group: Group) -> torch.Tensor:
    """The mean loss of the questions of a group."""
    scores, states = forward(model, group.pairs)
    total, first = torch.zeros(()), 0
    for size, answer in zip(group.sizes, group.spans, strict=True):
        best, alone = scores[first : first + size].T
        right = torch.zeros(size)
        right[0] = 1
        share = torch.cat([torch.ones(1), torch.full((size - 1,), 1 / max(1, size - 1))])
        told = functional.binary_cross_entropy_with_logits(alone, right, reduction="none")
        total = total - torch.log_softmax(best, 0)[0] + _ALONE * (share * told).sum()
        if answer is not None:
            pair = group.pairs[first]
            words = model.span(states[first][pair.start : pair.start + len(pair.offsets)])
            chances = torch.log_softmax(words, 0)
            total = total - _SPAN * (chances[answer[0] - pair.start, 0] + chances[answer[1] - pair.start, 1])
        first += size
    return total / len(group.sizes)


def train(model: Model, chosen: Sequence[Example], vocabulary: Vocabulary, passes: int) -> None:
    """Train in place. Gradients are applied to copies in float32: steps this small vanish in bfloat16."""
    live = [weight for weight in model.parameters() if weight.requires_grad]
    exact = [weight.detach().clone().float() for weight in live]
    heads = {id(weight) for head in (model.score, model.span) for weight in head.parameters()}
    rates = [_HEAD_RATE if id(weight) in heads else _RATE for weight in live]
    optimizer = torch.optim.AdamW(
        [{"params": [weight], "lr": rate} for weight, rate in zip(exact, rates, strict=True)], weight_decay=0.01
    )
    steps = passes * math.ceil(len(chosen) / _GROUP)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (steps * _WARM_UP)) * max(0.0, 1 - step / steps)
    )
    chance, started, smooth = random.Random(0), time.perf_counter(), 0.0
    model.train()
    batches = itertools.chain.from_iterable(groups(chosen, vocabulary, chance) for _ in range(passes))
    for step, group in enumerate(batches, start=1):
        value = loss(model, group)
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
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--half", type=int, choices=(0, 1))
    options = parser.parse_args()
    torch.manual_seed(0)
    sets = [read_squad(path) for path in options.files]
    chosen = [example for one in sets for example in examples(one) if options.half in (None, one.half(example.article))]
    folder = bundled.ensure(Settings.from_environment(os.environ).cache, lambda *_: None)
    model = Model(folder)
    train(model, chosen, Vocabulary(folder), options.passes)
    about = {
        "sets": "+".join(one.name for one in sets),
        "questions": str(len(chosen)),
        "passes": str(options.passes),
        "half": str(options.half),
    }
    save_tensors(model.tensors(), options.out, about)


if __name__ == "__main__":
    main()
