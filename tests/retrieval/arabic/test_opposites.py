"""Opposites: which words are, in which forms, and where a sentence says one of what a quote says the other of."""

import pytest

from retrieval.arabic import words
from retrieval.arabic.opposites import is_undoing, opposed, opposite, undone
from retrieval.arabic.roles import exchanged

OPPOSITE = """
ارتفع انخفض | يرتفع هبط | ترتفع تراجعت | ارتفاع هبوط | الصعود النزول | زيادة خفض | بزيادة بخفض |
وزادت ونقصت | سيزيد سيقل | ينمو ينكمش | النمو الانكماش | وافق رفض | يوافق يرفض | الموافقة الرفض |
قبول برفض | صادقت رفضت | بدأ انتهى | بدء نهاية | انطلقت توقفت | استمر توقف | مواصلة وقف |
فتح أغلق | فتحت تغلق | إغلاق بفتح | يعقد ألغى | تأجيل عقد | عاش مات | نجاة مقتل |
ينجو غرقوا | نجح فشل | نجاح الفشل | أكد نفى | تؤكد تنفي | اعترفت أنكرت | سمح منع |
السماح الحظر | يسمحون تمنع | أيد عارض | مؤيد معارض | المؤيدون المعارضين | دخل خرج | دخول خروج |
انضمام انسحاب | وصل غادر | وصولهم مغادرته | عين أقال | تعيين إقالة | أفرج اعتقل | الإفراج باعتقال |
معتقل محرر | برأ أدان | براءة إدانة | فاز خسر | فوز خسارة | باع اشترى | بيع شراء |
هجوم انسحاب | حرب سلام | اتفاق خلاف | تحسن تدهور | تحسنت تتدهور | حضور غياب | قانوني محظور |
بنى هدم | بناء تدمير | وحد قسم | أكثر أقل | أعلى أدنى | قوي ضعيف | قوية ضعيفة |
إيجابي سلبي | إيجابية السلبية | علني سري | أرباح خسائر | قبل بعد | فوق تحت | مع ضد |
شدد خفف | تفاؤل تشاؤم | ظهر اختفى | كشف أخفى | أشاد انتقد | غني فقير
"""
NOT_OPPOSITE = """
ارتفع صعد | هبوط تراجع | وافق قبل | رفض عارض | بدأ انطلق | أغلق أقفل | نجح تمكن |
سمح أجاز | دخل انضم | أفرج حرر | ارتفع رفض | ارتفع أغلق | وافق هبط | فاز أغلق |
باع هدم | عين أدان | كتاب قلم | وزير مدير | الذهب النفط | الذهب الوصول | مدينة قرية |
بحر بر | فريق لاعب | كبير واسع | ضعيف هش | صيف حار | عالم جهل | وطن سكن |
كتب قرأ | قال صرح | فكر عمل | بيت باب | شركة مصنع | سيارة طائرة | يوم شهر |
وردة زهرة | لغة كلام | أجل قدم | رئيس وزير | نمو ازدياد | حرب قتال | سلام هدنة |
بناء تشييد | قوي متين | فوز انتصار | تونس مصر
"""
SAME_THING = [
    ("ارتفعت أسعار القمح", "هبوط أسعار القمح"),
    ("الليرة ترتفع أمام الدولار", "الليرة تتراجع أمام الدولار"),
    ("المجلس يوافق على القانون", "المجلس يرفض القانون"),
    ("ترحيب تركي بالقرار الجديد", "تنديد تركي بالقرار الجديد"),
    ("إغلاق المعبر أمام المسافرين", "فتح المعبر أمام المسافرين"),
    ("تعيين مدير الشركة", "إقالة مدير الشركة"),
    ("سافر بعد الانتخابات", "سافر قبل الانتخابات"),
    ("فازت تونس بالمباراة", "خسرت تونس المباراة"),
]
OTHER_THINGS = [
    ("النفط يرتفع مع هبوط مخزونات البنزين", "جلسة بين ارتفاع النفط وهبوط مخزون البنزين"),
    ("ارتفعت أسعار القمح", "هبط إنتاج السيارات"),
    ("فاز أحمد على سالم", "خسر سالم أمام أحمد"),
    ("باع أحمد البيت", "اشترى سالم السيارة"),
    ("سافر قبل الانتخابات", "عاد بعد الحرب"),
    ("لم يرفض المجلس القانون", "وافق المجلس على القانون"),
    ("وافق المجلس على القانون", "لم يرفض المجلس القانون"),
    ("نفى الوزير رفع الرسوم", "الوزير ينفي خفض الرسوم"),
    ("الذهب يتراجع", "الذهب يتخلى عن مكاسبه"),
    ("ارتفع السعر ثم هبط السعر", "هبط السعر بعد أن ارتفع السعر"),
]


