"""HTML as a browser reads it."""

import re
from html import unescape


def shown(html: str) -> str:
    """The characters a browser shows of some markup, the white space around tags as it stands."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def attributes(html: str, name: str) -> list[str]:
    """The values of an attribute, in order."""
    return [unescape(value) for value in re.findall(rf'\s{name}="([^"]*)"', html)]
