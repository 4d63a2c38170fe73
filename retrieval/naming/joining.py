"""Which mentions are of one: first inside an article, then of all articles; with the reason for each join.

People: a full name and its parts within an article; across articles one full name in any spelling, a longer form of it,
and a part alone where hardly anybody else bears it. Two of one name whose offices are of different lands stay apart.
Bodies that many lands have («وزارة الداخلية») are told apart by the land that their article speaks of most. What a
reader joined or parted by hand comes last and stands. What it does not know: two people of one name and land, and what
no article says.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from retrieval.arabic.letters import fold
from retrieval.arabic.names import (
    begins_with,
    descends,
    is_part,
    keeps_particle,
    lands,
    longer_form,
    may_be_nickname,
    person_key,
    role_words,
    sounds,
    told_apart,
)
from retrieval.store.catalog.names import Correction, Joined, Kept

VERSION = "1"
"""Raise it where the same mentions come to be joined otherwise."""

_SURELY_ONE = 0.9
"""The least share of the bearers of a short name that one person has, for the name alone to be taken as theirs."""
_LEAST_BEARERS = 2
_JOIN, _PART = "join", "part"


@dataclass(slots=True, eq=False)
class _Group:
    """Mentions that are of one, with what is known of them: the names, the offices and their lands, the reasons."""

    kind: str
    key: str
    mentions: list[Kept] = field(default_factory=list)
    keys: Counter[str] = field(default_factory=Counter)
    lands: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)

    def take(self, other: "_Group", reason: str) -> None:
        """Make another group part of this one."""
        for name in {one.name for one in other.mentions} - {one.name for one in self.mentions}:
            self.reasons.setdefault(name, reason)
        self.mentions += other.mentions
        self.keys += other.keys
        self.lands |= other.lands
        self.roles |= other.roles
        self.articles |= other.articles
        self.reasons |= {name: told for name, told in other.reasons.items() if name not in self.reasons}

    @property
    def size(self) -> int:
        """The most parts that a name in it has."""
        return max(len(key.split()) for key in self.keys)


def join(kept: Iterable[Kept], days: Mapping[str, str], corrections: Sequence[Correction] = ()) -> list[Joined]:
    """The entries of all mentions; ``days`` are the ISO days of articles, "" where they are not known."""
    by_article: dict[str, list[Kept]] = defaultdict(list)
    for one in kept:
        if one.mention.key:
            by_article[one.article].append(one)
    people: list[_Group] = []
    others: dict[tuple[str, str], _Group] = {}
    for mentions in by_article.values():
        people += _people_of(mentions)
        land = _land_of(mentions)
        for one in mentions:
            if one.mention.kind != "person":
                _add(others, one, land)
    groups = [*_across(people), *_with_variants(others)]
    return [_joined(group, days) for group in _corrected(groups, corrections) if group.mentions]


# within an article


def _people_of(mentions: Sequence[Kept]) -> list[_Group]:
    """The people of one article: each full name with the parts of it that stand alone."""
    groups: list[_Group] = []
    named = [one for one in mentions if one.mention.kind == "person"]
    for one in sorted(named, key=lambda one: (-len(one.mention.key.split()), one.number)):
        key = one.mention.key
        fitting = [group for group in groups if group.key == key]
        fitting = fitting or [group for group in groups if is_part(key, group.key)]
        if not fitting:
            fitting = [_Group("person", key)]
            groups += fitting
        group = min(fitting, key=lambda group: _distance(group, one))
        _put(group, one, "" if group.key == key else "short")
    return groups


def _put(group: _Group, one: Kept, reason: str) -> None:
    group.mentions.append(one)
    group.keys[one.mention.key] += 1
    group.articles.add(one.article)
    if one.role:
        group.lands |= _lands_in(one.role)
        group.roles |= role_words(one.role)
    if reason:
        group.reasons.setdefault(one.name, reason)


def _distance(group: _Group, one: Kept) -> int:
    """How far before a mention a group is named last; one that only follows is farther than any."""
    before = [one.number - other.number for other in group.mentions if other.number < one.number]
    return min(before, default=1 << 30)


# across articles


def _across(groups: Sequence[_Group]) -> list[_Group]:
    """People of all articles."""
    full = [group for group in groups if group.size > 1]
    single = [group for group in groups if group.size == 1]
    joined = _by_end(_longer(_nicknames(_same_sound(_same_key(full)))))
    return [*joined, *_alone(joined, single)]


def _same_key(groups: Sequence[_Group]) -> list[_Group]:
    return _gathered(groups, lambda group: group.key, "spelling")


def _same_sound(groups: Sequence[_Group]) -> list[_Group]:
    """Names that sound alike, one part of which is spelt alike."""
    found: list[_Group] = []
    for some in _buckets(groups, lambda group: sounds(group.key)).values():
        own: list[_Group] = []
        for group in sorted(some, key=_weight):
            other = next((one for one in own if _shares_part(one.key, group.key) and _may_be_one(one, group)), None)
            if other is None:
                own.append(group)
            else:
                other.take(group, "sound")
        found += own
    return found


def _nicknames(groups: Sequence[_Group]) -> list[_Group]:
    """A given name of another tongue cut short, where it is the only one before this family name."""
    gone: set[int] = set()
    for some in _buckets(groups, lambda group: group.key.partition(" ")[2]).values():
        for group in some:
            fuller = [one for one in some if may_be_nickname(group.key, one.key)]
            if len(fuller) == 1 and id(fuller[0]) not in gone and _may_be_one(fuller[0], group):
                fuller[0].take(group, "longer")
                gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


def _shares_part(one: str, other: str) -> bool:
    return not set(one.split()).isdisjoint(other.split())


def _longer(groups: Sequence[_Group]) -> list[_Group]:
    """A name and a longer form of it, where there is one longer form that fits, or one most met."""
    by_first: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        for first in begins_with(group.key):
            by_first[first].append(group)
    gone: set[int] = set()
    for some in by_first.values():
        for group in sorted(some, key=lambda one: one.size):
            if id(group) in gone:
                continue
            fuller = [one for one in some if id(one) not in gone and one.size > group.size and _extends(one, group)]
            if len(fuller) == 1 and _may_be_one(fuller[0], group):
                fuller[0].take(group, "longer")
                gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


def _extends(full: _Group, short: _Group) -> bool:
    return longer_form(short.key, full.key)


def _by_end(groups: Sequence[_Group]) -> list[_Group]:
    """A name that is the end of another, of whom nearly all are that end in it: «قائد السبسي»."""
    ends: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        parts = sounds(group.key).split()
        for size in range(2, len(parts)):
            ends[" ".join(parts[-size:])].append(group)
    gone: set[int] = set()
    for group in sorted(groups, key=lambda one: len(one.articles)):
        bearers = [one for one in ends.get(sounds(group.key), ()) if id(one) not in gone]
        known = _most_met(bearers, group)
        if known is not None and len(known.articles) > len(group.articles):
            known.take(group, "only")
            gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


def _alone(joined: Sequence[_Group], single: Sequence[_Group]) -> list[_Group]:
    """Takes a part that stands alone to the person whom nearly all who bear it are; those of nobody are left."""
    lasts: dict[str, list[_Group]] = defaultdict(list)
    firsts: dict[str, list[_Group]] = defaultdict(list)
    for group in joined:
        parts = sounds(group.key).split()
        (firsts[parts[0]] if descends(group.key) else lasts[parts[-1]]).append(group)
    left: list[_Group] = []
    for group in single:
        own = sounds(group.key)
        in_office = [one for one in firsts.get(own, ()) if not one.roles.isdisjoint(group.roles)]
        known = _most_met(in_office, group) if group.roles and in_office else _most_met(lasts.get(own, ()), group)
        if known is None:
            left.append(group)
        else:
            known.take(group, "only")
    return _gathered(left, lambda group: group.key, "spelling")


def _most_met(bearers: Sequence[_Group], group: _Group) -> _Group | None:
    """The one whom nearly all articles mean that name one of these; None where it is not so, or offices clash."""
    total = sum(len(one.articles) for one in bearers)
    best = max(bearers, key=lambda one: len(one.articles), default=None)
    if best is None or len(best.articles) < max(_LEAST_BEARERS, _SURELY_ONE * total) or _clash(best, group):
        return None
    return best


def _may_be_one(one: _Group, other: _Group) -> bool:
    return not _clash(one, other)


def _clash(one: _Group, other: _Group) -> bool:
    """Whether the offices of two are of different lands."""
    return bool(one.lands and other.lands and one.lands.isdisjoint(other.lands))


def _gathered(groups: Sequence[_Group], of: Callable[[_Group], str], reason: str) -> list[_Group]:
    """Groups of one key as one, but for those that clash."""
    found: list[_Group] = []
    for some in _buckets(groups, of).values():
        own: list[_Group] = []
        for group in sorted(some, key=_weight):
            fitting = next((one for one in own if _may_be_one(one, group)), None)
            if fitting is None:
                own.append(group)
            else:
                fitting.take(group, reason)
        found += own
    return found


def _weight(group: _Group) -> tuple[bool, int, str]:
    """Those with a known land first, the most mentioned first."""
    return not group.lands, -len(group.mentions), min(group.articles)


def _buckets(groups: Iterable[_Group], of: Callable[[_Group], str]) -> dict[str, list[_Group]]:
    found: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        found[of(group)].append(group)
    return found


@lru_cache(maxsize=50_000)
def _lands_in(text: str) -> frozenset[str]:
    """The lands that an office is of, where the words are clear."""
    return frozenset(land for _, told in lands(fold(text).split()) if len(told) == 1 for land in told)


# places, bodies, plans, dates


def _land_of(mentions: Sequence[Kept]) -> str:
    """The land that an article speaks of most, "" where it speaks of none."""
    told = Counter(land for one in mentions if one.mention.kind == "place" for land in _lands_in(one.name))
    return min(told, key=lambda land: (-told[land], land)) if told else ""


def _add(groups: dict[tuple[str, str], _Group], one: Kept, land: str) -> None:
    kind, key = one.mention.kind, one.mention.key
    if kind == "body" and land and not told_apart(one.name):
        key = f"{key}@{land}"
    group = groups.setdefault((kind, key), _Group(kind, key))
    _put(group, one, "")


def _with_variants(groups: Mapping[tuple[str, str], _Group]) -> list[_Group]:
    """With the reason where one key has several spellings."""
    for group in groups.values():
        first = group.mentions[0].name
        group.reasons |= {one.name: "spelling" for one in group.mentions if one.name != first}
    return list(groups.values())


# by hand, and what is kept


def _corrected(groups: list[_Group], corrections: Sequence[Correction]) -> list[_Group]:
    for correction in corrections:
        if correction.deed == _JOIN:
            _join_by_hand(groups, correction)
        elif correction.deed == _PART:
            _part_by_hand(groups, correction)
    return groups


def _join_by_hand(groups: list[_Group], told: Correction) -> None:
    one, other = (_called(groups, told.kind, name) for name in (told.one, told.other))
    if one is not None and other is not None and one is not other:
        one.take(other, "hand")
        groups.remove(other)


def _part_by_hand(groups: list[_Group], told: Correction) -> None:
    """The mentions of a name that are spelt so become an entry of their own."""
    group = _called(groups, told.kind, told.one)
    if group is None:
        return
    parted = [one for one in group.mentions if one.name == told.other]
    if not parted or len(parted) == len(group.mentions):
        return
    own = _Group(told.kind, parted[0].mention.key)
    for one in parted:
        _put(own, one, "hand")
        group.mentions.remove(one)
    group.keys = Counter(one.mention.key for one in group.mentions)
    groups.append(own)


def _called(groups: Sequence[_Group], kind: str, name: str) -> _Group | None:
    """The group that is called so, the most mentioned of several."""
    fitting = (group for group in groups if group.kind == kind and any(one.name == name for one in group.mentions))
    return max(fitting, key=lambda group: len(group.mentions), default=None)


def _joined(group: _Group, days: Mapping[str, str]) -> Joined:
    names = Counter(one.name for one in group.mentions)
    name = (
        _best_name(names)
        if group.kind == "person"
        else max(names, key=lambda name: (not keeps_particle(name), names[name], name))
    )
    variants = tuple(sorted(names, key=lambda one: (-names[one], one)))
    known = sorted(day for article in group.articles if (day := days.get(article, "")))
    first, last = (known[0], known[-1]) if known else ("", "")
    told = tuple((one.article, one.number) for one in group.mentions)
    return Joined(
        group.mentions[0].mention.kind, name, variants, frozenset(_looked_up(group)), told, group.reasons, first, last
    )


def _best_name(names: Counter[str]) -> str:
    """Of the full forms the one most met."""
    full = [name for name in names if len(person_key(name).split()) > 1] or list(names)
    return max(full, key=lambda name: (names[name], len(name), name))


def _looked_up(group: _Group) -> Iterator[str]:
    for one in group.mentions:
        yield " ".join(fold(one.name).split())
        yield " ".join(fold(one.text).split())
        yield one.mention.key
