"""Days told by a weekday or by their distance from the article's: «الخميس المقبل», «أمس الثلاثاء», «اليوم».

A weekday by itself is the last one up to the article's day, unless the verb before it is of the future. Beside a date
it only adorns it; beside "yesterday" it wins, because an article's own day may be one off.
"""

from datetime import date, timedelta
from typing import NamedTuple

from retrieval.arabic.calendar.dated import Found, Precision
from retrieval.arabic.calendar.days import at_weekday
from retrieval.arabic.calendar.phrases import Match
from retrieval.arabic.calendar.spans import Told, read_short, read_told
from retrieval.arabic.calendar.spoken import read_ordinal
from retrieval.arabic.calendar.tense import tense_before
from retrieval.arabic.calendar.tokens import Tokens
from retrieval.arabic.calendar.vocabulary import load_date_words
from retrieval.arabic.calendar.years import is_closed

_OPENING = (",", "(", "-", "–", ":")
_NOT_WEEKDAYS = ("سوره", "مسجد", "كلا", "هذين", "كل")
_ALWAYS = "ايام"
_DAY = ("يوم", "يومي")
_SEVERAL = ("يومي", "ايام", "ليلتي")
_WEEKS = 5
_LEADS = 3
_JOINING = ("-", "–", "/")
_FROM, _BETWEEN = "من", "بين"
_THE = ("ال", "وال", "بال", "لل", "فال")
_NEAR = 2
"""Days ahead of which the present is used: «يزور الخميس»."""


class _Said(NamedTuple):
    """What stands at a place of the text: leads, a counted day, weekdays with their turn."""

    start: int
    next: int
    lead: str
    counted: int | None
    weekdays: tuple[int, ...]
    turn: int | None
    any_week: bool = False
    """Whether the weekday has no «ال»: «كل يوم سبت»."""


def read_day(tokens: Tokens, place: int, day: date | None) -> Found | None:
    """The day at a place, with the written date behind it if there is one."""
    said = _read(tokens, place)
    if said is None:
        return None
    if told := _written_behind(tokens, said):
        found = told[0]._replace(start=said.start).found(told[1], day)
        return _nth(tokens, said, found) or found
    end = tokens[said.next - 1].end
    if said.lead and said.counted is None and not said.weekdays:
        return _untold_month(tokens, said)
    if said.counted == 0 and not said.weekdays and _is_the_day(tokens, said):
        return None
    if said.any_week:
        return Found(said.start, end, "vague", "vague")
    if said.lead == _ALWAYS and len(said.weekdays) != 2 and said.turn is None:
        return Found(said.start, end, "vague", "vague")
    if day is None:
        return Found(said.start, end, "range" if len(said.weekdays) > 1 else "day", "no_article_day", True)
    precision: Precision = "range" if len(set(said.weekdays)) > 1 else "day"
    try:
        return Found(said.start, end, precision, _days(tokens, said, day), relative=True)
    except OverflowError:
        return Found(said.start, end, precision, "out_of_range", relative=True)


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
        any_week = not tokens[first.next - 1].text.startswith(_THE) and counted is None
        return _Said(start, behind, lead, counted, weekdays, None, any_week)
    return _Said(start, turn.next, lead, counted, weekdays, turn.value)


def _before_weekday(tokens: Tokens, place: int) -> tuple[str, int | None, int, int]:
    """The lead, the counted day, the offset where they start and the place behind them."""
    words = load_date_words()
    lead, start, behind = "", tokens[place].start, place
    while behind < place + _LEADS and (found := words.leads.at(tokens, behind)):
        start, lead, behind = (found.start if not lead else start), found.value, found.next
    counted = words.counted.at(tokens, behind) or words.counted_after_lead.at(tokens, behind)
    if counted and not lead and not words.counted.at(tokens, behind) and not words.weekdays.at(tokens, counted.next):
        counted = None
    if counted is None:
        return lead, None, start, behind
    return lead, counted.value, start if lead else counted.start, counted.next


def _weekday(tokens: Tokens, place: int, after_lead: bool) -> Match[int] | None:
    words = load_date_words()
    if after_lead:
        found = words.weekdays.at(tokens, place) or words.weekdays_after_lead.at(tokens, place)
        return found if found and not found.clitic else None
    found = words.weekdays.at(tokens, place)
    if found and tokens.nearest(found.start) in _NOT_WEEKDAYS:
        return None
    return found


