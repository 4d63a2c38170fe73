"""Where a sentence too long to quote is cut, and what is known of verbs and clauses for it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arabic import fold
from retrieval.arabic.sentences import MAX_WORDS, cut_inside, split_sentences, word_count
from retrieval.arabic.sentences.clauses import goes_on, kind_of, opens_sentence
from retrieval.arabic.sentences.cuts import LEAST_WORDS, parts
from retrieval.arabic.sentences.enclosures import around, find_enclosures
from retrieval.arabic.verbs import is_saying, is_verb


@pytest.mark.parametrize(
    "word",
    [
        *("قال", "قالت", "قالوا", "يقول", "تقول", "يقولون", "سيقول", "أكد", "أعلنت", "نفى", "نفت"),
        *("دعا", "دعت", "جاء", "جاءت", "أدى", "أدت", "كان", "كانت"),
    ],
)
def test_verbs_in_the_list(word: str) -> None:
    assert is_verb(fold(word))


@pytest.mark.parametrize(
    "word",
    [
        *("استبشر", "اجتمعت", "انزلق", "احتشدوا", "يتسلق", "سيستعيد", "ستقترب", "توسطت", "زمجرت"),
    ],
)
def test_verbs_by_their_pattern(word: str) -> None:
    assert is_verb(fold(word))


@pytest.mark.parametrize(
    "word",
    [
        *("استقبال", "اجتماع", "انطلاق", "احتجاجات", "يوم", "يوميا", "اليمن", "يسار", "ستة", "سيارة"),
        *("سياسي", "سيطرة", "بيت", "وقت", "أخت", "الإنترنت", "إنسان", "التي", "الذي", "وزير"),
    ],
)
def test_nouns_that_begin_as_verbs_do(word: str) -> None:
    assert not is_verb(fold(word))


@pytest.mark.parametrize(
    "word",
    [
        *("قتل", "نقل", "كشف", "رفض", "طلب", "عقد", "بحث", "تقدم", "توفر"),
    ],
)
def test_verbs_that_may_be_nouns_are_left_undecided(word: str) -> None:
    assert not is_verb(fold(word))


def test_verbs_that_tell_what_somebody_says() -> None:
    assert is_saying(fold("أضافت")) and not is_saying(fold("وصل"))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("وأضاف أن", "saying"),
        ("وأكدت الوزارة", "saying"),
        ("و أوضح", "saying"),
        ("فيما قال", "independent"),
        ("فيما يتعلق", "dependent"),
        ("بينما كان", "independent"),
        ("وقد وصل", "independent"),
        ("كما وصل", "independent"),
        ("كما في", "dependent"),
        ("إلا أن", "independent"),
        ("إلا في", "other"),
        ("ومن المقرر", "independent"),
        ("لكن الوزير", "independent"),
        ("ثم عاد", "independent_after_comma"),
        ("وهو ما", "independent_after_comma"),
        ("ووصل الوفد", "verb"),
        ("واستقبل الوزير", "verb"),
        ("ويشارك الوزير", "verb"),
        ("ونقل الجرحى", "noun or verb"),
        ("ونقل 5", "verb"),
        ("ونقل عن", "verb"),
        ("ولا يريد", "independent"),
        ("ولا أحد", "dependent"),
        ("بل أصبح", "independent"),
        ("ويكون الاجتماع", "verb"),
        ("والوزير سعيد", "and"),
        ("واستقبال الوفد", "and"),
        ("وزير الصحة", "other"),
        ("وزارة الصحة", "other"),
        ("وصل الوزير", "bare verb"),
        ("حيث قال", "dependent"),
        ("وذلك بعد", "dependent"),
        ("والذي قال", "dependent"),
        ("الذي قال", "relative"),
        ("مشيرا إلى", "participle"),
        ("ومؤكدة أن", "participle"),
        ("فإن الوزير", "result"),
        ("بحسب الوزارة", "attribution"),
        ("في المدينة", "preposition"),
        ("أن الوزير", "said"),
        ("إنه سعيد", "said"),
    ],
)
def test_what_a_word_begins(words: str, kind: str) -> None:
    first, second = fold(words).split()
    assert kind_of(first, second) == kind


def test_what_opens_a_sentence_and_what_goes_on() -> None:
    assert opens_sentence(fold("وأضاف")) and not opens_sentence(fold("مشيرا"))
    assert goes_on(fold("حسب")) and not goes_on(fold("وصل"))


FILLER = " ".join(["كلمة"] * 10)
LONG = " ".join(["كلمة"] * 32)


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # A clause of its own, rather than any other comma.
        (f"{FILLER}، {LONG}،", f"وأضاف أن {LONG}"),
        (f"{FILLER}، {LONG}", f"وأضاف أن {LONG}"),
        (f"{FILLER}، {LONG}،", f"وقد وصل {LONG}"),
        (f"{FILLER}، {LONG}،", f"فيما وصل {LONG}"),
        (f"{FILLER}، {LONG}،", f"بينما وصل {LONG}"),
        (f"{FILLER}، {LONG}،", f"كما وصل {LONG}"),
        (f"{FILLER}، {LONG}،", f"لكن الوزير {LONG}"),
        (f"{FILLER}، {LONG}،", f"ووصل الوفد {LONG}"),
        (f"{FILLER}، {LONG}،", f"إلا أن الوفد {LONG}"),
        (f"{FILLER}، {LONG}..", f"هناك خطة {LONG}"),
        # Without one, the most natural place there is.
        (f"{LONG}،", f"حيث قال {LONG}"),
        (f"{LONG}،", f"مشيرا إلى {LONG}"),
        (LONG, f"في المدينة {LONG}"),
        (LONG, f"والكلمة {LONG}"),
        (f"{LONG}،", f"والذي قال {LONG}"),
        # Never between a verb of saying and its «أن», a number and its noun, a title and its name, in a quotation.
        (f"{LONG}،", f"قال الوزير، أمس، إن {LONG}"),
        (f"{LONG}", f"في عام 3 ملايين {LONG}"),
        (LONG, f"على «كلمة، وأضاف أن كلمة» {LONG}"),
        (LONG, f"على كلمة (كلمة، وأضاف أن كلمة) {LONG}"),
        (LONG, f"من الوزير سالم {LONG}"),
    ],
)
def test_where_a_long_sentence_is_cut(before: str, after: str) -> None:
    assert cut(f"{before} {after}") == [before, after]


def test_a_sentence_that_fits_is_never_cut() -> None:
    text = f"{LONG}، وأضاف أن {' '.join(['كلمة'] * 26)}"
    assert word_count(text) == MAX_WORDS
    assert cut(text) == [text]


def test_a_long_sentence_is_cut_at_the_strongest_boundary_in_reach() -> None:
    text = " ".join(["كلمة"] * 30 + ["أخيرة،"] + ["كلمة"] * 40)
    assert [word_count(part) for part in cut(text)] == [31, 40]


def test_two_good_cuts_are_better_than_a_bad_one() -> None:
    more = " ".join(["كلمة"] * 40)
    text = f"{FILLER}، {FILLER}، وأضاف أن {more}، وأكد أن {more}"
    assert [part.split()[0] for part in cut(text)] == ["كلمة", "وأضاف", "وأكد"]


def test_parts_know_that_they_were_cut() -> None:
    text = f"حضر الوزير. {LONG}، وأضاف أن {LONG}. ثم غادر.\nوقال نعم."
    assert [cut_inside(text, sentence) for sentence in split_sentences(text)] == [False, True, True, False, False]


WORDS = st.sampled_from(
    ["كلمة", "وقد", "التي", "أكد،", "قال:", "و", "وأضاف", "«نعم", "نعم»", "(نعم", "نعم)", "في", "3", "أن"]
)


@given(st.lists(WORDS, min_size=1, max_size=300))
def test_parts_are_neither_too_long_nor_too_short(listed: list[str]) -> None:
    text = " ".join(listed)
    sizes = [word_count(text[start:end]) for start, end in parts(text, 0, len(text), MAX_WORDS)]
    assert sum(sizes) == len(listed)
    assert all(size <= MAX_WORDS for size in sizes)
    assert len(sizes) == 1 or all(size >= LEAST_WORDS for size in sizes)


@pytest.mark.parametrize(
    ("line", "quotations", "brackets"),
    [
        ("قال «نعم» ثم خرج", ["«نعم»"], []),
        ("قال «نعم «لا» ثم» وخرج", ["«نعم «لا» ثم»"], []),
        ('قال "نعم" و"لا" معا', ['"نعم"', '"لا"'], []),
        ('وصفه ب"الخطير"، ثم سكت', ['"الخطير"'], []),
        ('قال:" نعم " ثم سكت', ['" نعم "'], []),
        ("حضر (الوزير [السابق]) أمس", [], ["(الوزير [السابق])"]),
        ("1) أول 2) ثان", [], []),
        ("علامة « بلا قرين", [], []),
    ],
)
def test_quotations_and_brackets(line: str, quotations: list[str], brackets: list[str]) -> None:
    found = find_enclosures(line)
    assert [line[start:end] for start, end in found.quotations] == quotations
    assert [line[start:end] for start, end in found.brackets] == brackets


@given(st.text(alphabet='اب «»"()[] .:', max_size=80))
def test_enclosures_are_in_order_and_apart(line: str) -> None:
    found = find_enclosures(line)
    for spans in (found.quotations, found.open_quotations, found.brackets):
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        for start, end in spans:
            assert 0 <= start < end <= len(line)
            assert end - start < 2 or around(spans, start + 1) == (start, end)
