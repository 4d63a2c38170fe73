"""The check: rules that compare word by word, joined with a judge of what follows from what. Either may veto.

The judge is a model (``retrieval.model.reader``), and rules are exact: so names, numbers and dates are the rules'
alone, and what common words say of each other is for both. Where no judge is there, the rules decide by themselves.
"""

from collections.abc import Sequence
from typing import Literal

from assistant.checking.support import is_listed, nearly_repeats, supported_share, unsupported
from assistant.types import Problem, Verdict
from retrieval.types import Judge, Judgement

MOST_CONTRADICTING = 0.8
"""The judge's probability of a contradiction above which a sentence is none of its quotes'."""
LEAST_ENTAILED = 0.2
"""The judge's probability that a sentence follows from its quotes, below which it does not."""
OVERRULES_WORDS, OVERRULES_NAMES = 0.3, 0.6
"""The judge's probability from which new words say the same, and from which rare ones that no list has as names do."""
SURE = 0.9
"""The judge's probability from which a quote says yes or no to what is asked."""

_RATHER = 0.5
"""The judge's probability that is enough where a word is turned into its opposite besides."""
_FACTS = frozenset({"number", "date", "name", "roles"})
_TURNED = frozenset({"negation", "opposite"})
_OF_THE_RULES = Judgement(1.0, 1.0)
"""Where there is no judge, whatever the rules say is sure."""


class Check:
    """Judges sentences by rules, and by a model for entailment where there is one."""

    def __init__(self, judge: Judge | None) -> None:
        self._judge = judge

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:
        """The verdict on a sentence, given without citation marks.

        Where a sentence nearly repeats a quote, the rules decide alone, for there each word is told from the quote's;
        the probability then, and where there is no judge, is the share of the sentence's words that the quotes have.
        Elsewhere it is how likely the judge says that the sentence follows.
        """
        problems = unsupported(sentence, quotes)
        if self._judge is None or nearly_repeats(sentence, quotes):
            return Verdict(problems, 0.0 if problems else supported_share(sentence, quotes))
        if any(problem.kind != "words" for problem in problems if not _only_rare(problem)):
            return Verdict(problems, 0.0)
        (judged,) = self._judge.judge("\n".join(quotes), [sentence])
        if any(judged.entails < (OVERRULES_NAMES if _only_rare(one) else OVERRULES_WORDS) for one in problems):
            return Verdict(problems, 0.0)
        if judged.contradicts > MOST_CONTRADICTING:
            return Verdict((Problem("contradiction", ""),), 0.0)
        if judged.entails < LEAST_ENTAILED:
            return Verdict((Problem("meaning", ""),), 0.0)
        return Verdict((), judged.entails)

    def stand(self, statement: str, quote: str) -> Literal["yes", "no"] | None:
        """Whether a quote surely says what is stated, or the opposite; None where it says neither."""
        problems = [problem for problem in unsupported(statement, [quote]) if not _only_rare(problem)]
        kinds = {problem.kind for problem in problems}
        if kinds & _FACTS or (self._judge is None and not kinds <= _TURNED):
            return None
        judged = self._judge.judge(quote, [statement])[0] if self._judge else _OF_THE_RULES
        if kinds & _TURNED:
            return "no" if judged.contradicts > _RATHER else None
        if judged.entails >= SURE:
            return "yes"
        return "no" if judged.contradicts >= SURE else None


def _only_rare(problem: Problem) -> bool:
    """Whether a name is one only because its words are rare."""
    return problem.kind == "name" and not is_listed(problem.words.split())
