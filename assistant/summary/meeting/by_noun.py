"""A meeting told by a noun: held by a verb, the setting of what is told, or told of in a clause of its own.

What it does not know: who met where nobody is named around the noun nor is the subject of its sentence.
"""

from assistant.summary.meeting.around import Around, Walk, around, behind_noun
from assistant.summary.meeting.background import comes_after
from assistant.summary.meeting.by_verb import subject_before
from assistant.summary.meeting.heads import is_particle
from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.opening import LEAD, Opening, is_of, is_thing
from assistant.summary.meeting.parties import Parties, Party
from assistant.summary.meeting.unheld import is_purpose_of_coming, is_setting, is_unheld
from retrieval.arabic.clitics import is_definite, readings
from retrieval.arabic.gatherings import Kind
from retrieval.arabic.verbs import may_say

_REACH, _NEAR, _CLAUSE = 22, 7, 8
_BOTH = 2
_OF_NOUN = ("joining", "holding", "held")
_SOON = 3


def told_by_noun(line: Line, at: int) -> Opening | None:
    """The meeting that the noun at a word tells, None where it tells none."""
    named = line.lists.noun(line.folded[at])
    if named is None or at in line.names or is_unheld(line, at):
        return None
    tail = behind_noun(line, at)
    kind = _kind(line, at, tail, named)
    if kind is None:
        return None
    told = _read(line, at, tail, kind)
    if any(is_of(one, "teams") or is_of(one, "courts") for one in told.everybody):
        return None
    if kind == "call" and ((told.parties and is_of(told.parties[0], "media")) or _is_with_unknown(line, tail, told)):
        return None
    verb = _verb_before(line, at) if not is_setting(line, at) else -1
    if at and line.bare(at - 1) == "في" and line.bare(line.main) in line.lists.single["joined"]:
        verb = line.main
    return _held(line, at, kind, told, verb) if verb >= 0 else _set(line, at, tail, kind, told)


def _read(line: Line, at: int, tail: int, kind: Kind) -> Around:
    walk = Walk(line, tail, noun=True)
    walk.visit, walk.owned = kind == "visit", line.lists.is_owned(line.folded[at]) and kind != "visit"
    told = walk.read()
    told.partners = [one for one in told.partners if not is_of(one, "media")]
    return told


def _is_with_unknown(line: Line, tail: int, told: Around) -> bool:
    """«في اتصال هاتفي بالإذاعة»: a call with what is no party."""
    by = tail < len(line) and line.preposition(tail) == "ب" and not is_particle(line, tail) and tail not in line.dates
    return by and not told.partners


def _set(line: Line, at: int, tail: int, kind: Kind, told: Around) -> Opening | None:
    """A noun that is the setting of what is told, or has a clause of its own."""
    came = any(line.is_phrase(one, "came") > one for one in range(max(0, at - _CLAUSE), at))
    setting, relative = is_setting(line, at), _relative(line, tail)
    owned = line.lists.is_owned(line.folded[at])
    named = _named(told, kind, setting=setting)
    acts = _acts(line, at)
    if not (setting or relative or came or acts or (owned and named and kind != "visit")):
        return None
    if kind == "visit" and is_definite(line.folded[at]) and not (setting or owned or told.time):
        return None
    others = _others(line, at)
    refers = (setting or came or owned) and relative and any(not one.preposition for one in others)
    called = (
        [one for one in others if one.preposition == "ل" and not (one.place or is_thing(one))]
        if kind == "call" and setting
        else []
    )
    decides = setting and _is_of_subject(line, at, owned=owned)
    both = _both(line, at) if setting and not named and kind in ("call", "meeting") else []
    visited = kind == "visit" and setting and owned and told.place and others
    placed = relative and setting and told.place
    if not (
        visited
        or placed
        or both
        or named
        or called
        or told.pair
        or refers
        or came
        or decides
        or _of_pronoun(line, tail)
    ):
        return None
    if not came and (line.number >= LEAD or (line.number and not (_says(line) or comes_after(line.folded)))):
        return None
    if kind == "visit" and setting and line.number and not relative:
        return None
    joint = tail < len(line) and line.folded[tail].startswith("جمع")
    holders = [*told.presiding, *told.holders, *told.owners] or both
    opening = Opening(
        line, at, kind, holders, [*told.partners, *told.attended], told.place, told.time, told.subject, told.end,
        pair=told.pair, came=came, rest=told.rest, speaks=setting, others=others,
        clause=relative or decides, pronoun=came or joint or owned or not holders,
        equal=bool(told.owners or both) and not told.presiding,
        presided=bool(told.presiding or told.holders or came or decides),
    )  # fmt: skip
    if kind == "call" and not opening.attended:
        opening.attended = told.parties[:1] or called[:1]
    if kind == "visit":
        opening.holders = [one for one in holders if not one.place]
        opening.place = opening.place or [one.excerpt for one in holders if one.place][:1]
    _add_before(opening, tail)
    return opening if _is_more_than_remarks(opening) else None


