"""Reading what a model wrote: its sentences, and the ids of the sources that each cites.

A mark is ``[1]``, ``[١]``, ``[1، 2]``, ``[1][2]``, ``[[1]]`` or ``【1】``, before or behind the full stop. All that has
been written so far is read anew at every step, so that it makes no difference where a stream is cut: a sentence is
complete when something other than its marks follows it. Links, images, tags, emphasis and bullets are taken out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"[\[【]{1,2}\s*\d+(?:\s*[,،;؛و-]\s*\d+)*\s*[\]】]{1,2}")
_BEGUN_MARK = re.compile(r"[\[【]{1,2}[\d\s,،;؛و-]*[\]】]?\s*$")
_SENTENCE = re.compile(
    rf"[^\n]*?(?:[.؟?!…؛]+[\"»”)*_]*)(?:\s*{_MARK.pattern})*(?=\s|$)(?:[^\S\n]*{_MARK.pattern})*|[^\n]+"
)
_IMAGE_OR_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_TAG = re.compile(r"</?[A-Za-z!][^>\n]*>")
_BULLET = re.compile(r"^[^\S\n]*(?:[-*•–—>]+|\d{1,2}[.)-])[^\S\n]+", re.MULTILINE)
_EMPHASIS = re.compile(r"[*_`#~]{1,3}")
_HEADING_WORDS = 8


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a model wrote it, without marks and markup, and the ids it cites, in order."""

    text: str
    ids: tuple[int, ...]

    @property
    def is_heading(self) -> bool:
        """Whether it names what follows and claims nothing by itself."""
        return not self.ids and self.text.endswith(":") and len(self.text.split()) <= _HEADING_WORDS


def read(text: str, *, finished: bool) -> list[Written]:
    """The complete sentences of what was written so far, or of all of it."""
    plain = _BULLET.sub("", _TAG.sub(" ", _ADDRESS.sub(" ", _IMAGE_OR_LINK.sub(r"\1", text))))
    found: list[Written] = []
    for match in _SENTENCE.finditer(plain):
        if not finished and not _followed(plain, match.end()):
            break
        found += _written(match.group())
    return found


def _followed(text: str, end: int) -> bool:
    """Whether something other than a mark follows, so that no more marks can belong to the sentence."""
    rest = _MARK.sub("", text[end:])
    return bool(rest.strip()) and _BEGUN_MARK.fullmatch(rest.strip()) is None


def _written(segment: str) -> Iterator[Written]:
    ids = dict.fromkeys(int(digits) for mark in _MARK.findall(segment) for digits in re.findall(r"\d+", mark))
    bare = " ".join(_EMPHASIS.sub("", _MARK.sub("", segment)).split())
    bare = re.sub(r"\s+([.؟?!،؛:])", r"\1", bare)
    if any(character.isalnum() for character in bare):
        yield Written(bare, tuple(ids))
