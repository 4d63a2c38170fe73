"""Summaries: within their length, in reading order, in the article's own words; requests; several articles; files."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import prompts
from assistant.page.views import Views
from assistant.summary.digest import Digester, of_summary
from assistant.summary.requests import Request, summary_request
from assistant.summary.salience import quotable
from assistant.summary.summaries import PAGE, PARAGRAPH, Length, Summarizer, points_of
from assistant.types import CARD_FIELDS, Digest
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
        assert search.article(citation.article).text[citation.start : citation.end] == citation.quote
    for reported in digest.cards:
        text = search.article(reported.article).text
        for excerpt in (one for name in CARD_FIELDS for one in getattr(reported.card, name)):
            assert text[excerpt.start : excerpt.end] == excerpt.text
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


DAY = "شهدت المدينة القديمة اليوم الأحد "


def points(text: str, length: Length, title: str = "عنوان المقالة") -> list[str]:
    article = Article("one", title, text, "one.txt")
    return [point.text for point in points_of(article, list(split_sentences(text)), length)]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("بنغازي (وال) - افتتح وزير النقل جسر النهر الجديد.", "افتتح وزير النقل جسر النهر الجديد."),
        ("المجلس يناقش ميزانية العام المقبل", ""),
        ("ما هي أسباب الخلاف بين أعضاء المجلس؟", ""),
        ("وقال المدير في تصريح لصحيفة محلية ما يلي:", ""),
        ('والأوضاع كلها مستقرة في أحياء المدينة منذ ثلاثة أيام متتالية حتى هذه الساعة", كما قال.', ""),
        ("شهدت المدينة القديمة يوم الأحد افتتاح معرض الكتاب.", ""),
        ("اقرأ أيضا: حريق في سوق المدينة", ""),
    ],
)
def test_what_says_nothing_by_itself_is_no_point(line: str, shown: str) -> None:
    first = f"{DAY}افتتاح معرض الكتاب السنوي."
    found = points(f"{first}\n{line}", PAGE, "المجلس يناقش ميزانية العام المقبل")
    assert found == [first, *([shown] if shown else [])]


def test_a_point_that_ends_before_its_sentence_says_so_and_its_quote_is_exact() -> None:
    text = "افتتح وزير النقل جسر النهر الجديد صباح الأحد، وأضاف في كلمته أن الجسر يربط بين ضفتي المدينة القديمة."
    article = Article("bridge", "جسر", text, "bridge.txt")
    (point,) = points_of(article, list(split_sentences(text)), Length(12))
    (citation,) = point.citations
    assert point.text == "افتتح وزير النقل جسر النهر الجديد صباح الأحد…"
    assert citation.cut and citation.quote == text[citation.start : citation.end] == point.text.removesuffix("…")


NEWS = (
    "أعلنت وزارة الصحة افتتاح ثلاثة مستشفيات في الجنوب.\n"
    "وقال الوزير إن العمل فيها يبدأ الشهر المقبل.\n"
    "وأضاف أن الأطباء وصلوا من العاصمة.\n"
    "وأوصى المجلس بزيادة عدد الممرضين.\n"
    "وشكر السكان كل من شارك في البناء."
)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8])
def test_so_many_points_as_are_asked_for_the_news_first(count: int) -> None:
    found = points(NEWS, Length(120, count))
    assert len(found) == min(count, 5)
    assert found[0] == NEWS.split("\n")[0]


def test_the_order_of_the_article_decides_and_a_sentence_yields_that_points_at_one_left_out() -> None:
    told = ["وصل الوفد إلى المدينة.", "رفض الوزير أمام جميع الصحفيين الاتهامات التي نشرت.", "كرر هذا الرفض مرتين."]
    more = [f"زار الوفد المتحف رقم {number} وحدائق القصر القديم والميناء." for number in range(2, 6)]
    assert points("\n".join([*told, "غادر الوفد المدينة مساء.", *more]), Length(8)) == [
        told[0],
        "غادر الوفد المدينة مساء.",
    ]
    assert points("\n".join([*told, "غادر الوفد المدينة مساء.", *more]), Length(16)) == told


@pytest.mark.parametrize(
    ("text", "topic", "length"),
    [
        ("لخص اجتماع المجلس في ثلاث نقاط", "اجتماع المجلس", Length(120, 3)),
        ("لخّص في ٥ نقاط خبر افتتاح المكتبة", "افتتاح المكتبة", Length(120, 5)),
        ("لخص خبر السوق في خمسين كلمة.", "السوق", Length(50)),
        ("لخص ما جاء عن الترميم في فقرة", "الترميم", PARAGRAPH),
        ("لخص في جملتين ما ورد عن تونس", "تونس", Length(120, 2)),
        ("لخص مقالة السوق القديم في نقطة واحدة", "السوق القديم", Length(120, 1)),
        ("لخص ما جاء عن المدينة في صفحة", "المدينة", PAGE),
        ("لخص ما قيل في جمل الشاعر", "في جمل الشاعر", None),
        ("لخص الخلاف على ثلاث نقاط", "الخلاف على ثلاث نقاط", None),
        ("لخص خبر السوق في 90000 كلمة", "السوق في 90000 كلمة", None),
    ],
)
def test_a_request_may_name_its_length(text: str, topic: str, length: Length | None) -> None:
    request = summary_request(text)
    assert request and (request.topic, request.length) == (topic, length)


def test_a_typed_length_is_kept_and_a_chosen_one_goes_before_it(digester: Digester) -> None:
    wish = summary_request("لخص مباراة فريق تونس في نقطة واحدة")
    assert wish
    assert [len(digester.digest(wish, length).aspects[0].points) for length in (None, PAGE)] == [1, 2]


@pytest.fixture
def week(data: Path, tmp_path: Path, embedder: LetterEmbedder) -> Iterator[Search]:
    """Two stories on one country, one of them by two papers and in a reprint, and a life that mentions the country."""
    flood = "أغرقت السيول قرى في جنوب عمان وقتل {} أشخاص.\nوأغلقت المدارس والجامعات يومين."
    more = "وذكرت الشرطة انقطاع طريقين بين الساحل والجبل بعد انهيار صخور كبيرة.\nوتصل فرق الإغاثة الليلة."
    life = "توفي الرسام سامر حداد في باريس.\nوولد في حلب.\nودرس الرسم في روما.\nوعاش سنة في عمان.\nوله متحف."
    articles = {
        "flood": ("السيول تغرق جنوب عمان", "2018-03-02", flood.format(4)),
        "flood-too": ("سيول في جنوب عمان", "2018-03-03", f"{flood.format(7)}\n{more}"),
        "port": ("عمان تفتتح ميناء صلالة", "2018-02-01", "افتتحت الحكومة ميناء صلالة في عمان.\nويعمل فيه ألف عامل."),
        "life": ("وفاة الرسام سامر حداد", "2018-03-02", life),
    }
    articles["port-copy"] = articles["port"]
    lines = [
        json.dumps({"id": name, "title": title, "date": day, "text": text}, ensure_ascii=False)
        for name, (title, day, text) in articles.items()
    ]
    file = tmp_path / "week.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    with Store.own(data, silent) as store:
        Indexer(store, embedder, silent).index([file])
        yield Search(store, embedder)


def test_several_articles_are_grouped_by_story_and_day_and_compared(week: Search) -> None:
    digester = Digester(week, Summarizer(week), prompts.load("answers"))
    answer, digest = digester.answer("لخص ما جاء عن عمان", Request("عمان", many=True))
    assert_exact(week, digest)
    assert [(aspect.heading, aspect.day) for aspect in digest.aspects] == [
        ("عمان تفتتح ميناء صلالة", "2018-02-01"), ("السيول تغرق جنوب عمان", "2018-03-02"),
    ]  # fmt: skip
    assert {name for name, _ in digest.articles} in (
        {"flood", "flood-too", "port"},
        {"flood", "flood-too", "port-copy"},
    )
    (agreed,) = digest.agreements
    assert agreed.text == "وأغلقت المدارس والجامعات يومين."
    (apart,) = digest.disagreements
    assert sorted(re.findall(r"\d أشخاص", citation.quote)[0] for citation in apart) == ["4 أشخاص", "7 أشخاص"]
    lines = answer.text.splitlines()
    assert lines[0] == "— عمان تفتتح ميناء صلالة (2018-02-01)"
    assert any(line.startswith("اتفقت عليه") for line in lines) and any("اختلفت" in line for line in lines)
    assert [note.text for note in answer.notes] == [line for line in lines if note_like(line)]


def note_like(line: str) -> bool:
    return line.startswith(("— ", "اتفقت عليه", "اختلفت"))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_several_articles_keep_to_the_number_of_points_too(week: Search, count: int) -> None:
    digester = Digester(week, Summarizer(week), prompts.load("answers"))
    digest = digester.digest(Request("عمان", many=True), Length(120, count))
    assert sum(len(aspect.points) for aspect in digest.aspects) == count
