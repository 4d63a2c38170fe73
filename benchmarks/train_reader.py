"""Train the reader of ``retrieval.reader``: ``python -m benchmarks.train_reader SET.json ... [--out FILE]``.

Starts from the installed embedding model with its word embeddings frozen. Each question comes with the sentence that
answers it and seven of the plain scorer's best that do not; the loss is the cross-entropy of choosing the right one,
plus that of telling each by itself whether it answers, plus that of the answer's first and last token. The forward and
backward passes are in bfloat16, the weights are kept in float32. Takes about a quarter of an hour a pass over 1,000
questions on 2 cores.
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
from retrieval import bundled
from retrieval.reader import WEIGHTS, Pair, join, save_tensors
from retrieval.types import Vectors
from retrieval.vocabulary import Vocabulary

_WRONG = 7
_HARDEST = 14
_GROUP = 4
_RATE, _HEAD_RATE = 5e-5, 1e-3
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
        self.encoder = AutoModel.from_pretrained(folder, attn_implementation="sdpa")
        self.encoder.pooler = None
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.encoder.to(torch.bfloat16)
        self.score = nn.Linear(bundled.DIMENSIONS, 1)
        self.span = nn.Linear(bundled.DIMENSIONS, 2)

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores, shape (texts,), and those of each token being the first and the last, shape (texts, tokens, 2)."""
        present = ids != _PADDING
        states = self.encoder(input_ids=ids, attention_mask=present.long()).last_hidden_state.float()
        mean = (states * present[..., None]).sum(1) / present.sum(1, keepdim=True)
        return self.score(mean).squeeze(-1), self.span(states)

    def tensors(self) -> dict[str, Vectors]:
        """What the product needs of it, under the names it has there."""
        state = {name: value.float().numpy() for name, value in self.state_dict().items()}
        return {name.removeprefix("encoder."): value for name, value in state.items() if "word_embeddings" not in name}


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


def loss(model: Model, group: Group) -> torch.Tensor:
    """The mean loss of the questions of a group."""
    longest = max(len(pair.ids) for pair in group.pairs)
    ids = torch.full((len(group.pairs), longest), _PADDING)
    for row, pair in zip(ids, group.pairs, strict=True):
        row[: len(pair.ids)] = torch.from_numpy(pair.ids)
    scores, spans = model(ids)
    total, first = torch.zeros(()), 0
    for size, answer in zip(group.sizes, group.spans, strict=True):
        own = scores[first : first + size]
        right = torch.zeros(size)
        right[0] = 1
        share = torch.cat([torch.ones(1), torch.full((size - 1,), 1 / max(1, size - 1))])
        alone = functional.binary_cross_entropy_with_logits(own, right, reduction="none")
        total = total - torch.log_softmax(own, 0)[0] + _ALONE * (share * alone).sum()
        if answer is not None:
            pair = group.pairs[first]
            words = spans[first, pair.start : pair.start + len(pair.offsets)]
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
    parser.add_argument("--passes", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(0)
    sets = [read_squad(path) for path in options.files]
    chosen = [example for one in sets for example in examples(one)]
    folder = bundled.ensure(Settings.from_environment(os.environ).cache, lambda *_: None)
    model = Model(folder)
    train(model, chosen, Vocabulary(folder), options.passes)
    about = {"sets": "+".join(one.name for one in sets), "questions": str(len(chosen)), "passes": str(options.passes)}
    save_tensors(model.tensors(), options.out, about)


if __name__ == "__main__":
    main()
