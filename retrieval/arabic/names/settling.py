"""What a model marked as names of a text, put right by what is known of words and by the text as a whole.

A bare noun that only heads a name is none («الجيش», «شارع»), nor is the adjective of a land behind a noun; two bodies
joined by «و» are two; a name in brackets ends with them. A word that is part of somebody's name is it wherever it
stands. What it does not know: names that the model never marked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from retrieval.arabic.names.keys import person_key
from retrieval.arabic.names.name import behind
from retrieval.arabic.names.senses import load_name_words, sense
from retrieval.arabic.names.titles import title_at
from retrieval.arabic.names.wordforms import Token, stripped, tokens
from retrieval.types import Marked

_BREAKS = frozenset('()[]«»"“”')
_AND, _AT = "و", "ب"
_ARTICLE = "ال"
_LEAST = 3
_HEADS = ("state_heads", "body_heads", "bare_bodies")

_Placed = tuple[int, int, Marked]
"""A mark with the half-open range of its words."""


def settle(text: str, marks: Iterable[Marked]) -> list[Marked]:
    """The marks that stand, in order, not overlapping; more of those that the text repeats."""
    words = tokens(text)
    starts = {word.start: at for at, word in enumerate(words)}
    placed = [part for mark in marks for part in _parts(text, words, mark, starts)]
    kept = [one for one in placed if _stands(words, one)]
    kept = list(_of_one_kind(words, kept))
    again = _met_again(text, words, kept)
    return sorted([*(mark for _, _, mark in kept), *again], key=lambda mark: mark.start)


def _parts(text: str, words: Sequence[Token], mark: Marked, starts: Mapping[int, int]) -> Iterator[_Placed]:
    """A mark up to the first bracket or quotation mark inside, two bodies apart."""
    first = starts.get(mark.start)
    if first is None:
        first = next(at for at, word in enumerate(words) if word.end > mark.start)
    end = first + 1
    while end < len(words) - 1 and words[end].start < mark.end and _BREAKS.isdisjoint(words[end].gap):
        end += 1
    if mark.kind == "person":
        end = next((at for at in range(first + 1, end) if _begins_office(words, at)), end)
    if mark.kind == "body":
        yield from _bodies(text, words, mark, first, end)
    else:
        yield first, end, replace(mark, end=words[end - 1].end)


def _begins_office(words: Sequence[Token], at: int) -> bool:
    """Whether what looks like a part of somebody's name is their office."""
    title = title_at(words, at, words[at].key)
    return title is not None and title.office


def _bodies(text: str, words: Sequence[Token], mark: Marked, first: int, end: int) -> Iterator[_Placed]:
    """A body, or two joined by «و»; a seat behind «ب» is a place, and what stands behind a rank a person."""
    rank = title_at(words, first, words[first].key)
    if rank is not None and rank.addressed and not rank.office and first < rank.end < end:
        yield rank.end, end, replace(mark, kind="person", start=words[rank.end].start, end=words[end - 1].end)
        return
    if end - first > 1 and _is_seat(words[end - 1].key):
        seat, end = words[end - 1], end - 1
        yield end, end + 1, replace(mark, kind="place", start=behind(text, seat, 1), end=seat.end)
    begin, start = first, mark.start
    for at in range(first + 1, end):
        if _heads_another(words[at].key):
            yield begin, at, replace(mark, start=start, end=words[at - 1].end)
            begin, start = at, behind(text, words[at], 1)
    yield begin, end, replace(mark, start=start, end=words[end - 1].end)


def _is_seat(key: str) -> bool:
    return key.startswith(_AT) and (key[1:].removesuffix("ء"),) in load_name_words().places


def _heads_another(key: str) -> bool:
    """Whether a word joined by «و» begins the name of a body."""
    another = key.removeprefix(_AND)
    if another in ("", key):
        return False
    return (another.startswith(_ARTICLE) and _is_head(another)) or another in load_name_words().bodies


