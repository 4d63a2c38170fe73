"""What is taken out does not stay: no file of the data folder holds a removed article's text, nor an older one's."""

from pathlib import Path

import pytest

from retrieval.indexing.indexer import Indexer
from retrieval.store.folder import ADDED, Store
from tests.fakes import LetterEmbedder, silent

SECRET = "سرّ لا ينبغي أن يبقى"
LONG = f"قال الوزير إن {SECRET} في أي ملف من ملفات المجلد. " * 40


def holding(data: Path, text: str) -> list[str]:
    """The files of a folder in which a text stands, in UTF-8 or UTF-16."""
    spellings = [text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    files = (path for path in data.rglob("*") if path.is_file())
    return [path.name for path in files if any(spelling in path.read_bytes() for spelling in spellings)]


def test_the_text_of_a_removed_article_is_in_no_file(data: Path, corpus: Path) -> None:
    (corpus / "secret.txt").write_text(LONG, "utf-8")
    with Store.own(data, silent) as store:
        indexer = Indexer(store, LetterEmbedder(), silent)
        indexer.index([corpus])
        assert holding(data, SECRET)
        indexer.remove(["secret"])
        assert holding(data, SECRET) == []
    assert holding(data, SECRET) == []


def test_nor_is_what_an_article_said_before(data: Path, corpus: Path) -> None:
    (corpus / "secret.txt").write_text(LONG, "utf-8")
    with Store.own(data, silent) as store:
        indexer = Indexer(store, LetterEmbedder(), silent)
        indexer.index([corpus])
        (corpus / "secret.txt").write_text("خبر آخر.", "utf-8")
        assert indexer.index([corpus]).changed == 1
        assert holding(data, SECRET) == []


@pytest.mark.parametrize("others", [False, True])
def test_a_file_that_was_given_to_the_page_goes_with_its_last_article(data: Path, others: bool) -> None:
    (data / ADDED).mkdir(parents=True)
    path = data / ADDED / "news.jsonl"
    lines = ['{"id": "secret", "text": "سرّ لا ينبغي أن يبقى."}', '{"id": "other", "text": "خبر آخر."}']
    path.write_text("\n".join(lines[: 1 + others]), "utf-8")
    with Store.own(data, silent) as store:
        indexer = Indexer(store, LetterEmbedder(), silent)
        indexer.index([path])
        indexer.remove(["secret"])
    assert path.exists() is others
