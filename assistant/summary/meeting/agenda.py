"""What a meeting was about: what its opening says it was for, and what is said to have been talked of in it."""

from collections.abc import Iterator

from assistant.summary.meeting import subjects as reading
from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.meetings import Meeting
from assistant.summary.meeting.opening import Opening
from assistant.summary.meeting.parties import Parties
from assistant.summary.meeting.people import distinct, stems
from assistant.types import Excerpt
from retrieval.arabic import words
from retrieval.arabic.acts import is_act
from retrieval.arabic.clitics import has_article
from retrieval.arabic.gatherings import load_gatherings

_MOST = 6
_REACH = 8
_STRESSED = frozenset({"ضروره", "اهميه"})
_ON = frozenset({"حول", "بشان", "بخصوص"})
_FIRST_WORDS, _FAR = 8, 16
_LEAST_WORDS = 2
_DEVOTED_REACH = 24


def subjects(meeting: Meeting) -> tuple[Excerpt, ...]:
    """The subjects in reading order."""
    found = [one for opening in meeting.openings for one in _of_opening(opening)]
    found += _stressed(meeting)
    holders = {word for opening in meeting.openings for one in opening.holders for word in stems(one.excerpt.text)}
    for line in meeting.lines:
        found += list(_discussed(line, meeting, holders)) or ([] if found else list(_meant(line, meeting)))
    return distinct(one for one in found if _may_be(one))[:_MOST]


def _stressed(meeting: Meeting) -> list[Excerpt]:
    """What the two whom a dual refers to are said to have stressed, in the sentence that names them."""
    line = meeting.around[0]
    if not meeting.first.pair or line is meeting.first.line:
        return []
    for at in range(len(line) - 1):
        if line.folded[at] in _STRESSED and line.folded[at - 1] == "علي":
            return reading.read(line, at + 1)[0]
    return []


def _may_be(one: Excerpt) -> bool:
    """Whether words may be a subject: two or more, and no clause."""
    said = words(one.text)
    return (len(said) >= _LEAST_WORDS or one.text.startswith("ال")) and said[0] not in _words("no_subjects")


def _of_opening(opening: Opening) -> Iterator[Excerpt]:
    if opening.subject:
        yield from opening.subject
        return
    line, start = opening.line, opening.line.main
    behind = max((one.end for one in opening.attended), default=opening.end)
    if opening.kind in ("call", "reception") and (later := _announced(line, behind)):
        yield from later
        return
    if opening.main or not line.lists.verb(line.folded[start], "discussing"):
        return
    party = Parties(line).at(start + 1)
    behind = party.end if party else start + 1
    if opening.at - behind > _LEAST_WORDS and line.is_phrase(behind, "settings") == behind:
        found, _ = reading.read(line, behind)
        yield from found
    elif opening.rest >= 0:
        found, _ = reading.read(line, opening.rest)
        yield from found


def _announced(line: Line, at: int) -> list[Excerpt]:
    """The first subject that words announce behind a place of a sentence."""
    for one in range(at, len(line)):
        if line.bare(one) in _ON:
            return reading.read(line, reading.starts(line, one))[0]
        if line.comma(one) and line.preposition(one) == "ب" and is_act(line.folded[one][1:]):
            return reading.read(line, one)[0]
    return []


def _discussed(line: Line, meeting: Meeting, holders: set[str]) -> Iterator[Excerpt]:
    """What a verb of discussing has as its object, where the meeting or those who met are its subject."""
    said = False
    ends = [opening.end for opening in meeting.openings if opening.line is line]
    for at in range(line.main, len(line)):
        word = line.bare(at)
        if at in line.names or not (
            line.lists.verb(word, "discussing") or _was_discussed(line, at) or _told_of(line, at)
        ):
            continue
        if line.quoted(at) and not said:
            continue
        if line.lists.verb(word, "suffering") and not (
            _of_meeting(line, at) or any(0 <= at - end <= 1 for end in ends)
        ):
            continue
        if ends and not (_of_meeting(line, at) or _told_of(line, at) or 0 <= at - max(ends) <= 1):
            continue
        start = _start(line, at, meeting, holders)
        if start is None or start >= len(line):
            continue
        found, _ = reading.read(line, start)
        yield from found
        said = True


def _is_known(line: Line, at: int) -> bool:
    return has_article(line.bare(at)) or line.lists.is_owned(line.folded[at])


def _start(line: Line, at: int, meeting: Meeting, holders: set[str]) -> int | None:
    if line.bare(at) in _words("devoted"):
        return _devoted(line, at)
    if line.bare(at) in _words("touching"):
        near = range(at + 1, min(len(line), at + _REACH))
        behind = next((one + 1 for one in near if line.bare(one) == "الي"), None)
        return behind or next((one for one in near if line.preposition(one) == "ل"), None)
    return _object(line, at, meeting, holders)


def _devoted(line: Line, at: int) -> int | None:
    """«خصصت الجلسة، حسب بلاغ، للنظر في»: behind the words that announce what it was devoted to."""
    near = range(at + 1, min(len(line), at + _DEVOTED_REACH))
    found = (reading.starts(line, one) for one in near)
    behind = next((start for start in found if start >= 0), None)
    if behind is not None:
        return behind
    return next((one for one in near if line.preposition(one) in ("ل", "ب") or line.folded[one] in _ON), None)


