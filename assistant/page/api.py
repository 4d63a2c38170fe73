"""The same jobs over HTTP, for programs: gradio's named endpoints, whose parameters are at ``/gradio_api/info``.

An error is an Arabic sentence in the field ``error``, never a traceback. ``docs/http.md`` documents every field.
"""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any, ParamSpec

from gradio.events import api

from assistant.errors import BadEncoding, SystemFailure
from assistant.service.finding import MOST_PER_PAGE, PER_PAGE
from assistant.service.library import Library
from assistant.service.records import (
    Failure,
    Fresh,
    Jobs,
    Keeping,
    Listing,
    Loading,
    Ready,
    job_of,
    listed,
    report,
    shown,
)
from assistant.types import Turn
from assistant.wording import error_text
from retrieval.errors import IsnadError
from retrieval.store.facets import make_filter
from retrieval.store.saved import SavedKind

Record = dict[str, Any]
Given = ParamSpec("Given")

_KINDS: dict[str, SavedKind] = {"question": "question", "search": "search"}


def expose(library: Library) -> None:
    """Name the endpoints on the blocks being built."""

    def ask(
        question: str,
        history: list[dict[str, str]] | None = None,
        articles: list[str] | None = None,
        outlets: list[str] | None = None,
        since: str = "",
        until: str = "",
        written: bool = True,
    ) -> Record:
        """Answer a question; history: [{"question": ..., "answer": ...}]; ``written`` false: in quotes alone, even
        where a model writes; the rest keeps to some articles or days."""
        past = [Turn(turn.get("question") or "", turn.get("answer") or "") for turn in history or ()]
        only = make_filter(articles or (), outlets or (), since, until)
        *_, last = library.stream(question, past, only, written=written)
        return asdict(last)

    def index(name: str, text: str, encoded: bool = False) -> Record:
        """Add one article: a file name, whose ending tells the format (.txt, .html, .csv …), and its text;
        ``encoded``: of a file that is no text (.pdf, .docx, .zip …) its bytes in Base64."""
        content = _decoded(name, text) if encoded else text.encode("utf-8", "replace")
        # by its name, not its path: gradio would take a field "path" for a file to fetch
        return asdict(report(name, library.add(name, content)))

    def listing() -> Record:
        """The indexed articles, without their texts."""
        copies = library.copies()
        return asdict(Listing(tuple(listed(one, copies.get(one.id, ())) for one in library.articles())))

    def show(article: str) -> Record:
        """One article with its text."""
        found = library.article(article)
        return asdict(shown(found, library.copies_of(found.id)))

    def jobs() -> Record:
        """What is being added, how far each job is, and what the last ones did."""
        return asdict(Jobs(tuple(job_of(one) for one in library.jobs.all())))

    def cancel(job: int) -> Record:
        """End a job, by its number; what it has stored stays."""
        library.jobs.cancel(job)
        return jobs()

    def search(query: str, order: str = "fit", page: int = 1, per_page: int = PER_PAGE) -> Record:
        """All articles that a query finds, a page of them at a time; ``order``: "fit" or "date"."""
        shown = min(max(1, int(per_page)), MOST_PER_PAGE)
        return asdict(library.find(query, "date" if order == "date" else "fit", max(1, int(page)), shown))

    def save(text: str, kind: str = "") -> Record:
        """Keep a question or a search; ``kind``: "question", "search", or "" for what the text looks like."""
        return asdict(library.save(text, _KINDS.get(kind)))

    def saved() -> Record:
        """The questions and searches that are saved."""
        return asdict(Keeping(tuple(library.kept())))

    def forget(number: int) -> Record:
        """Keep one no longer."""
        return asdict(library.forget(int(number)))

    def news(look: bool = True) -> Record:
        """What came in for each that is saved since it was last looked at; ``look`` false: without looking."""
        return asdict(Fresh(tuple(library.news(look=look))))

    def health() -> Record:
        """Is the model loaded and the folder open, and how much is in it?"""
        return asdict(Ready(*library.counts(), library.mode()) if library.settled else Loading())

    api(_guarded(ask), api_name="ask")
    api(_guarded(index), api_name="index")
    api(_guarded(listing), api_name="list")
    api(_guarded(show), api_name="show")
    api(_guarded(jobs), api_name="jobs")
    api(_guarded(cancel), api_name="cancel")
    for endpoint in (search, save, saved, forget, news):
        api(_guarded(endpoint), api_name=endpoint.__name__)
    api(_guarded(health), api_name="health")


def _decoded(name: str, text: str) -> bytes:
    try:
        return b64decode("".join(text.split()), validate=True)
    except ValueError as error:
        raise BadEncoding(name=name) from error


def _guarded(job: Callable[Given, Record]) -> Callable[Given, Record]:
    @wraps(job)
    def guarded(*arguments: Given.args, **named: Given.kwargs) -> Record:
        try:
            return job(*arguments, **named)
        except IsnadError as error:
            return asdict(Failure(error_text(error)))
        except OSError as error:
            return asdict(Failure(error_text(SystemFailure(reason=error.strerror or str(error)))))

    return guarded
