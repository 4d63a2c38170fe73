"""Summaries: within their length, in reading order, in the article's own words; requests; several articles; files."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

import prompts
from assistant.page.views import Views
from assistant.summary.digest import Digester, of_summary
from assistant.summary.documents import docx, markdown, sources
from assistant.summary.requests import Request, summary_request
from assistant.summary.salience import quotable
from assistant.summary.summaries import PAGE, Length, Summarizer
from assistant.types import Digest
from benchmarks.rouge import coverage, rouge_l, rouge_n
from retrieval.arabic.sentences import split_sentences, word_count
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from retrieval.types import Article
from tests.assistant.page.html import shown
from tests.fakes import LetterEmbedder, silent


@pytest.fixture
def summarizer(search: Search) -> Summarizer:
    return Summarizer(search)


@pytest.fixture
def digester(search: Search, summarizer: Summarizer) -> Digester:
    return Digester(search, summarizer, prompts.load("answers"))


def assert_exact(search: Search, digest: Digest) -> None:
    """Every string of an article that is shown is a span of it."""
    for number, citation in enumerate(digest.citations, start=1):
        assert citation.number == number
    for citation in sources(digest):
        assert search.article(citation.article).text[citation.start : citation.end] == citation.quote
    for aspect in digest.aspects:
        for point in aspect.points:
            assert point.text == point.citations[0].shown


@pytest.mark.parametrize("most", [1, 7, 12, 20, 100])
def test_a_summary_keeps_to_its_length_and_to_reading_order(search: Search, summarizer: Summarizer, most: int) -> None:
    for article in ("damascus", "sanaa", "tunis"):
        summary = summarizer.summarize(article, Length(most))
        assert sum(word_count(point.text) for point in summary.points) <= most
        starts = [point.citations[0].start for point in summary.points]
        assert starts == sorted(starts)
        assert_exact(search, of_summary(summary))


def test_headlines_and_what_a_colon_or_a_quotation_mark_leaves_open_are_no_points() -> None:
    text = (
        "وزير النقل يفتتح جسر النهر الجديد\n"
        "افتتح وزير النقل جسر النهر الجديد صباح الأحد.\n"
        "وأضاف المدير في تصريح لصحيفة محلية ما يلي:\n"
        'والأوضاع كلها مستقرة حتى الآن"\n'
        "ويربط الجسر بين ضفتي المدينة القديمة."
    )
    article = Article("bridge", "وزير النقل يفتتح جسر النهر الجديد", text, "bridge.txt")
    told = [text[s.start : s.end].strip() for s in quotable(article, split_sentences(text))]
    assert sorted(told) == sorted(text.split("\n")[number] for number in (1, 4))


def test_with_room_for_all_everything_is_said_once(search: Search, summarizer: Summarizer) -> None:
    texts = [point.text for point in summarizer.summarize("tunis", PAGE).points]
    assert texts == ["فاز فريق تونس لكرة اليد بالبطولة بعد مباراة صعبة.", "وسجل الفريق ثلاثين هدفا."]


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("لخص اجتماع محافظ الإسماعيلية", Request("اجتماع محافظ الإسماعيلية", many=False)),
        ("لخّص لي مقالة السوق القديم؟", Request("السوق القديم", many=False)),
        ("من فضلك لخص خبر افتتاح المكتبة", Request("افتتاح المكتبة", many=False)),
        ("لخّص ما جاء عن تأمين بنغازي", Request("تأمين بنغازي", many=True)),
        ("ملخص ما ورد في المقالات عن الترميم", Request("الترميم", many=True)),
        ("من لخص التقرير؟", None),
        ("ما خلاصة التقرير؟", None),
        ("لخص", None),
        ("", None),
    ],
)
def test_a_request_is_told_from_a_question(text: str, request_: Request | None) -> None:
    assert summary_request(text) == request_


def test_a_typed_request_finds_its_article_and_says_which(search: Search, digester: Digester) -> None:
    answer, digest = digester.answer("لخص مباراة فريق تونس", Request("مباراة فريق تونس", many=False))
    assert answer.status == "answered"
    assert digest.articles == (("tunis", search.article("tunis").title),)
    assert answer.text.startswith(answer.citations[0].quote)
    assert search.article("tunis").title in answer.text.splitlines()[-1]


def test_what_no_article_is_about_is_refused(digester: Digester) -> None:
    answer, digest = digester.answer("لخص بطولة الشطرنج العالمية", Request("بطولة الشطرنج العالمية", many=False))
    assert (answer.status, answer.citations, digest.aspects) == ("no_evidence", (), ())


def test_files_have_the_points_and_numbered_sources_from_right_to_left(summarizer: Summarizer) -> None:
    digest = of_summary(summarizer.summarize("tunis", PAGE))
    text = markdown(digest)
    assert "- وسجل الفريق ثلاثين هدفا. [2]" in text
    assert text.rstrip().splitlines()[-1].startswith("[2] ")
    paragraphs = Document(BytesIO(docx(digest))).paragraphs
    assert "وسجل الفريق ثلاثين هدفا. [2]" in [paragraph.text for paragraph in paragraphs]
    for paragraph in paragraphs:
        assert paragraph._p.pPr is not None and paragraph._p.pPr.xpath("w:bidi")
        assert all(run.font.rtl for run in paragraph.runs)


def test_the_page_shows_the_same_words(summarizer: Summarizer) -> None:
    digest = of_summary(summarizer.summarize("tunis", PAGE))
    html = Views(prompts.load("page")).digest(digest, ("article", "tunis"))
    assert all(point.text in shown(html) for aspect in digest.aspects for point in aspect.points)


def test_rouge_by_hand() -> None:
    ours, theirs = ["حضر", "الوزير", "الحفل"], ["حضر", "الحفل", "الوزير", "أمس"]
    assert rouge_n(ours, theirs, 1) == pytest.approx(2 * 3 / 7)
    assert rouge_n(ours, theirs, 2) == 0
    assert rouge_l(ours, theirs) == pytest.approx(2 * 2 / 7)
    assert coverage("حضر الوزير.", "حضر الوزير الحفل. وغادر الضيوف المدينة.") == 0.5


@pytest.fixture
def two_reports(data: Path, tmp_path: Path, embedder: LetterEmbedder) -> Iterator[Search]:
    folder = tmp_path / "two"
    folder.mkdir()
    first = "افتتح وزير النقل جسر النهر في مدينة الزهراء صباح اليوم.\nوأصيب 12 عاملا في انهيار سقالة الجسر الجديد."
    second = (
        "افتتح وزير النقل جسر النهر في مدينة الزهراء.\nوقالت الشرطة إن 15 عاملا أصيبوا في انهيار سقالة الجسر الجديد."
    )
    (folder / "one.txt").write_text(first, "utf-8")
    (folder / "two.txt").write_text(second, "utf-8")
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([folder])
        yield Search(store, embedder)


def test_the_same_fact_is_told_once_with_both_sources_and_other_numbers_are_a_disagreement(two_reports: Search) -> None:
    digester = Digester(two_reports, Summarizer(two_reports), prompts.load("answers"))
    answer, digest = digester.answer("لخص ما جاء عن جسر النهر", Request("جسر النهر", many=True))
    assert {identity for identity, _ in digest.articles} == {"one", "two"}
    assert_exact(two_reports, digest)
    merged = [p for a in digest.aspects for p in a.points if {c.article for c in p.citations} == {"one", "two"}]
    assert [("افتتح وزير النقل" in point.text) for point in merged] == [True]
    (apart,) = digest.disagreements
    assert sorted(re.findall(r"\d+ عاملا", citation.quote)[0] for citation in apart) == ["12 عاملا", "15 عاملا"]
    assert answer.text.startswith(answer.citations[0].quote)
