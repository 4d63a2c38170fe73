"""The composition root: the one place where settings become a store, a model, an indexer and an assistant."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import prompts
from assistant.answering.extractive import Assistant
from assistant.checking.check import Check
from assistant.errors import BadSetting
from assistant.names.by_hand import ByHand
from assistant.names.directory import Directory
from assistant.names.timeline import Timeline
from assistant.service.library import Opened
from assistant.service.router import Router
from assistant.settings import Settings
from assistant.summary.digest import Digester
from assistant.summary.summaries import Summarizer
from assistant.writing.writer import Writer
from retrieval.errors import DataBusy, DataOutdated, DataUnwritable
from retrieval.indexing.indexer import Indexer
from retrieval.indexing.naming import is_joined
from retrieval.model import bundled, embedding, reader
from retrieval.model.vocabulary import Vocabulary
from retrieval.search.search import Search
from retrieval.store.catalog import Catalog
from retrieval.store.folder import Health, Store
from retrieval.types import Embedder, Progress

_OWNER_WAIT = 10.0


@contextmanager
def open_search(settings: Settings, progress: Progress) -> Iterator[Search]:
    """A search over the data folder, its indexes current; the model loads while the folder opens."""
    embedder = load_embedder(settings, progress)
    with ThreadPoolExecutor(1) as pool:
        warming = pool.submit(embedder.warm)
        with Store.read(settings.data, progress) as store:
            warming.result()
            if store.owned:
                Indexer(store, embedder, progress).refresh()
            yield Search(store, embedder)


@contextmanager
def open_assistant(settings: Settings, progress: Progress) -> Iterator[Router]:
    """An assistant over the data folder."""
    sentence_reader = load_reader(settings, progress)
    with ThreadPoolExecutor(1) as pool:
        warming = pool.submit(sentence_reader.warm) if sentence_reader else None
        with open_search(settings, progress) as search:
            if warming:
                warming.result()
            yield _router(search, sentence_reader, settings)


def _router(search: Search, sentence_reader: reader.CrossEncoder | None, settings: Settings) -> Router:
    wording, summarizer, check = prompts.load("answers"), Summarizer(search), Check(sentence_reader)
    answering = Assistant(search, wording, sentence_reader, check)
    return Router(answering, Digester(search, summarizer, wording), summarizer, load_writer(settings, check))


@contextmanager
def open_library(settings: Settings, progress: Progress) -> Iterator[Opened]:
    """What a library works with: an empty folder is made, one that another process owns is read."""
    embedder, sentence_reader = load_embedder(settings, progress), load_reader(settings, progress)
    embedder.warm()
    if sentence_reader:
        sentence_reader.warm()
    with _store(settings.data, progress) as store:
        indexer = Indexer(store, embedder, progress) if store.owned else None
        if indexer:
            indexer.refresh()
        yield Opened(store, _router(Search(store, embedder), sentence_reader, settings), indexer)


def _store(data: Path, progress: Progress) -> Store:
    try:
        return Store.own(data, progress)
    except (DataBusy, DataUnwritable):
        return Store.read(data, progress)


@contextmanager
def open_indexer(settings: Settings, progress: Progress) -> Iterator[Indexer]:
    """An indexer that owns the data folder; ``DataBusy`` where another process does not let go of it soon."""
    embedder = load_embedder(settings, progress)
    with Store.own(settings.data, progress, wait=_OWNER_WAIT) as store:
        yield Indexer(store, embedder, progress)


@contextmanager
def open_catalog(settings: Settings) -> Iterator[Catalog]:
    """The catalog to read from, also beside a process that owns the folder."""
    with closing(Store.catalog_of(settings.data)) as catalog:
        yield catalog


@contextmanager
def open_directory(settings: Settings, progress: Progress) -> Iterator[Directory]:
    """The directory, also beside a process that owns the folder."""
    with _open_names(settings, progress) as catalog:
        yield Directory(catalog)


@contextmanager
def open_timeline(settings: Settings, progress: Progress, *, about: bool) -> Iterator[Timeline]:
    """The timeline; ``about`` loads the model, so that it can be asked about a topic."""
    if about:
        with open_search(settings, progress) as search:
            yield Timeline(search.catalog, search.places)
        return
    with _open_names(settings, progress) as catalog:
        yield Timeline(catalog)


@contextmanager
def open_corrections(settings: Settings, progress: Progress) -> Iterator[ByHand]:
    """What changes the directory by hand; ``DataBusy`` where another process does not let go of the folder soon."""
    with Store.own(settings.data, progress, wait=_OWNER_WAIT) as store:
        yield ByHand(store.catalog, Indexer(store, load_embedder(settings, progress), progress))


@contextmanager
def _open_names(settings: Settings, progress: Progress) -> Iterator[Catalog]:
    """The catalog, the names of an older folder read by rules first, where no other process owns it."""
    if _lacks_names(settings.data):
        with suppress(DataBusy, DataUnwritable), Store.own(settings.data, progress) as store:
            Indexer(store, load_embedder(settings, progress), progress).refresh()
    with open_catalog(settings) as catalog:
        yield catalog


def _lacks_names(data: Path) -> bool:
    try:
        with closing(Store.catalog_of(data)) as catalog:
            return not is_joined(catalog)
    except DataOutdated:
        return True


def check(settings: Settings, progress: Progress, *, repair: bool) -> Health:
    """The state of the data folder and of the installed model, after repairs if asked for."""
    mended = None
    if repair:
        bundled.mend(settings.cache, progress)
        mended = Store.rescue(settings.data, wait=_OWNER_WAIT)
        with open_indexer(settings, progress) as indexer:
            indexer.refresh()
    health = Store.inspect(settings.data, progress)
    problems = health.problems if bundled.whole(settings.cache) else (*health.problems, "model")
    return replace(health, problems=problems, mended=mended)


def back_up(settings: Settings, target: Path) -> int:
    """Copy the data folder's articles to a new folder; how many there are."""
    return Store.back_up(settings.data, target)


