"""A meeting as one sentence tells it: the verb or the noun that does, its kind, and what stands around it."""

from dataclasses import dataclass, field

from assistant.summary.meeting.lines import Line
from assistant.summary.meeting.parties import Party
from assistant.types import Excerpt
from retrieval.arabic import fold
from retrieval.arabic.calendar import Dated
from retrieval.arabic.clitics import without_article
from retrieval.arabic.gatherings import Kind, load_gatherings
from retrieval.arabic.names import body_heads

LEAD = 3
"""So many sentences tell the news; behind them only a main clause opens a meeting."""


@dataclass(slots=True)
class Opening:
    """A meeting told in a sentence."""

    line: Line
    at: int
    """Its verb or noun."""
    kind: Kind
    holders: list[Party]
    attended: list[Party]
    place: list[Excerpt]
    time: list[tuple[Excerpt, Dated]]
    subject: list[Excerpt]
    end: int
    main: bool = False
    """It is the sentence's own news, not a setting."""
    pair: bool = False
    """It is of two who were named before."""
    came: bool = False
    """What stands before it was said or done in it."""
    pronoun: bool = False
    """Its holder is only referred to: the one who speaks or acts in the sentence, or before."""
    equal: bool = False
    """Those who hold it met as equals."""
    rest: int = -1
    """Where in the sentence what it told of begins, without a word that announces it; -1 where it does not."""
    presided: bool = False
    """One is said to have led it."""
    speaks: bool = False
    """It is where somebody speaks or acts who is the subject of the sentence."""
    clause: bool = False
    """A clause behind its noun says that it was held."""
    others: list[Party] = field(default_factory=list)
    """Parties of the sentence outside of it."""


def is_of(party: Party, name: str) -> bool:
    """Whether a party begins with a word of a list."""
    return load_gatherings().has(fold(party.excerpt.text).split()[0], name)


def is_thing(party: Party) -> bool:
    """Whether a party is a body that is no group of people: a hospital, a station, which receives as no host does."""
    first = without_article(fold(party.excerpt.text.split()[0]))
    return not party.named and first in body_heads() and first not in load_gatherings().single["groups"]