def _named(told: Around, kind: Kind, *, setting: bool) -> list[Party]:
    """Those named around a noun; of a visit, no place."""
    partners = [one for one in told.partners if not one.place or kind != "visit"]
    callers = told.parties[:1] if kind == "call" and setting else []
    owners = told.owners if len(told.owners) > 1 or kind == "visit" else [one for one in told.owners if not one.place]
    return [*partners, *told.attended, *told.presiding, *told.holders, *owners, *callers]


def _add_before(opening: Opening, tail: int) -> None:
    """The time told in front of a setting, and the place where somebody came to hold it."""
    line, at = opening.line, opening.at
    arrived = is_purpose_of_coming(line, at)
    told_that = any(word in line.lists.single["that"] for word in line.folded[:at])
    if not arrived and (opening.time or told_that or not is_setting(line, at)):
        return
    walk = Walk(line, line.main + 1, at - arrived)
    walk.visit = arrived
    before = walk.read()
    opening.time = opening.time or before.time
    opening.place = opening.place or (before.place if arrived else [])


def _acts(line: Line, at: int) -> bool:
    """«أصدرت القمة بيانا», «بحث الاجتماع»: a meeting of which something is told as of one that took place."""
    names = ("issuing", "discussing", "resulting", "deciding")
    return at == line.main + 1 and any(line.lists.verb(line.folded[line.main], name) for name in names)


def _both(line: Line, at: int) -> list[Party]:
    """Two who are the subject of a sentence told in a setting of theirs: «شدد الرئيسان … خلال مكالمة»."""
    found, end = Parties(line).list_at(line.main + 1, loose=False, places=False)
    return found if len(found) == _BOTH and end <= at and any(one.named for one in found) else []


def _is_of_subject(line: Line, at: int, *, owned: bool) -> bool:
    """«صوت المجلس في جلسة», «أعلن الحزب في اجتماعه»: a group or a body does something in a meeting of its own."""
    if not (owned or line.lists.verb(line.folded[line.main], "deciding")):
        return False
    subject = Parties(line).at(line.main + 1)
    return subject is not None and not subject.named and subject.end <= at and not subject.preposition


def _is_more_than_remarks(opening: Opening) -> bool:
    """Whether more is told of a conference than that somebody spoke there."""
    return opening.kind != "conference" or bool(opening.attended or opening.subject) or opening.pronoun


def _says(line: Line) -> bool:
    """Whether somebody says or decides something in a sentence, which may be the meeting's."""
    words = line.folded[line.main : line.main + 3]
    return any(may_say(word) or line.lists.verb(word, "deciding") for word in words)


def _of_pronoun(line: Line, tail: int) -> bool:
    return tail < len(line) and line.folded[tail] in ("له", "لها", "لهم")


def _kind(line: Line, at: int, tail: int, kind: Kind) -> Kind | None:
    """The kind by the words behind the noun; None where they make something else of it."""
    lists, behind = line.lists, set(line.folded[at + 1 : at + 3])
    near = range(at + 1, min(len(line), max(tail, at + 2)))
    works = at > 0 and line.bare(at - 1) in lists.single["works"]
    if kind != "call" and not works and any(line.is_phrase(one, "other") > one for one in near):
        return None
    clause = range(at + 1, min(len(line), at + _NEAR))
    close = next((one for one in clause if line.stops(one) or line.comma(one)), clause.stop)
    adjectives = (line.folded[one] for one in range(at + 1, close) if one not in line.in_dates)
    if any(word in lists.single["unheld_behind"] for word in adjectives):
        return None
    phone = bool(behind & lists.single["phone"])
    bare = next((one.rest for one in readings(line.folded[at]) if one.rest in lists.nouns), "")
    if kind == "call":
        return "call" if phone or "مع" in behind or bare.startswith(("مكالم", "مهاتف")) else None
    if phone:
        return "call"
    if bare.startswith("جلس") and behind & lists.single["sitting"]:
        return "session"
    return None if bare.startswith("مقابل") else kind


def _verb_before(line: Line, at: int) -> int:
    """The verb that says the meeting was held, or was attended by its subject; -1 for none."""
    lists = line.lists
    for one in range(at - 1, max(-1, at - _REACH), -1):
        if line.stops(one + 1) or line.folded[one] in lists.single["that"]:
            return -1
        if one in line.in_names:
            continue
        if line.folded[one] in ("كان", "كانت") and line.preposition(one + 1) == "ل":
            return one
        if _tells_it_held(line, one) or (line.folded[one] in lists.single["lasting"] and one == at - 1):
            return one
        if line.is_verb(one) and not Parties(line).begins(one):
            break
    clause = line.folded[line.main : at]
    begins = 0 < at - line.main < _REACH and not any(
        line.comma(one) or line.stops(one) for one in range(line.main + 1, at + 1)
    )
    held = any(lists.verb(line.folded[line.main], name) for name in ("holding", "held"))
    held = held or line.bare(line.main) in lists.single["going_on"]
    return line.main if begins and held and not any(word in lists.single["that"] for word in clause) else -1


