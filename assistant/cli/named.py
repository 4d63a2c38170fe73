"""Names and dates as text for a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from assistant.names.directory import Page, Shown
from assistant.names.timeline import Event
from prompts import Wording
from retrieval.store.catalog import Correction, Entity

_MOST_ROLES = 6


def entries_text(entries: Iterable[Entity], wording: Wording) -> str:
    """A line an entry, under a heading for each kind."""
    lines: list[str] = []
    for kind, some in groupby(entries, key=lambda one: one.kind):
        lines.append(wording.say(f"kind_{kind}"))
        lines += [
            wording.say("entry", name=one.name, count=one.count, articles=one.articles)
            + _days(one.first, one.last, wording)
            for one in some
        ]
    return "\n".join(lines or [wording.say("no_entries")]) + "\n"


def page_text(
    page: Page, beside: Mapping[str, Sequence[tuple[str, int]]], sentences: Sequence[Shown], wording: Wording
) -> str:
    """An entry: its spellings with why they are one, its offices, who stands beside it, and its sentences."""
    lines = [
        wording.say("entry", name=page.name, count=page.count, articles=len({one.article for one in page.mentions}))
    ]
    lines[0] += _days(page.first, page.last, wording)
    others = [_variant(one, page.reasons.get(one, ""), wording) for one in page.variants if one != page.name]
    if others:
        lines.append(wording.say("variants", names="؛ ".join(others)))
    if roles := list(dict.fromkeys(role.text for role in page.roles)):
        lines.append(wording.say("roles", roles="؛ ".join(" ".join(one.split()) for one in roles[:_MOST_ROLES])))
    for kind, names in beside.items():
        if names:
            told = "؛ ".join(f"{name} ({shared})" for name, shared in names)
            lines.append(wording.say(f"beside_{kind}", names=told))
    lines += [
        wording.say("near", quote=one.quote, title=one.title, article=one.article, start=one.start, end=one.end)
        for one in sentences
    ]
    return "\n".join(lines) + "\n\n"


def event_text(event: Event, wording: Wording) -> str:
    """One event of a timeline."""
    day = event.date or wording.say("as_said")
    also = wording.say("copies", articles="، ".join(event.copies)) if event.copies else ""
    place = wording.say(
        "near", quote=event.quote, title=event.title, article=event.article, start=event.start, end=event.end
    )
    return wording.say("event", day=day, said=event.said) + "\n" + place + also + "\n"


def correction_text(one: Correction, wording: Wording, *, undone: bool) -> str:
    """What was just done by hand, or taken back."""
    told = wording.say(f"corrected_{one.deed}", one=one.one, other=one.other)
    return wording.say("corrected_undone", told=told) if undone else told


def _variant(name: str, reason: str, wording: Wording) -> str:
    return f"{name} ({wording.say(f'joined_{reason}')})" if reason else name


def _days(first: str, last: str, wording: Wording) -> str:
    if not first:
        return ""
    return wording.say("days", first=first, last=last) if first != last else wording.say("one_day", day=first)
