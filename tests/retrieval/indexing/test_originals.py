"""The files that articles are taken out of: which are kept, once each, and for how long."""

from pathlib import Path

import pytest

from benchmarks import made_files as samples
from retrieval.indexing.indexer import Indexer
from retrieval.store.folder import Store
from retrieval.store.originals import FOLDER, Originals
from tests.fakes import LetterEmbedder, silent

TEXT = samples.ITEM.text
PDF = samples.pdf([samples.lines(one) for one in samples.ITEM.paragraphs])


def kept(store: Store) -> dict[str, tuple[str, bytes | None]]:
    """The name and bytes of the file of every article that has one."""
    articles = store.catalog.articles()
    return {a.id: (a.original.name, store.originals.get(a.original.digest)) for a in articles if a.original}


def files(data: Path) -> int:
    return len(list((data / FOLDER).glob("*")))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", TEXT.encode(), {}),
        ("a.txt", TEXT.encode("cp1256"), {"a": "a.txt"}),
        ("a.jsonl", samples.jsonl(), {}),
        ("a.csv", samples.table_csv(), {}),
        ("a.html", samples.html(), {"a": "a.html"}),
        ("a.docx", samples.docx(), {"a": "a.docx"}),
        ("a.pdf", PDF, {"a": "a.pdf"}),
        ("a.xlsx", samples.xlsx(), {"a__2": "a.xlsx"}),
        ("a.eml", samples.eml(), {"a": "a.eml"}),
        ("a.zip", samples.zipped({"d/b.html": samples.html(), "c.txt": samples.txt()}), {"d__b": "b.html"}),
        ("a.eml", samples.eml(attachments=[("b.docx", samples.docx())]), {"a": "a.eml", "b": "b.docx"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_is_kept_where_an_article_is_not_the_file_itself(
    name: str, content: bytes, expected: dict[str, str], tmp_path: Path, data: Path, embedder: LetterEmbedder
) -> None:
    (tmp_path / name).write_bytes(content)
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([tmp_path / name])
        found = kept(store)
    assert {identity: name for identity, (name, _) in found.items()} == expected
    if len(expected) == 1 and name != "a.zip":
        assert [bytes_kept for _, bytes_kept in found.values()] == [content]


def test_one_file_is_kept_once_for_all_its_articles(tmp_path: Path, data: Path, embedder: LetterEmbedder) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.xlsx").write_bytes(samples.xlsx(rows=[samples.ITEM.row, samples.ITEM.row]))
    (corpus / "b.xlsx").write_bytes((corpus / "a.xlsx").read_bytes())  # the same bytes are the same articles
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([corpus])
        assert len(kept(store)) == 2
    assert files(data) == 1


def test_a_file_goes_with_its_last_article_when_the_folder_is_closed(
    tmp_path: Path, data: Path, embedder: LetterEmbedder
) -> None:
    (tmp_path / "a.xlsx").write_bytes(samples.xlsx(rows=[samples.ITEM.row, samples.ITEM.row]))
    for target, left in (("a__2", 1), ("a__3", 0)):
        with Store.own(data, silent) as store:
            indexer = Indexer(store, embedder, silent)
            indexer.index([tmp_path / "a.xlsx"]) if left else None
            indexer.remove([target])
            assert files(data) == 1
        assert files(data) == left


def test_what_is_put_back_still_has_its_file(tmp_path: Path, data: Path, embedder: LetterEmbedder) -> None:
    (tmp_path / "a.html").write_bytes(samples.html())
    with Store.own(data, silent) as store:
        indexer = Indexer(store, embedder, silent)
        indexer.index([tmp_path / "a.html"])
        entry = store.catalog.entry("a")
        indexer.remove(["a"])
        indexer.restore(entry)
    with Store.own(data, silent) as store:
        assert kept(store) == {"a": ("a.html", samples.html())}


def test_a_page_whose_article_is_the_same_has_its_newest_file_and_embeds_nothing(
    tmp_path: Path, data: Path, embedder: LetterEmbedder
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(samples.html())
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([path])
        before = embedder.embedded
        path.write_bytes(samples.html().replace("رياضة".encode(), "فنون".encode()))
        report = Indexer(store, embedder, silent).index([path])
        assert (report.unchanged, embedder.embedded) == (1, before)
        assert kept(store) == {"a": ("a.html", path.read_bytes())}
    assert files(data) == 1


def test_articles_of_an_earlier_version_get_their_files_without_being_embedded_anew(
    tmp_path: Path, data: Path, embedder: LetterEmbedder
) -> None:
    path = (tmp_path / "a.html").resolve()
    path.write_bytes(samples.html())
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([path])
        before = embedder.embedded
        with store.catalog.transaction():
            store.catalog.put_original("a", None)
            store.catalog.files.forget(str(path))
        Indexer(store, embedder, silent).index([path])
        assert kept(store) == {"a": ("a.html", samples.html())}
        assert embedder.embedded == before


def test_the_files_of_a_data_folder_are_no_articles(tmp_path: Path, embedder: LetterEmbedder) -> None:
    (tmp_path / "a.html").write_bytes(samples.html())
    for _ in range(2):
        with Store.own(tmp_path / "data", silent) as store:
            Indexer(store, embedder, silent).index([tmp_path])
            assert [article.id for article in store.catalog.articles()] == ["a"]


@pytest.mark.parametrize("damage", [b"", b"other"])
def test_a_kept_file_that_is_not_what_it_was_is_not_given(tmp_path: Path, damage: bytes) -> None:
    originals = Originals(tmp_path)
    digest = originals.put(b"whole")
    assert originals.get(digest) == b"whole"
    (tmp_path / digest).write_bytes(damage)
    assert originals.get(digest) is None
    originals.put(b"whole")
    assert originals.get(digest) == b"whole"
    assert originals.get("0" * 64) is None
