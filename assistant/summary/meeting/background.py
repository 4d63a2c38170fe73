"""Whether a sentence tells of what was before the news."""

from retrieval.arabic.gatherings import load_gatherings

_FIRST_WORDS = 15


def is_background(said: list[str]) -> bool:
    """Whether the folded words of a sentence tell of what was before: "it had decided", "it is worth mentioning"."""
    background, came = (load_gatherings().phrases[name] for name in ("background", "came"))
    if any(background.end(said, at) > at for at in range(min(len(said), _FIRST_WORDS))):
        return True
    first = said[0].removeprefix("و") if said else ""
    return first in _WAS or (first in _COMES and not came.end(said, 0))


_WAS = frozenset({"كان", "كانت", "كانوا"})
_COMES = frozenset({"ياتي", "تاتي"})
