"""What was decided, agreed, ordered or recommended in a meeting, without who did so.

A decision stands behind a verb of deciding or is an act that "was done"; or it is an item of the list that such a verb
announces with a colon. What is asked for is none, but where somebody leads a meeting of his own people, or of a
conference or session; nor are thanks, wishes and protests. What it does not know: what of a speech was a promise.
"""

from collections.abc import Iterator, Sequence

from assistant.summary.meeting.around import behind_noun
from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.meetings import Meeting
from assistant.summary.meeting.parties import Parties
from assistant.summary.meeting.people import distinct, stems
from assistant.types import Excerpt
from retrieval.arabic import words
from retrieval.arabic.acts import is_act
from retrieval.arabic.clitics import pronoun_on_particle, readings
from retrieval.arabic.gatherings import is_nominative, is_oblique
from retrieval.arabic.names import may_be_name
from retrieval.arabic.numbers import is_number_word

_LEAST_WORDS, _MOST_WORDS = 2, 45
_REACH = 24
_FAR, _NEAR = 12, 5
_FAR_ENOUGH = 5
"""So many words apart, two acts that «و» joins are two decisions."""
_CLAUSE = 40
_NO_OBJECTS = frozenset({"انه", "انها", "العام", "به", "من", "في", "لا"})
_BINDING = frozenset({"لن", "يجب", "ضروره", "ينبغي"})
_AGREED = ("الاتفاق", "الاتفاق", "التوافق")
_NOT_BEFORE = frozenset({"في", "ما", "التي", "الذي", "باي", "من", "لم", "لن", "لا", "قد"})


