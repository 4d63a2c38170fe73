"""The sentences that say a meeting was held: the verb or the noun that tells it, its kind, and what stands around it.

A verb of meeting opens one between its subject and whom he met; a noun does where a verb says that it was held, where
it is the setting of what is told ("after a meeting with"), or where a clause behind it tells who was there. What is
only planned, denied, asked for, recalled or counted opens none; nor does a noun without anybody. What it does not know:
a meeting told by other words than those of the lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.summary.meeting import around as surroundings
from assistant.summary.meeting.around import Around, around, behind_noun
from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.parties import Parties, Party
from assistant.types import Excerpt
from retrieval.arabic import fold
from retrieval.arabic.calendar import Dated
from retrieval.arabic.clitics import ARTICLE, FUTURE, PERSONS, readings
from retrieval.arabic.gatherings import Kind, load_gatherings
from retrieval.arabic.names import body_heads
from retrieval.arabic.verbs import may_say

LEAD = 3
"""So many sentences tell the news; behind them only a main clause opens a meeting."""
_REACH = 22
_UNHELD_REACH = 5
_NEAR = 7
_BOTH = 2
_HEADED = 14
_JOINED = frozenset({"شارك", "شاركت", "شاركوا"})
_GOING_ON = frozenset(["يجري", "تجري", "يواصل", "تواصل", "تتواصل", "يتواصل"])
_RELATIVE = frozenset({"الذي", "التي", "والذي", "والتي", "اللذين", "اللتين"})
_BEFORE_MAIN = frozenset({"كما", "وقد", "قد", "الذي", "التي"})
_THAT = frozenset({"ان", "انه", "انها", "بان"})
_NOT = frozenset({"لم", "لن", "لا", "ما"})
_DENYING = frozenset(["نفي", "نفت", "ينفي", "تنفي", "نفوا"])


@dataclass(slots=True)
class Opening:
    """A meeting told in a sentence."""

    line: Line
    at: int
    """Its verb or noun."""
    kind: Kind
    holders: list[Party]
    attended: list[Party]
    place: list[Excerpt]
    time: list[tuple[Excerpt, Dated]]
    subject: list[Excerpt]
    end: int
    main: bool = False
    """It is the sentence's own news, not a setting."""
    pair: bool = False
    came: bool = False
    """What stands before it was said or done in it."""
    pronoun: bool = False
    """Its holder is only referred to: the one who speaks or acts in the sentence, or before."""
    equal: bool = False
    rest: int = -1
    """Where in the sentence what it told of begins, without a word that announces it; -1 where it does not."""
    presided: bool = False
    """One is said to have led it."""
    speaks: bool = False
    """It is where somebody speaks or acts who is the subject of the sentence."""
    others: list[Party] = field(default_factory=list)
    """Parties of the sentence outside of it."""


def openings(line: Line) -> Iterator[Opening]:
    """The meetings that a sentence opens, in order, mostly none or one."""
    found: list[Opening] = []
    for at in range(len(line)):
        if found and at < found[-1].end:
            continue
        opening = _met(line, at) or _told(line, at)
        if opening is None or line.quoted(at):
            continue
        if found and (found[-1].kind != "visit" or not opening.attended or opening.kind == "visit"):
            continue
        found.append(opening)
    yield from found


def denies(line: Line) -> bool:
    """Whether a sentence denies what it tells."""
    return any(word in _DENYING for word in (line.bare(at) for at in range(min(len(line), 4))))


def main_start(line: Line) -> int:
    """The word a sentence begins with, behind a dateline and words like "on the other hand"."""
    start = 0
    for at in range(1, min(len(line), _HEADED)):
        gap = line.gap(at)
        if "--" in gap or "—" in gap or (at < 6 and (" - " in gap or ":" in gap)):
            start = at
    behind = line.is_phrase(start, "elsewhere")
    return behind if behind < len(line) else start


