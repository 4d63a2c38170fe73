"""With which word a party may begin, and over which none goes on: names, offices, ranks, nouns of groups and bodies.

What it does not know: a name in no list that nothing announces.
"""

from dataclasses import dataclass

from assistant.summary.meeting.lines import Line
from retrieval.arabic.acts import is_act
from retrieval.arabic.clitics import ARTICLE, has_article, pronoun_on_particle, readings, without_article
from retrieval.arabic.names import body_heads, is_nation, is_office, may_be_name, rank_names
from retrieval.arabic.numbers import is_number_word

_LEAST_DEFINITE = 5
"""Letters of a word whose first two may be its article."""


@dataclass(frozen=True, slots=True)
class Head:
    """How a party begins: the offset behind what is written together with its first word, and what it is."""

    start: int
    preposition: str
    group: bool = False
    office: bool = False
    rank: bool = False
    person: bool = False
    body: bool = False
    place: bool = False
    sure: bool = False
    """It is in a list that was announced, in which any word may be a name."""

    @property
    def loose(self) -> bool:
        return not (self.group or self.office or self.rank or self.person or self.body or self.place)


def head_at(line: Line, at: int, *, places: bool = False) -> Head | None:
    """The head that stands at a word, behind «و» or not; ``places`` may be one."""
    word = line.folded[at]
    if at in line.names and line.names[at][0].kind == "person":
        return _named(line, at)
    if at and line.is_phrase(at - 1, "besides") > at:
        return None
    announces = line.is_phrase(at, "presiding", "attending") > at and not _is_group(line, line.bare(at))
    if (
        announces
        or is_particle(line, at)
        or any(line.lists.verb(word, name) for name in ("joining", "holding", "meeting"))
    ):
        return None
    if at in line.names and (line.names[at][0].kind != "place" or places):
        return _named(line, at)
    if line.is_verb(at) and not (_is_group(line, line.bare(at)) or is_office(line.bare(at))):
        return None
    if len(word) == 1:
        return Head(line.words[at].start, "") if word in rank_names() and line.gap(at + 1)[:1] == "." else None
    if is_number_word(line.bare(at)) or word.isdigit():
        counted = at + 1 < len(line) and not line.gap(at + 1).strip() and _is_group(line, line.folded[at + 1])
        return Head(behind_letters(line, at), "", group=True) if counted else None
    if line.bare(at) in line.lists.single["quantities"] and not _counts_people(line, at):
        return None
    return _common(line, at) or _counterpart(line, at)


def begins(line: Line, at: int) -> bool:
    """Whether a word, behind «و» or not, may begin another party."""
    return head_at(line, at) is not None


def is_particle(line: Line, at: int) -> bool:
    word = line.bare(at)
    return word in line.lists.single["particles"] or pronoun_on_particle(line.folded[at])


def is_stop(line: Line, at: int) -> bool:
    """Whether no phrase goes on over a word."""
    announcing = ("attending", "presiding", "subjects", "closing", "settings", "came", "elsewhere")
    return (
        is_particle(line, at)
        or at in line.dates
        or line.is_phrase(at, *announcing) > at
        or line.is_verb(at)
        or is_purpose(line, at)
        or line.lists.noun(line.bare(at)) is not None
    )


def is_purpose(line: Line, at: int) -> bool:
    """Whether a word says what a meeting was for: «لبحث», «للنظر»."""
    purposes = line.lists.single["purposes"]
    return any(
        one.preposition == "ل" and (one.rest in purposes or f"{ARTICLE}{one.rest}" in purposes)
        for one in readings(line.folded[at])
    )


def is_errand(line: Line, at: int) -> bool:
    """Whether a word is «ل» and the noun of an act, and no act of holding a meeting: «لتسليم المهام»."""
    acts = line.lists.single["holding_acts"]
    forms = (one.rest for one in readings(line.folded[at]) if one.preposition == "ل" and not one.article)
    return any(is_act(rest) and rest not in acts for rest in forms)


def may_be_listed(line: Line, at: int) -> bool:
    """Whether a word may be somebody's in a list that was announced."""
    return not is_particle(line, at) and at not in line.dates and not has_article(line.bare(at))


def is_unlisted(line: Line, at: int) -> bool:
    """Whether a word may be the name of somebody in no list."""
    typed = line.words[at].typed
    bare = typed[1:] if typed.startswith("و") else typed
    return (
        not is_stop(line, at)
        and line.lists.noun(line.folded[at]) is None
        and (not has_article(line.folded[at]) or line.folded[at + 1 : at + 2] == ["بن"])
        and at not in line.dates
        and (may_be_name(typed) or ((line.comma(at) or at > 0) and may_be_name(bare)))
    )


def letter_before(line: Line, at: int, start: int) -> str:
    """The letter that is written with a word whose name begins at an offset; "" for none."""
    return "" if start <= line.words[at].start else line.folded[at].removeprefix("و")[:1]


def behind_letters(line: Line, at: int) -> int:
    word = line.words[at]
    return word.behind(1) if line.joined(at) or word.folded.startswith("و") else word.start


def _named(line: Line, at: int) -> Head:
    name, _ = line.names[at]
    kind = name.kind
    letter = letter_before(line, at, name.start)
    return Head(name.start, letter, person=kind == "person", place=kind == "place", body=kind == "body")


def _common(line: Line, at: int) -> Head | None:
    """A noun of people, of an office or rank, or of a body that more words name."""
    roles, followed = line.lists.single["roles"], at + 1 < len(line) and not line.gap(at + 1).strip()
    for reading in readings(line.folded[at], 2):
        rest = reading.rest
        bare = rest.removeprefix(ARTICLE) if len(rest) >= _LEAST_DEFINITE else rest
        group = _is_group(line, rest) or _is_group(line, bare)
        office = is_office(rest) or rest in roles or bare in roles
        rank = rest in rank_names() or (reading.article and f"{ARTICLE}{rest}" in rank_names())
        body = bare in body_heads() and followed
        if group or office or rank or body:
            written = reading.article and reading.preposition == "ل"
            letters = 0 if written else len(reading.conjunction + reading.preposition)
            start = line.words[at].behind(letters) if letters else line.words[at].start
            return Head(start, reading.preposition, group=group or body, office=office, rank=rank)
    return None


def _counterpart(line: Line, at: int) -> Head | None:
    """«والسعودي عادل الجبير»: one of several holders of an office, by his country."""
    if not (line.joined(at) and at + 1 in line.names and line.names[at + 1][0].kind == "person"):
        return None
    land = is_nation(without_article(line.bare(at))) and has_article(line.bare(at))
    return Head(behind_letters(line, at), "", office=True) if land else None


def _counts_people(line: Line, at: int) -> bool:
    behind = at + 2 if at + 1 < len(line) and line.folded[at + 1] == "من" else at + 1
    return behind < len(line) and not line.gap(behind).strip() and begins(line, behind)


def _is_group(line: Line, word: str) -> bool:
    return word in line.lists.single["groups"]