def _tells_it_held(line: Line, at: int) -> bool:
    word, bare = line.folded[at], line.bare(at)
    held = any(line.lists.verb(word, name) for name in ("holding", "held", "leading")) or _is_held_now(line, at)
    return held or bare in line.lists.single["joined"] or bare in line.lists.single["going_on"]


def _is_held_now(line: Line, at: int) -> bool:
    """«ينعقد حاليا»: a verb of the present with a word that it is so now."""
    now = line.lists.single["now"]
    present = any(line.lists.coming_verb(line.folded[at], name) for name in ("holding", "held"))
    return present and any(word in now for word in line.folded[at + 1 : at + 1 + _SOON])


def _relative(line: Line, tail: int) -> bool:
    """Whether a clause behind the noun says that it was held, by whom or with whom."""
    lists, at = line.lists, tail
    while at < min(len(line), tail + _CLAUSE) and not line.stops(at):
        if line.folded[at] in lists.single["relative"]:
            at += 1
            break
        if any(lists.verb(line.folded[at], name) for name in _OF_NOUN) or line.bare(at) in lists.single["devoted"]:
            break
        if lists.noun(line.folded[at]) or line.is_verb(at):
            return False
        at += 1
    if at >= len(line):
        return False
    performed = line.folded[at - 1] in lists.single["relative"] and (
        line.folded[at] in lists.single["performed"] or lists.coming_verb(line.folded[at], "lasting")
    )
    devoted = line.bare(at) in lists.single["devoted"]
    return performed or devoted or any(lists.verb(line.folded[at], name) for name in (*_OF_NOUN, "leading"))


def _held(line: Line, at: int, kind: Kind, told: Around, verb: int) -> Opening | None:
    """A noun behind the verb that says it was held."""
    lists, word = line.lists, line.folded[verb]
    joins, was = lists.verb(word, "joining"), word in ("كان", "كانت")
    lasted = word in lists.single["lasting"]
    subject = subject_before(line, verb)
    main = lasted or subject is not None or _is_main(line, verb)
    if (verb and line.folded[verb - 1] in lists.single["negating"] and not lasted) or (
        not main and line.number >= LEAD
    ):
        return None
    before = around(line, verb + 1, at)
    doers = [*([subject] if subject else []), *before.parties]
    hosts = (lists.verb(word, "holding") or lists.coming_verb(word, "holding") or was) and not joins
    definite = is_definite(line.folded[at])
    if definite and ((verb == at - 1 and not hosts) or (joins and line.number)):
        return None
    owners = [] if hosts and doers else told.owners
    holders = [*told.presiding, *(doers if hosts else []), *told.holders, *owners]
    attended = [*(doers if joins else []), *before.partners, *told.partners, *told.attended, *before.attended]
    attended += [one for one in told.owners if hosts and doers]
    if "تلق" in word and kind == "call":
        attended += told.parties[:1]
    if joins and not holders and not definite:
        holders, attended = attended[:1], attended[1:]
    if kind == "visit":
        holders = [one for one in holders if not one.place]
    known = (told.place or before.place) and (told.subject or before.subject)
    if (
        kind == "visit"
        and verb
        and line.folded[verb - 1] in lists.single["relative"]
        and not (before.time or told.time)
    ):
        return None
    if _is_of_nobody(kind, holders, attended, word) and (kind != "meeting" or hosts or not known):
        return None
    return Opening(
        line, at, kind, holders, attended, told.place or before.place, before.time or told.time,
        told.subject or before.subject, told.end, main=True, pair=told.pair, others=_others(line, verb),
        equal=bool(told.owners) and not doers, presided=bool(told.presiding or (holders and hosts and not was)),
        pronoun=not holders,
    )  # fmt: skip


def _is_of_nobody(kind: Kind, holders: list[Party], attended: list[Party], verb: str) -> bool:
    if kind == "visit":
        return not holders or "شهد" in verb
    if kind == "call":
        return not attended and len(holders) < _BOTH
    return not holders and not attended


def _is_main(line: Line, at: int) -> bool:
    before = line.folded[at - 1] if at else ""
    return (
        at <= line.main + 1
        or line.joined(at)
        or line.comma(at)
        or line.stops(at)
        or before in line.lists.single["before_main"]
    )


def _others(line: Line, at: int) -> list[Party]:
    """The parties told in a sentence before a word; only those behind "that", where one stands before it."""
    found = [party for party in Parties(line).all() if party.end <= at]
    that = max((one for one in range(at - 1) if line.folded[one] in line.lists.single["that"]), default=-1)
    return [party for party in found if party.first > that] or found