def _met(line: Line, at: int) -> Opening | None:
    """A verb of meeting, visiting or signing with its subject and object."""
    lists, word = line.lists, line.folded[at]
    name = next((one for one in ("meeting", "visiting", "signing") if lists.verb(word, one)), "")
    if not name or at in line.names or (at and line.folded[at - 1] in _NOT):
        return None
    start = main_start(line)
    subject = _before_verb(line, start, at)
    if not (
        at == start
        or line.folded[at - 1] in _BEFORE_MAIN
        or subject
        or (line.joined(at) and at <= start + 1)
        or line.comma(at)
    ):
        return None
    if name == "signing":
        return _signed(line, at)
    told = around(line, at + 1)
    told.time = told.time or around(line, start, at).time
    parties, partners = ([subject] if subject else []) + told.parties, told.partners
    if any(_is_team(one) for one in told.everybody) or (parties and parties[0].first > at + 8 and not subject):
        return None
    opening = Opening(
        line,
        at,
        "meeting",
        parties[:1],
        [*parties[1:], *partners, *told.attended],
        told.place,
        told.time,
        told.subject,
        told.end,
        main=True,
    )
    if name == "visiting":
        return _visited(line, opening)
    if "ستقبل" in word:
        opening.kind = "reception"
    if "جتمع" in word and len(parties) > 1:
        opening.holders, opening.attended, opening.equal = parties, [*partners, *told.attended], True
    if "ستقبل" in word and any(_is_body(one) for one in [*parties[:1], *opening.attended]):
        return None
    if not opening.attended and parties and not subject and ("جتمع" not in word or not line.comma(at)):
        if "جتمع" in word and _is_plural(parties[0]):
            return opening
        opening.holders, opening.attended, opening.pronoun = [], parties[:1], True
    return opening if opening.attended or (opening.equal and len(opening.holders) > 1) else None


def _is_body(party: Party) -> bool:
    """Whether a party is a body or a thing: a hospital, a station, which receives as no host does."""
    first = fold(party.excerpt.text.split()[0]).removeprefix(ARTICLE)
    return not party.named and first in body_heads() and first not in load_gatherings().single["groups"]


def _is_plural(party: Party) -> bool:
    return not party.named


def _before_verb(line: Line, start: int, at: int) -> Party | None:
    """The subject that stands in front of a verb, at the beginning of the sentence."""
    party = Parties(line).at(start) if start < at else None
    return party if party and party.end == at else None


def _is_team(party: Party) -> bool:
    return _is_of(party, "teams")


def _is_of(party: Party, name: str) -> bool:
    """Whether a party begins with a word of a list."""
    return load_gatherings().has(fold(party.excerpt.text).split()[0], name)


def _visited(line: Line, opening: Opening) -> Opening | None:
    """A visit's place is the object of its verb."""
    if not opening.holders:
        return None
    start = opening.holders[0].end
    while start in line.dates:
        start = line.dates[start][1]
    start = next((one for one in range(start, min(len(line), start + _NEAR)) if _may_be_visited(line, one)), len(line))
    if start >= len(line):
        return None
    walk = surroundings.Walk(line, start)
    end = max(walk._place_end(start, venue=start not in line.names), start + 1)
    if line.folded[end : end + 1] == ["في"] and end + 1 in line.names:
        end = walk._place_end(end + 1, venue=False)
    place = line.span(start, end)
    opening.kind, opening.place = "visit", [place] if place else []
    opening.attended = [one for one in opening.attended if one.first >= end]
    return opening


def _may_be_visited(line: Line, at: int) -> bool:
    """Whether a place may begin at the object of a verb of visiting."""
    if line.joined(at) or at in line.dates:
        return False
    if at in line.names:
        return line.names[at][0].kind != "person"
    return line.lists.has(line.folded[at], "venues") or (
        line.folded[at].startswith("ال") and not Parties(line).begins(at)
    )


def _signed(line: Line, at: int) -> Opening | None:
    """«وقع الوزيران على اتفاقية»: two or more sign one thing."""
    told = around(line, at + 1)
    signed = next(
        (word for word in range(at + 1, min(len(line), at + _REACH)) if line.lists.has(line.folded[word], "signed")), 0
    )
    if not signed or not told.parties:
        return None
    behind = around(line, signed + 1)
    holders = [one for one in told.parties if one.first < signed]
    attended = [one for one in [*told.partners, *behind.partners] if one.first != signed]
    if not holders or (len(holders) == 1 and not attended and holders[0].named):
        return None
    return Opening(
        line,
        at,
        "signing",
        holders,
        attended,
        told.place or behind.place,
        told.time or behind.time or around(line, main_start(line), at).time,
        told.subject or behind.subject,
        behind.end,
        main=True,
    )


