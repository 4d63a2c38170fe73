"""Where a text tells a date, and which days it means; what the words leave open the article's own day settles."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hijridate import Gregorian, Hijri
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.arabic.calendar import Dated, day_of, find_dates, meaning, period, read_date
from retrieval.arabic.calendar.days import length, span
from retrieval.arabic.calendar.tokens import Token, Tokens

WEDNESDAY = date(2017, 3, 15)


def told(text: str, published: date | None = None) -> list[str]:
    return [one.value or one.reason for one in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # digits
        ("5/3/2024", "2024-03-05"),
        ("5-3-2024", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        ("05/03/2024", "2024-03-05"),
        ("5 / 3 / 2024", "2024-03-05"),
        ("5/3/17", "2017-03-05"),
        ("2024-03-05", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("٥/٣/٢٠٢٤", "2024-03-05"),
        ("٥‏/٣‏/٢٠٢٤", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024-03-05T10:00:00Z", "2024-03-05"),
        ("2024-03-05T10:00:00+02:00", "2024-03-05"),
        ("2024-03-05 10:00", "2024-03-05"),
        ("12/25/2016", "2016-12-25"),
        ("5/3/2024م", "2024-03-05"),
        ("15/9/1435 هـ", "2014-07-12"),
        ("15/9/1435", "2014-07-12"),
        ("1435/9/15", "2014-07-12"),
        # months by name
        ("5 مارس 2024", "2024-03-05"),
        ("5 آذار/مارس 2024", "2024-03-05"),
        ("5 آذار / مارس 2024", "2024-03-05"),
        ("5 مارس آذار 2024", "2024-03-05"),
        ("5 مارس (آذار) 2024", "2024-03-05"),
        ("5 مارس (آذار)، 2024", "2024-03-05"),
        ("مارس 5, 2024", "2024-03-05"),
        ("مارس 5، 2024", "2024-03-05"),
        ("٥ مَارِس ٢٠٢٤", "2024-03-05"),
        ("5مارس2024", "2024-03-05"),
        ("5 / مارس / 2024", "2024-03-05"),
        ("5-مارس-2024", "2024-03-05"),
        ("05-Mar-2024", "2024-03-05"),
        ("5 من مارس 2024", "2024-03-05"),
        ("5 من شهر مارس عام 2024", "2024-03-05"),
        ("الخامس من مارس 2024", "2024-03-05"),
        ("الثالث عشر من مارس 2024", "2024-03-13"),
        ("الحادي والعشرين من مارس 2024", "2024-03-21"),
        ("الحادي والثلاثين من مارس 2024", "2024-03-31"),
        ("الثلاثين من يونيو 2013", "2013-06-30"),
        ("الـ15 من مارس 2024", "2024-03-15"),
        ("ال 15 من مارس 2024", "2024-03-15"),
        ("فاتح ماي 2017", "2017-05-01"),
        ("أول يناير 2017", "2017-01-01"),
        ("غشت 2022", "2022-08"),
        ("7 غشت 2022", "2022-08-07"),
        ("1 شتنبر 2022", "2022-09-01"),
        ("2 نونبر 2022", "2022-11-02"),
        ("3 دجنبر 2022", "2022-12-03"),
        ("4 يوليوز 2022", "2022-07-04"),
        ("5 يبراير 2022", "2022-02-05"),
        ("5 جويلية 1962", "1962-07-05"),
        ("9 أفريل 1938", "1938-04-09"),
        ("3 أوت 1903", "1903-08-03"),
        ("14 جانفي 2011", "2011-01-14"),
        ("7 نوڤمبر 1987", "1987-11-07"),
        ("2 تشرين أول 2018", "2018-10-02"),
        ("25 كانون الأول 2016", "2016-12-25"),
        ("4 آب 2020", "2020-08-04"),
        ("1 مي 2017", "2017-05-01"),
        ("الثلاثاء 5 مارس 2024", "2024-03-05"),
        ("الثلاثاء، 5 مارس، 2024", "2024-03-05"),
        ("يوم الثلاثاء الموافق 5 مارس 2024", "2024-03-05"),
        ("الثلاثاء 5/3/2024", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 +0200", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("مارس 2024", "2024-03"),
        ("آذار/مارس 2024", "2024-03"),
        ("مارس من عام 2024", "2024-03"),
        ("كانون الثاني عام 2011", "2011-01"),
        ("نهاية مارس 2024", "2024-03"),
        ("النصف الأول من مارس 2024", "2024-03"),
        ("الأربعاء الأول من أبريل 2018", "2018-04-04"),
        # the Hijri calendar
        ("1 محرم 1446 هـ", "2024-07-07"),
        ("15 رمضان 1435", "2014-07-12"),
        ("الحادي والعشرين من رمضان 1435", "2014-07-18"),
        ("غرة رمضان 1438", "2017-05-27"),
        ("24 شعبان 1445هـ الموافق 5 مارس 2024م", "2024-03-05"),
        ("5 مارس 2024 (24 شعبان 1445)", "2024-03-05"),
        ("10 محرم الموافق 30 سبتمبر 2017", "2017-09-30"),
        ("رمضان 1435", "2014-06-28/2014-07-27"),
        ("رمضان 2017", "2017-05-27/2017-06-24"),
        ("جمادى الآخرة 1438", "2017-02-28/2017-03-28"),
        ("1435 هـ", "2013-11-04/2014-10-24"),
        ("سنة 1435 هجرية", "2013-11-04/2014-10-24"),
        ("العام الهجري 1435", "2013-11-04/2014-10-24"),
        ("1435هـ/2014م", "2014"),
        ("1435 هـ - 2014 م", "2014"),
        ("1 محرم سنة 1 هـ", "0622-07-19"),
        # years and more
        ("عام 2024", "2024"),
        ("سنة 1990", "1990"),
        ("العام 2000", "2000"),
        ("عام 2000", "2000"),
        ("في 2013", "2013"),
        ("في1948", "1948"),
        ("ومنذ 1967،", "1967"),
        ("مواليد 1982", "1982"),
        ("انتخابات 2016", "2016"),
        ("2013م", "2013"),
        ("عام 622 م", "0622"),
        ("عام ألفين وسبعة عشر", "2017"),
        ("صيف 2016", "2016"),
        ("1990-1995", "1990/1995"),
        ("عامي 1990 و1995", "1990/1995"),
        ("أعوام 2011 و2012 و2013", "2011/2013"),
        ("بين عامي 1990 و1995", "1990/1995"),
        ("بين عامي 1990 و 1995", "1990/1995"),
        ("ما بين 1990 و1995", "1990/1995"),
        ("من 2011 إلى 2015", "2011/2015"),
        ("عام 1994 وحتى عام 2000", "1994/2000"),
        ("موسم 2016-17", "2016/2017"),
        ("السنة الدراسية 2017/2016", "2016/2017"),
        ("التسعينيات", "1990/1999"),
        ("تسعينات القرن التاسع عشر", "1890/1899"),
        ("القرن العشرين", "1901/2000"),
        ("القرن الحادي والعشرين", "2001/2100"),
        ("القرن الـ19", "1801/1900"),
        ("الربع الأول من 2017", "2017-01-01/2017-03-31"),
        ("الأشهر الستة الأولى من عام 2017", "2017-01-01/2017-06-30"),
        ("الربع الثاني للعام 2017", "2017-04-01/2017-06-30"),
        ("الربع الأخير من عام 2017", "2017-10-01/2017-12-31"),
        ("النصف الثاني من 2017", "2017-07-01/2017-12-31"),
        # spans
        ("من 3 إلى 5 مارس 2024", "2024-03-03/2024-03-05"),
        ("3-5 مارس 2024", "2024-03-03/2024-03-05"),
        ("14 و15 فيفري 2017", "2017-02-14/2017-02-15"),
        ("14 و 15 فيفري 2017", "2017-02-14/2017-02-15"),
        ("1 و2 و3 ماي 2016", "2016-05-01/2016-05-03"),
        ("يومي الثلاثاء والأربعاء 14 و15 فيفري 2017", "2017-02-14/2017-02-15"),
        ("من 25 مارس إلى 3 أبريل 2017", "2017-03-25/2017-04-03"),
        ("من 25 ديسمبر إلى 3 يناير 2017", "2016-12-25/2017-01-03"),
        ("بين مارس 2015 وأبريل 2017", "2015-03-01/2017-04-30"),
        ("من يناير إلى مارس 2017", "2017-01-01/2017-03-31"),
        ("شهري يناير وفبراير 2017", "2017-01-01/2017-02-28"),
        ("مارس/أبريل 2017", "2017-03-01/2017-04-30"),
        ("5/3/2024 - 7/3/2024", "2024-03-05/2024-03-07"),
        ("5-7/3/2024", "2024-03-05/2024-03-07"),
    ],
)
def test_what_is_told_in_full_needs_no_article_day(text: str, value: str) -> None:
    assert told(text) == [value]
    assert told(f"وقال إن ذلك كان {text}، وانتهى.", WEDNESDAY) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("أمس", "2017-03-14"),
        ("بالأمس", "2017-03-14"),
        ("امبارح", "2017-03-14"),
        ("البارحة", "2017-03-14"),
        ("مساء أمس", "2017-03-14"),
        ("الليلة الماضية", "2017-03-14"),
        ("أول أمس", "2017-03-13"),
        ("أول من أمس", "2017-03-13"),
        ("أمس الأول", "2017-03-13"),
        ("اليوم", "2017-03-15"),
        ("صباح اليوم", "2017-03-15"),
        ("الليلة", "2017-03-15"),
        ("النهارده", "2017-03-15"),
        ("غدا", "2017-03-16"),
        ("غداً", "2017-03-16"),
        ("يوم غد", "2017-03-16"),
        ("بكره", "2017-03-16"),
        ("غدوة", "2017-03-16"),
        ("بعد غد", "2017-03-17"),
        ("أمس الثلاثاء", "2017-03-14"),
        ("اليوم الخميس", "2017-03-16"),
        ("غدا الخميس", "2017-03-16"),
        ("الخميس المقبل", "2017-03-16"),
        ("الأربعاء المقبل", "2017-03-22"),
        ("الخميس القادم", "2017-03-16"),
        ("الخميس الماضي", "2017-03-09"),
        ("الأربعاء الماضي", "2017-03-08"),
        ("الجمعة الماضية", "2017-03-10"),
        ("الخميس المنصرم", "2017-03-09"),
        ("الخميس الجاري", "2017-03-16"),
        ("الخميس", "2017-03-09"),
        ("الأربعاء", "2017-03-15"),
        ("قال الوزير يوم الأحد", "2017-03-12"),
        ("سيعقد الاجتماع يوم الأحد", "2017-03-19"),
        ("من المقرر أن يصل الأحد", "2017-03-19"),
        ("كان من المقرر أن تبدأ الأحد", "2017-03-12"),
        ("يزور الرئيس تونس الخميس", "2017-03-16"),
        ("يعقد غدا الخميس", "2017-03-16"),
        ("يومي الثلاثاء والأربعاء الماضيين", "2017-03-07/2017-03-08"),
        ("ليل الاثنين الثلاثاء", "2017-03-13/2017-03-14"),
        ("بين الاثنين والأربعاء", "2017-03-13/2017-03-15"),
        ("20 يناير المقبل", "2018-01-20"),
        ("20 مارس المقبل", "2017-03-20"),
        ("يناير الماضي", "2017-01"),
        ("مارس الماضي", "2016-03"),
        ("أغسطس/آب من العام الماضي", "2016-08"),
        ("15 مارس العام الماضي", "2016-03-15"),
        ("الثالث عشر من الشهر الجاري", "2017-03-13"),
        ("25 الجاري", "2017-03-25"),
        ("12 من الشهر المقبل", "2017-04-12"),
        ("الشهر الماضي", "2017-02"),
        ("الشهر الجاري", "2017-03"),
        ("هذا الشهر", "2017-03"),
        ("الشهر المقبل", "2017-04"),
        ("العام الماضي", "2016"),
        ("السنة المقبلة", "2018"),
        ("العام قبل الماضي", "2015"),
        ("للعام الحالي", "2017"),
        ("الربع الأول من العام الجاري", "2017-01-01/2017-03-31"),
        ("الأسبوع الماضي", "2017-03-06/2017-03-12"),
        ("هذا الأسبوع", "2017-03-13/2017-03-19"),
        ("الأسبوع المقبل", "2017-03-20/2017-03-26"),
        ("نهاية الأسبوع المقبل", "2017-03-24/2017-03-26"),
        ("القرن الماضي", "1901/2000"),
        ("ستينيات القرن الماضي", "1960/1969"),
        ("قبل يومين", "2017-03-13"),
        ("منذ ثلاثة أيام", "2017-03-12"),
        ("قبل 3 أشهر", "2016-12"),
        ("قبل نحو عشر سنوات", "2007"),
        ("منذ عام", "2016"),
        ("بعد أسبوعين", "2017-03-27/2017-04-02"),
        ("الشهرين الماضيين", "2017-01-01/2017-03-15"),
        ("سيعود بعد ثلاثة أيام", "2017-03-18"),
        ("السنوات الخمس الماضية", "2012-01-01/2017-03-15"),
        ("الأيام الثلاثة المقبلة", "2017-03-15/2017-03-18"),
        # without a year: the nearest, unless the words say otherwise
        ("5 مارس", "2017-03-05"),
        ("3 يناير", "2017-01-03"),
        ("الخامس من ماي", "2017-05-05"),
        ("في ديسمبر", "2016-12"),
        ("شهر رمضان", "2017-05-27/2017-06-24"),
        ("رمضان المقبل", "2017-05-27/2017-06-24"),
        ("من يوليو وحتى ديسمبر الماضيين", "2016-07-01/2016-12-31"),
        ("من 25 ديسمبر إلى 3 يناير", "2016-12-25/2017-01-03"),
        ("وأعلنت الشركة في أغسطس", "2016-08"),
        ("ستجرى الانتخابات في أغسطس", "2017-08"),
        ("يوم الثلاثاء 5/3", "2017-03-05"),
    ],
)
def test_what_the_words_leave_open_is_counted_from_the_articles_day(text: str, value: str) -> None:
    assert told(text, WEDNESDAY) == [value]


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        ("أمس", None, "no_article_day"),
        ("يوم الخميس", None, "no_article_day"),
        ("20 يناير المقبل", None, "no_article_day"),
        ("العام الماضي", None, "no_article_day"),
        ("قبل يومين", None, "no_article_day"),
        ("5 مارس", None, "no_year"),
        ("15 رمضان", None, "no_year"),
        ("مارس/آذار", None, "no_year"),
        ("يوم 25", WEDNESDAY, "no_month"),
        ("30 فبراير 2017", WEDNESDAY, "no_such_day"),
        ("31 أبريل", None, "no_such_day"),
        ("31/2/2017", WEDNESDAY, "no_such_day"),
        ("30 محرم 1440", WEDNESDAY, "no_such_day"),
        ("من 5 مارس 2017 إلى 3 مارس 2017", WEDNESDAY, "no_such_day"),
        ("عام 20014", WEDNESDAY, "out_of_range"),
        ("سنة 330 ق.م", WEDNESDAY, "before_christ"),
        ("القرن الثالث قبل الميلاد", WEDNESDAY, "before_christ"),
        ("الأيام القليلة القادمة", WEDNESDAY, "vague"),
        ("السنوات الأخيرة", WEDNESDAY, "vague"),
        ("قبل عدة أيام", WEDNESDAY, "vague"),
        ("منذ سنوات", WEDNESDAY, "vague"),
        ("أيام الجمعة", WEDNESDAY, "vague"),
        ("كل يوم سبت", WEDNESDAY, "vague"),
        ("وعاد بعد ثلاث سنوات", WEDNESDAY, "told_elsewhere"),
        ("بعد 15 يوما من التوقيع", WEDNESDAY, "told_elsewhere"),
        ("قبل يومين من الانتخابات", WEDNESDAY, "told_elsewhere"),
        ("20 من الشهر نفسه", WEDNESDAY, "told_elsewhere"),
        ("مارس من نفس العام", WEDNESDAY, "told_elsewhere"),
        ("ثورة 25 يناير", WEDNESDAY, "a_name"),
        ("حرب أكتوبر", WEDNESDAY, "a_name"),
        ("شارع 7 نوفمبر", WEDNESDAY, "a_name"),
    ],
)
def test_a_date_without_a_value_says_why(text: str, published: date | None, reason: str) -> None:
    assert told(text, published) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "1500 لاجئ", "2000 دينار", "مقتل 2000 شخص", "رقم 2016", "الساعة 20:16", "2,500", "بنسبة 3.5%", "192.168.1.1",
        "فاز 2-1", "5/3 السكان", "على مدار 24/7", "هجمات 9/11", "القضية عدد 636/2014", "لمدة 30 يوما", "عمره 25 عاما",
        "خلال 24 ساعة", "مارس الضغط على الحكومة", "تيريزا ماي", "أحد المسؤولين", "لا أحد", "فاز 3 صفر", "صفر",
        "شعبان عبد الرحيم", "رجب طيب", "رمضان صبحي", "في أب لثلاثة أطفال", "ربيع عمره", "النائب العام الحالي",
        "الأمين العام السابق", "بشكل عام", "صفقة القرن", "في الثلاثينيات من عمره", "مأدبة غداء", "غَدَاء عمل",
        "حزب الغد", "موقع أخبار اليوم", "صحيفة الوسط اليوم",
        "اليوم التالي", "في نفس اليوم", "المصري اليوم", "اليوم السابع", "كلا الاثنين", "في 2000 مدرسة",
        "سندات لخمس سنوات 22 نقطة", "٢٬٠٠٠", "B2016x", "12345678901234567890",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert told(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("وفي يوم الخميس، 5 مارس 2024، قال", ["يوم الخميس، 5 مارس 2024"]),
        ("والخميس وصل", ["الخميس"]),
        ("للعام 2017 فقط", ["للعام 2017"]),
        ("ثلاثاء الخَمِيسَ الماضيَ وصل", ["الخَمِيسَ الماضيَ"]),
        ("في 16 أبريل و7 مايو 2017", ["16 أبريل", "7 مايو 2017"]),
        ("من 3 إلى 5 مارس 2017.", ["من 3 إلى 5 مارس 2017"]),
        ("الثلاثـاء", ["الثلاثـاء"]),
        ("(الأربعاء)", ["الأربعاء"]),
        ("منذ عام 2013، وفي مارس/آذار 2015", ["عام 2013", "مارس/آذار 2015"]),
        ("الخميس (5 مارس 2024) في", ["الخميس (5 مارس 2024)"]),
        ("5 مارس\n2024", ["5 مارس\n2024"]),
        ("5 مارس\n\n2024", ["5 مارس", "2024"]),
    ],
)
def test_a_span_holds_the_date_and_nothing_else(text: str, spans: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_dates(text, WEDNESDAY)] == spans


def test_the_next_date_of_a_list_tells_the_year_of_the_one_before() -> None:
    assert told("في 16 أبريل و7 مايو 2019", WEDNESDAY) == ["2019-04-16", "2019-05-07"]


def test_what_is_known_of_a_date_beside_its_days() -> None:
    last, ramadan, quarter = find_dates("الشهر الماضي، 5 رمضان 1438، الربع الأول من 2017", WEDNESDAY)
    assert (last.precision, last.relative, last.hijri) == ("month", True, False)
    assert (ramadan.precision, ramadan.relative, ramadan.hijri) == ("day", False, True)
    assert (quarter.precision, quarter.first, quarter.last) == ("range", date(2017, 1, 1), date(2017, 3, 31))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("3/2024", "2024-03"),
        (" 2024-03-05 ", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 +0200", "2024-03-05"),
        ("Tue, 5 Mar 2024 10:00 GMT", "2024-03-05"),
        ("2024-03-05T10:00:00.123Z", "2024-03-05"),
        ("نشر في: الثلاثاء 5 مارس 2024 - 10:30 ص", "2024-03-05"),
        ("آخر تحديث 5/3/2024 الساعة 10:30 بتوقيت غرينتش", "2024-03-05"),
        ("24 شعبان 1445 هـ", "2024-03-05"),
        ("شعبان 1445", "2024-02-11/2024-03-10"),
        ("2013-11-19/2013-11-21", "2013-11-19/2013-11-21"),
        ("1990/1999", "1990/1999"),
    ],
)
def test_a_text_that_is_one_date(text: str, value: str) -> None:
    found = read_date(text)
    assert found and found.value == value
    assert text[found.start : found.end].strip() in text


@pytest.mark.parametrize(
    "text", ["", "مقال", "5 مارس 2024 و7 مارس 2024", "الملك زار تونس عام 2013", "1500", "999", "2024-13-40"]
)
def test_a_text_that_is_not_one_date_has_no_period(text: str) -> None:
    assert text == "1500" or period(text) is None
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("19 نوفمبر 2013", "", "2013-11-19"),
        ("١٩ تشرين الثاني ٢٠١٣", "", "2013-11-19"),
        ("عام 1990", "", "1990"),
        ("1990", "", "1990"),
        ("31 فبراير 2013", "", ""),
        ("سنة 330 ق.م", "", ""),
        ("يوم الخميس", "", ""),
        ("سنة 1435 هـ", "", "2013-11-04/2014-10-24"),
        ("يوم غد الثلاثاء 19 نوفمبر", "2013-11-18", "2013-11-19"),
        ("اليوم الإثنين", "2013-11-18", "2013-11-18"),
        ("الخميس الماضي", "18 نوفمبر 2013", "2013-11-14"),
        ("الخميس المقبل", "Mon, 18 Nov 2013 08:00:00 GMT", "2013-11-21"),
        ("الجمعة", "2013-11-18", "2013-11-15"),
        ("3 يناير", "2013-11-18", "2014-01-03"),
        ("شهر ديسمبر", "2013-11-18", "2013-12"),
    ],
)
def test_the_meaning_of_a_date_quoted_from_an_article(text: str, published: str, value: str) -> None:
    assert meaning(text, published) == value


EGYPT = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
LEVANT = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
TUNIS = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
RABAT = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
ORDINALS = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"]
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
MARKS = "\u064b\u064e\u064f\u0650\u0651\u0652"


def ordinal(number: int) -> str:
    if number <= 10:
        return ORDINALS[number - 1]
    ten, unit = divmod(number, 10)
    first = "الحادي" if unit == 1 else ORDINALS[unit - 1]
    if ten == 1:
        return f"{first} عشر"
    tens = {2: "العشرين", 3: "الثلاثين"}[ten]
    return f"{first} و{tens}" if unit else tens


FORMS: list[Callable[[date], str]] = [
    lambda d: d.isoformat(),
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d.isoformat()}T10:00:00Z",
    lambda d: f"{d.day} {EGYPT[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {LEVANT[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02} {TUNIS[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {RABAT[d.month - 1]}، {d.year}",
    lambda d: f"{d.day} {LEVANT[d.month - 1]}/{EGYPT[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {EGYPT[d.month - 1]} ({LEVANT[d.month - 1]}) {d.year}",
    lambda d: f"{EGYPT[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]} {d.day} {EGYPT[d.month - 1]} {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}، {d.day} {TUNIS[d.month - 1]} {d.year}م",
    lambda d: f"{d.day} من {EGYPT[d.month - 1]} عام {d.year}",
    lambda d: f"{ordinal(d.day)} من {LEVANT[d.month - 1]} {d.year}",
    lambda d: f"{d:%a, %d %b %Y} 10:00:00 +0200",
]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.randoms())
def test_a_day_is_read_from_every_form_in_any_digits_and_with_vowels(day: date, chance: random.Random) -> None:
    for form in FORMS:
        text = form(day)
        vowelled = "".join(c + chance.choice(["", *MARKS]) if "\u0621" <= c <= "\u064a" else c for c in text)
        for written in (text, text.translate(EASTERN), vowelled):
            assert day_of(written) == day, written
            assert told(f"في {written}.") == [day.isoformat()], written


def test_the_days_of_two_centuries() -> None:
    day, number = date(1900, 1, 1), 0
    while day.year <= 2100:
        text = FORMS[number % len(FORMS)](day)
        assert day_of(text) == day, text
        day, number = day + timedelta(3), number + 1


MONTHS_OF_HIJRA = [Hijri(1440, month, 1).month_name("ar") for month in range(1, 13)]


@given(st.dates(date(1924, 8, 1), date(2077, 11, 16)))
def test_a_hijri_day_is_the_gregorian_one_of_umm_al_qura(day: date) -> None:
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    name = MONTHS_OF_HIJRA[hijri.month - 1]
    for text in (
        f"{hijri.day} {name} {hijri.year} هـ",
        f"{hijri.day} {name} {hijri.year}",
        f"{ordinal(hijri.day)} من {name} عام {hijri.year} للهجرة",
        f"{hijri.day}/{hijri.month}/{hijri.year}هـ",
    ):
        assert day_of(text) == day, text
        assert all(one.hijri for one in find_dates(text)), text


def test_hijri_years_outside_of_the_table_follow_one_another() -> None:
    for years in (range(1, 1343), range(1501, 3000)):
        spans = [span(year, None, None, hijri=True) for year in years]
        for one, following in pairwise(spans):
            assert not isinstance(one, str) and not isinstance(following, str)
            assert following[0] - one[1] == timedelta(1)
            assert (one[1] - one[0]).days + 1 in (354, 355)
    assert [length(1440, month, hijri=True) for month in range(1, 13)] == [
        Hijri(1440, month, 1).month_length() for month in range(1, 13)
    ]


PIECES = (
    "5", "15", "2017", "1435", "و", "و7", "من", "إلى", "بين", "حتى", "-", "/", "،", ".", "(", ")", "\n", "\n\n", "في",
    "مارس", "آذار", "ماي", "رمضان", "صفر", "كانون الثاني", "هـ", "م", "عام", "العام", "عامي", "القرن", "العشرين",
    "الخامس", "عشر", "الشهر", "الماضي", "المقبل", "الجاري", "هذا", "اليوم", "أمس", "غدا", "يوم", "يومي", "صباح",
    "الخميس", "والجمعة", "قبل", "منذ", "بعد", "أيام", "يومين", "سنوات", "ثلاثة", "الأيام", "القليلة", "نهاية",
    "الأسبوع", "التسعينيات", "الربع", "الأول", "ق.م", "الموافق", "سيعقد", "قال", "2024-03-05", "5/3/2024",
    "1990-1995", "ثورة", "10:30", "بٌ", "ـ", "\u200f",
)  # fmt: skip


def sound(text: str, found: list[Dated]) -> None:
    for one, following in pairwise(found):
        assert one.end <= following.start
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        told_there = text[one.start : one.end]
        assert not told_there[0].isspace() and not told_there[-1].isspace()
        assert bool(one.value) is (one.reason == "") is (one.first is not None) is (one.last is not None)
        assert one.first is None or one.last is None or one.first <= one.last


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from([None, WEDNESDAY, date.min, date.max]))
def test_dates_are_in_order_and_sound_whatever_stands_side_by_side(pieces: list[str], published: date | None) -> None:
    text = " ".join(pieces)
    sound(text, find_dates(text, published))


@given(st.text(), st.sampled_from([None, WEDNESDAY]))
def test_any_text_may_be_asked(text: str, published: date | None) -> None:
    sound(text, find_dates(text, published))
    read_date(text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_a_value_reads_as_itself(pieces: list[str]) -> None:
    for one in find_dates(" ".join(pieces), WEDNESDAY):
        again = read_date(one.value) if one.value and one.last and one.last.year >= 1000 else None
        assert again is None or (again.value, again.first, again.last) == (one.value, one.first, one.last)


@pytest.mark.parametrize(
    "piece",
    [
        "من ", "يوم ", "5 و", "5 ", "مارس/", "مارس و", "بين 5 مارس و", "الخميس و", "1990-", "عامي 2011 و", "قبل ",
        "\n ", "، ", "من يوم ",
    ],
)  # fmt: skip
def test_the_work_grows_with_the_text_alone(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    get = Tokens.__getitem__

    def counting(self: Tokens, place: int) -> Token:
        nonlocal looked
        looked += 1
        return get(self, place)

    monkeypatch.setattr(Tokens, "__getitem__", counting)
    work = []
    for times in (500, 2000):
        looked = 0
        find_dates(piece * times, WEDNESDAY)
        work.append(looked)
    assert work[1] <= 5 * work[0] + 1000
