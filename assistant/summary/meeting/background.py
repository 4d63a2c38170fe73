"""Whether a sentence tells of what was before the news."""

from retrieval.arabic.clitics import without_conjunction
from retrieval.arabic.gatherings import load_gatherings

_FIRST_WORDS = 15


def is_background(said: list[str]) -> bool:
    """Whether the folded words of a sentence tell of what was before: "it had decided", "it is worth mentioning"."""
    background, came = (load_gatherings().phrases[name] for name in ("background", "came"))
    if any(background.end(said, at) > at for at in range(min(len(said), _FIRST_WORDS))):
        return True
    single = load_gatherings().single
    first = without_conjunction(said[0]) if said else ""
    return first in single["was"] or (comes_after(said) and not came.end(said, 0))


def comes_after(said: list[str]) -> bool:
    """Whether a sentence tells behind what something comes: «وتأتي الحملة بعد …»."""
    return bool(said) and without_conjunction(said[0]) in load_gatherings().single["comes"]