def read(meeting: Meeting, held_by: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """The decisions in reading order, each said once."""
    holders = {word for one in held_by for word in stems(one.text)}
    found: list[Excerpt] = []
    listing = decided = False
    for line in meeting.lines:
        colon = _colon(line)
        own = _clause(line, colon, len(line)) if colon else list(_decided(line, meeting, holders))
        if listing and not own and _is_item(line):
            own = _clause(line, 0, len(line))
        elif own:
            listing = bool(colon) or _announces(line)
        else:
            listing = False
        if not own and decided and (behind := line.is_phrase(0, "besides")) > 0:
            own = _clause(line, behind, len(line))
        found += own
        decided = bool(own)
    return distinct(found or _signed(meeting))


def _signed(meeting: Meeting) -> list[Excerpt]:
    """What was signed, where nothing is told of what it says."""
    line, at = meeting.first.line, meeting.first.at
    if meeting.first.kind != "signing":
        return []
    start = next((one for one in range(at + 1, len(line)) if line.lists.has(line.folded[one], "signed")), None)
    if start is None:
        return []
    end = _end(line, start)
    return _clause(line, start, next((one for one in range(start + 1, end) if line.folded[one] == "مع"), end))


def _colon(line: Line) -> int:
    """Behind the colon with which a verb of deciding or asking announces a list; 0 where none does."""
    verbs = ("deciding", "asking", "insisting")
    for at in range(1, len(line)):
        if ":" in line.gap(at) and line.folded[at - 1] in line.lists.single["announcing_a_list"]:
            told = any(line.lists.verb(word, name) for word in line.folded[:at] for name in verbs)
            return at if told and not line.opens(at) else 0
    return 0


def _decided(line: Line, meeting: Meeting, holders: set[str]) -> Iterator[Excerpt]:
    at = 0
    while at < len(line):
        if (start := _start(line, at, meeting, holders)) is None:
            at += 1
            continue
        end = _end(line, start)
        yield from _items(line, start, end)
        at = max(end, at + 1)


def _start(line: Line, at: int, meeting: Meeting, holders: set[str]) -> int | None:
    """Where what a verb decides begins."""
    lists, word, whole = line.lists, line.bare(at), line.folded[at]
    if at and (is_number(line.folded[at - 1]) or (lists.has(word, "groups") and not line.stops(at))):
        return None
    if (
        (at in line.names and at > line.main)
        or (at and line.folded[at - 1] in _NOT_BEFORE and line.folded[at - 1] != "قد")
        or _before_main(line, at)
    ):
        return None
    if word in _AGREED and at and line.bare(at - 1) in lists.single["done"]:
        if at > 1 and line.folded[at - 2] in lists.single["negating"]:
            return None
        return _object(line, at + 1, holders, meeting)
    if word in lists.single["decided_acts"] and _is_done(line, at):
        return at
    if line.is_phrase(at, "terms") > at and (line.comma(line.is_phrase(at, "terms") + 1) or line.comma(at)):
        return _behind_comma(line, at)
    if lists.verb(whole, "resulting") and not any(
        lists.noun(one) or one in lists.single["gathered"] for one in line.folded[at + 1 : at + 3]
    ):
        return None
    if lists.verb(whole, "deciding") and not _is_noun(line, at) and not _by_another(line, at, meeting, holders):
        return _object(line, at + 1, holders, meeting, whoever=not lists.verb(whole, "ordering"))
    if line.is_participle(at) and line.folded[at + 1 : at + 3][-1:] in (["ان"], ["انه"], ["انها"]):
        return None
    if (
        (lists.verb(whole, "providing") or lists.coming_verb(word, "providing"))
        and line.folded[at + 1 : at + 2]
        and line.folded[at + 1] in lists.single["plans"]
    ):
        return _object(line, at + 2, holders, meeting)
    if (
        lists.verb(whole, "asking")
        and line.folded[at + 1 : at + 2]
        and (line.folded[at + 1] in lists.single["gathered"] or lists.noun(line.folded[at + 1]))
        and meeting.first.kind in ("conference", "session")
        and _by_those(line, at, meeting, holders)
    ):
        return _object(line, at + 1, holders, meeting)
    if (
        lists.verb(whole, "announcing")
        and (start := _object(line, at + 1, holders, meeting, whoever=True))
        and start < len(line)
    ):
        word, mark = line.folded[start], line.folded[start - 1]
        done = (mark == "عن" and (is_act(word) or lists.has(word, "signed"))) or (
            word in lists.single["decided_acts"] | lists.single["plain_acts"]
            and (start - 1 in line.in_dates or line.comma(start))
        )
        return start if done and not _by_another(line, at, meeting, holders) else None
    if lists.verb(whole, "issuing") and any(lists.has(one, "issued") for one in line.folded[at + 1 : at + _FAR]):
        acts = (
            one
            for one in range(at + 2, len(line))
            if line.preposition(one) == "ب" and is_act(line.folded[one][1:].removeprefix("ال"))
        )
        return next(acts, None)
    if meeting.first.kind == "signing" and line.is_future(at):
        return None if line.folded[at - 1] in lists.single["that"] else at
    if _is_led(meeting) and _is_order(line, at) and _by_those(line, at, meeting, holders):
        return _object(line, at + 1, holders, meeting)
    return None


def _before_main(line: Line, at: int) -> bool:
    return at > 1 and line.bare(at - 2) in ("كان", "كانت") and line.folded[at - 1] == "قد"


def _is_noun(line: Line, at: int) -> bool:
    """Whether what is spelt like the verb is a noun here: «وجه», «قرر»."""
    word = line.folded[at]
    return (
        word in ("وجه", "اقر", "امر")
        and at > 0
        and not line.stops(at)
        and line.folded[at - 1] not in ("كما", "ثم", "انه", "فيما")
    )


def _is_led(meeting: Meeting) -> bool:
    """Whether a person leads a meeting of his own people, rather than a body or two sides that meet as equals."""
    opening = meeting.first
    own = opening.main and opening.presided and opening.kind in ("meeting", "session")
    led = own and not opening.pair and any(one.named for one in opening.holders)
    return led and not any(one.named for one in opening.attended)


def _is_order(line: Line, at: int) -> bool:
    """Whether a verb is one of asking, or one of saying with "the need to" behind it."""
    word = line.folded[at]
    asks = line.lists.verb(word, "asking") or (line.is_participle(at) and line.lists.has(word, "calling_for"))
    insists = line.lists.verb(word, "insisting")
    return asks or (
        insists and any(line.is_phrase(one, "insisted") > one for one in range(at + 1, min(len(line), at + _NEAR)))
    )


def _by_those(line: Line, at: int, meeting: Meeting, holders: set[str]) -> bool:
    """Whether those who held the meeting, or were there, are the subject of a verb."""
    following = line.folded[at + 1 : at + 2]
    if (
        following
        and following[0] in line.lists.single["gathered"]
        and (is_oblique(following[0]) or following[0] == "الحضور")
    ):
        return False
    if following and is_nominative(following[0]) and following[0] not in line.lists.single["gathered"]:
        return line.words[at + 1].stem in holders
    if not following or following[0] in line.lists.single["gathered"]:
        return bool(following)
    if line.words[at + 1].stem in holders or line.lists.noun(following[0]):
        return True
    party = Parties(line).at(at + 1, places=True)
    if at + 1 in line.dates or (party and party.place):
        return False
    if party and not party.named and is_nominative(words(party.excerpt.text)[0]):
        return bool(stems(party.excerpt.text) & holders)
    return party is None or bool(stems(party.excerpt.text) & holders) or not party.named


def _by_another(line: Line, at: int, meeting: Meeting, holders: set[str]) -> bool:
    """Whether somebody who did not meet is the subject of a verb."""
    party = Parties(line).at(at + 1, places=True)
    ordered = line.lists.verb(line.folded[at], "ordering")
    if line.folded[at].endswith("تقرر"):
        return False
    if party is None and at + 1 < len(line):
        word = line.words[at + 1]
        stranger = may_be_name(word.typed) and not is_act(word.folded) and not line.preposition(at + 1)
        return (
            stranger
            and not word.folded.startswith("ال")
            and word.stem not in holders
            and word.folded not in line.lists.single["object_marks"]
        )
    if party is None or party.preposition or (ordered and not (party.named or party.place)):
        return False
    if line.folded[party.first] in line.lists.single["gathered"] or line.lists.noun(line.folded[party.first]):
        return False
    there = {
        word
        for opening in meeting.openings
        for one in [*opening.attended, *opening.others]
        for word in stems(one.excerpt.text)
    }
    return not stems(party.excerpt.text) & (holders | there)


def _behind_subject(line: Line, at: int, holders: set[str], meeting: Meeting, *, whoever: bool = False) -> int:
    """Behind the subject of a verb, where it is one of those who met; else the word itself."""
    if at >= len(line):
        return at
    word, party = line.folded[at], Parties(line).at(at)
    if line.folded[at - 1].endswith("وا"):
        return at
    if (word in line.lists.single["gathered"] or line.lists.noun(word)) and not (party and party.end > at + 1):
        return at + 1
    if party is not None and word in line.lists.single["gathered"] and not party.preposition:
        return party.end
    if party is not None and (whoever or stems(party.excerpt.text) & holders) and party.preposition not in ("ب", "ل"):
        return Parties(line).list_at(at, loose=False)[1]
    if line.words[at].stem in holders:
        return at + 1
    return at


def _object(line: Line, at: int, holders: set[str], meeting: Meeting, *, whoever: bool = False) -> int | None:
    """The first word of what was decided, behind the subject and what is said in between."""
    at = _behind_subject(line, at, holders, meeting, whoever=whoever)
    if at < len(line) and line.folded[at] in line.lists.single["relative"]:
        return _behind_clause(line, at)
    for _ in range(_REACH):
        if at >= len(line) or (line.stops(at) and not _lists(line, at)):
            return None
        word = line.folded[at]
        if "(" in line.gap(at):
            at = next((one for one in range(at + 1, len(line)) if ")" in line.gap(one)), len(line))
            continue
        if (
            line.lists.noun(word)
            and line.folded[at - 1] not in line.lists.single["object_marks"]
            and (line.preposition(at) or line.bare(at - 1) == "في")
        ):
            at = behind_noun(line, at)
            at += at < len(line) and _is_held(line, at)
        elif word in ("ايضا", "كذلك", "المجتمعون") or at in line.dates:
            at = line.dates[at][1] if at in line.dates else at + 1
        elif word in line.lists.single["object_marks"]:
            return at + 1
        elif (line.words[at].is_accusative and line.folded[at + 1 : at + 2] in (["علي"], ["عن"], ["الي"])) or (
            word == "في" and at + 1 < len(line) and line.lists.noun(line.folded[at + 1])
        ):
            at += 1
        elif word == "في" and at + 1 < len(line) and at + 1 not in line.dates:
            at += 2
            while at < len(line) and line.folded[at].startswith("ال") and not line.comma(at):
                at += 1
            marked = at < len(line) and line.folded[at] in line.lists.single["object_marks"]
            if at < len(line) and not (marked or line.comma(at) or _is_ordered(line, at)):
                at = _behind_aside(line, at) or at
        elif word in ("مع", "من"):
            at = max(at + 1, Parties(line).list_at(at + 1)[1])
        elif (
            line.is_phrase(at, "closing", "settings") > at
            or word in ("في", "بمقتضي")
            or (line.comma(at) and not line.joined(at) and not _is_ordered(line, at))
        ):
            behind = _behind_aside(line, at)
            if behind is None:
                return None
            at = behind
        else:
            return at
    return at


def _is_done(line: Line, at: int) -> bool:
    """Whether an act is the subject of «تم», right before it or before a time and a setting between commas."""
    done = line.lists.single["done"]
    begin = next((one for one in range(at - 1, max(-1, at - _FAR), -1) if line.bare(one) in done), None)
    if begin is None or (begin and line.folded[begin - 1] in line.lists.single["negating"]):
        return False
    between = range(begin + 1, at)
    return line.comma(at) or all(_is_setting(line, one) for one in between)


def _is_setting(line: Line, at: int) -> bool:
    """Whether a word between «تم» and its act tells when: «خلال اجتماع السبت»."""
    word = line.folded[at]
    setting = line.lists.phrases["settings"].end(line.folded, at) > at or word in line.lists.single["this"]
    return at in line.in_dates or setting or line.lists.noun(word) is not None or word in ("ايضا", "كذلك")


def _behind_comma(line: Line, at: int) -> int | None:
    near = range(at + 1, min(len(line), at + _FAR))
    return next((one for one in near if line.comma(one)), None)


def _is_held(line: Line, at: int) -> bool:
    """Whether a word behind a meeting's noun says that it was held: «في اجتماع عقده»."""
    return any(line.lists.verb(line.folded[at], name) for name in ("holding", "joining", "held"))


def _behind_clause(line: Line, at: int) -> int | None:
    """Behind a clause about who decides and the particle of the object: «المجلس الذي اجتمع …، على …»."""
    near = range(at + 1, min(len(line) - 1, at + _CLAUSE))
    marks = line.lists.single["object_marks"]
    return next((one + 1 for one in near if line.comma(one) and line.folded[one] in marks), None)


def _is_ordered(line: Line, at: int) -> bool:
    """Whether a word is an act, with «ب» or without."""
    return is_act(line.folded[at]) or (line.preposition(at) == "ب" and is_act(line.folded[at][1:]))


def _lists(line: Line, at: int) -> bool:
    return ":" in line.gap(at)


def _behind_aside(line: Line, at: int) -> int | None:
    """Behind what stands between the verb and its object: up to «على», or a comma with an act behind it."""
    for place in range(at + 1, min(len(line), at + _REACH + 8)):
        if line.stops(place):
            return None
        if line.comma(place) and (
            is_act(line.bare(place))
            or line.folded[place] in line.lists.single["object_marks"]
            or (line.preposition(place) == "ب" and is_act(line.folded[place][1:]))
        ):
            return place
    return None


def _end(line: Line, at: int) -> int:
    end = at + 1
    while end < len(line) and end - at < _MOST_WORDS:
        if line.stops(end) or ")" in line.gap(end) or "(" in line.gap(end):
            break
        if line.comma(end) and _is_for(line, end):
            break
        if line.folded[end] == "وذلك" and end + 1 in line.dates:
            end = line.dates[end + 1][1]
            continue
        if line.is_phrase(end, "closing") > end or line.is_participle(end):
            break
        word = line.bare(end)
        if (
            line.joined(end)
            and any(line.lists.verb(word, name) for name in ("deciding", "asking", "insisting", "discussing"))
            and end not in line.names
        ):
            break
        if line.joined(end) and (line.is_verb(end) or line.is_future(end)) and not is_act(word):
            break
        end += 1
    return end


def _is_for(line: Line, at: int) -> bool:
    """Whether a word tells what a decision is for: «للمطالبة», «لتمكين»."""
    return any(one.preposition == "ل" and is_act(one.rest) for one in readings(line.folded[at]))


def _items(line: Line, start: int, end: int) -> Iterator[Excerpt]:
    """A decision, or several that «و» joins, each with an act of its own."""
    begin = start
    for place in range(start + 1, end + 1):
        if place == end or _is_another(line, begin, place):
            yield from _clause(line, begin, place)
            begin = place


def _is_another(line: Line, begin: int, place: int) -> bool:
    """Whether another decision begins at a word: an act behind «و», with a comma or far enough from the first."""
    if line.is_phrase(place, "besides") > place:
        return True
    word, words = line.folded[place], place - begin
    if line.folded[place - 1] in ("و", "مع"):
        return words > _LEAST_WORDS and (is_act(word) or word in _AGREED)
    if not line.joined(place):
        return False
    if line.comma(place):
        by = line.preposition(place) == "ب" and words > _LEAST_WORDS
        return by or (is_act(line.bare(place)) and words >= _LEAST_WORDS)
    first = is_act(line.bare(begin)) or is_act(line.bare(begin)[1:])
    return first and words >= _FAR_ENOUGH and is_act(line.bare(place)) and not _is_within(line, begin, place)


def _is_within(line: Line, begin: int, place: int) -> bool:
    """Whether an act that «و» joins goes on a purpose inside of a decision, or what it is for."""
    purpose = any(
        one.preposition == "ل" and is_act(one.rest)
        for at in range(begin + 1, place)
        for one in readings(line.folded[at])
    )
    return purpose or line.bare(place).startswith("ال")


def _clause(line: Line, first: int, last: int) -> list[Excerpt]:
    begin = max(first, line.is_phrase(first, "besides"))
    start = line.words[begin].behind(1) if begin == first and first and line.joined(first) else line.words[begin].start
    while last > begin and line.folded[last - 1] in ("و", "مع"):
        last -= 1
    if line.bare(begin) in _AGREED and line.folded[begin + 1 : begin + 2] == ["علي"]:
        begin, start = begin + 2, line.words[min(begin + 2, len(line) - 1)].start
    excerpt = line.span(begin, last, start)
    if excerpt is None or last - begin < _LEAST_WORDS:
        return []
    head = line.folded[begin : begin + 4]
    if head and head[0] == "ان" and not _BINDING & set(line.folded[begin:last]):
        return []
    if head and (head[0].startswith("بشان") or (is_number(head[0]) and not any(map(is_act, head)))):
        return []
    if head and (pronoun_on_particle(head[0]) or head[0] in _NO_OBJECTS):
        return []
    if any(line.lists.has(word, "wishes") for word in head):
        return []
    return [excerpt]


def is_number(word: str) -> bool:
    """Whether a folded word tells a number, in digits or not."""
    return word.isdigit() or is_number_word(word)


def _announces(line: Line) -> bool:
    return line.part.text.rstrip().endswith(":")


def _is_item(line: Line) -> bool:
    return not line.is_verb(0) and len(line) <= _MOST_WORDS