def restore(settings: Settings, backup: Path, progress: Progress) -> Health:
    """Put a backup in the data folder's place and make its indexes; its state then."""
    Store.restore(backup, settings.data, wait=_OWNER_WAIT)
    with open_indexer(settings, progress) as indexer:
        indexer.refresh()
    return Store.inspect(settings.data, progress)


def prepare(settings: Settings, progress: Progress) -> None:
    """Decode and convert the installed model ahead of its first use."""
    embedding.prepare(settings.cache, progress)


def load_embedder(settings: Settings, progress: Progress) -> Embedder:
    """The model of the settings, ready to load."""
    return embedding.load(settings.model, settings.cache, progress)


def load_reader(settings: Settings, progress: Progress) -> reader.CrossEncoder | None:
    """The reader of the settings, the judge too, ready to load; None where it is off or the installed model not there.

    Raises ``ReaderUnavailable`` where its file is not one.
    """
    if settings.reader == "off" or not bundled.available(settings.cache):
        return None
    weights = Path(settings.reader) if settings.reader else reader.WEIGHTS
    return reader.CrossEncoder(bundled.ensure(settings.cache, progress), weights)


def load_writer(settings: Settings, check: Check) -> Writer | None:
    """The writer of the settings, its model neither imported nor contacted yet; None where none is named.

    Raises ``BadModel`` or ``BadSetting``.
    """
    if not settings.llm:
        return None
    if settings.llm_unsupported not in ("remove", "mark"):
        raise BadSetting(name="ISNAD_LLM_UNSUPPORTED", value=settings.llm_unsupported)
    from assistant.chains.models import LangChainModel, ModelName

    model = LangChainModel(ModelName.parse(settings.llm), settings.llm_timeout)
    marked = settings.llm_unsupported == "mark"
    return Writer(model, prompts.load("writing"), _token_counter(settings), check, marked=marked)


def load_check(settings: Settings, progress: Progress) -> Check:
    """The check of sentences against quotes, with its judge where that is there."""
    return Check(load_reader(settings, progress))


def _token_counter(settings: Settings) -> Callable[[str], int]:
    """Counts tokens by the installed model's vocabulary; where there is none, three letters are one."""
    if not bundled.available(settings.cache):
        return lambda text: len(text) // 3
    vocabulary = Vocabulary(bundled.ensure(settings.cache, lambda *_: None))
    return lambda text: len(vocabulary.tokens(text, framed=False)[0])


def seeds() -> Path:
    """The sample articles that come with the project."""
    return Path(__file__).resolve().parent.parent / "seeds"
