"""What questions demand beside likeness, on sentences a reader can check."""

from pathlib import Path

import pytest

from assistant.answering.demands import alike, counted, focus, unmet
from assistant.answering.evidence import rank_sentences
from retrieval.arabic import fold
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from tests.fakes import LetterEmbedder, silent

ARTICLE = (
    "عقد مدير الميناء العقيد ياسر قاسم اجتماعا اليوم الإثنين مع قادة الحراسة.\n"
    "وقال إن الميناء يضم ثلاثة أرصفة و12 رافعة، وإن سفينتين تصلان كل يوم.\n"
    "وانتهى بناء الرصيف الأخير عام 2011 بعد تأخير طويل."
)


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    folder: Path = tmp_path_factory.mktemp("demands")
    (folder / "port.txt").write_text(ARTICLE, encoding="utf-8")
    store = Store.own(folder / "data", silent)
    Indexer(store, LetterEmbedder(), silent).index([folder / "port.txt"])
    return Search(store, LetterEmbedder())


@pytest.mark.parametrize(
    ("question", "fails"),
    [
        ("كم رصيفا في الميناء؟", False),
        ("كم رافعة يضم الميناء؟", False),
        ("كم سفينة تصل كل يوم؟", False),
        ("كم حارسا يعمل في الميناء؟", True),
        ("كم عمر مدير الميناء؟", True),
        ("كم مرة اجتمع المدير؟", False),
        ("متى ولد العقيد ياسر قاسم؟", True),
        ("متى اجتمع مدير الميناء بقادة الحراسة؟", False),
        ("من مدير الميناء؟", False),
        ("من مدير المطار؟", True),
        ("ما رقم هاتف الميناء؟", True),
        ("في أي جامعة درس العقيد ياسر قاسم؟", True),
        ("في أي ميناء اجتمع قادة الحراسة؟", False),
        ("ما أسماء قادة الحراسة؟", False),  # the sentence names somebody; that it is another is not known
    ],
)
def test_a_question_on_what_the_article_does_not_say_is_not_met(search: Search, question: str, fails: bool) -> None:
    assert unmet(question, rank_sentences(search.search(question))) is fails


@pytest.mark.parametrize(
    ("question", "noun", "measure"),
    [
        ("كم شرطيا شارك؟", "شرطيا", False),
        ("كم عدد الكاميرات؟", "الكاميرات", False),
        ("كم بلغت تكلفة الخطة؟", "تكلفه", True),
        ("كم تبلغ ميزانية الوزارة؟", "ميزانيه", True),
    ],
)
def test_the_noun_that_is_counted_or_measured(question: str, noun: str, measure: bool) -> None:
    found = counted(question)
    assert found is not None
    assert (found.noun, found.measure) == (noun, measure)


@pytest.mark.parametrize("question", ["كم دام القتال؟", "كم مرة فاز الفريق؟", "كم من الوقت يلزم؟", "من حضر؟"])
def test_a_verb_or_a_word_that_fits_anything_is_not_counted(question: str) -> None:
    assert counted(question) is None


def test_the_focus_is_what_follows_the_interrogative_up_to_a_preposition() -> None:
    assert focus("من هو مدير أمن المصنع في عدن؟") == ["مدير", "امن", "المصنع"]


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [("جوائز", "جائزة", True), ("نقاط", "نقطتين", True), ("شرطيا", "الشرطة", True), ("راتب", "قرار", False)],
)
def test_forms_of_a_word_are_alike(word: str, other: str, expected: bool) -> None:
    assert alike(fold(word), [fold(other)]) is expected
