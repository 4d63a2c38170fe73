"""Values from outside as HTML, and nowhere else.

Runs of Latin letters and digits stand in ``<bdi>``, so that brackets, percent signs and full stops keep their place in
a line from right to left; the characters stay those of the text.
"""

import re

from markupsafe import Markup, escape

_LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9٠-٩۰-۹](?:[A-Za-z0-9٠-٩۰-۹.,:/+@&_٫٬\-–]*[A-Za-z0-9٠-٩۰-۹])?[%٪]?")


def text_html(text: str) -> Markup:
    """A text to be read, its left-to-right runs isolated."""
    pieces, end = [], 0
    for match in _LEFT_TO_RIGHT.finditer(text):
        pieces += [escaped(text[end : match.start()]), Markup("<bdi>"), escaped(match.group()), Markup("</bdi>")]
        end = match.end()
    return Markup("").join([*pieces, escaped(text[end:])])


def escaped(value: object) -> Markup:
    """A value as it stands, for texts and attributes; a carriage return survives the browser's reading."""
    return escape(value).replace("\r", Markup("&#13;"))
