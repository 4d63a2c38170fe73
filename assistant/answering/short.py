"""The short answer: a span of a quoted sentence that is of the kind asked for, where that is sure; else none.

Of the guesses (``assistant.answering.guesses``) the surest is taken, from whichever of the sentences quoted it is, if
it is sure enough, and if what the question says of an office is said of the one named.
"""

from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.guesses import Guess, Signals, guesses
from assistant.answering.logistic import Logistic
from assistant.answering.offices import of_another
from assistant.answering.questions import ENTITY_OF, question_kind
from assistant.types import Short
from retrieval.arabic.text import Text
from retrieval.types import Kind, Span

BAR = 0.55
"""The chance of being right from which a guess is given."""


CHANCE = Logistic(Signals(certainty=0.33, answers=0.18, behind=-0.37, typed=0.85, covered=8.82), -9.54)


def short_answer(question: str, quoted: Sequence[Evidence]) -> Short | None:
    """The span of the kind asked for, in one of the sentences quoted, that says something the question does not."""
    kind = ENTITY_OF.get(question_kind(question))
    if kind is None:
        return None
    found = guesses(question, kind, quoted)
    best = max(found, key=lambda guess: CHANCE(guess.signals), default=None)
    if best is None or CHANCE(best.signals) < BAR or of_another(question, best.evidence, best.span):
        return None
    return _short(best, kind)


def _short(guess: Guess, kind: Kind) -> Short:
    one, (start, end) = guess.evidence, guess.span
    value = _value(one.told, guess.span) if kind == "date" else ""
    first = one.sentence.start
    return Short(guess.text, kind, one.article.id, first + start, first + end, value)


def _value(told: Text, span: Span) -> str:
    """The date that a span means."""
    return next((one.value for one in told.dates if one.start < span[1] and span[0] < one.end), "")
