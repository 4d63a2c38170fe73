"""Bringing a data folder in line with files."""

import json
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import made_files as samples
from retrieval.errors import DataBusy, NoArticles, NothingIndexed, PathMissing, UnknownArticle
from retrieval.indexing.indexer import Indexer
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


def test_new_changed_and_removed_files(store: Store, embedder: LetterEmbedder, corpus: Path) -> None:
    (corpus / "new.txt").write_text("خبر جديد تماما.", "utf-8")
    (corpus / "tunis.txt").write_text("خسر الفريق المباراة.", "utf-8")
    (corpus / "sanaa.txt").unlink()
    report = index(store, embedder, corpus)
    assert (counts(report), report.embedded, report.articles) == ((1, 1, 1, 1), 2, 3)
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
