"""Whether the meeting that a noun tells of took place: nothing before it says that it is planned, hoped for, denied."""

from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.opening import LEAD
from retrieval.arabic.clitics import FUTURE, PERSONS, readings

_REACH, _HOPED_REACH, _COMING_REACH = 5, 7, 10
_LEAST_FUTURE = 3


def is_unheld(line: Line, at: int) -> bool:
    """Whether words before a noun say that it has not taken place, or is not told of here."""
    return (
        _is_denied(line, at)
        or _is_hoped(line, at)
        or _is_counted(line, at)
        or any(is_future(line, one) for one in _before(line, at))
        or _is_act_to_come(line, at)
    )


def is_setting(line: Line, at: int) -> bool:
    """Whether a noun is where or when something else is told to be: «خلال اجتماع», «في بيان لاجتماعها»."""
    settings, single = line.lists.phrases["settings"], line.lists.single
    act = at - 1 if at and line.bare(at - 1) in single["holding_acts"] else at
    if is_purpose_of_coming(line, at):
        return True
    if act < at and line.bare(act - 1) in ("في", "ضمن") and line.bare(act) not in single["stages"]:
        return False
    joined = line.preposition(at) == "ل" and any(
        line.lists.has(one, "documents") for one in line.folded[max(0, at - 2) : at]
    )
    return (
        joined
        or settings.before(line.folded, act)
        or (act < at and line.folded[at - 1].startswith("ل"))
        or (at > 0 and line.bare(at - 1) == "في")
    )


def is_purpose_of_coming(line: Line, at: int) -> bool:
    """«وصل … لإجراء محادثات», «لعقد اجتماع»."""
    return at > 0 and line.folded[at - 1] in line.lists.single["to_hold"] and _is_done(line, at - 1)


def is_future(line: Line, at: int) -> bool:
    word = line.bare(at)
    return word in ("سوف", "غدا") or (
        len(word) > _LEAST_FUTURE and word.startswith(FUTURE) and word[1] in PERSONS and line.is_verb(at)
    )


def _before(line: Line, at: int) -> range:
    """The words before a noun of which one in the future makes it one to come."""
    if not (is_setting(line, at) and line.number < LEAD):
        return range(max(0, at - _COMING_REACH), at)
    clause = (one for one in range(at, 0, -1) if line.stops(one) or line.folded[one] == "وذلك")
    return range(next(clause, 0), at)


def _is_denied(line: Line, at: int) -> bool:
    unheld, folded = line.lists.phrases["unheld"], line.folded
    first = max(0, at - (1 if is_setting(line, at) else _REACH))
    while first < at and any(line.stops(one) or line.comma(one) for one in range(first + 1, at + 1)):
        first += 1
    lasted = at > 1 and folded[at - 2] == "لم" and folded[at - 1] in line.lists.single["lasting"]
    return not lasted and any(unheld.end(folded, one) > one for one in range(first, at))


def _is_hoped(line: Line, at: int) -> bool:
    near = (one for one in range(max(0, at - _HOPED_REACH), at) if one not in line.in_names)
    return any(line.bare(one) in line.lists.single["hoped"] for one in near)


def _is_counted(line: Line, at: int) -> bool:
    """«ثلاثة اجتماعات» is a count, «هذا الاجتماع» one told before."""
    if not at:
        return False
    return (line.folded[at - 1].isdigit() and at - 1 not in line.in_dates) or line.bare(at - 1) in ("هذه", "هذا")


def _is_act_to_come(line: Line, at: int) -> bool:
    """«لعقد اجتماع», «تنظيم لقاء»: an act that is not said to be done."""
    if not at or _is_done(line, at - 1):
        return False
    acts = line.lists.single["holding_acts"]
    purpose = any(one.preposition == "ل" and one.rest in acts for one in readings(line.folded[at - 1]))
    return purpose or line.bare(at - 1) in acts | line.lists.single["to_hold"]


def _is_done(line: Line, at: int) -> bool:
    """Whether the noun of an act, «إجراء», is of one that took place."""
    if line.folded[at].startswith("ل"):
        return any(line.lists.verb(line.folded[one], "arriving") for one in range(at))
    return line.lists.phrases["settings"].before(line.folded, at) or (at > 0 and line.bare(at - 1) in ("تم", "جري"))
