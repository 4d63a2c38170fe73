"""Of what kind a sentence is in a digest: of a meeting, a decision, a statement, the background, or another."""

from retrieval.arabic.gatherings import Gatherings, load_gatherings
from retrieval.arabic.verbs import may_say
from retrieval.arabic.words import words

_FIRST_WORDS = 15


def aspect_of(text: str) -> str:
    """ "meeting", "decision", "statement", "background" or "other", by the words of a sentence."""
    said, lists = words(text), load_gatherings()
    if is_background(said):
        return "background"
    if any(lists.noun(word) for word in said) and _is_held(said, lists):
        return "meeting"
    if any(lists.verb(word, "deciding") for word in said):
        return "decision"
    return "statement" if any(may_say(word) for word in said) else "other"


def is_background(said: list[str]) -> bool:
    """Whether the folded words of a sentence tell of what was before: "it had decided", "it is worth mentioning"."""
    background, came = (load_gatherings().phrases[name] for name in ("background", "came"))
    if any(background.end(said, at) > at for at in range(min(len(said), _FIRST_WORDS))):
        return True
    first = said[0].removeprefix("و") if said else ""
    return first in _WAS or (first in _COMES and not came.end(said, 0))


_WAS = frozenset({"كان", "كانت", "كانوا"})
_COMES = frozenset({"ياتي", "تاتي"})


def _is_held(said: list[str], lists: Gatherings) -> bool:
    held = any(lists.verb(word, "holding") or lists.verb(word, "held") or lists.verb(word, "joining") for word in said)
    phrases = (lists.phrases["came"], lists.phrases["attending"])
    return held or any(one.end(said, at) > at for one in phrases for at in range(len(said)))
