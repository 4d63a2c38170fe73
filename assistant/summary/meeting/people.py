"""Who held a meeting and who else was there, each once, as fully as the article names them; and its kind."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.summary.meeting import around as surroundings
from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.meetings import Meeting
from assistant.summary.meeting.parties import Parties, Party
from assistant.types import CardKind, Excerpt
from retrieval.arabic import STOP_WORDS, stem, words
from retrieval.arabic.calendar import Dated
from retrieval.arabic.clitics import is_definite, may_end_in_pronoun, without_article
from retrieval.arabic.gatherings import load_gatherings
from retrieval.arabic.names import body_heads, is_office

_MANY = 4
_DEFINITE = "ال"


def kind(meeting: Meeting) -> CardKind:
    """The kind its first opening tells, unless a later one is told as a visit is."""
    return meeting.first.kind


def holders(meeting: Meeting) -> tuple[Excerpt, ...]:
    """Who held, called, received or travelled; of two who meet, the one named first."""
    found = list(meeting.first.holders)
    if not found and meeting.first.pair:
        found = _pair(meeting)
    if not found:
        found = _speaker(meeting)
    if meeting.first.came and found and not any(one.named for one in found):
        found = [*_speaker(meeting), *found]
    for opening in meeting.openings[1:]:
        led = opening.main and opening.line.lists.verb(opening.line.folded[max(0, opening.at - 1)], "leading")
        found = [*opening.holders, *found] if led else found or opening.holders
    if meeting.first.presided and not meeting.first.main:
        found += [one for one in meeting.first.others[:1] if not one.named and is_body(one.excerpt)]
    full = [_in_full(party, meeting) for party in found]
    return distinct(full)


def is_body(excerpt: Excerpt) -> bool:
    """Whether what it names is a body or a group, by its first word."""
    first = without_article(words(excerpt.text)[0])
    return first in body_heads() or first in load_gatherings().single["groups"]


def attended(meeting: Meeting, held_by: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """All others who were there, in reading order."""
    found = [party for opening in meeting.openings for party in opening.attended]
    if (
        meeting.first.speaks
        and meeting.first.kind != "visit"
        and held_by
        and not any(party.named for party in meeting.first.holders)
    ):
        found += [one for one in meeting.first.others if one.named][:1]
    found += [party for line in meeting.lines for party in _told_later(line, meeting)]
    known = [stems(one.text) for one in held_by]
    told = [one.excerpt for opening in meeting.openings for one in opening.holders]
    excerpts = [_in_full(party, meeting) for party in found]
    kept = [
        one
        for one in excerpts
        if stems(one.text)
        and not any(stems(one.text) <= other for other in known)
        and not any(one.start < own.end and own.start < one.end for own in told)
    ]
    return distinct(kept)


def _pair(meeting: Meeting) -> list[Party]:
    """The two that a dual refers to: the first two parties of the article."""
    for line in meeting.around[:2]:
        found, _ = Parties(line).list_at(_first_party(line), places=False)
        if len(found) > 1:
            return found[:2]
    return []


def time_of_pair(meeting: Meeting) -> list[tuple[Excerpt, Dated]]:
    """The day in the sentence that names the two whom the meeting refers to."""
    if not meeting.first.pair:
        return []
    line = next(iter(meeting.around), None)
    return surroundings.around(line, _first_party(line)).time if line else []


def _first_party(line: Line) -> int:
    parties = Parties(line)
    return next((at for at in range(line.main, len(line)) if parties.begins(at)), len(line))


def _speaker(meeting: Meeting) -> list[Party]:
    """Who speaks or acts in the sentence, else in those before, where the meeting does not name who held it."""
    opening = meeting.first
    if opening.kind == "meeting" and not opening.pronoun:
        return []
    own = [party for party in opening.others if not _overlaps(party, opening.attended) and not party.preposition]
    if own:
        return ([one for one in own if one.named] or own)[:1]
    for line in reversed(meeting.before):
        at = _first_party(line)
        party = Parties(line).at(at)
        if party is not None and party.named and at <= line.main + 3:
            return [party]
    return []


def _overlaps(party: Party, others: Iterable[Party]) -> bool:
    return any(party.excerpt.start < one.excerpt.end and one.excerpt.start < party.excerpt.end for one in others)


def _told_later(line: Line, meeting: Meeting) -> Iterator[Party]:
    """Those that later sentences say were there: «وحضر اللقاء», «ويرأس الوفد», «ويرافقه»."""
    if any(opening.line is line for opening in meeting.openings):
        done = max(opening.end for opening in meeting.openings if opening.line is line)
    else:
        done = 0
    yield from _present(line, done)
    for at in range(done, len(line)):
        word = line.bare(at)
        lists = line.lists
        if not (
            lists.verb(word, "joining")
            or lists.coming_verb(word, "joining")
            or lists.verb(word, "leading")
            or lists.coming_verb(word, "leading")
        ):
            continue
        behind = line.folded[at + 1 : at + 3]
        of_meeting = (
            any(lists.noun(one) for one in behind)
            or word.endswith(("ه", "ها"))
            or any(one in ("فيه", "فيها", "به") for one in behind)
        )
        delegation = (
            any(lists.has(one, "groups") and one.endswith("وفد") for one in behind)
            or word.endswith("رافقه")
            or "راس" in word
        )
        if word.endswith("رافق") and (with_him := _accompanying(line, at, meeting)):
            yield from with_him
        elif of_meeting or delegation:
            told = surroundings.Walk(line, at).read()
            there = [*told.attended, *told.holders, *(told.parties if delegation else [])]
            there = [one for one in there if not (one.preposition == "ب" and is_body(one.excerpt))]
            yield from (
                one for one in there if not (delegation and lists.has(words(one.excerpt.text)[0], "delegations"))
            )


def _accompanying(line: Line, at: int, meeting: Meeting) -> list[Party]:
    """«ويرافق الوزير خلال هذه الزيارة فلان وفلان»: behind the one who held it and what stands in between."""
    holders = {word for one in meeting.first.holders for word in stems(one.excerpt.text)}
    whom = Parties(line).at(at + 1)
    if whom is None or not stems(whom.excerpt.text) & holders:
        return []
    nouns = (one + 1 for one in range(whom.end, len(line)) if line.lists.noun(line.folded[one]) == "visit")
    return Parties(line).list_at(next(nouns, whom.end), sure=True)[0]


def _present(line: Line, start: int) -> Iterator[Party]:
    """Those in whose presence a meeting known already is said to have been: «وخصصت الجلسة …، بحضور فلان»."""
    noun = next(
        (at for at in range(start, len(line)) if line.lists.noun(line.folded[at]) and is_definite(line.folded[at])),
        None,
    )
    if noun is None:
        return
    for at in range(noun + 1, len(line)):
        if line.bare(at) in line.lists.single["in_presence"]:
            yield from Parties(line).list_at(at + 1)[0]


def _in_full(party: Party, meeting: Meeting) -> Excerpt:
    """Somebody as the article names him first with name and office, where this has one of them."""
    wanted, said = stems(party.excerpt.text), words(party.excerpt.text)
    if len(wanted) > _MANY or not wanted:
        return party.excerpt
    if len(said) == 1 and not party.named and said[0].startswith(_DEFINITE) and not is_office(said[0]):
        return _body_in_full(said[0].removeprefix(_DEFINITE), meeting) or party.excerpt
    counterpart = len(said) == 1 and said[0] in load_gatherings().single["roles"] and may_end_in_pronoun(said[0])
    if not (party.named or is_office(said[0]) or counterpart):
        return _fuller(party, meeting) or party.excerpt
    for line in meeting.around:
        for other in _people_of(line):
            if wanted < stems(other.text) and _same_head(party, words(other.text)):
                return other
    return party.excerpt


def _fuller(party: Party, meeting: Meeting) -> Excerpt | None:
    """A body as it is named first with all its words: «الهيئة السياسية» of «الهيئة السياسية للحزب»."""
    said = words(party.excerpt.text)
    for line in meeting.around:
        for other in Parties(line).all():
            if not other.named and len(said) > 1 and words(other.excerpt.text)[: len(said)] == said:
                return other.excerpt
    return None


def _people_of(line: Line) -> Iterator[Excerpt]:
    """The people named in a sentence, also inside of other parties."""
    yield from (other.excerpt for other in Parties(line).all() if other.named)
    for name, _ in line.names.values():
        if name.kind == "person" and (excerpt := line.excerpt(name.start, name.end)):
            yield excerpt


def _body_in_full(head: str, meeting: Meeting) -> Excerpt | None:
    """A body called by its head alone, «الحركة», as it is named elsewhere: «حركة النهضة»."""
    for line in meeting.around:
        for party in Parties(line).all():
            for at in range(party.first, party.end - 1):
                if line.bare(at).removeprefix("ل") == head and not party.named:
                    return line.span(at, party.end, line.words[at].behind(len(line.folded[at]) - len(head)))
                if line.bare(at) == head and at > party.first:
                    behind = Parties(line).at(at)
                    return behind.excerpt if behind else None
    return None


def _same_head(party: Party, fuller: list[str]) -> bool:
    """Whether one may be the other: a name's last part, or an office that begins the same and has the article."""
    first = words(party.excerpt.text)
    if stem(first[0]) == stem(fuller[0]):
        return first[0].startswith(_DEFINITE) or len(first) > 1 or may_end_in_pronoun(first[0])
    return party.named


def stems(text: str) -> set[str]:
    """What its words share with other mentions."""
    return {stem(word) for word in words(text) if word not in STOP_WORDS}


def distinct(found: Iterable[Excerpt]) -> tuple[Excerpt, ...]:
    """Each said once: one whose words another holds is left out."""
    kept: list[Excerpt] = []
    for one in found:
        own = stems(one.text) or set(words(one.text))
        if own and not any(own <= (stems(other.text) or set(words(other.text))) for other in kept):
            kept.append(one)
    return tuple(kept)
