"""What a question speaks of and its article does not: states, years, numbers."""

import pytest

from assistant.answering.evidence import Evidence, Features
from assistant.answering.foreign import foreign
from retrieval.arabic import words
from retrieval.arabic.text import Text
from retrieval.search.hits import Hit, SeenSentence
from retrieval.types import Article, Passage, Sentence

TITLE = "العراق يوقع عقدا مع موسكو"
TEXT = "وقعت بغداد في عام 2012 صفقة أسلحة روسية قيمتها 4.2 مليار دولار في الدورة 150 للمعرض."


def evidence(title: str, text: str, date: str = "2013-05-01") -> Evidence:
    sentence = Sentence(0, len(text))
    seen = SeenSentence(sentence, Text(text), tuple(words(text)), frozenset(), 0.0, 0.0, 0.0)
    article = Article("a", title, text, "", date=date)
    hit = Hit(article, Passage("a", 0, (sentence,)), (seen,), 0.0, 0.0, 0.0, 0.0)
    return Evidence(hit, 0, 0.0, Features(*[0.0] * 13))


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("كم كانت قيمة صفقة الأسلحة الروسية للعراق سنة 2012؟", 0),
        ("كم كانت قيمة صفقة الأسلحة الصينية للعراق سنة 2012؟", 1),
        ("كم كانت قيمة صفقة الأسلحة الصينية لسوريا سنة 2012؟", 2),
        ("كم كانت قيمة الصفقة سنة 2011؟", 1),
        ("كم كانت قيمة الصفقة سنة 2013؟", 0),
        ("من ترأس الدورة 150 للمعرض؟", 0),
        ("من ترأس الدورة 140 للمعرض؟", 1),
        ("ما الذي باعته موسكو؟", 0),
        ("ماذا اشترت الحكومة العراقية من روسيا؟", 0),
        ("ماذا اشترى العراقيون من برلين؟", 1),
        ("من وقع العقد؟", 0),
        ("من الرجلان اللذان وقعا العقد 2؟", 0),
        ("ماذا قال المستشار تركي آل الشيخ؟", 0),
        ("", 0),
    ],
)
def test_what_the_article_does_not_speak_of_is_counted(question: str, count: int) -> None:
    assert foreign(question, [evidence(TITLE, TEXT)]) == count


def test_of_nothing_nothing_is_foreign() -> None:
    assert foreign("ماذا باعت روسيا؟", []) == 0
