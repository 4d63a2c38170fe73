"""ROUGE-1, -2 and -L (Lin, 2004) over folded tokens, and how many sentences of a reference a summary covers.

The scores are F1 over all tokens of both texts, as ``rouge-score`` computes them; its own tokenizer drops Arabic.
"""

from collections import Counter
from collections.abc import Sequence

from retrieval.arabic import words
from retrieval.arabic.sentences import split_sentences


def rouge_n(summary: Sequence[str], reference: Sequence[str], n: int) -> float:
    """F1 of the n-grams that two token lists share, counted with repetition."""
    ours, theirs = _ngrams(summary, n), _ngrams(reference, n)
    return _f1((ours & theirs).total(), ours.total(), theirs.total())


def rouge_l(summary: Sequence[str], reference: Sequence[str]) -> float:
    """F1 of the longest common subsequence of two token lists."""
    row = [0] * (len(reference) + 1)
    for token in summary:
        diagonal = 0
        for place, other in enumerate(reference, start=1):
            diagonal, row[place] = row[place], diagonal + 1 if token == other else max(row[place], row[place - 1])
    return _f1(row[-1], len(summary), len(reference))


def coverage(summary: str, reference: str, share: float = 0.5) -> float:
    """The share of a reference's sentences of whose tokens at least ``share`` stand in the summary."""
    present = Counter(words(summary))
    sentences = [Counter(words(reference[s.start : s.end])) for s in split_sentences(reference)]
    held = [(sentence & present).total() / sentence.total() for sentence in sentences if sentence]
    return sum(one >= share for one in held) / len(held)


def _ngrams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(tokens[start:] for start in range(n)), strict=False))


def _f1(shared: int, ours: int, theirs: int) -> float:
    return 2 * shared / (ours + theirs) if shared else 0.0
