"""Cutting text into sentences that can be quoted alone."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arabic.sentences import MAX_WORDS, clause_ends, cut_inside, split_sentences, word_count

TEXT = st.text(alphabet='ابدمو .؟!؛:،"«»()[]\n\r\u2028\u0085\u200f١2-• dM3@/', max_size=200)


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        # The marks.
        ["حضر الوزير.", "ثم غادر."],
        ["هل حضر؟", "نعم!", "انتهى"],
        ["وصل أولا؛", "ثم غادر"],
        ["ماذا حدث؟!", "لا أحد يعرف."],
        ["انتهى الأمر!!!", "وعاد الجميع."],
        ["یہ خبر ہے۔", "دوسرا جملہ۔"],
        ["انتهى الاجتماع .", "وبدأ غيره ."],
        ["الأسباب هي الفقر؛ الجهل؛ المرض."],
        ["سأله عن الخبر؟، فأجاب بالنفي."],
        ["وصل العدد إلى 1500.", "وقال الوزير إن العدد سيزيد."],
        # Abbreviations, also behind a clitic.
        ["قال د. سامي إن م. رامي حضر."],
        ["حضر أ. سالم ود. سامي وأ.د. رامي الحفل.", "وغادر الجميع."],
        ["سلم الجائزة لـد. سامي وبـم. رامي."],
        ["التقى أ.د. سامي بطلابه.", "ثم غادر."],
        ["صندوق البريد ص.ب. 1234 في العاصمة."],
        ["بنيت المدينة سنة 300 ق.م. في الوادي."],
        ["بنيت المدينة سنة 300 ق.م.", "وكانت عاصمة البلاد."],
        ["ولد سنة 622م.", "ثم هاجر."],
        ["سنة 1440 هـ.", "وقال الوزير"],
        ["بيعت الكتب والأقلام إلخ. من المواد."],
        ["بيعت الكتب والأقلام إلخ.", "وقال البائع إنه راض."],
        ["نشرت ج. ك. رولينج رواية جديدة.", "وبيعت سريعا."],
        ["كتب ع. م. سالم المقال."],
        ["قال مسؤول في U.S. Army إن الخطة جاهزة."],
        ["التقى Mr. Smith بالوفد.", "ثم سافر."],
        ["وصل الوفد الساعة 9 a.m. إلى المطار."],
        ["يحتوي الغذاء على فيتامين د.", "كما يحتوي على الحديد."],
        ["أصيب بالتهاب الكبد ج.", "ثم شفي منه."],
        ["تضم القائمة لميا ك. من البلدة."],
        ["تضم القائمة لميا ك.", "وحكمت عليها المحكمة بالسجن."],
        # Marks inside words.
        ["بلغت النسبة 3.5 بالمئة و٢٫٥ مليون."],
        ["زوروا www.example.com اليوم"],
        ["الموقع https://example.org/a.b?c=1&d=2 مفيد"],
        ["راسلوا name.family@example.org للتسجيل."],
        ["حملوا الملف report.v2.pdf من الموقع.", "ثم افتحوه."],
        ["صدر الإصدار 2.10.3 أمس."],
        ["بدأت المباراة عند 20.45 مساء."],
        ["قال لقناة العربية.نت إن الأمر انتهى."],
        ["قالت شبكة سي.إن.إن إن الأمر انتهى."],
        ["قناة (تي.آر.تي) نقلت الخبر.", "ثم حذفته."],
        # No space behind the full stop.
        ["هذا جيد.", "والأوضاع مستقرة"],
        ["انتهى.", "وقال الوزير إنه راض."],
        ["حدث ذلك عام 2018.", "وقال الوزير إنه راض."],
        ["قال «نعم».", "وقال غيره «لا»."],
        ["انتهى العمل.", "«سنعود» قال الوزير."],
        # Ellipses.
        ["ثم... عاد"],
        ["ثم… عاد الوزير إلى بيته."],
        ["مصر.. مقتل شخصين في حادث"],
        ["نحن لا نعرف...", "وأضاف الوزير أن الأمر غامض."],
        # Quotations and brackets.
        ["قال: «نعم.»", "ثم خرج"],
        ["قال الوزير: «نعم. لا.» حسب الصحيفة."],
        ["قال: «سنبني المدارس في المدن كلها.", "وسنبني المشافي في القرى البعيدة»."],
        ['قال: "سنبني المدارس في المدن كلها.', 'وسنبني المشافي في القرى البعيدة".'],
        ["سأل: «أين هم؟ لماذا؟ كيف؟»", "ثم سكت."],
        ["قال «انتهى الأمر.»، وأضاف أنه راض."],
        ['قال "انتهى الأمر." وفقا للصحيفة.'],
        ["وصف الأمر بأنه «غريب!» على حد قوله."],
        ["«هل حضر؟» سأل الوزير."],
        ["«هل حضر؟»", "سأل الوزير الحاضرين في القاعة أمس."],
        ["حضر الوزير (وهو طبيب. وأستاذ أيضا) الحفل."],
        ["حضر (؟) الوزير.", "ثم غادر (!) المكان."],
        ["كلمة «،» فاصلة"],
        ['أكد الأمر ب"وضوح".', "وقال إنه راض."],
        ['قال:" نحن نعمل".', "ثم سكت."],
        ["هزم الفريق «الأحمر».", "واحتفل «الأبيض»."],
        # Notes of an encyclopedia.
        ["ولد عام 1783.[4] هو مؤسس الدولة.[5][6] وكان قائدا."],
        # Items.
        ["البنود:", "1- الأول", "2- الثاني", "3- الثالث"],
        ["البنود: ", "١) الأول", "٢) الثاني"],
        ["البنود هي:", "أ) الأول", "ب) الثاني", "ج) الثالث"],
        ["الشروط:", "• العمر", "• الخبرة", "• اللغة"],
        ["الخطة تشمل:", "- بناء المدارس", "- بناء الطرق"],
        ["وقعت الشركة عقودا مهمة.", "1. عقد للحفر.", "2. عقد للنقل."],
        ["1. حضر الوزير.", "ثم غادر."],
        ["فاز الفريق 1-0 ثم خسر 2-1 في الإياب."],
        ["يبدأ الاجتماع بين 8 - 10 صباحا."],
        ["النتيجة ن2 + 1.", "هذه حالة خاصة."],
    ],
)
def test_where_sentences_end(sentences: list[str]) -> None:
    wanted = [sentence.strip() for sentence in sentences]
    text = " ".join(wanted)
    for joined in ("جيد.والأوضاع", "انتهى.وقال", "2018.وقال", "».وقال", "العمل.«سنعود"):
        text = text.replace(joined.replace(".", ". "), joined)
    assert cut(text) == wanted


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("البنود:\nالأول\nالثاني", ["البنود:", "الأول", "الثاني"]),
        ("انتهى الاجتماع .\r\n\r\nوبدأ غيره", ["انتهى الاجتماع .", "وبدأ غيره"]),
        ("أول\u2028ثان\u2029ثالث\u0085رابع\vخامس\fسادس", ["أول", "ثان", "ثالث", "رابع", "خامس", "سادس"]),
        ("حضر الوزير.\u200f\nثم غادر.", ["حضر الوزير.\u200f", "ثم غادر."]),
        ('حضر الوزير. .\nثم غادر. "', ["حضر الوزير. .", 'ثم غادر. "']),
        ('هل حضر؟". وقال نعم', ['هل حضر؟".', "وقال نعم"]),
        (". . . .", [". . . ."]),
        ("", []),
        (" \n\t\r\n ", []),
    ],
)
def test_lines_and_marks_alone(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@given(TEXT)
def test_sentences_tile_the_text(text: str) -> None:
    covered = 0
    for sentence in split_sentences(text):
        assert text[covered : sentence.start].strip() == ""
        assert covered <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        assert len(text[sentence.start : sentence.end].splitlines()) == 1
        covered = sentence.end
    assert text[covered:].strip() == ""


WORDS = [
    "كلمة",
    "وقد",
    "التي",
    "أكد،",
    "قال:",
    "و",
    "وأضاف",
    "«نعم",
    "نعم»",
    "(نعم",
    "نعم)",
    "في",
    "3",
    "أن",
    "..",
    "؛",
    "-",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=400))
def test_no_sentence_is_longer_than_the_limit(listed: list[str]) -> None:
    assert all(word_count(sentence) <= MAX_WORDS for sentence in cut(" ".join(listed)))


PHRASES = st.sampled_from(
    [
        *("حضر الوزير الاجتماع", "قال د. سامي إن الأمر انتهى", "بلغت النسبة 3.5 بالمئة", "هل انتهى الأمر", "- بند أول"),
        *("وأضاف أن العمل مستمر", "قال: «سنعمل غدا»", 'وصف الأمر بأنه "غريب"', "زار (مع الوفد) المدينة"),
        *("اقرأ أيضا: خبر آخر", "وأكد، وفق المصدر، ذلك"),
    ]
)
STOPS = st.sampled_from([". ", "؟ ", "! ", "؛ ", "...", "\n", "\r\n", "، "])


@given(st.lists(st.tuples(PHRASES, STOPS), max_size=12))
def test_a_sentence_cut_again_is_itself(pieces: list[tuple[str, str]]) -> None:
    text = "".join(phrase + stop for phrase, stop in pieces)
    for sentence in split_sentences(text):
        if not cut_inside(text, sentence):
            own = text[sentence.start : sentence.end]
            assert cut(own) == [own]


@given(TEXT)
def test_clauses_end_between_the_words_of_a_sentence(text: str) -> None:
    for sentence in split_sentences(text):
        ends = clause_ends(text, sentence)
        assert ends == sorted(set(ends))
        for end in ends:
            assert sentence.start < end < sentence.end
            assert text[end].isspace() and not text[end - 1].isspace()


def test_lines_do_not_touch_each_other() -> None:
    """What a line is cut into does not change with the lines around it, so that long pages take no longer a line."""
    lines = ["حضر الوزير. ثم غادر.", "قال: «نعم. لا.»", "1- أول 2- ثان", "«لم يغلق", "انتهى.وقال"]
    assert cut("\n".join(lines)) == [sentence for line in lines for sentence in cut(line)]


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "كلمة ",
            "كلمة. ",
            ".",
            ". ",
            "ا. ",
            '"',
            '"كلمة ',
            "«كلمة. ",
            "(",
            "(كلمة. ",
            "كلمة",
            "كلمة.كلمة",
            "\n",
            "ا\n",
        ),
        *(
            "، وقال ",
            "• كلمة ",
            "1- كلمة ",
            "؟!",
            "كلمة.. ",
            "#ا ",
            "كلمة > ",
            "\u200f\n",
            "اقرأ أيضا: ",
            "شاهد ",
            "[1]",
        ),
        *("- ", ": - ا ", "كَ", "3.", "\t", "ا \t", "«", "»", "www.", "@ا."),
    ],
)
def test_no_shape_of_text_takes_time_out_of_proportion(piece: str) -> None:
    """Four times the text takes about four times as long; sixteen times, if each place looked over all the rest."""
    few, many = (min(_seconds(piece * (size // len(piece))) for _ in range(2)) for size in (20_000, 80_000))
    assert many <= 10 * few + 0.05


def _seconds(text: str) -> float:
    begin = time.process_time()
    split_sentences(text)
    return time.process_time() - begin


COLLECTIONS = Path(__file__).parents[4] / "shared" / "data"


@pytest.mark.parametrize(("name", "least"), [("xquad.ar.json", 1185), ("tydiqa.ar.dev.json", 917)])
def test_answers_lie_inside_one_sentence(name: str, least: int) -> None:
    path = COLLECTIONS / name
    if not path.is_file():
        pytest.skip("the collection is not here")
    whole = 0
    for article in json.loads(path.read_text("utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            spans = [(s.start, s.end) for s in split_sentences(paragraph["context"]) if not s.boilerplate]
            for question in paragraph["qas"]:
                answers = [(a["answer_start"], a["answer_start"] + len(a["text"])) for a in question["answers"]]
                whole += any(start <= a and b <= end for a, b in answers for start, end in spans)
    assert whole >= least
