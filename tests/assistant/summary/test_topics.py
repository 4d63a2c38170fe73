"""Which articles are about a topic of several words."""

import pytest

from assistant.summary.topics import Topic
from retrieval.types import Article


@pytest.mark.parametrize(
    ("topic", "text", "about"),
    [
        ("كوريا الشمالية", "أعلنت كوريا الشمالية وقف التجارب.", True),
        ("كوريا الشمالية", "هبت الرياح على المناطق الشمالية.", False),
        ("سد النهضة", "بحث الوزراء تقرير سد النهضة.", True),
        ("سد النهضة", "عقدت حركة النهضة مؤتمرها.", False),
        ("ملف سد النهضة", "بحث الوزراء تقرير سد النهضة.", True),
        ("الفلاحة", "زار الوزير معرض الفلاحة.", True),
    ],
)
def test_an_article_is_about_a_topic_most_of_whose_words_it_begins_with(topic: str, text: str, about: bool) -> None:
    article = Article("a", "عنوان", text, "a.txt")
    assert (Topic(topic).aboutness(article) >= Topic.least) is about
