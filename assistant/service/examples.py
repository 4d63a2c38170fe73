"""Example questions out of the indexed articles: who holds an office that the text names together with its holder.

Only questions that the assistant answers are offered. Nothing is known here of what any article says.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from assistant.service.library import Library
from prompts import Wording
from retrieval.arabic import fold_with_origins
from retrieval.arabic.names import office_names, rank_names
from retrieval.arabic.words import alternation

_MOST = 4
_ARTICLES = 12
_TO_AN_ARTICLE = 2


def example_questions(library: Library, wording: Wording) -> list[str]:
    """At most ``_MOST`` questions, from the first articles, each of which is answered."""
    texts = (library.article(article.id).text for article in library.listed()[:_ARTICLES])
    offices = (office for text in texts for office in _offices(text))
    questions = dict.fromkeys(wording.say("example_who", office=office) for office in offices)
    return list(islice((question for question in questions if _answered(library, question)), _MOST))


def _offices(text: str) -> Iterator[str]:
    """Offices as written, where a rank or form of address follows them."""
    folded = fold_with_origins(text)
    matches = islice(_pattern().finditer(folded.text), _TO_AN_ARTICLE)
    for start, end in (folded.original(*match.span(1)) for match in matches):
        yield text[start:end]


def _answered(library: Library, question: str) -> bool:
    *_, last = library.stream(question, written=False)
    return last.status == "answered"


@cache
def _pattern() -> re.Pattern[str]:
    office, rank, word = alternation(office_names()), alternation(rank_names()), r"[^\W\d_]+"
    return re.compile(rf"(?<!\w)({office}(?: (?!{rank}\b){word}){{1,5}}),? {rank} {word}")
