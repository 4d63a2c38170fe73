"""An answer as one text, for those who have nothing else to show it in: what a chat model would say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.types import Answer, Citation

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the citations whose marks ``[n]`` are in it from ``body`` on."""

    text: str
    body: int
    citations: tuple[Citation, ...]


def spoken(answer: Answer, say: Say, *, so_far: bool = False) -> Said:
    """The short answer by itself, the text, and what is nearest where that is no answer; not yet where ``so_far``."""
    lead = _lead(answer, say)
    near = "" if so_far or not answer.nearest else "\n\n" + "\n".join(_near(answer, say))
    return Said(f"{lead}{answer.text}{near}", len(lead), answer.citations)


class Speech:
    """What has been said of an answer that grows; what was said stays said."""

    def __init__(self, said: Said | None = None) -> None:
        self.text = ""
        self._from, self._said = 0, Said("", 0, ())
        if said:
            self.end(said)

    def grow(self, said: Said) -> str:
        """What is to be added to have said this; "" where it is no longer what was said: then it is left to the end."""
        added = said.text[len(self.text) :] if said.text.startswith(self.text) else ""
        self.text += added
        return added

    def end(self, said: Said) -> str:
        """What is to be added at last; where it became another text, all of it."""
        if not said.text.startswith(self.text):
            self.text += "\n\n"
            self._from = len(self.text)
            self.text += said.text
            self._said = said
            return self.text[self._from - 2 :]
        added = said.text[len(self.text) :]
        self.text, self._said = said.text, said
        return added

    def marks(self) -> Iterator[tuple[Citation, int, int]]:
        """Every citation with the place of each of its marks, by place."""
        found = [(place, citation) for citation in self._said.citations for place in _places(self._said, citation)]
        for place, citation in sorted(found, key=lambda one: one[0]):
            start = self._from + place
            yield citation, start, start + len(_mark(citation))


def _lead(answer: Answer, say: Say) -> str:
    if answer.verdict:
        return f"{say('short')}{say(f'verdict_{answer.verdict}')}\n\n"
    return f"{say('short')}{answer.short.text}\n\n" if answer.short else ""


def _near(answer: Answer, say: Say) -> list[str]:
    return [say("nearest"), *(say("near", quote=one.shown, title=one.title) for one in answer.nearest)]


def _mark(citation: Citation) -> str:
    return f"[{citation.number}]"


def _places(said: Said, citation: Citation) -> Iterator[int]:
    """Where a citation's marks begin: behind its quote where that is in the text, else wherever they are."""
    mark = _mark(citation)
    behind = f"{citation.quote} "
    lead = behind if f"{behind}{mark}" in said.text[said.body :] else ""
    at = said.text.find(lead + mark, said.body)
    while at >= 0:
        yield at + len(lead)
        at = said.text.find(lead + mark, at + 1)
