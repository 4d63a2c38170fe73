"""Kinds of damage by kinds of files: each is seen by a check, mended by opening, and costs no article and no embedding.

The indexes are large enough for Chroma to have written its graph. A damaged catalog gives back what can be read of it.
"""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import seals
from retrieval.errors import CatalogMissing, DataDamaged, DataUnwritable
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from retrieval.store.trial import tried
from tests.fakes import LetterEmbedder, indexed_keys, silent
from tests.retrieval.store.damage import KINDS, deleted, emptied, flipped, halved, scribbled, zeroed

MANY = 1200
"""Chroma writes its graph from 1,000 vectors on."""
SUBJECTS = ("السوق", "المكتبة", "الملعب", "الجسر", "المتحف", "الحديقة", "المصنع", "الميناء")
LETTERS = [letter * 3 for letter in LetterEmbedder.alphabet]
FILES = {
    "the vectors' pointer": "vectors/CURRENT",
    "the vectors' seal": "vectors/*/SEAL.json",
    "Chroma's tables": "vectors/*/chroma.sqlite3",
    "the graph's vectors": "vectors/*/*/data_level0.bin",
    "the graph's header": "vectors/*/*/header.bin",
    "the graph's lengths": "vectors/*/*/length.bin",
    "the graph's links": "vectors/*/*/link_lists.bin",
    "the keywords' pointer": "keywords/CURRENT",
    "the keywords' seal": "keywords/*/SEAL.json",
    "tantivy's segments": "keywords/*/meta.json",
    "its files": "keywords/*/.managed.json",
    "its terms": "keywords/*/*.term",
    "its postings": "keywords/*/*.idx",
    "its keys": "keywords/*/*.fast",
    "its lengths": "keywords/*/*.fieldnorm",
}
EVERY = [(file, kind) for file in FILES for kind in KINDS]
CASES = [(file, list(KINDS)[number % len(KINDS)]) for number, file in enumerate(FILES)]
"""One kind a file, in turn; all where ``ISNAD_DAMAGE=all`` (``make soak``), which takes a quarter of an hour."""
WORST = [("the graph's header", "flipped"), ("the graph's links", "flipped"), ("its postings", "flipped")]
"""What kills a process that opens it."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage")
    chance = random.Random(0)  # so that no two vectors are the same
    lines = (
        {
            "id": f"n{n}",
            "title": f"{SUBJECTS[n % 8]} {n}",
            "text": f"افتتح الوزير {SUBJECTS[n % 8]} رقم {n} {' '.join(chance.choices(LETTERS, k=12))} في المدينة.",
        }
        for n in range(MANY)
    )
    (folder / "news.jsonl").write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in lines), "utf-8")
    with Store.own(folder / "data", silent) as store:
        Indexer(store, LetterEmbedder(), silent).index([folder / "news.jsonl"])
    return folder / "data"


@pytest.fixture
def harmed(large: Path, tmp_path: Path) -> Path:
    """A copy of the large folder, to be harmed."""
    shutil.copytree(large, tmp_path / "data")
    return tmp_path / "data"


def some(data: Path, pattern: str) -> Path:
    """The largest file of a pattern."""
    return max(data.glob(pattern), key=lambda path: path.stat().st_size)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "kind"), EVERY if os.environ.get("ISNAD_DAMAGE") == "all" else list(dict.fromkeys([*CASES, *WORST]))
)
def test_damage_to_an_index_is_seen_and_mended_by_opening(harmed: Path, file: str, kind: str) -> None:
    path = some(harmed, FILES[file])
    before = path.read_bytes()
    KINDS[kind](path)
    if path.exists() and path.read_bytes() == before:
        pytest.skip("an empty file cannot be harmed so")
    # without its seal an index is tried, and is sound; Chroma's own tables are judged by what it finds
    harmless = file.endswith("seal") or (file, kind) == ("Chroma's tables", "flipped")
    assert Store.inspect(harmed, silent).problems or harmless
    with Store.own(harmed, silent) as store:
        assert indexed_keys(store) == (set(store.catalog.passages.keys()),) * 2
        assert store.catalog.count_articles() == MANY
        found = Search(store, LetterEmbedder()).search(store.catalog.article("n603").text, 3)
        assert found.hits[0].article.id == "n603"
    assert Store.inspect(harmed, silent).problems == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("the graph's header", flipped),
        ("the graph's links", scribbled),
        ("its postings", zeroed),
        ("its terms", scribbled),
    ],
)
def test_what_an_index_does_to_a_process_ends_there(harmed: Path, file: str, kind: Callable[[Path], None]) -> None:
    path = some(harmed, FILES[file])
    if not path.stat().st_size:
        pytest.skip("an empty file cannot be harmed so")
    kind(path)
    index = FILES[file].partition("/")[0]
    said = tried(harmed, index, 300, next(folder for folder in (harmed / index).iterdir() if folder.is_dir()))
    assert isinstance(said, str)  # whatever became of that process, this one lives
    with Store.own(harmed, silent) as store:
        assert indexed_keys(store)[0] == set(store.catalog.passages.keys())


@pytest.mark.slow
def test_zeros_in_the_graph_are_not_whole_even_where_nothing_noted_how_it_was(harmed: Path) -> None:
    some(harmed, "vectors/*/SEAL.json").unlink()
    zeroed(some(harmed, FILES["the graph's vectors"]))
    assert Store.inspect(harmed, silent).problems == ("vectors",)


def test_a_folder_that_was_copied_is_as_good_as_before(data: Path, corpus: Path, tmp_path: Path) -> None:
    with Store.own(data, silent) as store:
        Indexer(store, LetterEmbedder(), silent).index([corpus])
    shutil.copytree(data, tmp_path / "copy", copy_function=shutil.copyfile)  # with other times
    for index in ("vectors", "keywords"):
        (folder,) = (one for one in (tmp_path / "copy" / index).iterdir() if one.is_dir())
        assert seals.flaw(folder, thoroughly=True) == ""


@pytest.mark.parametrize("name", ["..", "/", "x", "\udcff", "9", "", "1\n2", "٣"])
def test_a_pointer_that_points_elsewhere_points_nowhere(data: Path, corpus: Path, name: str) -> None:
    with Store.own(data, silent) as store:
        Indexer(store, LetterEmbedder(), silent).index([corpus])
    (data / "keywords" / "CURRENT").write_bytes(name.encode("utf-8", "surrogateescape"))
    with Store.own(data, silent) as store:
        assert indexed_keys(store)[1] == set(store.catalog.passages.keys())


@pytest.mark.parametrize("kind", [deleted, emptied])
def test_a_catalog_that_is_gone_beside_its_indexes_is_an_alarm(
    data: Path, corpus: Path, kind: Callable[[Path], None]
) -> None:
    with Store.own(data, silent) as store:
        Indexer(store, LetterEmbedder(), silent).index([corpus])
    kind(data / "catalog.sqlite3")
    before = sorted(path for path in data.rglob("*") if path.is_file())
    for work in (Store.own, Store.read, Store.inspect):
        with pytest.raises(CatalogMissing):
            work(data, silent)
    with pytest.raises(CatalogMissing):
        Store.rescue(data)
    assert sorted(path for path in data.rglob("*") if path.is_file()) == before


def test_a_new_catalog_in_the_place_of_the_old_is_an_alarm_too(data: Path, corpus: Path, tmp_path: Path) -> None:
    with Store.own(data, silent) as store:
        Indexer(store, LetterEmbedder(), silent).index([corpus])
    with Store.own(tmp_path / "new", silent):
        pass
    shutil.copyfile(tmp_path / "new" / "catalog.sqlite3", data / "catalog.sqlite3")
    with pytest.raises(CatalogMissing):
        Store.own(data, silent)


def altered(data: Path, old: bytes, new: bytes) -> None:
    """Change bytes in the catalog, wherever they stand, as no program would."""
    path = data / "catalog.sqlite3"
    content = path.read_bytes()
    assert len(old) == len(new) and old in content
    path.write_bytes(content.replace(old, new))


TEXT = "ناقش مجلس المدينة".encode()
BITS = {
    "a letter of a text": (TEXT, bytes([*TEXT[:-1], TEXT[-1] ^ 1])),
    "half a letter": (TEXT, bytes([*TEXT[:-1], TEXT[-1] ^ 0x80])),
}


@pytest.mark.parametrize("where", BITS)
def test_a_text_that_has_changed_is_told_never_quoted_and_the_rest_is_saved(
    data: Path, corpus: Path, embedder: LetterEmbedder, where: str
) -> None:
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([corpus])
    altered(data, *BITS[where])
    health = Store.inspect(data, silent)
    assert ("catalog" in health.problems, health.damaged) == (True, ("sanaa",))
    with pytest.raises(DataDamaged), Store.own(data, silent) as store:
        Search(store, embedder).search("ترميم السوق القديم")
    before = embedder.embedded
    saved = Store.rescue(data)
    assert saved is not None and (saved.saved, saved.lost) == (2, ("sanaa",))
    assert saved.sources == (str((corpus / "sanaa.txt").resolve()),) and saved.aside.exists()
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).refresh()
        assert [one.id for one in store.catalog.listed()] == ["damascus", "tunis"]
    assert embedder.embedded == before
    assert Store.inspect(data, silent).problems == ()
    assert Store.rescue(data) is None
    with Store.own(data, silent) as store:
        report = Indexer(store, embedder, silent).index([corpus])
    assert (report.articles, report.added, report.unchanged) == (3, 1, 2)


def test_a_vector_that_has_changed_is_told_and_made_anew(data: Path, corpus: Path, embedder: LetterEmbedder) -> None:
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([corpus])
        ((vector,),) = store.catalog._connections.rows("SELECT vector FROM passages WHERE article = 'tunis'")
    altered(data, vector, bytes([*vector[:-1], vector[-1] ^ 1]))
    assert Store.inspect(data, silent).damaged == ("tunis",)
    saved = Store.rescue(data)
    assert saved is not None and (saved.saved, saved.lost) == (3, ())
    before = embedder.embedded
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).refresh()
        assert Search(store, embedder).search("من فاز بالبطولة؟").hits[0].article.id == "tunis"
    assert embedder.embedded == before + 1
    assert Store.inspect(data, silent).problems == ()


@pytest.mark.slow
@pytest.mark.parametrize("kind", [halved, zeroed, flipped])
def test_of_a_catalog_in_pieces_what_can_be_read_is_saved(harmed: Path, kind: Callable[[Path], None]) -> None:
    kind(harmed / "catalog.sqlite3")
    if kind is not flipped:
        assert "catalog" in problems(harmed)
    saved = Store.rescue(harmed)
    if saved is None:
        assert kind is flipped  # the bit was in a page that nothing uses
        return
    assert saved.saved + len(saved.lost) <= MANY and (saved.saved > 0 or saved.lost == ())
    embedder = LetterEmbedder()
    with Store.own(harmed, silent) as store:
        Indexer(store, embedder, silent).refresh()
        assert store.catalog.count_articles() == saved.saved
    assert Store.inspect(harmed, silent).problems == ()


def problems(data: Path) -> tuple[str, ...]:
    """What a check finds; a catalog that does not even open has one problem."""
    try:
        return Store.inspect(data, silent).problems
    except DataDamaged:
        return ("catalog",)


def test_a_folder_that_was_removed_under_its_owner_acknowledges_nothing(data: Path, corpus: Path) -> None:
    with Store.own(data, silent) as store:
        indexer = Indexer(store, LetterEmbedder(), silent)
        shutil.rmtree(data)
        with pytest.raises(DataUnwritable):
            indexer.index([corpus])
