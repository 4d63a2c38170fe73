"""Days told by a weekday or by their distance from the article's: «الخميس المقبل», «أمس الثلاثاء», «اليوم».

A weekday by itself is the last one up to the article's day, unless the verb before it is of the future. Beside a date
it only adorns it; beside "yesterday" it wins, because an article's own day may be one off.
"""

from datetime import date, timedelta
from typing import NamedTuple

from retrieval.arabic.calendar.dated import Found
from retrieval.arabic.calendar.days import at_weekday
from retrieval.arabic.calendar.phrases import Match
from retrieval.arabic.calendar.spans import Told, read_short, read_told
from retrieval.arabic.calendar.tense import to_come
from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.calendar.years import is_closed
from retrieval.arabic.letters import fold

_OPENING = (",", "(", "-", "–", ":")
_NOT_WEEKDAYS = ("سوره", "مسجد", "كلا", "هذين", "كل")
_ALWAYS = "ايام"
_DAY = ("يوم", "يومي")
_SEVERAL = ("يومي", "ايام", "ليلتي")
_JOINING = ("-", "–", "/")
_FROM = "من"


class _Said(NamedTuple):
    """What stands at a place of the text: leads, a counted day, weekdays with their turn."""

    start: int
    next: int
    lead: str
    counted: int | None
    weekdays: tuple[int, ...]
    turn: int | None


def read_day(tokens: Tokens, place: int, day: date | None) -> Found | None:
    """The day at a place, with the written date behind it if there is one."""
    said = _read(tokens, place)
    if said is None:
        return None
    if told := _written_behind(tokens, said):
        return told[0]._replace(start=said.start).found(told[1], day)
    end = tokens[said.next - 1].end
    if said.lead and said.counted is None and not said.weekdays:
        return _untold_month(tokens, said)
    if said.counted == 0 and not said.weekdays and _is_the_day(tokens, said):
        return None
    if said.lead == _ALWAYS and len(said.weekdays) != 2 and said.turn is None:
        return Found(said.start, end, "vague", "vague")
    if day is None:
        return Found(said.start, end, "range" if len(said.weekdays) > 1 else "day", "no_article_day", True)
    first, last = _days(tokens, said, day)
    return Found(said.start, end, "range" if first != last else "day", (first, last), relative=True)


def _read(tokens: Tokens, place: int) -> _Said | None:
    words = load_date_words()
    lead, counted, start, behind = _before_weekday(tokens, place)
    known = bool(lead) or counted is not None
    opened = counted is not None and tokens[behind].text in _OPENING
    first = _weekday(tokens, behind + opened, after_lead=known)
    if first is None:
        return _Said(start, behind, lead, counted, (), None) if known else None
    weekdays, behind = _weekdays(tokens, first, lead)
    behind += opened and tokens[behind].text == ")"
    turn = words.turns.at(tokens, behind)
    start = start if known else first.start
    if turn is None or turn.clitic:
        return _Said(start, behind, lead, counted, weekdays, None)
    return _Said(start, turn.next, lead, counted, weekdays, turn.value)


def _before_weekday(tokens: Tokens, place: int) -> tuple[str, int | None, int, int]:
    """The lead, the counted day, the offset where they start and the place behind them."""
    words = load_date_words()
    lead, start, behind = "", tokens[place].start, place
    while found := words.leads.at(tokens, behind):
        start, lead, behind = (found.start if not lead else start), fold(found.value), found.next
    counted = words.counted.at(tokens, behind) or (words.counted_after_lead.at(tokens, behind) if lead else None)
    if counted is None:
        return lead, None, start, behind
    return lead, counted.value, start if lead else counted.start, counted.next


def _weekday(tokens: Tokens, place: int, after_lead: bool) -> Match[int] | None:
    words = load_date_words()
    if after_lead:
        found = words.weekdays.at(tokens, place) or words.weekdays_after_lead.at(tokens, place)
        return found if found and not found.clitic else None
    found = words.weekdays.at(tokens, place)
    if found and next(iter(tokens.before(found.start)), "") in _NOT_WEEKDAYS:
        return None
    return found


def _weekdays(tokens: Tokens, first: Match[int], lead: str) -> tuple[tuple[int, ...], int]:
    """The weekdays named one after another, and the place behind them."""
    words, said, behind = load_date_words(), [first.value], first.next
    from_one = next(iter(tokens.before(first.start)), "") == _FROM
    while True:
        until = words.until.at(tokens, behind) if from_one else None
        apart = until.next - behind if until else tokens[behind].text in _JOINING
        further = words.weekdays.at(tokens, behind + apart)
        if further is None or further.clitic not in ("", "و") or (apart and further.clitic):
            return tuple(said), behind
        listed = further.clitic == "و" or (apart and not until)
        if listed and lead not in _SEVERAL and further.value != (said[-1] + 1) % 7:
            return tuple(said), behind
        said.append(further.value)
        behind = further.next


def _written_behind(tokens: Tokens, said: _Said) -> tuple[Told, int] | None:
    """The day written behind a weekday or a lead, and the offset behind it."""
    if said.turn is not None:
        return None
    words, behind, opened = load_date_words(), said.next, ""
    if said.weekdays or said.counted is not None or said.lead.isascii():
        equal = words.equal.at(tokens, behind)
        opened = tokens[behind].text if not equal and tokens[behind].text in _OPENING else ""
        behind = equal.next if equal else behind + bool(opened)
    told = read_told(tokens, behind)
    if told is None and (short := read_short(tokens, behind)):
        told = Told(short.date, None, short.start, short.next)
    if told is None or told.first.days is None:
        return None
    closed = opened == "(" and tokens[told.next].text == ")"
    return (told, tokens[told.next - (not closed)].end) if closed or opened != "(" else None


def _untold_month(tokens: Tokens, said: _Said) -> Found | None:
    """«يوم 25»."""
    number = tokens.plain(said.next)
    if said.lead not in _DAY or number is None or not 0 < number < 32 or not is_closed(tokens, said.next + 1):
        return None
    return Found(said.start, tokens[said.next].end, "day", "no_month")


def _is_the_day(tokens: Tokens, said: _Said) -> bool:
    """Whether «اليوم» is "the day" here, and not today."""
    words = load_date_words()
    before = next(iter(tokens.before(said.start)), "")
    after = tokens[said.next].text
    if not said.lead and (before in words.not_today_before or before[1:] in words.not_today_before):
        return True
    return after in words.not_today_after or words.ordinals.at(tokens, said.next) is not None


def _days(tokens: Tokens, said: _Said, day: date) -> tuple[date, date]:
    if said.counted is not None:
        there = day + timedelta(said.counted)
        return (there, there) if not said.weekdays else _from_first(_closest(there, said.weekdays[0]), said)
    ahead, first, last = to_come(tokens, said.start), said.weekdays[0], said.weekdays[-1]
    if (said.turn is None and not ahead) or (said.turn or 0) < 0:
        end = at_weekday(day, last, said.turn, ahead=False)
        return end - timedelta((last - first) % 7), end
    return _from_first(at_weekday(day, first, said.turn, ahead), said)


def _from_first(first: date, said: _Said) -> tuple[date, date]:
    return first, first + timedelta((said.weekdays[-1] - said.weekdays[0]) % 7)


def _closest(day: date, weekday: int) -> date:
    """The day of a weekday that is nearest to a day."""
    return at_weekday(day + timedelta(3), weekday, None, ahead=False)
