"""DOCX: paragraphs, tables, text boxes and footnotes in reading order, with what changes tracked added and without
what they took out. Read from its XML, so that nothing python-docx passes over is lost.

What it does not know: headers and footers of pages, which are furniture; pictures.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile

from retrieval.files.fields import make_article
from retrieval.files.markup import Element, local_name, parse_xml
from retrieval.files.reader import MOST_BYTES, Reading, Skipped

_BODY, _CORE = "word/document.xml", "docProps/core.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_SKIPPED = frozenset(("del", "movefrom", "instrtext", "deltext", "fallback", "ppr", "rpr", "tblpr", "sectpr"))
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "-"}
_MOST_PART = 200_000_000


class Word:
    name, version = "docx", 2
    suffixes = (".docx", ".docm")
    most_bytes, isolated, kept = MOST_BYTES, True, True

    def knows(self, content: bytes) -> bool:
        """Those inside a ZIP are told by ``archives.kind``."""
        return False

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        with ZipFile(BytesIO(content)) as parts:
            body = parse_xml(_part(parts, _BODY))
            notes = [parse_xml(_part(parts, note)) for note in _NOTES if note in parts.namelist()]
            core = parse_xml(_part(parts, _CORE)) if _CORE in parts.namelist() else None
        blocks = [*_blocks(body), *(block for note in notes for block in _footnotes(note))]
        text = "\n\n".join(block for block in blocks if block.strip())
        if text:
            yield make_article(PurePath(name).stem, _properties(core), text + "\n", name)
        else:
            yield Skipped(name, "empty")


def _part(parts: ZipFile, name: str) -> bytes:
    if parts.getinfo(name).file_size > _MOST_PART:
        raise ValueError(name)
    return parts.read(name)


def _blocks(element: Element) -> Iterator[str]:
    """The paragraphs below an element; the rows of a table are a line each, its cells apart by tabs."""
    for child in element:
        tag = local_name(child)
        if tag == "p":
            yield _text(child).strip()
            for box in (one for one in child.iter() if local_name(one) == "txbxcontent"):
                if not any(local_name(one) == "fallback" for one in box.iterancestors()):
                    yield from _blocks(box)
        elif tag == "tbl":
            rows = (row for row in child if local_name(row) == "tr")
            yield "\n".join("\t".join(_cell(cell) for cell in row if local_name(cell) == "tc") for row in rows)
        elif tag not in _SKIPPED:
            yield from _blocks(child)


def _cell(cell: Element) -> str:
    return " ".join(" ".join(_blocks(cell)).split())


def _footnotes(root: Element) -> Iterator[str]:
    """The notes that somebody wrote: the separators have a type."""
    for note in root:
        if not any(key.endswith("type") for key in note.attrib):
            yield from _blocks(note)


def _text(paragraph: Element) -> str:
    """The words of a paragraph, without those of the boxes that hang on it."""
    pieces: list[str] = []
    waiting = [iter(paragraph)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            continue
        tag = local_name(child)
        if tag == "t":
            pieces.append(child.text or "")
        elif tag in _MARKS:
            pieces.append(_MARKS[tag])
        elif tag not in _SKIPPED and tag != "txbxcontent":
            waiting.append(iter(child))
    return "".join(pieces)


def _properties(core: Element | None) -> dict[str, str]:
    found = {local_name(one): (one.text or "").strip() for one in core} if core is not None else {}
    return {"title": found.get("title", ""), "date": found.get("created", "")[:10]}
