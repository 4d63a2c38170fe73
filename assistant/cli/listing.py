"""What a search finds, what is saved and what is new, as JSON lines and as text for a terminal.

In text the words looked for stand between marks; in JSON the text is as it is, and they are offsets.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import prompts
from assistant.cli.render import answer_text
from assistant.service.records import json_line
from assistant.types import Excerpt, Kept, Match, Matches, News, Tally
from prompts import Wording

_MOST_TALLIES = 12


def words() -> Wording:
    """The wording of searching."""
    return prompts.load("search")


def matches_json(found: Matches) -> str:
    return json_line(asdict(found))


def matches_text(found: Matches) -> str:
    """How many there are, of which outlets and months, then the articles of the page."""
    wording = words()
    if not found.total:
        return wording.say("nothing") + "\n"
    pages = -(-found.total // found.per_page)
    lines = [wording.say("found", total=found.total, articles=found.articles, page=found.page, pages=pages)]
    lines.append(wording.say("outlets", listed=_tallied(found.outlets, "unsigned", wording)))
    lines.append(wording.say("months", listed=_tallied(found.months, "undated", wording)))
    first = (found.page - 1) * found.per_page + 1
    for number, match in enumerate(found.matches, start=first):
        lines += ["", *_match_lines(number, match, wording)]
    return "\n".join(lines) + "\n"


def news_json(told: Sequence[News]) -> str:
    """One line for each that is saved."""
    return "".join(json_line(asdict(one)) for one in told)


def news_text(told: Sequence[News], cli: Wording, *, look: bool) -> str:
    """What is new of each; those without news are not told."""
    wording = words()
    if not told:
        return wording.say("nothing_saved") + "\n"
    lines: list[str] = []
    for one in (one for one in told if one.count):
        kind = wording.say(f"kind_{one.kind}")
        lines += [wording.say("news", number=one.number, kind=kind, text=one.text, count=one.count), ""]
        for number, match in enumerate(one.matches, start=1):
            lines += [*_match_lines(number, match, wording), ""]
        if one.answer:
            lines += [answer_text(one.answer, cli)]
    if not lines:
        lines.append(wording.say("nothing_new"))
    elif look:
        lines.append(wording.say("news_read"))
    return "\n".join(lines) + "\n"


def kept_json(kept: Iterable[Kept]) -> str:
    return "".join(json_line(kept_fields(one)) for one in kept)


def kept_text(kept: Sequence[Kept]) -> str:
    wording = words()
    if not kept:
        return wording.say("nothing_saved") + "\n"
    return "".join(
        wording.say("kept", number=one.number, kind=wording.say(f"kind_{one.kind}"), text=one.text) + "\n"
        for one in kept
    )


def kept_fields(one: Kept) -> dict[str, Any]:
    return asdict(one)


def kept_said(said: str, one: Kept, program: str) -> str:
    """That something is saved now, or no longer."""
    wording = words()
    kind = wording.say(f"kind_{one.kind}")
    if said == "saved":
        return wording.say("saved", number=one.number, kind=kind, text=one.text, program=program) + "\n"
    return wording.say("forgotten", kind=kind, text=one.text) + "\n"


def _match_lines(number: int, match: Match, wording: Wording) -> list[str]:
    where = "، ".join((match.outlet or wording.say("unsigned"), match.date or wording.say("undated")))
    title = _marked(match.title, 0, match.title_marks, wording)
    also = prompts.load("cli").say("copies", articles="، ".join(match.copies)) if match.copies else ""
    lines = [wording.say("match", number=number, title=title, where=where, article=match.article) + also]
    for quoted in match.quotes:
        quote = " ".join(_marked(quoted.quote, quoted.start, quoted.marks, wording).split())
        lines.append(wording.say("quote", quote=quote, start=quoted.start, end=quoted.end))
    return lines


def _marked(text: str, start: int, marks: Sequence[Excerpt], wording: Wording) -> str:
    """A text that begins at an offset of its article, with its marks."""
    pieces, behind = [], 0
    for mark in marks:
        pieces += [text[behind : mark.start - start], wording.say("mark_open"), mark.text, wording.say("mark_close")]
        behind = mark.end - start
    return "".join((*pieces, text[behind:]))


def _tallied(tallies: Sequence[Tally], nameless: str, wording: Wording) -> str:
    shown = [
        wording.say("tally", value=one.value or wording.say(nameless), count=one.count)
        for one in tallies[:_MOST_TALLIES]
    ]
    return "، ".join(shown) + ("…" if len(tallies) > _MOST_TALLIES else "")
