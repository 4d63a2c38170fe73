"""What stands in a document: of an answer, of a conversation, of a summary with its cards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.documents.document import Block, Document, Note, Style
from assistant.types import CARD_FIELDS, Answer, Card, Citation, Digest, Excerpt, Reported
from prompts import Wording

Link = Callable[[str], str]
"""The address of an article, by its id; "" where it has none."""


@dataclass(slots=True)
class Contents:
    """Collects blocks; words cited twice get one note."""

    wording: Wording
    link: Link
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def of_answer(self, answer: Answer) -> None:
        """The question, the short answer or verdict, and each quote or sentence with its notes."""
        self._add("heading", answer.question)
        if answer.verdict:
            self._add("short", self._say(f"verdict_{answer.verdict}"))
        elif answer.short:
            value = f" ({answer.short.value})" if answer.short.value else ""
            self._add("short", answer.short.text + value)
        if answer.status != "answered":
            self._add("plain", answer.text)
        elif answer.written_by:
            self._written(answer)
        else:
            self._quoted(answer)

    def of_digest(self, digest: Digest) -> None:
        """The points under their headings, what articles agree and differ in, the cards."""
        for aspect in digest.aspects:
            if aspect.heading:
                self._add("heading", f"{aspect.heading} ({aspect.day})" if aspect.day else aspect.heading)
            for point in aspect.points:
                self._add("point", point.text, point.citations)
        if digest.agreements:
            self._add("heading", self._say("agreement"))
        for point in digest.agreements:
            self._add("point", point.text, point.citations)
        if digest.disagreements:
            self._add("heading", self._say("disagreement"))
        for one in (one for pair in digest.disagreements for one in pair):
            self._add("point", one.shown, [one])
        for reported in digest.cards:
            self._card(reported)

    def document(self, title: str, made: date) -> Document:
        return Document(title, tuple(self.blocks), tuple(self.notes), made.isoformat())

    def _quoted(self, answer: Answer) -> None:
        remarks = {note.after: note.text for note in answer.notes}
        for number in range(len(answer.citations) + 1):
            if number:
                one = answer.citations[number - 1]
                self._add("quote", one.shown, [one])
            if number in remarks:
                self._add("remark", remarks[number])

    def _written(self, answer: Answer) -> None:
        self._add("remark", self._say("written_by", model=answer.written_by))
        numbered = {one.number: one for one in answer.citations}
        for claim in answer.claims:
            if not claim.problems:
                cited = [numbered[number] for number in claim.citations]
                self._add("plain" if cited else "field", claim.text, cited, quoted=True)

    def _card(self, reported: Reported) -> None:
        self._add("heading", f"{self._say(f'card_{reported.card.kind}')}: {reported.title}")
        for name in CARD_FIELDS:
            self._add("field", self._say(f"field_{name}"))
            for excerpt in _excerpts(reported.card, name):
                self._add("point", excerpt.text, [_cited(reported, excerpt)])
            if not _excerpts(reported.card, name):
                self._add("remark", self._say("not_told"))

    def _add(self, style: Style, text: str, cited: Sequence[Citation] = (), *, quoted: bool = False) -> None:
        numbers = tuple(dict.fromkeys(self._number(one, quoted=quoted) for one in cited))
        self.blocks.append(Block(style, " ".join(text.split()), numbers))

    def _number(self, one: Citation, *, quoted: bool) -> int:
        place = (one.article, one.start, one.end)
        if place not in self._numbers:
            quote = " ".join(one.shown.split()) if quoted else ""
            self.notes.append(Note(one.title, one.outlet, one.date, self.link(one.article), one.page, quote))
            self._numbers[place] = len(self.notes)
        return self._numbers[place]

    def _say(self, name: str, **values: object) -> str:
        return self.wording.say(name, **values)


def described(note: Note, wording: Wording) -> str:
    """A note as one line: title, outlet, day, page, address, and the words where they do not stand above."""
    page = wording.say("page", page=note.page).lstrip("، ") if note.page else ""
    parts = [f"«{note.title}»", note.outlet, note.date, page, note.link]
    told = "، ".join(part for part in parts if part)
    return f"{told}: «{note.quote}»" if note.quote else told


def _excerpts(card: Card, name: str) -> tuple[Excerpt, ...]:
    found: tuple[Excerpt, ...] = getattr(card, name)
    return found


def _cited(reported: Reported, excerpt: Excerpt) -> Citation:
    return Citation(0, reported.article, reported.title, excerpt.start, excerpt.end, excerpt.text)
