"""Where a report was written and who carries it, in front of its first sentence: «دبي، الإمارات (CNN) --».

What it does not know: a dateline that no dash ends.
"""

import re

from retrieval.arabic.names.lands import lands
from retrieval.arabic.verbs import is_verb
from retrieval.arabic.wordlists import load_word_lists
from retrieval.arabic.words import words

_PREFIX = re.compile(r"\s*([^.\n؟?!:«\"]{1,80}?)\s*(?:-{2,}|—|–|ـ{2,}|(?<=\s)-(?=\s))\s*")
_MOST_WORDS = 9


def dateline_end(text: str) -> int:
    """Where the text behind a dateline begins; 0 where it has none."""
    match = _PREFIX.match(text)
    if match is None:
        return 0
    said = words(match.group(1))
    if len(said) > _MOST_WORDS or any(map(is_verb, said)):
        return 0
    placed = [place for place, _ in (*load_word_lists().places_in(said), *lands(said))]
    return match.end() if 0 in placed or "(" in match.group(1) else 0