def _meant(line: Line, meeting: Meeting) -> Iterator[Excerpt]:
    """What a sentence about the meeting says that it was for: «أن اللقاء كان فرصة لبحث»."""
    noun = next((at for at in range(len(line)) if line.lists.noun(line.folded[at]) and _is_known(line, at)), None)
    if noun is None or noun > _FIRST_WORDS:
        return
    for at in range(noun + 1, min(len(line), noun + _FAR)):
        if (start := reading.starts(line, at)) >= 0:
            found, _ = reading.read(line, start)
            yield from found
            return


def _told_of(line: Line, at: int) -> bool:
    """«خصص الاجتماع ل», «شهد اللقاء استعراضا»."""
    before = line.folded[max(0, at - 9) : at]
    if line.bare(at) in ("شملت", "شمل") and any(line.lists.noun(word) for word in before):
        return True
    if line.bare(at) in ("شهد", "شهدت"):
        told = any(line.lists.noun(word) for word in [*before, *line.folded[at + 1 : at + 3]])
        return told and any(line.lists.has(word.removesuffix("ا"), "purposes") for word in line.folded[at + 1 : at + 4])
    return line.bare(at) in _words("devoted") and any(line.lists.noun(word) for word in line.folded[at + 1 : at + 3])


def _was_discussed(line: Line, at: int) -> bool:
    """«جرى بحث», «تم مناقشة»."""
    if at and line.bare(at - 1) in ("جري", "تم", "تمت", "جرت"):
        return line.bare(at) in _words("purposes") | _words("talk")
    carried = [one for one in range(max(0, at - 5), at) if line.bare(one) in ("جري", "تم", "تمت", "جرت")]
    talk = line.folded[at] in _words("purposes") | _words("talk") or line.folded[at] == "التاكيد"
    return bool(
        carried
        and talk
        and any(line.lists.noun(word) or word in ("خلاله", "خلالها") for word in line.folded[carried[0] : at])
    )


def _of_meeting(line: Line, at: int) -> bool:
    return (
        any(line.lists.noun(word) for word in [*line.folded[max(0, at - 3) : at], *line.folded[at + 1 : at + 3]])
        or any(word in line.lists.single["gathered"] for word in line.folded[at + 1 : at + 2])
        or line.folded[at - 1] in ("خلاله", "خلالها")
        or (at + 1 < len(line) and line.folded[at + 1] in ("معه", "معها", "خلاله", "خلالها"))
        or line.bare(at).endswith(("وا",))
    )


def _object(line: Line, at: int, meeting: Meeting, holders: set[str]) -> int | None:
    """Where what was discussed begins; None where somebody else discussed it."""
    lists, start = line.lists, at + 1
    if start < len(line) and line.folded[start] in ("معه", "معها", "معهم", "خلاله", "خلالها"):
        return _behind_marks(line, start + 1)
    full = Parties(line).at(start) if start < len(line) else None
    if full is not None and stems(full.excerpt.text) & holders and not full.preposition:
        start = full.end
    elif start < len(line) and line.words[start].stem in holders:
        start += 1
    if start < len(line) and line.folded[start] in ("معه", "معها", "معهم", "خلاله", "خلالها", "كذلك", "ايضا"):
        start += 1
    if start < len(line) and line.folded[start] == "مع":
        _, end = Parties(line).list_at(start + 1)
        return _behind_marks(line, end)
    if start < len(line) and (line.folded[start] in lists.single["gathered"] or lists.noun(line.folded[start])):
        return _behind_marks(line, start + 1)
    party = Parties(line).at(start)
    if party is not None:
        if stems(party.excerpt.text) & holders or party.excerpt.text.startswith("ال"):
            end = party.end
            if end < len(line) and line.folded[end] == "مع":
                _, end = Parties(line).list_at(end + 1)
            if end < len(line) and line.folded[end] in ("كذلك", "ايضا"):
                end += 1
            return _behind_marks(line, end)
        shows = line.bare(at) == "عرض"
        return party.end if shows else start if not party.named else None
    if (
        line.words[at].end < line.part.end
        and start < len(line)
        and line.words[start].folded.startswith("ال")
        and {line.words[start].stem} & holders
    ):
        return _behind_marks(line, start + 1)
    return _behind_marks(line, start)


def _behind_marks(line: Line, at: int) -> int:
    """Behind what leads over to the object: «خلال اللقاء», «بالخصوص», «إلى»."""
    for _ in range(_REACH):
        if at >= len(line):
            break
        word = line.folded[at]
        if word == "خلال" and at + 1 < len(line):
            at = next((one for one in range(at + 2, min(len(line), at + _FAR)) if line.comma(one)), at + 2)
        elif word in ("الي", "علي", "ايضا", "كذلك", "بالخصوص", "خاصه", "حول", "عددا", "ملف") or at in line.dates:
            at = line.dates[at][1] if at in line.dates else at + 1
        else:
            break
    return at


def _words(name: str) -> frozenset[str]:
    """The words of a list."""
    return load_gatherings().single[name]
