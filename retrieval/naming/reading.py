"""The names and dates of an article: what a model marked in its passages joined with what the rules find.

Where a model marks names, what it marks stands, and of the rules only what they are sure of and it left out: people
behind a rank, an office or a calling. Where none does, what the rules are sure of. What it does not know: names that
neither sees, and what a pronoun stands for.
"""

from collections.abc import Iterable, Iterator, Sequence

from retrieval.arabic.calendar import day_of
from retrieval.arabic.letters import fold
from retrieval.arabic.names import Name, Titles, body_key, find_plans, is_sent, person_key, place_key, settle
from retrieval.arabic.text import Text
from retrieval.types import Article, Marked, Mention, Passage, Span

VERSION = "1"
"""Raise it where the same article comes to have other names: all are read again."""

_LEAST = 0.45
"""The least certainty of a mark that no rule agrees with."""


def version(marks: str) -> str:
    """Of the names that are read with a model's ``marks``, "" for none."""
    return f"{VERSION}|{marks}"


def in_article(passages: Sequence[Passage], shifts: Sequence[int], marked: Sequence[Iterable[Marked]]) -> list[Marked]:
    """What was marked in the texts of an article's passages, as offsets into the article, each once.

    ``shifts`` are how far a passage's offsets are moved in its text. Where two passages share a sentence, what the
    first saw stands.
    """
    found: list[Marked] = []
    behind = 0
    for passage, shift, marks in zip(passages, shifts, marked, strict=True):
        for mark in marks:
            start, end = mark.start - shift, mark.end - shift
            if max(passage.start, behind) <= start and end <= passage.end:
                found.append(Marked(start, end, mark.kind, mark.certainty))
        behind = max(behind, passage.end)
    return found


def read_mentions(article: Article, marked: Sequence[Marked] | None) -> list[Mention]:
    """The mentions in an article in order; ``marked`` is None where no model marks names."""
    told = Text(article.text, day_of(article.date))
    names = _names(told, marked)
    plans = [
        Mention("plan", one.start, one.end, (one.start, one.end), key=_key(told.text, (one.start, one.end)))
        for one in find_plans(told.text)
    ]
    apart = [plan for plan in plans if not any(_cuts(plan, name) for name in names)]
    outside = [name for name in names if not any(plan.start <= name.start < plan.end for plan in apart)]
    return sorted([*outside, *apart, *_dates(told)], key=lambda one: (one.start, one.end))


def _names(told: Text, marked: Sequence[Marked] | None) -> list[Mention]:
    titles = Titles(told.text)
    ruled = [name for name in told.names if name.sure or (marked is None and name.title)]
    if marked is None:
        return [_of_rule(told.text, name) for name in ruled]
    by_rule = {name.core: name for name in told.names}
    settled = settle(told.text, _trusted(marked, told.names))
    found = [_of_mark(told.text, mark, by_rule, titles) for mark in settled]
    missed = [name for name in ruled if _is_sure(told.text, name) and not _met((name.start, name.end), found)]
    return [*found, *(_of_rule(told.text, name) for name in missed)]


def _is_sure(text: str, name: Name) -> bool:
    """Whether a rule is surer of a name than a model that left it out."""
    if name.kind == "body":
        return not is_sent(text[name.start : name.end])
    return name.kind == "person" and name.title is not None


def _trusted(marked: Sequence[Marked], ruled: Sequence[Name]) -> Iterator[Marked]:
    """The marks that are likely, or that a rule agrees with."""
    for mark in marked:
        agreed = any(name.kind == mark.kind and name.start < mark.end and mark.start < name.end for name in ruled)
        if mark.certainty >= _LEAST or agreed:
            yield mark


def _of_mark(text: str, mark: Marked, by_rule: dict[Span, Name], titles: Titles) -> Mention:
    core = _core(mark, by_rule)
    role = None
    if mark.kind == "person":
        name = by_rule.get((mark.start, mark.end))
        role = titles.of(mark.start, mark.end) or (name.title if name else None)
    return Mention(mark.kind, mark.start, mark.end, core, role, key=_key_of(text, mark.kind, core))


def _core(mark: Marked, by_rule: dict[Span, Name]) -> Span:
    """The name without its class word, where the rules see one inside."""
    inner = [
        core for core in by_rule if mark.start <= core[0] and core[1] == mark.end and by_rule[core].kind == mark.kind
    ]
    return inner[0] if inner and mark.kind == "place" else (mark.start, mark.end)


def _of_rule(text: str, name: Name) -> Mention:
    start, end = name.core if name.kind == "person" else (name.start, name.end)
    role = name.title if name.kind == "person" else None
    return Mention(name.kind, start, end, name.core, role, key=_key_of(text, name.kind, name.core))


def _key_of(text: str, kind: str, core: Span) -> str:
    name = text[slice(*core)]
    if kind == "person":
        return person_key(name)
    return place_key(name) if kind == "place" else body_key(name)


def _key(text: str, core: Span) -> str:
    return " ".join(fold(text[slice(*core)]).split())


def _dates(told: Text) -> Iterator[Mention]:
    for one in told.dates:
        span = (one.start, one.end)
        yield Mention("date", one.start, one.end, span, value=one.value, key=one.value or _key(told.text, span))


def _met(core: Span, found: Iterable[Mention]) -> bool:
    return any(core[0] < one.end and one.start < core[1] for one in found)


def _cuts(plan: Mention, name: Mention) -> bool:
    """Whether a name begins in a plan and ends behind it, or the other way round, or holds it."""
    inside = plan.start <= name.start and name.end <= plan.end
    return not inside and plan.start < name.end and name.start < plan.end
