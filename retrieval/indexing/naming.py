"""Reading the names of articles on the way of indexing, or later, and joining them to entries of the directory.

Articles of a folder that had no names yet get them when it is opened, by the rules alone; those read by an earlier
version are read again at the next run of ``index``, with a forward pass but without changing a vector.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from retrieval.arabic.calendar import day_of
from retrieval.naming.joining import VERSION as JOINING
from retrieval.naming.joining import join
from retrieval.naming.reading import in_article, read_mentions, version
from retrieval.store.catalog import Catalog
from retrieval.store.passages import indexed_text, split_passages
from retrieval.types import Article, Embedded, Embedder, Mention, Passage, Progress

_GROUP = 16
"""Articles read before they are stored."""


def mentions_in(
    article: Article, passages: Sequence[Passage], embedded: Iterable[Embedded], marks: str
) -> list[Mention]:
    """The mentions of an article whose passages were read; without ``marks`` by the rules alone."""
    if not marks:
        return read_mentions(article, None)
    shifts = [indexed_text(article, passage)[1] for passage in passages]
    return read_mentions(article, in_article(passages, shifts, [one.names for one in embedded]))


def read_again(
    catalog: Catalog, embedder: Embedder, progress: Progress, pause: Callable[[], None] = lambda: None, *, marking: bool
) -> None:
    """Read the names of the articles that an earlier version read or none; not ``marking``, only those of none.

    ``progress`` gets the stage "names" with articles done; ``pause`` is called before every group, and may end it.
    """
    unread = catalog.names.unread(version(embedder.marks)) if marking else catalog.names.unread()
    for start in range(0, len(unread), _GROUP):
        pause()
        progress("names", start, len(unread))
        articles = [catalog.article(identity) for identity in unread[start : start + _GROUP]]
        read = list(_marked(articles, embedder)) if marking else [read_mentions(one, None) for one in articles]
        with catalog.transaction():
            for article, mentions in zip(articles, read, strict=True):
                catalog.names.put(article.id, article.text, mentions, version(embedder.marks if marking else ""))


def _marked(articles: Sequence[Article], embedder: Embedder) -> Iterator[list[Mention]]:
    cut = [split_passages(article) for article in articles]
    texts = [indexed_text(article, one)[0] for article, some in zip(articles, cut, strict=True) for one in some]
    embedded = iter(embedder.passages(texts, [()] * len(texts)) if embedder.marks else ())
    for article, passages in zip(articles, cut, strict=True):
        own = [next(embedded) for _ in passages] if embedder.marks else []
        yield mentions_in(article, passages, own, embedder.marks)


def entries_stamp(revision: int) -> str:
    """What the entries depend on: all mentions, and how they are joined."""
    return f"{revision}|{JOINING}"


def is_joined(catalog: Catalog) -> bool:
    """Whether the entries are those of all mentions, and every article's names were read."""
    return catalog.meta("entries") == entries_stamp(catalog.revision)


def join_all(catalog: Catalog) -> None:
    """Make the entries of the directory anew; inside a transaction."""
    days = {one.id: day.isoformat() for one in catalog.listed() if (day := day_of(one.date))}
    catalog.names.put_entities(join(catalog.names.all(), days, catalog.names.corrections()))
