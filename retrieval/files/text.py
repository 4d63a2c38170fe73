"""``.txt`` as it is, ``.md`` with YAML front matter: nothing of the text is changed but what could not be decoded."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from retrieval.files.decoding import Decoded, decode
from retrieval.files.fields import make_article
from retrieval.files.reader import MOST_BYTES, Reading, Remark, Skipped

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\n)??---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(title|outlet|date|url)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_NULLS = ("", "~", "null")
_MOST_FRONT = 20_000
_MOST_TOLD = 5


class Text:
    name, version = "text", 2
    suffixes = (".txt", ".md")
    most_bytes, isolated, kept = MOST_BYTES, False, True

    def knows(self, content: bytes) -> bool:
        """Text is what is nothing else."""
        return False

    def read(self, name: str, content: bytes) -> Iterator[Reading]:
        decoded = decode(content)
        if decoded is None:
            yield Skipped(name, "binary")
            return
        path, text = PurePath(name), decoded.text
        fields: Mapping[str, str] = {}
        if path.suffix.lower() == ".md" and (match := _FRONT_MATTER.match(text)):
            fields, text = _front_matter(match.group(1) or ""), text[match.end() :]
        if not text.strip():
            yield Skipped(name, "empty")
            return
        yield make_article(path.stem, fields, text, name)
        yield from damage(name, decoded)


def damage(name: str, decoded: Decoded) -> Iterator[Remark]:
    """What to say of bytes that could not be decoded: the lines they stood in."""
    lines = decoded.damaged
    if lines:
        told = "، ".join(map(str, lines[:_MOST_TOLD])) + ("…" if len(lines) > _MOST_TOLD else "")
        yield Remark(name, "damaged", told, damaged=True)


def _front_matter(block: str) -> Mapping[str, str]:
    """The fields as they are written; where the block is no valid YAML (a bare colon in a title), line by line."""
    import yaml

    try:
        loaded = yaml.load(block[:_MOST_FRONT], yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {name: value.strip("\"'") for name, value in _FIELD.findall(block)}
    if not isinstance(loaded, dict):
        return {}
    return {str(name): value for name, value in loaded.items() if isinstance(value, str) and value not in _NULLS}
