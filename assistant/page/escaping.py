"""Values from outside as HTML, and nowhere else.

Runs that are read from left to right stand in ``<bdi>``, whole (``retrieval.arabic.directions``); the characters stay
those of the text.
"""

from markupsafe import Markup, escape

from retrieval.arabic.directions import left_to_right


def text_html(text: str) -> Markup:
    """A text to be read, its left-to-right runs isolated."""
    pieces, last = [], 0
    for start, end in left_to_right(text):
        pieces += [escaped(text[last:start]), Markup("<bdi>"), escaped(text[start:end]), Markup("</bdi>")]
        last = end
    return Markup("").join([*pieces, escaped(text[last:])])


def escaped(value: object) -> Markup:
    """A value as it stands, for texts and attributes; a carriage return survives the browser's reading."""
    return escape(value).replace("\r", Markup("&#13;"))