def _is_head(key: str) -> bool:
    heads, bare = load_name_words().heads, key.removeprefix(_ARTICLE)
    return any(bare in heads[name] for name in _HEADS)


def _stands(words: Sequence[Token], placed: _Placed) -> bool:
    first, end, mark = placed
    forms = [words[first].key, *stripped(words[first].key)]
    if mark.kind == "body" and any(_sends(form) for form in forms):
        return False
    if end - first > 1:
        return True
    if mark.kind == "body":
        return not any(_is_head(form) for form in forms)
    return mark.kind != "place" or not (_is_bare_place(words, first, forms) or _is_adjective(words, first, forms))


def _sends(key: str) -> bool:
    """Whether a word heads those whom a body sends, who are none: «الوفد التونسي»."""
    return key.removeprefix(_ARTICLE) in load_name_words().heads["delegations"]


def is_sent(text: str) -> bool:
    """Whether a name is of those whom a body sends."""
    return any(_sends(form) for word in tokens(text)[:1] for form in (word.key, *stripped(word.key)))


def _is_bare_place(words: Sequence[Token], at: int, forms: Sequence[str]) -> bool:
    """Whether a word is a noun for places, and no name of one."""
    heads, known = load_name_words().heads, sense(words[at].key)
    if any(form.removeprefix(_ARTICLE) in heads[name] for form in forms for name in ("place_heads", "bare_places")):
        return not known.place
    return known.everyday and not (known.place or known.article or known.marks)


def _is_adjective(words: Sequence[Token], at: int, forms: Sequence[str]) -> bool:
    """Whether a land's name is its adjective behind a noun with the article: «المرأة السعودية»."""
    if not at or words[at].gap or words[at].key not in forms[:1]:
        return False
    before = words[at - 1].key
    return sense(words[at].key).nation and before.startswith(_ARTICLE) and not sense(before).place


def _of_one_kind(words: Sequence[Token], placed: Sequence[_Placed]) -> Iterator[_Placed]:
    """Each word or words of one kind in the whole text: what most marks say, people in full most of all."""
    told: dict[str, Counter[str]] = {}
    for first, end, mark in placed:
        told.setdefault(_key(words, first, end, mark), Counter())[mark.kind] += 1
        if mark.kind == "person" and end - first > 1:
            told.setdefault(words[end - 1].key, Counter())["person"] += 2
    for first, end, mark in placed:
        kinds = told[_key(words, first, end, mark)]
        most = max(kinds, key=lambda kind: (kinds[kind], kind == mark.kind))
        yield first, end, mark if most == mark.kind else replace(mark, kind=most)  # type: ignore[arg-type]


def _key(words: Sequence[Token], first: int, end: int, mark: Marked) -> str:
    own = [word.key for word in words[first:end]]
    own[0] = own[0][max(0, mark.start - words[first].start) :]
    return " ".join(own)


def _met_again(text: str, words: Sequence[Token], placed: Sequence[_Placed]) -> Iterator[Marked]:
    """The last parts of people's names where they stand alone unmarked, and are hardly another word."""
    taken = {at for first, end, _ in placed for at in range(first, end)}
    lasts = {words[end - 1].key: mark.certainty for first, end, mark in placed if mark.kind == "person"}
    rare = {key: certainty for key, certainty in lasts.items() if _is_rare(key)}
    for at, word in enumerate(words[:-1] if rare else ()):
        if at in taken:
            continue
        for key in (word.key, *stripped(word.key)):
            if key in rare and word.key.endswith(key):
                yield Marked(behind(text, word, len(word.key) - len(key)), word.end, "person", rare[key])
                break


def _is_rare(key: str) -> bool:
    known = sense(key)
    common = known.everyday or known.place or known.nation or known.closer
    common = common or (not known.marks and (known.verb or known.rare))
    return len(key) > _LEAST and not common and bool(person_key(key))