def _weekdays(tokens: Tokens, first: Match[int], lead: str) -> tuple[tuple[int, ...], int]:
    """The weekdays named one after another, and the place behind them."""
    words, said, behind = load_date_words(), [first.value], first.next
    before = tokens.nearest(first.start)
    between = before == _BETWEEN
    while True:
        until = words.until.at(tokens, behind) if before == _FROM else None
        apart = until.next - behind if until else tokens[behind].text in _JOINING
        further = words.weekdays.at(tokens, behind + apart)
        if further is None or further.clitic not in ("", "و") or (apart and further.clitic):
            return tuple(said), behind
        listed = further.clitic == "و" or (apart and not until)
        if listed and not between and lead not in _SEVERAL and further.value != (said[-1] + 1) % 7:
            return tuple(said), behind
        said.append(further.value)
        behind = further.next


def _written_behind(tokens: Tokens, said: _Said) -> tuple[Told, int] | None:
    """The day written behind a weekday or a lead, and the offset behind it."""
    words, behind, opened = load_date_words(), said.next, ""
    if said.weekdays or said.counted is not None or said.lead.isascii():
        equal = words.equal.at(tokens, behind)
        opened = tokens[behind].text if not equal and tokens[behind].text in _OPENING else ""
        if said.turn is not None and opened not in ("", "("):
            return None
        behind = equal.next if equal else behind + bool(opened)
    told = read_told(tokens, behind)
    if told is None and (short := read_short(tokens, behind)):
        told = Told(short.date, None, short.start, short.next)
    if told is None or told.first.days is None:
        return None
    closed = opened == "(" and tokens[told.next].text == ")"
    return (told, tokens[told.next - (not closed)].end) if closed or opened != "(" else None


def _nth(tokens: Tokens, said: _Said, found: Found) -> Found | None:
    """«الأربعاء الأول من أبريل»: where the day told is of another weekday, the ordinal counts weekdays of the month."""
    ordinal = read_ordinal(tokens, said.next) if said.weekdays else None
    if ordinal is None or ordinal[0] > _WEEKS or isinstance(found.outcome, str) or found.precision != "day":
        return None
    day = found.outcome[0]
    if day.weekday() == said.weekdays[0]:
        return None
    nth = at_weekday(day.replace(day=1), said.weekdays[0], None, ahead=True) + timedelta(7 * (ordinal[0] - 1))
    return found._replace(outcome=(nth, nth))


def _untold_month(tokens: Tokens, said: _Said) -> Found | None:
    """«يوم 25»."""
    number = tokens.plain(said.next)
    if said.lead not in _DAY or number is None or not 0 < number < 32 or not is_closed(tokens, said.next + 1):
        return None
    return Found(said.start, tokens[said.next].end, "day", "no_month")


def _is_the_day(tokens: Tokens, said: _Said) -> bool:
    """Whether «اليوم» is "the day" here, or part of a newspaper's name, and not today."""
    words = load_date_words()
    nearest, *before = *tokens.before(said.start)[:4], ""
    if not said.lead and (nearest in words.not_today_before or nearest[1:] in words.not_today_before):
        return True
    named = not said.lead and nearest.isalpha() and not words.media.isdisjoint(before)
    after = tokens[said.next].text
    return named or after in words.not_today_after or words.ordinals.at(tokens, said.next) is not None


def _days(tokens: Tokens, said: _Said, day: date) -> tuple[date, date]:
    if said.counted is not None:
        there = day + timedelta(said.counted)
        return (there, there) if not said.weekdays else _from_first(_closest(there, said.weekdays[0]), said)
    first, last = said.weekdays[0], said.weekdays[-1]
    tense, forward = tense_before(tokens, said.start), (first - day.weekday()) % 7
    ahead = tense == "coming" or (tense == "present" and forward <= _NEAR)
    if (said.turn is None and not ahead) or (said.turn or 0) < 0:
        end = at_weekday(day, last, said.turn, ahead=False)
        return end - timedelta((last - first) % 7), end
    return _from_first(at_weekday(day, first, said.turn, ahead), said)


def _from_first(first: date, said: _Said) -> tuple[date, date]:
    return first, first + timedelta((said.weekdays[-1] - said.weekdays[0]) % 7)


def _closest(day: date, weekday: int) -> date:
    """The day of a weekday that is nearest to a day."""
    return at_weekday(day + timedelta(3), weekday, None, ahead=False)
