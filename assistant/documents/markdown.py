"""A document as Markdown with footnotes (``[^1]``, as GitHub, Pandoc and Obsidian read them)."""

import re

from assistant.documents.contents import described
from assistant.documents.document import Document, Style
from prompts import Wording

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_COMMANDS = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_BLOCK_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))(?=[\s.)])")
_BEFORE: dict[Style, str] = {
    "heading": "## ", "field": "### ", "short": "**", "quote": "> ", "point": "- ", "remark": "*",
}  # fmt: skip
_BEHIND: dict[Style, str] = {"short": "**", "remark": "*"}


def markdown(document: Document, wording: Wording) -> str:
    """Blocks a paragraph each, points one below the other, notes at the end."""
    lines = [f"# {_plain(document.title)}", "", document.made, ""]
    for number, block in enumerate(document.blocks):
        marks = "".join(f"[^{note}]" for note in block.notes)
        lines.append(f"{_BEFORE.get(block.style, '')}{_plain(block.text)}{_BEHIND.get(block.style, '')}{marks}")
        follows = document.blocks[number + 1].style if number + 1 < len(document.blocks) else ""
        if not block.style == follows == "point":
            lines.append("")
    lines += [f"[^{number}]: {_plain(described(note, wording))}" for number, note in enumerate(document.notes, 1)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is; a control character, which might command a terminal, is marked."""
    return _BLOCK_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", _COMMANDS.sub("\ufffd", text)))
