"""What a date in words means; the article's own date settles what the words leave open."""

import pytest

from retrieval.arabic.dates import meaning

PUBLISHED = "2013-11-18"  # a Monday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19 نوفمبر 2013", "2013-11-19"),
        ("١٩ تشرين الثاني ٢٠١٣", "2013-11-19"),
        ("الثلاثاء 3 شباط/فبراير 2015", "2015-02-03"),
        ("5 جويلية 1962", "1962-07-05"),
        ("15/8/2014", "2014-08-15"),
        ("كانون الثاني عام 2011", "2011-01"),
        ("عام 1990", "1990"),
        ("1 محرم 1446 هـ", "2024-07-07"),
        ("سنة 1435 هـ", ""),
        ("31 فبراير 2013", ""),
        ("القرن التاسع عشر", ""),
        ("سنة 330 ق.م", ""),
        ("يوم الخميس", ""),
    ],
)
def test_a_date_is_as_exact_as_its_words(text: str, expected: str) -> None:
    assert meaning(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اليوم الإثنين", "2013-11-18"),
        ("أمس", "2013-11-17"),
        ("أول أمس", "2013-11-16"),
        ("يوم غد الثلاثاء 19 نوفمبر", "2013-11-19"),
        ("غدًا", "2013-11-19"),
        ("بعد غد", "2013-11-20"),
        ("الخميس الماضي", "2013-11-14"),
        ("الإثنين الماضي", "2013-11-11"),
        ("الخميس المقبل", "2013-11-21"),
        ("الجمعة", "2013-11-15"),
        ("3 يناير", "2014-01-03"),
        ("شهر ديسمبر", "2013-12"),
    ],
)
def test_what_the_words_leave_open_is_counted_from_the_articles_date(text: str, expected: str) -> None:
    assert meaning(text, PUBLISHED) == expected