def pairs(table: str) -> list[tuple[str, str]]:
    return [(one, other) for row in table.split("|") for one, other in (words(row),)]


@pytest.mark.parametrize(("one", "other"), pairs(OPPOSITE))
def test_opposites_are_known_in_all_their_forms(one: str, other: str) -> None:
    assert opposite(one, other)
    assert opposite(other, one)


@pytest.mark.parametrize(("one", "other"), pairs(NOT_OPPOSITE))
def test_other_words_are_not_opposites(one: str, other: str) -> None:
    assert not opposite(one, other)


@pytest.mark.parametrize(("sentence", "quote"), SAME_THING)
def test_opposites_of_the_same_thing_are_seen_both_ways(sentence: str, quote: str) -> None:
    assert list(opposed(words(sentence), words(quote)))
    assert list(opposed(words(quote), words(sentence)))


@pytest.mark.parametrize(("sentence", "quote"), OTHER_THINGS)
def test_opposites_of_other_things_are_not_opposed(sentence: str, quote: str) -> None:
    assert list(opposed(words(sentence), words(quote))) == []


@pytest.mark.parametrize(
    ("one", "other", "taken_back"),
    [
        ("قال الوزير إن الأسعار ترتفع", "رفض الوزير السؤال وقال إن الأسعار ترتفع", []),
        ("إلغاء الضريبة الجديدة", "الضريبة الجديدة", ["الضريبه"]),
        ("فشل السيطرة على المدينة", "القوات تسيطر على المدينة", ["السيطره"]),
        ("إلغاء الضريبة الجديدة", "رفض الضريبة الجديدة", []),
        ("لم يلغ المجلس الضريبة", "الضريبة الجديدة", []),
    ],
)
def test_what_is_taken_back_in_one_text_and_told_in_the_other(one: str, other: str, taken_back: list[str]) -> None:
    assert list(undone(words(one), words(other))) == taken_back


def test_what_takes_back() -> None:
    assert all(map(is_undoing, words("إلغاء ألغت وسيمنع بفشل رفضه")))
    assert not any(map(is_undoing, words("أجل وزير رفع")))


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("هزمت مصر تونس في المباراة", "هزمت تونس مصر في المباراة"),
        ("تونس تهزم مصر في المباراة", "مصر تهزم تونس في المباراة"),
        ("استقبل الرئيس سمير الوزير هادي", "استقبل الوزير هادي الرئيس سمير"),
        ("زيارة سمير لهادي", "زيارة هادي لسمير"),
        ("غاز قبرص لمصر", "غاز مصري لقبرص"),
        ("سافر سامي من تونس إلى مصر", "سافر سامي من مصر إلى تونس"),
    ],
)
def test_names_in_each_others_place_are_exchanged(sentence: str, quote: str) -> None:
    assert list(exchanged(words(sentence), words(quote)))


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("سمير يحذر هادي", "حذر سمير هادي"),
        ("التقى سمير هادي", "التقى هادي سمير"),
        ("زار سمير وهادي تونس", "زار هادي وسمير تونس"),
        ("من تونس إلى مصر سافر سامي", "سافر سامي من تونس إلى مصر"),
        ("اتفقت تركيا مع فرنسا", "اتفقت فرنسا مع تركيا"),
        ("استقبل سمير هادي", "استقبل هادي من قبل سمير"),
    ],
)
def test_another_order_alone_is_no_exchange(sentence: str, quote: str) -> None:
    assert list(exchanged(words(sentence), words(quote))) == []
