"""Whether what a question says of an office is said of the one whom a sentence names.

"Who is the assistant secretary-general?" is not answered by the secretary-general, nor "who is the minister?" by a
former one or a deputy. Compared are the words that stand around the office in the question and around the name in the
sentence; a name without an office beside it is not judged.
"""

from assistant.answering.demands import alike, focus
from assistant.answering.evidence import Evidence
from assistant.answering.questions import question_kind
from retrieval.arabic import words
from retrieval.arabic.clitics import is_definite
from retrieval.arabic.names import is_office, lessens
from retrieval.types import Span

_BEFORE, _BEHIND = 9, 7
"""Words of the sentence beside a name, among which its office stands."""


def of_another(question: str, one: Evidence, name: Span) -> bool:
    """Whether the sentence gives the one named an office, and another than the question's."""
    asked = focus(question) if question_kind(question) == "who" else []
    if not any(map(is_office, asked)):
        return False
    beside = _beside(one.quote, name)
    if not any(map(is_office, beside)):
        return False
    qualified = [word for word in asked if is_definite(word) or lessens(word)]
    return not all(alike(word, beside) for word in qualified) or any(
        lessens(word) and not alike(word, words(question)) for word in beside
    )


def _beside(text: str, name: Span) -> list[str]:
    """The folded words of a name and beside it, no further than a full pause."""
    before = words(text[: name[0]].rpartition("؛")[2])[-_BEFORE:]
    behind = words(text[name[1] :].partition("؛")[0])[:_BEHIND]
    return [*before, *words(text[slice(*name)]), *behind]
