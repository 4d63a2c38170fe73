"""Conversations, articles and lists as HTML. Everything from outside is escaped here, and only here.

Runs of Latin letters and digits stand in ``<bdi>``, so that brackets, percent signs and full stops keep their place in
a line from right to left; the characters stay those of the text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlsplit

from assistant.page.conversation import Said
from assistant.types import Answer, Citation, Short
from prompts import Wording
from retrieval.catalog import Listed
from retrieval.types import Article

_LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9٠-٩۰-۹](?:[A-Za-z0-9٠-٩۰-۹.,:/+@&_٫٬\-–]*[A-Za-z0-9٠-٩۰-۹])?[%٪]?")
_MOST_LISTED = 50


def text_html(text: str) -> str:
    """A text, escaped, its left-to-right runs isolated; a carriage return survives the browser's reading."""
    pieces, end = [], 0
    for match in _LEFT_TO_RIGHT.finditer(text):
        pieces.append(f"{_escaped(text[end : match.start()])}<bdi>{_escaped(match.group())}</bdi>")
        end = match.end()
    return "".join(pieces) + _escaped(text[end:])


def _escaped(text: str) -> str:
    return escape(text).replace("\r", "&#13;")


class Markup:
    """Renders with one wording."""

    def __init__(self, wording: Wording) -> None:
        self._say = wording.say

    def conversation(self, said: Sequence[Said]) -> str:
        """All turns; before the first, a greeting."""
        if not said:
            return f'<div class="greeting"><h2>{self._say("greeting")}</h2><p>{self._say("promise")}</p></div>'
        last = len(said) - 1
        return "".join(self._turn(number, turn, last=number == last) for number, turn in enumerate(said))

    def examples(self, questions: Sequence[str]) -> str:
        """Questions to press; empty where there are none."""
        buttons = "".join(
            f'<li><button type="button" data-act="ask" data-text="{_escaped(question)}">'
            f"{text_html(question)}</button></li>"
            for question in questions
        )
        return f'<p>{self._say("try")}</p><ul class="examples">{buttons}</ul>' if buttons else ""

    def _turn(self, number: int, turn: Said, *, last: bool) -> str:
        tools = ["edit", "copy", *(["retry"] if last else [])]
        buttons = "".join(
            f'<button type="button" data-act="{act}" data-turn="{number}">{self._say(act)}</button>' for act in tools
        )
        toolbar = f'<div class="tools">{buttons}</div>' if turn.done else ""
        busy = "false" if turn.done else "true"
        return (
            f'<article class="turn" aria-busy="{busy}"><h2 class="asked">{text_html(turn.question)}</h2>'
            f'<div class="answer">{self._body(turn)}</div>{toolbar}</article>'
        )

    def _body(self, turn: Said) -> str:
        parts = [self._answer(turn.answer)] if turn.answer else []
        if turn.notice:
            parts.append(self.notice(turn.notice))
        return "".join(parts)

    def _answer(self, answer: Answer) -> str:
        if answer.status != "answered":
            return self._refusal(answer)
        short = (
            f'<p class="short"><span>{self._say("short")}</span> {text_html(answer.short.text)}</p>'
            if answer.short
            else ""
        )
        claims = (
            f'<p class="claim">{self._quote(citation, answer.short)}&nbsp;{self._mark(citation)}</p>'
            for citation in answer.citations
        )
        return short + "".join(claims) + self._sources(answer.citations)

    def _refusal(self, answer: Answer) -> str:
        near = "".join(
            f'<li><p class="claim">{text_html(citation.quote)}&nbsp;{self._mark(citation)}</p>'
            f'<p class="from">{text_html(citation.title)}</p></li>'
            for citation in answer.nearest
        )
        listed = f'<p class="nearest-label">{self._say("nearest")}</p><ul class="nearest">{near}</ul>' if near else ""
        searched = self._say("searched", question=text_html(answer.understood))
        return f'<p class="refusal">{text_html(answer.text)}</p><p class="searched">{searched}</p>{listed}'

    def _quote(self, citation: Citation, short: Short | None) -> str:
        inside = short and short.article == citation.article and citation.start <= short.start < citation.end
        if not short or not inside:
            return text_html(citation.quote)
        start, end = short.start - citation.start, short.end - citation.start
        before, within, after = citation.quote[:start], citation.quote[start:end], citation.quote[end:]
        return f"{text_html(before)}<strong>{text_html(within)}</strong>{text_html(after)}"

    def _mark(self, citation: Citation) -> str:
        label = _escaped(self._say("citation", number=citation.number, title=citation.title))
        return (
            f'<a class="cite" href="#source" role="button" aria-label="{label}"'
            f' data-article="{_escaped(citation.article)}"'
            f' data-start="{citation.start}" data-end="{citation.end}" data-title="{_escaped(citation.title)}"'
            f' data-quote="{_escaped(citation.quote)}"><bdi>[{citation.number}]</bdi></a>'
        )

    def _sources(self, citations: Sequence[Citation]) -> str:
        titles = dict.fromkeys((citation.article, citation.title) for citation in citations)
        listed = "".join(f"<li>{text_html(title)}</li>" for _, title in titles)
        return f'<div class="sources"><span>{self._say("sources")}</span><ul>{listed}</ul></div>'

    def article(
        self, article: Article, spans: Sequence[tuple[int, int]], current: int | None, copies: Sequence[str] = ()
    ) -> str:
        """An article with spans marked, the one at ``current`` as the one asked for; spans outside it are left out.

        ``copies`` names the articles that print the same.
        """
        where = " · ".join(text_html(part) for part in (article.outlet, article.date) if part)
        link = (
            f'<a href="{_escaped(article.url)}" target="_blank" rel="noopener noreferrer">{self._say("original")}</a>'
        )
        meta = " · ".join(part for part in (where, link if _safe(article.url) else "") if part)
        also = f'<p class="copies">{text_html(self._copies(copies))}</p>' if copies else ""
        return (
            f'<h2 tabindex="-1">{text_html(article.title)}</h2><p class="meta">{meta}</p>{also}'
            f'<div class="article-text" dir="rtl">{_marked(article.text, spans, current)}</div>'
        )

    def articles(self, articles: Iterable[Listed], total: int, copies: Mapping[str, tuple[str, ...]]) -> str:
        """A list of articles to read or remove, at most ``_MOST_LISTED`` of them."""
        found = list(articles)
        rows = "".join(self._row(article, copies.get(article.id, ())) for article in found[:_MOST_LISTED])
        more = f"<p>{self._say('more', shown=_MOST_LISTED, found=len(found))}</p>" if len(found) > _MOST_LISTED else ""
        none = f"<p>{self._say('none_listed' if total else 'no_articles')}</p>" if not found else ""
        return f'<ul class="articles">{rows}</ul>{more}{none}'

    def _row(self, article: Listed, copies: Sequence[str]) -> str:
        parts = (article.outlet, article.date, article.id, self._copies(copies))
        meta = " · ".join(text_html(part) for part in parts if part)
        identity, title = _escaped(article.id), _escaped(article.title)
        buttons = "".join(
            f'<button type="button" data-act="{act}" data-article="{identity}" aria-label="{self._say(act)}: {title}">'
            f"{self._say(act)}</button>"
            for act in ("read", "remove")
        )
        return (
            f'<li><div><span class="title">{text_html(article.title)}</span><span class="meta">{meta}</span></div>'
            f'<div class="tools">{buttons}</div></li>'
        )

    def _copies(self, copies: Sequence[str]) -> str:
        return self._say("copies", articles="، ".join(copies)) if copies else ""

    def report(self, lines: Sequence[tuple[str, str, str]]) -> str:
        """What happened to each file: (state, name, what to read), the state one of "wait", "done", "skip"."""
        rows = "".join(
            f'<li class="{state}"><bdi>{_escaped(name)}</bdi>: {text_html(text)}</li>' for state, name, text in lines
        )
        return f'<ul class="report">{rows}</ul>'

    def notice(self, text: str) -> str:
        """One sentence on what went wrong or was done."""
        return f'<p class="notice">{text_html(text)}</p>'

    def undo(self, title: str) -> str:
        said = text_html(self._say("removed", title=title))
        return f'<p class="undo">{said} <button type="button" data-act="undo">{self._say("undo")}</button></p>'

    def status(self, articles: int, passages: int, mode: str) -> str:
        return text_html(self._say("status", articles=articles, passages=passages, mode=self._say(f"mode_{mode}")))


def _marked(text: str, spans: Sequence[tuple[int, int]], current: int | None) -> str:
    """The text with ``<mark>`` around spans; of overlapping ones the first stays."""
    pieces, end = [], 0
    for number, (start, stop) in sorted(enumerate(spans), key=lambda pair: pair[1]):
        if not end <= start < stop <= len(text):
            continue
        here = ' id="here" tabindex="-1" class="here"' if number == current else ""
        pieces.append(f"{text_html(text[end:start])}<mark{here}>{text_html(text[start:stop])}</mark>")
        end = stop
    return "".join(pieces) + text_html(text[end:])


def _safe(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
