"""One process's articles: those who ask wait for nobody, those who change take turns, and what fails leaves nothing."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from assistant.answering.extractive import Assistant
from assistant.errors import Interrupted
from assistant.service.library import Library, Opened, Opening
from assistant.service.router import Router
from assistant.summary.digest import Digester
from assistant.summary.summaries import Summarizer
from benchmarks import made_files
from prompts import load
from retrieval.errors import DataBusy, NoOriginal, NoPicture, PathMissing, UnknownArticle
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import ADDED, Store
from retrieval.types import Embedded
from tests.fakes import LetterEmbedder, silent

QUESTION = "من أكد أن الترميم يبدأ في شهر مارس؟"


class Gated(LetterEmbedder):
    """Waits for ``gate`` before it embeds passages, and fails where ``broken``."""

    def __init__(self) -> None:
        super().__init__()
        self.gate, self.reached, self.broken = Event(), Event(), False
        self.gate.set()

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Embedded]:
        self.reached.set()
        assert self.gate.wait(30)
        if self.broken:
            raise OSError(28, "No space left on device")
        return super().passages(texts, spans)


@pytest.fixture
def gated() -> Gated:
    return Gated()


@pytest.fixture
def opening(data: Path, corpus: Path, gated: Gated) -> Opening:
    @contextmanager
    def opened() -> Iterator[Opened]:
        with Store.own(data, silent) as store:
            indexer = Indexer(store, gated, silent)
            indexer.index([corpus])
            search, wording = Search(store, gated), load("answers")
            summarizer = Summarizer(search)
            router = Router(Assistant(search, wording), Digester(search, summarizer, wording), summarizer)
            yield Opened(store, router, indexer)

    return opened


@pytest.fixture
def library(data: Path, opening: Opening, gated: Gated) -> Iterator[Library]:
    opened = Library(data, opening)
    opened.start()
    yield opened
    gated.gate.set()
    opened.close()


def test_those_who_ask_and_read_do_not_wait_for_one_who_adds(library: Library, gated: Gated) -> None:
    assert library.counts()[0] == 3
    gated.gate.clear()
    gated.reached.clear()
    with ThreadPoolExecutor(1) as pool:
        adding = pool.submit(library.add, "new.txt", "افتتحت حديقة جديدة في مدينة طرابلس.".encode())
        assert gated.reached.wait(30)
        *_, answer = library.stream(QUESTION)
        assert answer.citations[0].article == "sanaa"
        assert library.article("tunis").id == "tunis" and len(library.listed()) == 3
        assert not adding.done()
        gated.gate.set()
        assert adding.result(30).added == 1
    assert library.article("new").text.startswith("افتتحت")


def test_what_fails_to_be_added_is_not_stored_by_the_next(library: Library, gated: Gated, data: Path) -> None:
    assert library.settled or library.counts()
    gated.broken = True
    with pytest.raises(OSError, match="No space"):
        library.add("lost.txt", "خبر ضائع من مدينة سبها.".encode())
    gated.broken = False
    assert library.add("kept.txt", "خبر محفوظ من مدينة درنة.".encode()).added == 1
    assert [one.id for one in library.listed()] == ["damascus", "kept", "sanaa", "tunis"]
    assert [path.name for path in (data / ADDED).iterdir()] == ["kept.txt"]


def test_a_job_is_seen_and_cancelled_and_its_file_goes(library: Library, gated: Gated, data: Path) -> None:
    assert library.counts()[0] == 3
    gated.gate.clear()
    gated.reached.clear()
    with ThreadPoolExecutor(1) as pool:
        adding = pool.submit(library.add, "large.txt", ("خبر طويل من مدينة سبها.\n" * 20_000).encode())
        assert gated.reached.wait(30)
        (job,) = library.jobs.all()
        assert (job.name, job.state, job.advance.all_files) == ("large.txt", "running", 1)
        library.jobs.cancel(job.number)
        gated.gate.set()
        with pytest.raises(Interrupted):
            adding.result(30)
    assert [one.id for one in library.listed()] == ["damascus", "sanaa", "tunis"]
    assert list((data / ADDED).iterdir()) == []


def test_articles_are_removed_and_small_files_added_while_a_large_one_is_read(
    library: Library, gated: Gated, tmp_path: Path
) -> None:
    assert library.counts()[0] == 3
    large = tmp_path / "large.txt"
    large.write_text("\n".join(f"خبر رقم {number} من مدينة سبها." for number in range(20_000)), "utf-8")
    library.submit([("large.txt", large)])
    entry = library.remove("tunis")
    assert library.add("small.txt", "خبر قصير من مدينة درنة.".encode()).added == 1
    library.restore(entry)
    states = {job.name: job.state for job in library.jobs.all()}
    assert states == {"large.txt": "running", "small.txt": "done"}
    assert [one.id for one in library.listed()] == ["damascus", "sanaa", "small", "tunis"]


def test_what_a_process_that_ended_had_not_indexed_is_indexed_by_the_next(
    library: Library, opening: Opening, gated: Gated, data: Path, tmp_path: Path
) -> None:
    assert library.counts()[0] == 3
    large = tmp_path / "large.txt"
    large.write_text("\n".join(f"خبر رقم {number} من مدينة سبها." for number in range(20_000)), "utf-8")
    gated.reached.clear()
    library.submit([("large.txt", large)])
    assert gated.reached.wait(30)
    library.close()
    embedded = gated.embedded
    assert embedded > 0
    following = Library(data, opening)
    following.start()
    assert following.counts()[0] == 3
    ended = following.jobs.submit("after it", lambda step: following._indexer().index([], step=step)).result(120)
    assert ended.state == "done"
    assert [one.id for one in following.listed()] == ["damascus", "large", "sanaa", "tunis"]
    assert gated.embedded - 3 == following.counts()[1] - 3  # none of its passages was embedded twice
    assert following._uploads.awaited() == []
    following.close()


def test_a_folder_that_is_watched_is_read_at_once_and_as_it_changes(
    library: Library, opening: Opening, data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    assert library.counts()[0] == 3
    with pytest.raises(PathMissing):
        library.watch(tmp_path / "nowhere")
    library.watch(folder)
    (folder / "new.txt").write_text("افتتحت حديقة جديدة في مدينة طرابلس.", "utf-8")
    assert eventually(lambda: "new" in [one.id for one in library.listed()])
    (folder / "new.txt").unlink()
    assert eventually(lambda: any(job.report and job.report.vanished for job in library.jobs.all()))
    assert "new" in [one.id for one in library.listed()]
    library.close()
    (folder / "later.txt").write_text("افتتح متحف في مدينة غدامس.", "utf-8")
    following = Library(data, opening)
    following.start()
    assert eventually(lambda: "later" in [one.id for one in following.listed()])
    assert following.folders() == [folder.resolve()]
    following.unwatch(folder.resolve())
    assert following.folders() == []
    following.close()


def eventually(happens: Callable[[], bool]) -> bool:
    """Whether something comes true within half a minute."""
    ends = time.monotonic() + 30
    while not happens():
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True


def test_an_answer_under_way_is_not_disturbed_by_a_removal(library: Library) -> None:
    answers = library.stream(QUESTION)
    first = next(answers)
    library.remove(first.citations[0].article)
    *_, last = [first, *answers]
    assert last.citations[0].quote == first.citations[0].quote
    with pytest.raises(UnknownArticle):
        library.article(first.citations[0].article)


def test_the_file_of_an_article_and_its_pages_are_at_hand(library: Library) -> None:
    pages = [["افتتح المهندس مكتبة في مدينة حلب."], ["حضر الطبيب سامر حفل مدينة حمص."]]
    content = made_files.pdf(pages, visual=True)
    library.add("paged.pdf", content)
    assert library.original("paged") == ("paged.pdf", content)
    start = library.article("paged").text.index("حضر")
    plain, marked = library.picture("paged", 2), library.picture("paged", 2, [(start, start + 15)])
    assert plain.startswith(b"\x89PNG") and marked.startswith(b"\x89PNG") and plain != marked
    assert library.picture("paged", 1, [(start, start + 15)]) == library.picture("paged", 1)


@pytest.mark.parametrize(
    ("identity", "number", "error"),
    [("paged", 0, NoPicture), ("paged", 3, NoPicture), ("page", 1, NoPicture), ("tunis", 1, NoOriginal)],
)
def test_what_cannot_be_drawn_is_told(library: Library, identity: str, number: int, error: type[Exception]) -> None:
    library.add("paged.pdf", made_files.pdf([["أ"], ["ب"]]))
    library.add("page.html", made_files.html())
    with pytest.raises(error):
        library.picture(identity, number)


def test_what_opening_raised_everyone_is_told(data: Path) -> None:
    @contextmanager
    def opening() -> Iterator[Opened]:
        raise KeyError("unforeseen")
        yield

    library = Library(data, opening)
    library.start()
    for _ in range(2):
        with pytest.raises(KeyError, match="unforeseen"):
            library.counts()
    assert library.settled
    library.close()


def test_beside_an_owner_nothing_is_changed(data: Path, store: Store, embedder: LetterEmbedder) -> None:
    @contextmanager
    def opening() -> Iterator[Opened]:
        with Store.read(data, silent) as guest:
            search, wording = Search(guest, embedder), load("answers")
            summarizer = Summarizer(search)
            router = Router(Assistant(search, wording), Digester(search, summarizer, wording), summarizer)
            yield Opened(guest, router, None)

    library = Library(data, opening)
    library.start()
    assert library.counts()[0] == 3
    with pytest.raises(DataBusy):
        library.add("new.txt", "خبر.".encode())
    with pytest.raises(DataBusy):
        library.remove("tunis")
    library.close()
