"""The sentences that say a meeting was held, by a verb or by a noun.

What is only planned, denied, asked for, recalled or counted opens none; nor does a noun without anybody. What it does
not know: a meeting told by other words than those of the lists.
"""

from collections.abc import Iterator

from assistant.summary.meeting.by_noun import told_by_noun
from assistant.summary.meeting.by_verb import told_by_verb
from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.opening import Opening

_FIRST_WORDS = 4


def openings(line: Line) -> Iterator[Opening]:
    """The meetings that a sentence opens, in order, mostly none or one."""
    found: list[Opening] = []
    for at in range(len(line)):
        if found and at < found[-1].end:
            continue
        opening = told_by_verb(line, at) or told_by_noun(line, at)
        if opening is None or line.quoted(at):
            continue
        if found and (found[-1].kind != "visit" or not opening.attended or opening.kind == "visit"):
            continue
        found.append(opening)
    yield from found


def denies(line: Line) -> bool:
    """Whether a sentence denies that a meeting was held: «نفى … لقاءه»."""
    denying = line.lists.single["denying"]
    at = next((at for at in range(min(len(line), _FIRST_WORDS)) if line.bare(at) in denying), None)
    return at is not None and any(line.lists.noun(word) for word in line.folded[at + 1 :])
