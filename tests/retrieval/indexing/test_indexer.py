"""Bringing a data folder in line with files."""

import json
import os
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import made_files as samples
from retrieval.errors import DataBusy, NoArticles, NothingIndexed, PathMissing, UnknownArticle
from retrieval.indexing.indexer import Indexer
from retrieval.indexing.progress import Advance, Cancelled
from retrieval.indexing.report import IndexReport
from retrieval.store.folder import Store
from retrieval.store.passages import stamp
from tests.conftest import ARTICLES, ROOT
from tests.fakes import LetterEmbedder, indexed_keys, silent


def index(store: Store, embedder: LetterEmbedder, *paths: Path) -> IndexReport:
    return Indexer(store, embedder, silent).index(paths)


def counts(report: IndexReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.removed, report.unchanged


def ids(store: Store) -> list[str]:
    return [article.id for article in store.catalog.articles()]


def test_articles_keep_every_character(store: Store) -> None:
    assert {f"{a.id}.txt": a.text for a in store.catalog.articles()} == ARTICLES


def test_an_unchanged_folder_embeds_nothing(store: Store, embedder: LetterEmbedder, corpus: Path) -> None:
    before = embedder.embedded
    assert counts(index(store, embedder, corpus)) == (0, 0, 0, 3)
    assert embedder.embedded == before


def test_a_touched_but_equal_file_embeds_nothing(store: Store, embedder: LetterEmbedder, corpus: Path) -> None:
    (corpus / "tunis.txt").write_text(ARTICLES["tunis.txt"], "utf-8")
    report = index(store, embedder, corpus)
    assert (counts(report), report.embedded) == ((0, 0, 0, 3), 0)


def test_a_file_that_an_older_reader_read_is_read_again(store: Store, embedder: LetterEmbedder, corpus: Path) -> None:
    path = str((corpus / "tunis.txt").resolve())
    known = store.catalog.files.all()[path]
    assert (len(known.digest), known.reader) == (64, "text 2")
    with store.catalog.transaction():
        store.catalog.files.put(path, replace(known, reader="text 1"))
    assert counts(index(store, embedder, corpus)) == (0, 0, 0, 3)
    assert store.catalog.files.all()[path] == known


def test_one_bad_file_stops_no_folder(store: Store, embedder: LetterEmbedder, corpus: Path) -> None:
    (corpus / "a.md").write_text("---\ndate: 2024-02-30\n---\nمتن.", "utf-8")
    (corpus / "b.json").write_text("[" * 100_000, "utf-8")
    (corpus / "c.pdf").write_bytes(b"%PDF-1.7 cut")
    (corpus / "d.zip").write_bytes(b"PK\x03\x04")
    report = index(store, embedder, corpus)
    assert report.added == 1
    assert {Path(s.path).name: s.reason for s in report.skipped} == dict.fromkeys(("c.pdf", "d.zip"), "broken") | {
        "b.json": "bad_json"
    }
    assert not report.whole


def test_pages_are_kept_with_an_article(store: Store, embedder: LetterEmbedder, corpus: Path) -> None:
    pages = [samples.lines(one) for one in samples.ITEM.paragraphs]
    (corpus / "paged.pdf").write_bytes(samples.pdf(pages))
    index(store, embedder, corpus)
    article = store.catalog.article("paged")
    assert article.page(article.text.index("وأضاف")) == 3
    (article,) = (one for one in store.catalog.articles() if one.id == "paged")
    assert len(article.pages) == 3
    assert store.catalog.article("tunis").page(0) is None


def test_the_indexes_inside_a_folder_are_no_articles(store: Store, embedder: LetterEmbedder, corpus: Path) -> None:
    assert list(store.folder.rglob("*.json"))
    report = index(store, embedder, store.folder.parent)
    assert not [one for one in report.skipped if store.folder.name in one.path]


@pytest.mark.parametrize(("prune", "removed", "vanished", "articles"), [(False, 0, ["sanaa.txt"], 4), (True, 1, [], 3)])
def test_new_and_changed_files_and_those_that_have_gone(
    store: Store, embedder: LetterEmbedder, corpus: Path, prune: bool, removed: int, vanished: list[str], articles: int
) -> None:
    (corpus / "new.txt").write_text("خبر جديد تماما.", "utf-8")
    (corpus / "tunis.txt").write_text("خسر الفريق المباراة.", "utf-8")
    (corpus / "sanaa.txt").unlink()
    report = Indexer(store, embedder, silent).index([corpus], prune=prune)
    assert (counts(report), report.embedded, report.articles) == ((1, 1, removed, 1), 2, articles)
    assert [Path(path).name for path in report.vanished] == vanished
    assert store.catalog.article("tunis").text == "خسر الفريق المباراة."
    assert indexed_keys(store) == (set(store.catalog.passages.keys()),) * 2


def test_a_file_that_became_unreadable_keeps_its_last_text(
    store: Store, embedder: LetterEmbedder, corpus: Path
) -> None:
    (corpus / "tunis.txt").write_bytes(bytes(range(256)) * 8)
    report = index(store, embedder, corpus)
    assert [(Path(s.path).name, s.reason) for s in report.skipped] == [("tunis.txt", "binary")]
    assert store.catalog.article("tunis").text == ARTICLES["tunis.txt"]


def test_ids_that_clash_become_relative_paths(data: Path, tmp_path: Path, embedder: LetterEmbedder) -> None:
    for name in ("x/news.txt", "y/news.txt", "y/other.md", "y/other.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"نص {name}", "utf-8")
    (tmp_path / "x" / "l.jsonl").write_text(json.dumps({"id": "other", "text": "نص"}), "utf-8")
    with Store.own(data, silent) as store:
        index(store, embedder, tmp_path / "x", tmp_path / "y")
        assert ids(store) == ["news", "other", "other.txt", "y__news", "y__other"]
    with Store.own(data.with_name("both"), silent) as store:
        index(store, embedder, tmp_path)
        assert ids(store) == sorted(["other", "x__news", "y__news", "y__other", f"{tmp_path.name}__y__other"])


def test_removing_by_id_file_and_folder(store: Store, embedder: LetterEmbedder, corpus: Path) -> None:
    indexer = Indexer(store, embedder, silent)
    with pytest.raises(UnknownArticle):
        indexer.remove(["tunis", "nothing"])
    assert len(ids(store)) == 3
    assert Indexer(store, embedder, silent).remove(["tunis", str(corpus / "sanaa.txt")]).removed == 2
    assert ids(store) == ["damascus"]
    assert Indexer(store, embedder, silent).remove([str(corpus)]).articles == 0
    assert index(store, embedder, corpus).added == 3


def test_an_empty_folder_is_an_error_that_loses_nothing(store: Store, embedder: LetterEmbedder, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    with pytest.raises(NoArticles):
        index(store, embedder, tmp_path / "void")
    assert len(ids(store)) == 3


def test_a_folder_that_is_suddenly_empty_removes_nothing_unless_told(
    store: Store, embedder: LetterEmbedder, corpus: Path
) -> None:
    for file in corpus.iterdir():
        file.unlink()
    report = index(store, embedder, corpus)
    assert (report.articles, report.removed, len(report.vanished)) == (3, 0, 3)
    assert Indexer(store, embedder, silent).index([corpus], prune=True).articles == 0
    assert indexed_keys(store) == (set(), set())


def test_a_change_that_leaves_size_and_time_as_they_were_is_seen(
    store: Store, embedder: LetterEmbedder, corpus: Path
) -> None:
    path = corpus / "tunis.txt"
    looked = path.stat()
    path.write_text(ARTICLES["tunis.txt"].replace("تونس", "سوسة"), "utf-8")
    os.utime(path, ns=(looked.st_atime_ns, looked.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (looked.st_size, looked.st_mtime_ns)
    assert counts(index(store, embedder, corpus)) == (0, 1, 0, 2)


OLD, NEW = "قديم.", "جديد."
STORY = "افتتح الوزير مدرسة جديدة في مدينة حلب يوم الأحد."
SITE = "https://news.example/"
URL = "https://news.example/2024/story"


def page(url: str, text: str) -> str:
    return f"---\ntitle: خبر\nurl: {url}\n---\n{text}"


@pytest.mark.parametrize(
    ("files", "then", "articles", "notes"),
    [
        ({"a.txt": STORY, "b.txt": STORY}, {}, {"a": "a.txt"}, ["twin"]),
        ({"a.txt": STORY}, {"b.txt": STORY}, {"a": "a.txt"}, ["twin"]),
        ({"a.txt": STORY}, {"a.txt": None, "b.txt": STORY}, {"a": "b.txt"}, ["moved"]),
        ({"a.txt": STORY, "b.txt": STORY}, {"a.txt": None}, {"a": "b.txt"}, ["moved"]),
        ({"a.txt": STORY, "b.txt": STORY}, {"a.txt": "غيره."}, {"a": "a.txt", "b": "b.txt"}, []),
        ({"a.md": page(URL, OLD)}, {"b.md": page(URL, NEW)}, {"a": "b.md"}, ["newer"]),
        ({"a.md": page(SITE, OLD)}, {"b.md": page(SITE, NEW)}, {"a": "a.md", "b": "b.md"}, []),
        ({"a.md": page(URL, OLD), "b.md": page(URL, NEW)}, {"b.md": None}, {"a": "a.md"}, []),
    ],
    ids=[
        "the same file twice is one article", "the second comes later", "a renamed file", "the first of two goes",
        "the first of two changes", "a new version of a page takes its place", "the address of a whole site",
        "a new version goes, the old is there",
    ],
)  # fmt: skip
def test_files_that_stand_for_others(
    data: Path, tmp_path: Path, files: dict[str, str], then: dict[str, str | None], articles: dict[str, str],
    notes: list[str],
) -> None:  # fmt: skip
    folder, embedder = tmp_path / "f", LetterEmbedder()
    folder.mkdir()
    told = []
    with Store.own(data, silent) as store:
        for change in (files, then) if then else (files,):
            for name, text in change.items():
                (folder / name).unlink() if text is None else (folder / name).write_text(text, "utf-8")
            report = Indexer(store, embedder, silent).index([folder], prune=True)
            told = [remark.note for remark in report.remarks]
        assert {identity: Path(source).name for identity, source in store.catalog.sources().items()} == articles
        assert told == notes
        before = embedder.embedded
        assert counts(index(store, embedder, folder)) == (0, 0, 0, len(articles))
        assert embedder.embedded == before
        assert indexed_keys(store) == (set(store.catalog.passages.keys()),) * 2


def test_a_new_version_that_says_the_same_embeds_nothing(data: Path, tmp_path: Path, embedder: LetterEmbedder) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "a.md").write_text(page(URL, STORY), "utf-8")
    with Store.own(data, silent) as store:
        index(store, embedder, folder)
        (folder / "b.md").write_text(f"---\nurl: {URL}\ntitle: خبر\n---\n{STORY}", "utf-8")
        report = index(store, embedder, folder)
        assert (counts(report), report.embedded) == ((0, 0, 0, 2), 0)
        assert [Path(source).name for source in store.catalog.sources().values()] == ["b.md"]
        assert counts(index(store, embedder, folder)) == (0, 0, 0, 1)


def test_a_renamed_file_embeds_nothing_and_is_read_on_by_its_new_name(
    store: Store, embedder: LetterEmbedder, corpus: Path
) -> None:
    before = embedder.embedded
    (corpus / "tunis.txt").rename(corpus / "sport.txt")
    report = index(store, embedder, corpus)
    assert (counts(report), report.vanished, embedder.embedded) == ((0, 0, 0, 3), (), before)
    (corpus / "sport.txt").write_text("خسر الفريق المباراة.", "utf-8")
    assert counts(index(store, embedder, corpus)) == (0, 1, 0, 2)
    assert store.catalog.article("tunis").source == str((corpus / "sport.txt").resolve())


def test_columns_are_remembered_for_a_folder_until_that_is_taken_back(data: Path, tmp_path: Path) -> None:
    folder, embedder = tmp_path / "f", LetterEmbedder()
    folder.mkdir()
    (folder / "a.csv").write_text("س,ع\nعنوان أول,متن أول\n", "utf-8")
    with Store.own(data, silent) as store:
        indexer = Indexer(store, embedder, silent)
        assert [one.reason for one in indexer.index([folder]).skipped] == ["no_column"]
        assert indexer.index([folder], {"text": "ع", "title": "س"}).added == 1
        (folder / "b.csv").write_text("س,ع\nعنوان ثان,متن ثان\n", "utf-8")
        assert counts(indexer.index([folder])) == (1, 0, 0, 1)
        assert {one.title: one.text for one in store.catalog.articles()} == {
            "عنوان أول": "متن أول", "عنوان ثان": "متن ثان",
        }  # fmt: skip
        assert len(indexer.index([folder], {}).skipped) == 2


def test_what_was_taken_out_by_hand_stays_out_while_a_folder_is_watched(
    store: Store, embedder: LetterEmbedder, corpus: Path
) -> None:
    indexer = Indexer(store, embedder, silent)
    indexer.remove(["tunis"])
    assert indexer.index([corpus], again=False).added == 0
    (corpus / "tunis.txt").write_text("خسر الفريق المباراة.", "utf-8")
    assert indexer.index([corpus], again=False).added == 1


def test_what_could_not_be_read_is_tried_again_when_it_has_changed(
    store: Store, embedder: LetterEmbedder, corpus: Path
) -> None:
    indexer = Indexer(store, embedder, silent)
    (corpus / "a.pdf").write_bytes(b"%PDF-1.7 cut")
    assert [len(indexer.index([corpus], again=again).skipped) for again in (True, False, True)] == [1, 0, 1]


def test_a_file_that_is_being_written_is_left_for_later(store: Store, embedder: LetterEmbedder, corpus: Path) -> None:
    path = (corpus / "new.txt").resolve()
    path.write_text("نصف", "utf-8")
    assert Indexer(store, embedder, silent).index([corpus], restless=frozenset([path])).added == 0
    assert index(store, embedder, corpus).added == 1


class Cancelling:
    """A step that ends the run after so many passages, and remembers how far it was."""

    def __init__(self, passages: int) -> None:
        self._passages = passages
        self.seen: list[Advance] = []

    def __call__(self, advance: Advance) -> None:
        self.seen.append(advance)
        if advance.passages >= self._passages:
            raise Cancelled


def lines(number: int) -> str:
    return "\n".join(f"افتتح الوزير المدرسة رقم {line} من الخطة {number} في المدينة يوم الخميس." for line in range(100))


def test_a_run_that_is_cancelled_keeps_what_it_finished_and_names_the_rest(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.indexing.run._GROUP_PASSAGES", 4)
    folder, embedder = tmp_path / "f", LetterEmbedder()
    folder.mkdir()
    for number in range(10):
        (folder / f"{number}.txt").write_text(lines(number), "utf-8")
    with Store.own(data, silent) as store:
        step = Cancelling(12)
        report = Indexer(store, embedder, silent).index([folder], step=step)
        assert report.cancelled and not report.whole
        assert 0 < report.articles < 10
        assert report.articles + len(report.unread) == 10
        assert indexed_keys(store) == (set(store.catalog.passages.keys()),) * 2
        last = step.seen[-1]
        assert (last.all_files, Path(last.file).suffix) == (10, ".txt") and last.seconds_left is not None
        assert last.files == report.articles
        rest = index(store, embedder, folder)
        assert (rest.articles, rest.added, rest.unchanged) == (10, 10 - report.articles, report.articles)


def test_a_large_article_goes_on_where_it_was_cut_short(data: Path, tmp_path: Path) -> None:
    path, embedder = tmp_path / "large.txt", LetterEmbedder()
    path.write_text("\n".join(map(lines, range(20))), "utf-8")
    with Store.own(data, silent) as store:
        report = Indexer(store, embedder, silent).index([path], step=Cancelling(40))
        assert (report.articles, embedder.embedded, len(report.unread)) == (0, 40, 1)
    with Store.own(data, silent) as store:
        report = index(store, embedder, path)
        assert (report.articles, report.passages, report.embedded) == (1, embedder.embedded, embedder.embedded - 40)
        assert report.passages > 64
        assert not store.catalog.drafts.held(str(path.resolve()))
        assert indexed_keys(store) == (set(store.catalog.passages.keys()),) * 2
        (other,) = [
            embedder.query(store.catalog.article("large").text[s.start : s.end])
            for s, _ in store.catalog.sentences("large")[:1]
        ]
        assert np.allclose(store.catalog.sentences("large")[0][1], other, atol=1e-3)


def test_another_model_re_embeds_from_the_stored_text(store: Store, corpus: Path) -> None:
    for file in corpus.iterdir():
        file.unlink()
    other = LetterEmbedder("other letters")
    Indexer(store, other, silent).refresh()
    assert other.embedded == 3
    assert store.catalog.stale(stamp(other)) == []
    assert indexed_keys(store) == (set(store.catalog.passages.keys()),) * 2


def test_work_cut_short_goes_on_where_it_stopped(data: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tired(LetterEmbedder):
        def passages(self, texts, spans):  # type: ignore[no-untyped-def]
            if self.embedded >= 2:
                raise KeyboardInterrupt
            return super().passages(texts, spans)

    monkeypatch.setattr("retrieval.indexing.run._GROUP_PASSAGES", 1)
    with pytest.raises(KeyboardInterrupt), Store.own(data, silent) as store:
        index(store, Tired(), corpus)
    with Store.own(data, silent) as store:
        assert indexed_keys(store) == (set(store.catalog.passages.keys()),) * 2
        report = index(store, LetterEmbedder(), corpus)
        assert (counts(report), report.embedded) == ((1, 0, 0, 2), 1)


_SLOW = """
import sys, time
from pathlib import Path
from retrieval.indexing import indexer, run
from retrieval.store.folder import Store
from retrieval.store.passages import stamp
from tests.fakes import LetterEmbedder, silent

class Slow(LetterEmbedder):
    def passages(self, texts, spans):
        time.sleep(0.05)
        return super().passages(texts, spans)

run._GROUP_PASSAGES = 4
with Store.own(Path(sys.argv[1]), silent) as store:
    indexer.Indexer(store, Slow(), silent).index([Path(sys.argv[2])])
"""


def test_after_a_kill_nothing_stored_is_embedded_again(data: Path, tmp_path: Path, embedder: LetterEmbedder) -> None:
    path = tmp_path / "many.jsonl"
    lines = (json.dumps({"id": f"a{n}", "text": f"خبر رقم {n} من مدينة دمشق."}, ensure_ascii=False) for n in range(400))
    path.write_text("\n".join(lines), "utf-8")
    process = subprocess.Popen([sys.executable, "-c", _SLOW, str(data), str(path)], cwd=ROOT)
    while not stored_articles(data) and process.poll() is None:
        time.sleep(0.05)
    process.kill()
    process.wait()
    before = stored_articles(data)
    assert 0 < before < 400
    with Store.own(data, silent) as store:
        report = index(store, embedder, path)
    assert (report.articles, report.unchanged, report.embedded, embedder.embedded) == (
        400,
        before,
        400 - before,
        400 - before,
    )


def stored_articles(data: Path) -> int:
    try:
        with closing(Store.catalog_of(data)) as catalog:
            return catalog.count_articles()
    except NothingIndexed:
        return 0  # not made yet


def test_one_owner_at_a_time(store: Store, data: Path) -> None:
    with pytest.raises(DataBusy):
        Store.own(data, silent)


def test_paths_are_looked_at_before_anything_is_stored(
    data: Path, corpus: Path, tmp_path: Path, embedder: LetterEmbedder
) -> None:
    (tmp_path / "empty").mkdir()
    with Store.own(data, silent) as store:
        for wrong, error in ((tmp_path / "nowhere", PathMissing), (tmp_path / "empty", NoArticles)):
            with pytest.raises(error):
                index(store, embedder, corpus, wrong)
        assert (store.catalog.count_articles(), embedder.embedded) == (0, 0)


class Failing(LetterEmbedder):
    """Fails at the passage with ``number``."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def passages(self, texts, spans):  # type: ignore[no-untyped-def]
        if self.embedded + len(texts) > self._number:
            raise OSError(28, "No space left on device")
        return super().passages(texts, spans)


def test_what_a_failed_run_had_queued_is_not_stored_by_the_next(
    data: Path, corpus: Path, tmp_path: Path, embedder: LetterEmbedder
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("خبر آخر من مدينة سبها.", "utf-8")
    with Store.own(data, silent) as store:
        indexer = Indexer(store, Failing(2), silent)
        with pytest.raises(OSError, match="No space"):
            indexer.index([corpus])
        assert indexer.index([other]).added == 1
        assert ids(store) == ["other"]


def test_the_indexes_follow_what_a_failed_run_stored(data: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.indexing.run._GROUP_PASSAGES", 1)
    with Store.own(data, silent) as store:
        with pytest.raises(OSError, match="No space"):
            index(store, Failing(2), corpus)
        assert store.catalog.count_articles() == 2
        assert indexed_keys(store) == (set(store.catalog.passages.keys()),) * 2
