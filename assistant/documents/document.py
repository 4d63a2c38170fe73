"""A document to be written: blocks of text, each with the notes that it stands on. No format is known here."""

from dataclasses import dataclass
from typing import Literal

Style = Literal["title", "heading", "field", "short", "quote", "point", "plain", "remark"]
"""``short`` is an answer by itself, ``quote`` another's exact words, ``remark`` a line of ours among them."""


@dataclass(frozen=True, slots=True)
class Note:
    """Where words stand: in what article, of whom and when, at which address, on which page; empty where not known."""

    title: str
    outlet: str = ""
    date: str = ""
    link: str = ""
    page: int | None = None
    quote: str = ""
    """The exact words, where the block does not have them itself."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; ``notes`` are numbers of the document's notes, from 1, in the order in which they are marked."""

    style: Style
    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """``title`` names the file too; ``made`` is the day in ISO 8601."""

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    made: str
