"""Reading articles from files: ``.txt`` raw, ``.md`` with YAML front matter, ``.jsonl`` with one object a line.

An article's text is kept as decoded: no byte-order mark, nothing else changed. A file that cannot be read as an
article is a ``Skipped`` with its reason, never an exception. A ``README`` inside a folder describes the folder and is
no article; named on its own it is read like any other file.
"""

import codecs
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import PathMissing, PathUnreadable
from retrieval.types import Article

MOST_BYTES = 20_000_000
"""A larger file is skipped."""

SUFFIXES = (".txt", ".md", ".jsonl")

_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6", "ascii")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\n)??---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(title|outlet|date|url)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_NO_TEXT = ("Cc", "Cn", "Co", "Cs")
_SAMPLE, _STRANGE_SHARE = 10_000, 0.005
_FAMILIAR_SHARE = 0.3  # any two bytes are some character of UTF-16
_TITLE_LINE_WORDS = 20
_TITLE_WORDS = 10


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a line of one (``path:line``), that gave no article; ``reason`` is a key worded by the caller."""

    path: str
    reason: str


def list_files(path: Path) -> list[Path]:
    """The article files of a folder and those below it, sorted, hidden ones left out; or the file itself."""
    if not path.exists():
        raise PathMissing(path=path)
    if path.is_file():
        return [path]
    found: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=_raise_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(Path(folder, name) for name in sorted(names) if _is_article_file(name))
    return found


def read_file(path: Path) -> Iterator[Article | Skipped]:
    """The articles of one file. Ids are as the file gives them; making them unique is the caller's work."""
    try:
        size = path.stat().st_size
        content = b"" if size > MOST_BYTES else path.read_bytes()
    except OSError:
        return iter([Skipped(str(path), "unreadable")])
    if size > MOST_BYTES:
        return iter([Skipped(str(path), "too_large")])
    text = _decode(content)
    if text is None:
        return iter([Skipped(str(path), "binary")])
    if path.suffix.lower() == ".jsonl":
        return _read_lines(path, text)
    return iter([_read_whole(path, text)])


def _raise_unreadable(error: OSError) -> None:
    raise PathUnreadable(path=error.filename)


def _is_article_file(name: str) -> bool:
    path = Path(name)
    return path.suffix.lower() in SUFFIXES and not name.startswith((".", "~")) and path.stem.upper() != "README"


def _decode(content: bytes) -> str | None:
    """The text without its byte-order mark, or None where the bytes are no text."""
    if not content.startswith(_MARKS) and b"\0" not in content:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _decode_guessed(content)


def _decode_guessed(content: bytes) -> str | None:
    import chardet

    encoding = chardet.detect(content, include_encodings=_ENCODINGS)["encoding"]
    if encoding is None:
        return None
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text.removeprefix("\ufeff") if _is_text(text) else None


def _is_text(text: str) -> bool:
    """Whether the first characters are those of writing: enough Arabic or ASCII, hardly a control or unassigned one."""
    sample = text[:_SAMPLE]
    strange = sum(1 for c in sample if unicodedata.category(c) in _NO_TEXT and not c.isspace())
    familiar = sum(1 for c in sample if c.isascii() or "\u0600" <= c <= "\u06ff")
    return strange <= _STRANGE_SHARE * len(sample) and familiar >= _FAMILIAR_SHARE * len(sample) and "\0" not in text


def _read_whole(path: Path, text: str) -> Article | Skipped:
    fields: Mapping[str, str] = {}
    if path.suffix.lower() == ".md" and (match := _FRONT_MATTER.match(text)):
        fields, text = _front_matter(match.group(1) or ""), text[match.end() :]
    if not text.strip():
        return Skipped(str(path), "empty")
    return _article(path.stem, fields, text, str(path))


def _front_matter(block: str) -> dict[str, str]:
    """The known fields; where the block is no valid YAML (a bare colon in a title), line by line."""
    import yaml

    try:
        loaded = yaml.safe_load(block)
    except yaml.YAMLError:
        return {name: value.strip("\"'") for name, value in _FIELD.findall(block)}
    return (
        {str(name): str(value) for name, value in loaded.items() if value is not None}
        if isinstance(loaded, dict)
        else {}
    )


def _read_lines(path: Path, text: str) -> Iterator[Article | Skipped]:
    if not text.strip():
        yield Skipped(str(path), "empty")
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        article = _read_line(path, number, line)
        if isinstance(article, Article) and article.id in seen:
            article = Skipped(f"{path}:{number}", "duplicate_id")
        if isinstance(article, Article):
            seen.add(article.id)
        yield article


def _read_line(path: Path, number: int, line: str) -> Article | Skipped:
    where = f"{path}:{number}"
    try:
        record = json.loads(line)
        if "\\u" in line:
            json.dumps(record, ensure_ascii=False).encode()  # half a character can be written so, and is none
    except (ValueError, RecursionError):
        return Skipped(where, "bad_json")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return Skipped(where, "no_text")
    if not record["text"].strip():
        return Skipped(where, "empty")
    identity = record.get("id")
    name = str(identity) if isinstance(identity, str | int) and str(identity) else f"{path.stem}__{number}"
    fields = {key: str(value) for key, value in record.items() if value is not None}
    return _article(name, fields, record["text"], str(path))


def _article(name: str, fields: Mapping[str, str], text: str, source: str) -> Article:
    whole = {key: value.encode("utf-8", "replace").decode() for key, value in fields.items()}
    given = {key: " ".join(whole.get(key, "").split()) for key in ("title", "outlet", "date", "url")}
    title = given.pop("title") or _derived_title(text)
    return Article(name, title, text, source, **given)


def _derived_title(text: str) -> str:
    """A short first line that is followed by more, else the first words."""
    first, _, rest = text.strip().partition("\n")
    words = first.split()
    if rest.strip() and len(words) <= _TITLE_LINE_WORDS:
        return " ".join(words)
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