def _told(line: Line, at: int) -> Opening | None:
    """A meeting's noun."""
    lists, word = line.lists, line.folded[at]
    kind = lists.noun(word)
    if kind is None or at in line.names or _is_unheld(line, at):
        return None
    tail = behind_noun(line, at)
    kind = _kind(line, at, tail, kind)
    if kind is None:
        return None
    walk = surroundings.Walk(line, tail, noun=True)
    walk.visit, walk.owned = kind == "visit", lists.is_owned(word) and kind != "visit"
    told = walk.read()
    setting = _setting(line, at)
    verb = _verb_before(line, at) if not setting else -1
    if at and line.bare(at - 1) == "في" and line.bare(main_start(line)) in _JOINED:
        verb = main_start(line)
    relative = _relative(line, tail)
    came = any(line.is_phrase(one, "came") > one for one in range(max(0, at - 8), at))
    owned = lists.is_owned(word)
    if any(_is_team(one) or _is_of(one, "courts") for one in told.everybody):
        return None
    told.partners = [one for one in told.partners if not _is_of(one, "media")]
    if kind == "call" and told.parties and _is_of(told.parties[0], "media"):
        return None
    named = [
        *(one for one in told.partners if not one.place or kind != "visit"),
        *told.attended,
        *told.presiding,
        *told.holders,
        *told.owners,
    ]
    if verb >= 0:
        return _held(line, at, kind, told, verb)
    joint = tail < len(line) and line.folded[tail].startswith("جمع")
    if not (setting or relative or came or (owned and named and kind != "visit")):
        return None
    if kind == "call" and setting:
        named = [*named, *told.parties[:1]]
    others = _others(line, at)
    refers = (setting or came) and relative and any(not one.preposition for one in others)
    if not named and not told.pair and not refers and not (came and lists.noun(word)) and not _of_pronoun(line, tail):
        return None
    if not came and (line.number >= LEAD or (line.number and not _says(line))):
        return None
    if kind == "visit" and setting and line.number:
        return None
    opening = Opening(
        line,
        at,
        kind,
        [*told.presiding, *told.holders, *told.owners],
        [*told.partners, *told.attended],
        told.place,
        told.time,
        told.subject,
        told.end,
    )
    if kind == "call" and not opening.attended:
        opening.attended = told.parties[:1]
    arrived = line.folded[at - 1] in ("لاجرا", "لعقد")
    if arrived or (
        not opening.time
        and line.bare(at - 1) in ("في", "خلال", "اثنا")
        and not any(word in _THAT for word in line.folded[:at])
    ):
        walk = surroundings.Walk(line, main_start(line) + 1, at - arrived)
        walk.visit = arrived
        before = walk.read()
        opening.time = opening.time or before.time
        opening.place = opening.place or (before.place if arrived else [])
    opening.pair = told.pair
    opening.presided = bool(told.presiding)
    opening.rest, opening.came = told.rest, came
    opening.speaks = setting
    opening.equal = bool(told.owners) and not told.presiding
    opening.pronoun = came or joint or owned or not opening.holders
    opening.others = others
    opening.presided = opening.presided or came or bool(told.holders)
    return opening if _is_more_than_remarks(opening) else None


def _is_more_than_remarks(opening: Opening) -> bool:
    """Whether more is told of a conference than that somebody spoke there."""
    return opening.kind != "conference" or bool(opening.attended or opening.subject) or opening.pronoun


def _says(line: Line) -> bool:
    """Whether somebody says or decides something in a sentence, which may be the meeting's."""
    start = main_start(line)
    return any(
        may_say(line.folded[at]) or line.lists.verb(line.folded[at], "deciding")
        for at in range(start, min(len(line), start + 3))
    )


def _of_pronoun(line: Line, tail: int) -> bool:
    return tail < len(line) and line.folded[tail] in ("له", "لها", "لهم")


