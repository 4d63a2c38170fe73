"""Conversations, articles and lists as HTML: what is shown is decided here, how it is marked up in ``templates/``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from markupsafe import Markup

from assistant.documents.files import FORMS
from assistant.page.conversation import Said
from assistant.page.escaping import text_html
from assistant.page.lines import answer_lines, marked_pieces
from assistant.page.rendering import Templates
from assistant.service.conversations import Conversation
from assistant.summary.summaries import PAGE, PARAGRAPH, SHORT, Length
from assistant.types import CARD_FIELDS, EXTRACTIVE, Answer, Digest, Form
from prompts import Wording
from retrieval.store.catalog import Listed
from retrieval.types import Article, Span

_MOST_LISTED = 50
_LENGTHS = (("short_summary", SHORT), ("paragraph_summary", PARAGRAPH), ("page_summary", PAGE))
_FILES = tuple((ending, form.label) for ending, form in FORMS.items())


@dataclass(frozen=True, slots=True)
class FileLine:
    """What happened to a file that was given, or is awaited of it."""

    state: Literal["wait", "done", "skip"]
    name: str
    text: str


class Views:
    """Renders with one wording; every method returns HTML."""

    def __init__(self, wording: Wording) -> None:
        self._say = wording.say
        self._render = Templates(wording).render

    def masthead(self) -> Markup:
        return self._render("masthead")

    def panel(self, labels: str) -> Markup:
        """Where articles and summaries open; ``labels``: the page's foreign labels in Arabic, a JSON object."""
        return self._render("panel", labels=labels)

    def conversation(self, opened: str | None, said: Sequence[Said]) -> Markup:
        """All turns of a conversation; before the first, a greeting. None as long as it is not known which is open."""
        last = len(said) - 1
        shown = [self._turn(opened or "", number, turn, last=number == last) for number, turn in enumerate(said)]
        files = _FILES if opened and any(turn.answer for turn in said) else ()
        return self._render("conversation", opened=opened, turns=shown or [self._render("greeting")], files=files)

    def rail(self, kept: Sequence[Conversation], opened: str, removed: tuple[str, str] = ("", "")) -> Markup:
        """The list of conversations, the open one told; ``removed``: id and name of one that can be put back."""
        return self._render(
            "rail", kept=kept[:_MOST_LISTED], more=len(kept) > _MOST_LISTED, opened=opened, removed=removed
        )

    def editing(self, number: int) -> Markup:
        """That a question is being edited, and the way out of it."""
        return self._render("editing", number=number + 1)

    def examples(self, questions: Sequence[str]) -> Markup:
        """Questions to press; empty where there are none."""
        return self._render("examples", questions=questions) if questions else Markup("")

    def _turn(self, opened: str, number: int, turn: Said, *, last: bool) -> Markup:
        answer, understood = Markup(""), ""
        if turn.answer:
            answer = self._answer(turn.answer) + self._whole(turn.question, turn.answer)
            understood = turn.answer.understood if turn.answer.understood != turn.question else ""
        tools = _tools(turn, last=last)
        files = _FILES if opened and turn.done and turn.answer else ()
        return self._render(
            "turn",
            opened=opened,
            number=number,
            turn=turn,
            tools=tools,
            files=files,
            answer=answer,
            understood=understood,
        )

    def _answer(self, answer: Answer) -> Markup:
        if answer.status != "answered":
            return self._render("refusal", answer=answer)
        if answer.written_by:
            return self._written(answer)
        return self._render("quotes", answer=answer, lines=answer_lines(answer))

    def _written(self, answer: Answer) -> Markup:
        """What a model wrote, each sentence with its quotes, and on demand how each was checked."""
        numbered = {citation.number: citation for citation in answer.citations}
        claims = [(claim, [numbered[number] for number in claim.citations]) for claim in answer.claims]
        return self._render("written", answer=answer, claims=claims)

    def _whole(self, question: str, answer: Answer) -> Markup:
        """Of a typed summary: which article it is of, and the way to all of it."""
        if answer.status != "answered" or answer.form is not Form.SUMMARY:
            return Markup("")
        titles = dict.fromkeys(f"«{citation.title}»" for citation in answer.citations)
        return self._render("whole", question=question, titles="، ".join(titles))

    def digest(self, digest: Digest, subject: tuple[str, str], length: Length | None = None) -> Markup:
        """A summary with its cards, lengths and files; ``subject`` is what to ask for again: (parameter, value).

        What is copied or downloaded has the ``length`` that is shown.
        """
        if not digest.aspects:
            return self.notice(self._say("nothing_summarised"))
        several = len(digest.articles) > 1
        lengths = [(name, {**dict([subject]), **_asked(one)}) for name, one in _LENGTHS]
        shown = {**dict([subject]), **(_asked(length) if length else {})}
        return self._render(
            "digest", digest=digest, shown=shown, several=several, fields=CARD_FIELDS, lengths=lengths, files=_FILES
        )

    def article(
        self, article: Article, spans: Sequence[Span], current: int | None, copies: Sequence[str] = ()
    ) -> Markup:
        """An article with spans marked, the one at ``current`` as the one asked for; spans outside it are left out.

        ``copies`` names the articles that print the same.
        """
        pieces, link = marked_pieces(article.text, spans, current), _is_web(article.url)
        return self._render("article", article=article, pieces=pieces, link=link, copies="، ".join(copies))

    def articles(self, articles: Iterable[Listed], total: int, copies: Mapping[str, tuple[str, ...]]) -> Markup:
        """A list of articles to read or remove, at most ``_MOST_LISTED`` of them."""
        found = list(articles)
        rows = [(article, "، ".join(copies.get(article.id, ()))) for article in found[:_MOST_LISTED]]
        return self._render("articles", rows=rows, found=len(found), total=total)

    def formats(self) -> Markup:
        """Which files can be added."""
        return self._render("formats")

    def report(self, lines: Sequence[FileLine]) -> Markup:
        """What happened to each file."""
        return self._render("report", lines=lines)

    def notice(self, text: str) -> Markup:
        """One sentence on what went wrong or was done."""
        return self._render("notice", text=text)

    def undo(self, title: str) -> Markup:
        return self._render("undo", title=title)

    def loading(self) -> Markup:
        """The status until the library is open."""
        return text_html(self._say("status_loading"))

    def status(self, articles: int, passages: int, mode: str) -> Markup:
        name = "status" if mode == EXTRACTIVE else "status_written"
        return text_html(self._say(name, articles=articles, passages=passages, model=mode))


def _tools(turn: Said, *, last: bool) -> list[str]:
    """The buttons below a turn; none while it grows."""
    if not turn.done:
        return []
    written = turn.answer is not None and bool(turn.answer.written_by)
    return ["edit", "copy", *(["retry"] if last else []), *(["quotes"] if last and written else [])]


def _asked(length: Length) -> dict[str, int]:
    """A length as the page asks for it."""
    return {"points": length.points} if length.points else {"words": length.words}


def _is_web(url: str) -> bool:
    """Is it an address that may become a link?"""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
