"""What came in since each saved question or search was last looked at: cited, and never what was there before.

New is an article whose text came after the look, unless it prints what an older one prints. A question is asked of the
new articles alone; where they do not answer it, there is no news of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.errors import EmptyQuestion
from assistant.service.finding import MOST_PER_PAGE, Finder
from assistant.service.router import Router
from assistant.types import Kept, News
from retrieval.search.language import parse
from retrieval.store.catalog import Catalog
from retrieval.store.saved import Look, Saved, SavedFile, SavedKind
from retrieval.types import Filter

_ASKING = ("؟", "?")


class NewsDesk:
    """Keeps and looks after the saved questions and searches of one data folder."""

    def __init__(self, saved: SavedFile, catalog: Catalog) -> None:
        self._saved = saved
        self._catalog = catalog

    def save(self, text: str, kind: SavedKind | None = None) -> Kept:
        """Keep a question or a search, from now on; without a kind what ends in a question mark is a question.

        Raises ``EmptyQuestion`` or ``BadQuery``.
        """
        text = " ".join(text.split())
        if not text:
            raise EmptyQuestion
        kind = kind or ("question" if text.endswith(_ASKING) else "search")
        if kind == "search":
            parse(text)
        return _kept(self._saved.add(kind, text, self._now()))

    def kept(self) -> list[Kept]:
        """All that is saved."""
        return [_kept(one) for one in self._saved.all()]

    def remove(self, number: int) -> Kept:
        """Keep one no longer; ``UnknownSaved`` where there is none."""
        return _kept(self._saved.remove(number))

    def news(self, finder: Finder, router: Router | None, *, look: bool = True) -> list[News]:
        """What is new of each; with ``look`` it counts as seen from now on.

        Without a router questions are left out, and stay unseen.
        """
        now, told = self._now(), list[News]()
        for saved in self._saved.all():
            if saved.kind == "question" and router is None:
                continue
            told.append(self._news(saved, self._fresh(saved.seen), finder, router))
            if look:
                self._saved.looked(saved.number, now)
        return told

    def _news(self, saved: Saved, fresh: Sequence[str], finder: Finder, router: Router | None) -> News:
        kept = saved.number, saved.kind, saved.text
        if not fresh:
            return News(*kept, 0, (), None)
        if saved.kind == "search" or router is None:
            found = finder.find(saved.text, "date", per_page=MOST_PER_PAGE, among=fresh)
            return News(*kept, found.total, found.matches, None)
        answer = router.answer(saved.text, only=Filter(articles=tuple(fresh)))
        if answer.status != "answered" or not answer.citations:
            return News(*kept, 0, (), None)
        return News(*kept, len({one.article for one in answer.citations}), (), replace(answer, nearest=()))

    def _fresh(self, seen: Look) -> list[str]:
        """The articles that came after a look; none where the catalog is another than the one looked at."""
        if seen.catalog != self._catalog.identity:
            return []
        came = self._catalog.arrived(seen.revision)
        copies, new = self._catalog.copies.among(came), frozenset(came)
        return [article for article in came if new.issuperset(copies.get(article, ()))]

    def _now(self) -> Look:
        return Look(self._catalog.identity, self._catalog.revision)


def _kept(saved: Saved) -> Kept:
    return Kept(saved.number, saved.kind, saved.text)