def _kind(line: Line, at: int, tail: int, kind: Kind) -> Kind | None:
    """The kind by the words behind the noun; None where they make something else of it."""
    lists, behind = line.lists, line.folded[at + 1 : at + 3]
    near = range(at + 1, min(len(line), max(tail, at + 2)))
    if kind != "call" and any(line.is_phrase(one, "other") > one for one in near):
        return None
    close = next(
        (one for one in range(at + 1, min(len(line), at + _NEAR)) if line.stops(one) or line.comma(one)), at + _NEAR
    )
    if any(
        line.folded[one] in lists.single["unheld_behind"]
        for one in range(at + 1, min(len(line), close))
        if one not in line.in_dates
    ):
        return None
    phone = bool(set(behind) & lists.single["phone"])
    bare = next((one.rest for one in readings(line.folded[at]) if one.rest in lists.nouns), "")
    if kind == "call":
        return "call" if phone or "مع" in behind or bare.startswith(("مكالم", "مهاتف")) else None
    if phone:
        return "call"
    if bare.startswith("جلس") and set(behind) & lists.single["sitting"]:
        return "session"
    if bare.startswith("مقابل"):
        return None
    return kind


def _is_unheld(line: Line, at: int) -> bool:
    """Whether words before a noun say that it has not taken place, or is not told of here."""
    unheld = line.lists.phrases["unheld"]
    folded = line.folded
    first = max(0, at - (1 if _setting(line, at) else _UNHELD_REACH))
    while first < at and any(line.stops(one) or line.comma(one) for one in range(first + 1, at + 1)):
        first += 1
    lasted = at > 1 and folded[at - 2] == "لم" and folded[at - 1] in line.lists.single["lasting"]
    if not lasted and any(unheld.end(folded, one) > one for one in range(first, at)):
        return True
    if any(
        line.bare(one) in line.lists.single["hoped"] for one in range(max(0, at - 7), at) if one not in line.in_names
    ):
        return True
    if at and ((folded[at - 1].isdigit() and at - 1 not in line.in_dates) or line.bare(at - 1) in ("هذه", "هذا")):
        return True
    coming = range(0 if _setting(line, at) and line.number < LEAD else max(0, at - 10), at)
    if any(_is_future(line, one) for one in coming):
        return True
    purpose = at > 0 and any(
        one.preposition == "ل" and one.rest in _words("holding_acts") for one in readings(folded[at - 1])
    )
    if purpose and not _is_done(line, at - 1):
        return True
    return (
        at > 0
        and line.bare(at - 1) in (_words("holding_acts") | {"لعقد", "لاجرا", "بعقد"})
        and not _is_done(line, at - 1)
    )


def _is_future(line: Line, at: int) -> bool:
    word = line.bare(at)
    return word in ("سوف", "غدا") or (
        len(word) > 3 and word.startswith(FUTURE) and word[1] in PERSONS and line.is_verb(at)
    )


def _is_done(line: Line, at: int) -> bool:
    """Whether the noun of an act, «إجراء», is of one that took place."""
    if line.folded[at].startswith("ل"):
        return any(line.bare(one) in ("وصل", "وصلت") for one in range(at))
    return line.lists.phrases["settings"].before(line.folded, at) or (at > 0 and line.bare(at - 1) in ("تم", "جري"))


def _setting(line: Line, at: int) -> bool:
    settings = line.lists.phrases["settings"]
    act = at - 1 if at and line.bare(at - 1) in _words("holding_acts") else at
    if at and line.folded[at - 1] in ("لاجرا", "لعقد") and _is_done(line, at - 1):
        return True
    if act < at and line.bare(act - 1) in ("في", "ضمن"):
        return False
    return settings.before(line.folded, act) or (act < at and line.folded[at - 1].startswith("ل")) or _in_call(line, at)


def _in_call(line: Line, at: int) -> bool:
    return at > 0 and line.bare(at - 1) == "في"


