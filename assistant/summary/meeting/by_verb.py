"""A meeting told by a verb: of meeting, of visiting, of coming on a visit, of signing, of discussing with somebody.

The subject stands behind the verb or right before it; whom he met stands behind both. What it does not know: a verb
of another list.
"""

from assistant.summary.meeting import subjects
from assistant.summary.meeting.around import Around, Walk, around
from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.opening import Opening, is_of, is_thing
from assistant.summary.meeting.parties import Parties, Party
from assistant.types import Excerpt
from retrieval.arabic.clitics import is_definite

_KINDS = ("meeting", "visiting", "arriving", "signing", "discussing")
_FAR_SUBJECT = 8
_LONGEST_SUBJECT = 14
_NEAR = 7
_REACH = 22
_BOTH = 2
_WITH = "مع"


def told_by_verb(line: Line, at: int) -> Opening | None:
    """The meeting that the verb at a word tells, None where it tells none."""
    kind = next((one for one in _KINDS if line.lists.verb(line.folded[at], one)), "")
    if not kind or at in line.names or (at and line.folded[at - 1] in line.lists.single["negating"]):
        return None
    subject = subject_before(line, at)
    if not (subject or _may_be_main(line, at)):
        return None
    if kind == "signing":
        return _signed(line, at, subject)
    if kind == "arriving":
        return _arrived(line, at, subject)
    if kind == "discussing":
        return _discussed(line, at, subject)
    told = around(line, at + 1)
    told.time = told.time or around(line, line.main, at).time
    parties = [*([subject] if subject else []), *told.parties]
    told.partners = told.partners or _partners_later(line, told.end)
    if any(is_of(one, "teams") for one in told.everybody):
        return None
    if parties and parties[0].first > at + _FAR_SUBJECT:
        return None
    opening = _opening(line, at, "meeting", parties, told)
    return _visited(opening) if kind == "visiting" else _met(opening, parties, subject)


def _partners_later(line: Line, at: int) -> list[Party]:
    """Whom somebody met, behind a comma and «مع»: «التقى الوزير، خلال زيارته …، مع نظيره»."""
    for one in range(at, min(len(line), at + _REACH)):
        if line.stops(one):
            return []
        if line.comma(one) and line.folded[one] == _WITH:
            return Parties(line).list_at(one + 1)[0]
    return []


def _opening(line: Line, at: int, kind: str, parties: list[Party], told: Around) -> Opening:
    attended = [*parties[1:], *told.partners, *told.attended]
    return Opening(line, at, "meeting", parties[:1], attended, told.place, told.time, told.subject, told.end, main=True)


def _may_be_main(line: Line, at: int) -> bool:
    """Whether a verb may be that of a clause of its own."""
    before = line.folded[at - 1] if at else ""
    return (
        at == line.main
        or before in line.lists.single["before_main"]
        or (line.joined(at) and at <= line.main + 1)
        or line.comma(at)
    )


def subject_before(line: Line, at: int) -> Party | None:
    """The subject right in front of a verb, at the beginning of a clause or of "who": «إن الوزير اجتمع»."""
    parties, single = Parties(line), line.lists.single
    relative = at > 1 and line.folded[at - 1] in single["relative"]
    end = at - 1 if relative else at
    starts = [
        line.main,
        *(one + 1 for one in range(max(0, at - _LONGEST_SUBJECT), end) if line.folded[one] in single["that"]),
    ]
    if relative:
        starts += [one for one in range(max(0, end - _LONGEST_SUBJECT), end) if parties.begins(one)]
    found = (parties.at(start, places=not relative) for start in starts if start < end)
    return next((one for one in found if one is not None and one.end == end), None)


def _met(opening: Opening, parties: list[Party], subject: Party | None) -> Opening | None:
    line, at, word = opening.line, opening.at, opening.line.folded[opening.at]
    receives, gathers = "ستقبل" in word, "جتمع" in word
    if receives and any(is_thing(one) for one in [*parties[:1], *opening.attended]):
        return None
    if receives:
        opening.kind = "reception"
    if gathers and len(parties) > 1:
        opening.holders, opening.attended, opening.equal = parties, opening.attended[len(parties) - 1 :], True
    if not opening.attended and parties and gathers and not parties[0].named:
        return opening
    if not opening.attended and parties and not subject and (not gathers or not line.comma(at)):
        opening.holders, opening.attended, opening.pronoun = [], parties[:1], True
    return opening if opening.attended or (opening.equal and len(opening.holders) > 1) else None


