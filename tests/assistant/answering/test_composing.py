"""Answers by the form of the question, over a small corpus and a model computed by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import prompts
from assistant.answering.extractive import Assistant
from assistant.answering.questions import question_form, sides, topic
from assistant.types import Answer, Form, Turn
from retrieval.arabic.negation import denies
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from tests.fakes import LetterEmbedder, WordReader, silent


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("من افتتح المكتبة؟", Form.FACT),
        ("هل بدأ الترميم؟", Form.YES_NO),
        ("ما القرارات التي صدرت؟", Form.LIST),
        ("اذكر أسماء الحاضرين", Form.LIST),
        ("من حضر الاجتماع؟", Form.LIST),
        ("ماذا تقول المصادر عن السوق القديم؟", Form.SURVEY),
        ("ماذا ورد عن السوق القديم؟", Form.SURVEY),
        ("قارن بين دمشق وصنعاء", Form.COMPARISON),
        ("ما الفرق بين خطة دمشق وخطة صنعاء؟", Form.COMPARISON),
    ],
)
def test_the_form_is_told_by_the_words(question: str, form: Form) -> None:
    assert question_form(question) is form


def test_a_topic_and_sides_keep_the_words_as_typed() -> None:
    assert topic("ماذا تقول المصادر عن السوق القديم؟") == "السوق القديم"
    assert sides("قارن بين خطة وزارة الداخلية في دمشق وخطة صنعاء من حيث الموعد") == (
        "من حيث الموعد",
        "خطة وزارة الداخلية في دمشق",
        "خطة صنعاء",
    )
    assert sides("قارن بين ما حدث في دمشق وبين ما حدث في صنعاء")[1:] == ("ما حدث في دمشق", "ما حدث في صنعاء")
    assert sides("قارن بين دمشق") == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("لم يبدأ ترميم السوق بعد", True),
        ("نفى المدير ترميم السوق", True),
        ("بدأ ترميم السوق ولم يحضر أحد", False),
        ("ما زال ترميم السوق مستمرا", False),
    ],
)
def test_a_negation_counts_where_it_governs_what_is_asked(sentence: str, expected: bool) -> None:
    assert denies("هل بدأ ترميم السوق؟", sentence) is expected


ARTICLES = {
    "old.txt": "بدأ ترميم السوق القديم في صنعاء يوم الخميس. حضر البدء مهندسون.",
    "new.txt": "لم يبدأ ترميم السوق القديم في صنعاء، بحسب سكان الحي.",
    "port.txt": "افتتح ميناء عدن رصيفا جديدا للسفن.",
    "council.txt": (
        "عقد المجلس البلدي جلسته في قاعة المدينة. وقرر المجلس البلدي في جلسته القرارات التالية:\n"
        "- فتح الطريق الساحلي\n- إغلاق المصنع\n- بناء مدرسة ثانوية\n- زيادة الرواتب\n- شراء حافلات\n- تشجير الحدائق\n"
        "وغادر الأعضاء."
    ),
    "feast.txt": (
        "حضر حفل المعهد الموسيقي العميد ياسر قاسم. كما حضر الحفل اللواء سامر حداد. وحضره أيضا مدير المعهد.\n"
        "واختتم الحفل بمعزوفة."
    ),
}


@pytest.fixture
def reader() -> WordReader:
    return WordReader()


@pytest.fixture
def assistant(tmp_path: Path, reader: WordReader) -> Iterator[Assistant]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in ARTICLES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    with Store.own(tmp_path / "data", silent) as store:
        Indexer(store, LetterEmbedder(), silent).index([corpus])
        yield Assistant(Search(store, LetterEmbedder()), prompts.load("answers"), reader)


def lines(answer: Answer) -> list[str]:
    return answer.text.split("\n")


def test_yes_or_no_gets_quotes_for_and_against_and_never_a_bare_yes(assistant: Assistant) -> None:
    answer = assistant.answer("هل بدأ ترميم السوق القديم في صنعاء؟")
    assert {citation.article for citation in answer.citations} >= {"old", "new"}
    assert lines(answer)[0] == f"{answer.citations[0].quote} [1]"
    assert prompts.load("answers").say("against") in lines(answer)


def test_a_survey_is_grouped_by_article(assistant: Assistant) -> None:
    answer = assistant.answer("ماذا تقول المصادر عن ترميم السوق القديم؟")
    articles = [citation.article for citation in answer.citations]
    assert sorted(set(articles)) == ["new", "old"]
    assert articles == sorted(articles, key=articles.index)
    assert len(answer.notes) == 2


def test_a_comparison_says_on_which_side_it_found_nothing(assistant: Assistant) -> None:
    answer = assistant.answer("قارن بين ترميم السوق القديم في صنعاء وبناء برج في طوكيو")
    assert answer.status == "answered"
    assert answer.notes[-1].text == prompts.load("answers").say("silent_on_side", side="بناء برج في طوكيو")
    assert all("طوكيو" not in citation.quote for citation in answer.citations)


def test_a_comparison_names_each_side_before_its_quotes_in_the_order_asked(assistant: Assistant) -> None:
    say = prompts.load("answers").say
    answer = assistant.answer("قارن بين بناء برج في طوكيو وترميم السوق القديم في صنعاء")
    assert lines(answer)[0] == say("silent_on_side", side="بناء برج في طوكيو")
    assert lines(answer)[1] == say("on_side", side="ترميم السوق القديم في صنعاء")


def test_a_list_is_quoted_to_its_last_item(assistant: Assistant) -> None:
    answer = assistant.answer("ما القرارات التي قرر المجلس البلدي في جلسته؟")
    quotes = [citation.quote for citation in answer.citations]
    start = quotes.index("وقرر المجلس البلدي في جلسته القرارات التالية:")
    assert quotes[start + 1 :][:6] == [
        "- فتح الطريق الساحلي",
        "- إغلاق المصنع",
        "- بناء مدرسة ثانوية",
        "- زيادة الرواتب",
        "- شراء حافلات",
        "- تشجير الحدائق",
    ]


def test_those_who_attended_are_quoted_over_their_sentences(assistant: Assistant) -> None:
    answer = assistant.answer("من حضر حفل المعهد الموسيقي؟")
    assert [citation.quote.split()[0] for citation in answer.citations] == ["حضر", "كما", "وحضره"]


def test_a_question_that_asks_twice_is_answered_twice_and_not_in_short(assistant: Assistant) -> None:
    answer = assistant.answer("متى بدأ ترميم السوق القديم في صنعاء ومن افتتح رصيفا جديدا في ميناء عدن؟")
    assert {citation.article for citation in answer.citations} >= {"port"}
    assert answer.citations[0].article in ("old", "new")
    assert answer.short is None


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("السلام عليكم", "talk_greeting"),
        ("شكرا جزيلا", "talk_thanks"),
        ("كم مقالة لديك؟", "talk_count"),
        ("من أنت؟", "talk_about"),
    ],
)
def test_small_talk_is_answered_without_quotes(assistant: Assistant, message: str, said: str) -> None:
    answer = assistant.answer(message)
    counts = {"articles": len(ARTICLES)} if said in ("talk_count", "talk_about") else {}
    assert (answer.status, answer.form, answer.citations) == ("answered", Form.TALK, ())
    assert answer.text == answer.notes[0].text == prompts.load("answers").say(said, **counts)
    assert assistant.grounds(message).sources == ()


def test_a_question_behind_a_greeting_is_understood_without_it(assistant: Assistant) -> None:
    alone = assistant.answer("من افتتح رصيفا في ميناء عدن؟")
    greeted = assistant.answer("السلام عليكم، من افتتح رصيفا في ميناء عدن؟")
    assert greeted.question == "السلام عليكم، من افتتح رصيفا في ميناء عدن؟"
    assert greeted.understood == alone.question
    assert greeted.citations == alone.citations


def test_every_quote_is_exact_and_every_line_a_quote_or_a_note(assistant: Assistant) -> None:
    for question in (
        "هل بدأ ترميم السوق القديم في صنعاء؟",
        "قارن بين ترميم السوق القديم في صنعاء وبناء برج في طوكيو",
        "ماذا تقول المصادر عن ترميم السوق القديم؟",
    ):
        answer = assistant.answer(question)
        assert answer.status == "answered"
        notes = {note.text for note in answer.notes}
        for citation in answer.citations:
            text = ARTICLES[f"{citation.article}.txt"]
            assert text[citation.start : citation.end] == citation.quote
        quotes = {f"{citation.quote} [{citation.number}]" for citation in answer.citations}
        assert set(lines(answer)) == quotes | notes


def test_a_follow_up_is_read_with_what_came_before(assistant: Assistant) -> None:
    answer = assistant.answer("ومتى كان ذلك؟", [Turn("أين بدأ ترميم السوق القديم؟")])
    assert answer.question == "ومتى كان ذلك؟"
    assert answer.understood == "متى كان ذلك (بدأ ترميم السوق القديم)؟"
    assert answer.passages[0].article in ("old", "new")


def test_a_new_topic_is_left_alone(assistant: Assistant) -> None:
    question = "من افتتح رصيفا في ميناء عدن؟"
    assert assistant.answer(question, [Turn("أين بدأ ترميم السوق القديم؟")]).understood == question


def test_no_question_of_a_turn_is_read_twice(assistant: Assistant, reader: WordReader) -> None:
    assistant.answer("من افتتح رصيفا في ميناء عدن؟", [Turn("أين بدأ ترميم السوق القديم؟")])
    assert len(reader.asked) == len(set(reader.asked)) >= 1