def _verb_before(line: Line, at: int) -> int:
    """The verb that says the meeting was held, or was attended by its subject; -1 for none."""
    for one in range(at - 1, max(-1, at - _REACH), -1):
        if line.stops(one + 1) or line.folded[one] in ("ان", "انه", "انها", "بان"):
            return -1
        word = line.folded[one]
        if one in line.in_names:
            continue
        if line.folded[one] in ("كان", "كانت") and line.preposition(one + 1) == "ل":
            return one
        if any(line.lists.verb(word, name) for name in ("holding", "held", "leading")) or line.bare(one) in (
            "حضر",
            "حضرت",
            "شارك",
            "شاركت",
            "شاركوا",
        ):
            return one
        if line.bare(one) in _GOING_ON or (line.folded[one] in line.lists.single["lasting"] and one == at - 1):
            return one
        if line.is_verb(one) and not Parties(line).begins(one):
            break
    start = main_start(line)
    begins = start < at < start + _REACH and not any(
        line.comma(one) or line.stops(one) for one in range(start + 1, at + 1)
    )
    held = (
        any(line.lists.verb(line.folded[start], name) for name in ("holding", "held")) or line.bare(start) in _GOING_ON
    )
    return start if begins and held and not any(word in _THAT for word in line.folded[start:at]) else -1


def _relative(line: Line, tail: int) -> bool:
    """Whether a clause behind the noun says that it was held, by whom or with whom."""
    at = tail
    while at < len(line) and at < tail + 8 and not line.stops(at):
        if line.folded[at] in _RELATIVE:
            at += 1
            break
        if any(line.lists.verb(line.folded[at], name) for name in ("joining", "holding", "held")):
            break
        if line.lists.noun(line.folded[at]) or line.is_verb(at):
            return False
        at += 1
    if at >= len(line):
        return False
    performed = line.folded[at - 1] in _RELATIVE and line.folded[at] in _words("performed")
    return performed or any(
        line.lists.verb(line.folded[at], name) for name in ("joining", "holding", "held", "leading")
    )


def _held(line: Line, at: int, kind: Kind, told: Around, verb: int) -> Opening | None:
    """A noun behind the verb that says it was held."""
    lists, word = line.lists, line.folded[verb]
    joins = lists.verb(word, "joining")
    start = main_start(line)
    lasted = line.folded[verb] in lists.single["lasting"]
    main = (
        lasted
        or verb <= start + 1
        or line.joined(verb)
        or line.comma(verb)
        or line.folded[verb - 1] in _BEFORE_MAIN
        or line.stops(verb)
    )
    if (verb and line.folded[verb - 1] in _NOT and not lasted) or not (main or line.number < LEAD):
        return None
    if line.number >= LEAD and not main:
        return None
    before = around(line, verb + 1, at)
    subject = _before_verb(line, start, verb)
    doers = ([subject] if subject else []) + before.parties
    hosts = (lists.verb(word, "holding") or lists.coming_verb(word, "holding") or word in ("كان", "كانت")) and not joins
    definite = any(one.article for one in readings(line.folded[at]))
    if definite and verb == at - 1 and not hosts:
        return None
    owners = [] if hosts and doers else told.owners
    holders = [*told.presiding, *(doers if hosts else []), *told.holders, *owners]
    attended = [*(doers if joins else []), *before.partners, *told.partners, *told.attended, *before.attended]
    attended += [one for one in told.owners if hosts and doers]
    if "تلق" in word and kind == "call":
        attended += told.parties[:1]
    if joins and not holders:
        holders, attended = attended[:1], attended[1:]
    if kind == "visit":
        holders = [one for one in holders if not one.place]
    if (not holders and not attended) or (kind == "visit" and (not holders or "شهد" in word)):
        return None
    if kind == "call" and not attended and len(holders) < _BOTH:
        return None
    place, time = told.place or before.place, before.time or told.time
    opening = Opening(
        line, at, kind, holders, attended, place, time, told.subject or before.subject, told.end, main=True
    )
    opening.equal = bool(told.owners) and not doers
    opening.presided = bool(told.presiding or (holders and hosts and word not in ("كان", "كانت")))
    opening.pair = told.pair
    opening.others = _others(line, verb)
    opening.pronoun = not holders
    return opening


def _others(line: Line, at: int) -> list[Party]:
    """The parties told in a sentence before a word; only those behind "that", where one stands before it."""
    found = [party for party in Parties(line).all() if party.end <= at]
    that = max((one for one in range(at - 1) if line.folded[one] in _THAT), default=-1)
    return [party for party in found if party.first > that] or found


def _words(name: str) -> frozenset[str]:
    """The words of a list."""
    return load_gatherings().single[name]