def _visited(opening: Opening) -> Opening | None:
    """A visit's place is the object of its verb."""
    if not opening.holders:
        return None
    line, start = opening.line, max(opening.holders[0].end, opening.at + 1)
    while start in line.dates:
        start = line.dates[start][1]
    start = next((one for one in range(start, min(len(line), start + _NEAR)) if _may_be_visited(line, one)), len(line))
    if start >= len(line):
        return None
    place, end = _place(line, start)
    opening.kind, opening.place = "visit", [place] if place else []
    opening.attended = [one for one in opening.attended if one.first >= end]
    return opening


def _place(line: Line, start: int) -> tuple[Excerpt | None, int]:
    walk = Walk(line, start)
    end = max(walk.place_end(start, venue=start not in line.names), start + 1)
    if line.folded[end : end + 1] == ["في"] and end + 1 in line.names:
        end = walk.place_end(end + 1, venue=False)
    return line.span(start, end), end


def _may_be_visited(line: Line, at: int) -> bool:
    """Whether a place may begin at the object of a verb of visiting."""
    if line.joined(at) or at in line.dates:
        return False
    if at in line.names:
        return line.names[at][0].kind != "person"
    return line.lists.has(line.folded[at], "venues") or (is_definite(line.folded[at]) and not Parties(line).begins(at))


def _behind_aside(line: Line, at: int) -> int:
    """Behind how and when it was discussed, up to a comma: «في اتصال هاتفي الاثنين، »."""
    aside = at < len(line) and (at in line.dates or line.folded[at] in line.lists.single["asides"])
    near = range(at + 1, min(len(line), at + _LONGEST_SUBJECT)) if aside else ()
    return next((one for one in near if line.comma(one) and one not in line.dates), at)


def _arrived(line: Line, at: int, subject: Party | None) -> Opening | None:
    """«وصل … إلى … في زيارة»: one who came on a visit, or whose visit stands in the same sentence."""
    visit = next((one for one in range(at + 1, min(len(line), at + _REACH)) if _is_errand(line, one)), 0)
    if not visit or any(line.stops(one) for one in range(at + 1, visit + 1)):
        return None
    walk = Walk(line, at + 1, visit)
    walk.visit = True
    told = walk.read()
    behind = Walk(line, visit + 1, noun=True)
    behind.visit = True
    rest = behind.read()
    if rest.partners and line.lists.noun(line.folded[visit]) != "visit":
        return None
    holders = ([subject] if subject else []) + [one for one in told.parties if not one.place]
    place = told.place or rest.place
    if not holders or not place:
        return None
    time = told.time or around(line, line.main, at).time or rest.time
    attended = [*holders[1:], *told.partners, *told.attended, *rest.attended]
    return Opening(
        line, at, "visit", holders[:1], attended, place, time, told.subject or rest.subject, rest.end, main=True
    )


def _is_errand(line: Line, at: int) -> bool:
    """Whether a noun tells what somebody came for: a visit, or talks that he is to hold."""
    kind = line.lists.noun(line.folded[at])
    return kind == "visit" or (kind is not None and line.folded[at - 1] in line.lists.single["to_hold"])


def _signed(line: Line, at: int, subject: Party | None) -> Opening | None:
    """«وقع الوزيران على اتفاقية»: two or more sign one thing."""
    told = around(line, at + 1)
    near = range(at + 1, min(len(line), at + _REACH))
    signed = next((one for one in near if line.lists.has(line.folded[one], "signed")), 0)
    if not signed:
        return None
    behind = around(line, signed + 1)
    holders = [*([subject] if subject else []), *(one for one in told.parties if one.first < signed)]
    attended = [one for one in [*told.partners, *behind.partners, *behind.attended] if one.first != signed]
    if not holders or (len(holders) == 1 and not attended and (holders[0].named or subject)):
        return None
    time = told.time or behind.time or around(line, line.main, at).time
    place, about = told.place or behind.place, told.subject or behind.subject
    return Opening(line, at, "signing", holders, attended, place, time, about, behind.end, main=True)


def _discussed(line: Line, at: int, subject: Party | None) -> Opening | None:
    """«بحث الوزير مع نظيره سبل …»: who discusses something with somebody meets him, or calls him."""
    holder = subject or Parties(line).at(at + 1, places=True)
    if holder is None or holder.preposition:
        return None
    start = at + 1 if subject else holder.end
    told = around(line, start)
    partners = [one for one in told.partners if one.named or not is_thing(one)]
    if not partners or not holder.excerpt.text:
        return None
    first = start
    while first in line.dates:
        first = line.dates[first][1]
    if line.folded[first : first + 1] != [_WITH]:
        return None
    about, _ = subjects.read(line, _behind_aside(line, max(one.end for one in told.partners)))
    kind = "call" if any(word in line.lists.single["phone"] for word in line.folded) else "meeting"
    return Opening(
        line, at, kind, [holder], partners, told.place, told.time, told.subject or about, told.end, main=True
    )
