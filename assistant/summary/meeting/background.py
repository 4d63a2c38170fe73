"""Whether a sentence tells of what was before the news."""

from retrieval.arabic.clitics import without_conjunction
from retrieval.arabic.gatherings import load_gatherings

_FIRST_WORDS = 15


def is_background(said: list[str]) -> bool:
    """Whether the folded words of a sentence tell of what was before: "it had decided", "it is worth mentioning"."""
    background = load_gatherings().phrases["background"]
    if any(background.end(said, at) > at for at in range(min(len(said), _FIRST_WORDS))):
        return True
    single = load_gatherings().single
    first = without_conjunction(said[0]) if said else ""
    return first in single["was"] or comes_after(said)


def comes_after(said: list[str]) -> bool:
    """Whether a sentence tells behind what something comes: «وتأتي الحملة بعد …»."""
    lists = load_gatherings()
    comes = bool(said) and without_conjunction(said[0]) in lists.single["comes"]
    return comes and not lists.phrases["came"].end(said, 0)
