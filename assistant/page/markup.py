"""Conversations, articles and lists as HTML; everything from outside goes through ``escaping``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from urllib.parse import urlencode, urlsplit

from assistant.page.conversation import Said
from assistant.page.escaping import escaped, text_html
from assistant.page.written import WrittenMarkup
from assistant.summary.summaries import PAGE, PARAGRAPH, SHORT
from assistant.types import EXTRACTIVE, Answer, Aspect, Citation, Digest, Excerpt, Form, Reported, Short
from prompts import Wording
from retrieval.store.catalog import Listed
from retrieval.types import Article

_MOST_LISTED = 50


class Markup:
    """Renders with one wording."""

    def __init__(self, wording: Wording) -> None:
        self._say = wording.say
        self._written = WrittenMarkup(wording, self._mark)

    def conversation(self, said: Sequence[Said]) -> str:
        """All turns; before the first, a greeting."""
        if not said:
            return f'<div class="greeting"><h2>{self._say("greeting")}</h2><p>{self._say("promise")}</p></div>'
        last = len(said) - 1
        return "".join(self._turn(number, turn, last=number == last) for number, turn in enumerate(said))

    def examples(self, questions: Sequence[str]) -> str:
        """Questions to press; empty where there are none."""
        buttons = "".join(
            f'<li><button type="button" data-act="ask" data-text="{escaped(question)}">'
            f"{text_html(question)}</button></li>"
            for question in questions
        )
        return f'<p>{self._say("try")}</p><ul class="examples">{buttons}</ul>' if buttons else ""

    def _turn(self, number: int, turn: Said, *, last: bool) -> str:
        tools = ["edit", "copy", *(["retry"] if last else []), *(["quotes"] if last and _is_written(turn) else [])]
        buttons = "".join(
            f'<button type="button" data-act="{act}" data-turn="{number}">{self._say(act)}</button>' for act in tools
        )
        toolbar = f'<div class="tools">{buttons}</div>' if turn.done else ""
        busy = "false" if turn.done else "true"
        return (
            f'<article class="turn" aria-busy="{busy}"><h2 class="asked">{text_html(turn.question)}</h2>'
            f'<div class="answer">{self._body(number, turn)}</div>{toolbar}</article>'
        )

    def _body(self, number: int, turn: Said) -> str:
        parts = [self._answer(turn.answer)] if turn.answer else []
        if turn.answer and turn.answer.understood != turn.question:
            parts.insert(0, self._understood(number, turn.answer.understood))
        if turn.answer and turn.answer.status == "answered" and turn.answer.form is Form.SUMMARY:
            parts.append(self._whole_summary(turn.question, turn.answer))
        if turn.notice:
            parts.append(self.notice(turn.notice))
        return "".join(parts)

    def _understood(self, number: int, understood: str) -> str:
        """How a follow-up was read, with a button that puts these words into the composer to be corrected."""
        said = text_html(self._say("understood", question=understood))
        button = (
            f'<button type="button" data-act="edit" data-turn="{number}" data-text="{escaped(understood)}">'
            f"{self._say('correct')}</button>"
        )
        return f'<p class="understood">{said} {button}</p>'

    def _whole_summary(self, question: str, answer: Answer) -> str:
        """Says which article was summarised, and opens the summary with its cards and files."""
        titles = dict.fromkeys(citation.title for citation in answer.citations)
        said = text_html(self._say("summarised", titles="، ".join(f"«{title}»" for title in titles)))
        query = escaped(urlencode([("request", question)]))
        button = f'<button type="button" data-summary="{query}">{self._say("open_summary")}</button>'
        return f'<p class="from">{said}</p><div class="tools">{button}</div>'

    def _answer(self, answer: Answer) -> str:
        if answer.status != "answered":
            return self._refusal(answer)
        if answer.written_by:
            return self._written.answer(answer, self._sources(answer.citations))
        articles = {citation.article for citation in answer.citations}
        several = len(articles) > 1 and answer.form is Form.SUMMARY
        short = self._short(answer.short) if answer.short else ""
        lines = [
            f'<p class="claim">{self._quote(citation, answer.short)}&nbsp;{self._mark(citation)}</p>'
            f"{self._from([citation]) if several else ''}"
            for citation in answer.citations
        ]
        for note in reversed(answer.notes):
            lines.insert(note.after, f'<p class="note">{text_html(note.text)}</p>')
        return short + "".join(lines) + self._sources(answer.citations) + self._written.removed(answer.claims)

    def _short(self, short: Short) -> str:
        value = f' <span class="value">({text_html(short.value)})</span>' if short.value else ""
        return f'<p class="short"><span>{self._say("short")}</span> {text_html(short.text)}{value}</p>'

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
        label = escaped(self._say("citation", number=citation.number, title=citation.title))
        return (
            f'<a class="cite" href="#source" role="button" aria-label="{label}"'
            f' data-article="{escaped(citation.article)}"'
            f' data-start="{citation.start}" data-end="{citation.end}" data-title="{escaped(citation.title)}"'
            f' data-quote="{escaped(citation.quote)}"><bdi>[{citation.number}]</bdi></a>'
        )

    def _sources(self, citations: Sequence[Citation]) -> str:
        titles = dict.fromkeys((citation.article, citation.title) for citation in citations)
        listed = "".join(f"<li>{text_html(title)}</li>" for _, title in titles)
        return f'<div class="sources"><span>{self._say("sources")}</span><ul>{listed}</ul></div>'

    def digest(self, digest: Digest, subject: tuple[str, str]) -> str:
        """A summary with its cards, lengths and files; ``subject`` is what to ask for again: (parameter, value)."""
        if not digest.aspects:
            return self.notice(self._say("nothing_summarised"))
        aspects = "".join(self._aspect(aspect, several=len(digest.articles) > 1) for aspect in digest.aspects)
        cards = "".join(self._card(reported, several=len(digest.articles) > 1) for reported in digest.cards)
        apart = "".join(self._apart(pair) for pair in digest.disagreements)
        apart = f"<h3>{self._say('disagreement')}</h3>{apart}" if apart else ""
        sources = self._sources(digest.citations)
        return (
            f'<h2 tabindex="-1">{self._say("summary")}: {text_html(digest.topic)}</h2>{self._forms(subject)}'
            f'<div class="answer digest">{aspects}{apart}{cards}{sources}</div>'
        )

    def _forms(self, subject: tuple[str, str]) -> str:
        """Buttons for other lengths, for copying and for files."""
        query = escaped(urlencode([subject]))
        lengths = "".join(
            f'<button type="button" data-summary="{query}&amp;words={words}">{self._say(name)}</button>'
            for name, words in (("short_summary", SHORT), ("paragraph_summary", PARAGRAPH), ("page_summary", PAGE))
        )
        copy = f'<button type="button" data-copy="{query}">{self._say("copy")}</button>'
        files = "".join(
            f'<a data-file="{query}&amp;form={form}" href="isnad/summary?{query}&amp;form={form}" download>'
            f"{self._say('download')} <bdi>{label}</bdi></a>"
            for form, label in (("md", "Markdown"), ("docx", "Word"))
        )
        return f'<div class="tools">{lengths}{copy}{files}</div>'

    def _aspect(self, aspect: Aspect, *, several: bool) -> str:
        heading = f"<h3>{self._say(f'aspect_{aspect.kind}')}</h3>" if aspect.kind else ""
        points = "".join(
            f'<li><p class="claim">{text_html(point.text)}&nbsp;{"".join(map(self._mark, point.citations))}</p>'
            f"{self._from(point.citations) if several else ''}</li>"
            for point in aspect.points
        )
        return f'{heading}<ul class="points">{points}</ul>'

    def _from(self, citations: Sequence[Citation]) -> str:
        titles = " · ".join(text_html(title) for title in dict.fromkeys(citation.title for citation in citations))
        return f'<p class="from">{titles}</p>'

    def _apart(self, pair: Sequence[Citation]) -> str:
        """Two sentences that give different numbers, side by side."""
        told = "".join(
            f'<li><p class="claim">{text_html(one.quote)}&nbsp;{self._mark(one)}</p>{self._from([one])}</li>'
            for one in pair
        )
        return f'<ul class="nearest">{told}</ul>'

    def _card(self, reported: Reported, *, several: bool) -> str:
        rows = "".join(
            f"<dt>{self._say(f'field_{field.name}')}</dt>"
            f"<dd>{self._entries(reported, getattr(reported.card, field.name))}</dd>"
            for field in fields(reported.card)
        )
        where = f'<p class="from">{text_html(reported.title)}</p>' if several else ""
        return f'<section class="card"><h3>{self._say("card")}</h3>{where}<dl>{rows}</dl></section>'

    def _entries(self, reported: Reported, spans: Sequence[Excerpt]) -> str:
        """The entries of a field, each opening its own words in the article."""
        if not spans:
            return f'<span class="untold">{self._say("not_told")}</span>'
        entries = "".join(f"<li>{self._entry(reported, span)}</li>" for span in spans)
        return f"<ul>{entries}</ul>"

    def _entry(self, reported: Reported, span: Excerpt) -> str:
        label = escaped(self._say("entry", text=span.text, title=reported.title))
        return (
            f'<a class="cite entry" href="#source" role="button" aria-label="{label}"'
            f' data-article="{escaped(reported.article)}" data-start="{span.start}" data-end="{span.end}"'
            f' data-title="{escaped(reported.title)}" data-quote="{escaped(span.text)}">{text_html(span.text)}</a>'
        )

    def article(
        self, article: Article, spans: Sequence[tuple[int, int]], current: int | None, copies: Sequence[str] = ()
    ) -> str:
        """An article with spans marked, the one at ``current`` as the one asked for; spans outside it are left out.

        ``copies`` names the articles that print the same.
        """
        where = " · ".join(text_html(part) for part in (article.outlet, article.date) if part)
        link = f'<a href="{escaped(article.url)}" target="_blank" rel="noopener noreferrer">{self._say("original")}</a>'
        meta = " · ".join(part for part in (where, link if _safe(article.url) else "") if part)
        also = f'<p class="copies">{text_html(self._copies(copies))}</p>' if copies else ""
        return (
            f'<h2 tabindex="-1">{text_html(article.title)}</h2><p class="meta">{meta}</p>{also}'
            f'<div class="tools"><button type="button" data-summary="{escaped(urlencode([("article", article.id)]))}">'
            f"{self._say('summarise')}</button></div>"
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
        identity, title = escaped(article.id), escaped(article.title)
        buttons = "".join(
            f'<button type="button" data-act="{act}" data-article="{identity}" aria-label="{self._say(act)}: {title}">'
            f"{self._say(act)}</button>"
            for act in ("read", "summarise", "remove")
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
            f'<li class="{state}"><bdi>{escaped(name)}</bdi>: {text_html(text)}</li>' for state, name, text in lines
        )
        return f'<ul class="report">{rows}</ul>'

    def notice(self, text: str) -> str:
        """One sentence on what went wrong or was done."""
        return f'<p class="notice">{text_html(text)}</p>'

    def undo(self, title: str) -> str:
        said = text_html(self._say("removed", title=title))
        return f'<p class="undo">{said} <button type="button" data-act="undo">{self._say("undo")}</button></p>'

    def status(self, articles: int, passages: int, mode: str) -> str:
        counts = {"articles": articles, "passages": passages}
        if mode == EXTRACTIVE:
            return text_html(self._say("status", **counts))
        return text_html(self._say("status_written", model=mode, **counts))


def _is_written(turn: Said) -> bool:
    return turn.answer is not None and bool(turn.answer.written_by)


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
