"""Text from outside as HTML, and nowhere else.

Runs of Latin letters and digits stand in ``<bdi>``, so that brackets, percent signs and full stops keep their place in
a line from right to left; the characters stay those of the text.
"""

import re
from html import escape

_LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9٠-٩۰-۹](?:[A-Za-z0-9٠-٩۰-۹.,:/+@&_٫٬\-–]*[A-Za-z0-9٠-٩۰-۹])?[%٪]?")


def text_html(text: str) -> str:
    """A text, escaped, its left-to-right runs isolated; a carriage return survives the browser's reading."""
    pieces, end = [], 0
    for match in _LEFT_TO_RIGHT.finditer(text):
        pieces.append(f"{escaped(text[end : match.start()])}<bdi>{escaped(match.group())}</bdi>")
        end = match.end()
    return "".join(pieces) + escaped(text[end:])


def escaped(text: str) -> str:
    return escape(text).replace("\r", "&#13;")
