"""What a quote says to a question of yes or no: yes, no, or neither."""

from collections.abc import Sequence

import pytest

from assistant.answering.questions import statement
from assistant.checking.check import Check
from retrieval.types import Judgement


class Always:
    """Judges every claim the same."""

    def __init__(self, entails: float, contradicts: float) -> None:
        self._judgement = Judgement(entails, contradicts)

    def judge(self, premise: str, claims: Sequence[str]) -> list[Judgement]:
        return [self._judgement] * len(claims)


YES, NO, SILENT = Always(0.95, 0.01), Always(0.02, 0.95), Always(0.3, 0.2)


@pytest.mark.parametrize(
    ("stated", "quote", "judge", "stand"),
    [
        ("افتتح الوزير المعرض", "افتتح الوزير المعرض صباح الخميس.", YES, "yes"),
        ("افتتح الوزير المعرض", "افتتح الوزير المعرض صباح الخميس.", None, "yes"),
        ("افتتح الوزير المعرض", "لم يفتتح الوزير المعرض.", NO, "no"),
        ("افتتح الوزير المعرض", "لم يفتتح الوزير المعرض.", None, "no"),
        ("ارتفعت أسعار القمح", "انخفضت أسعار القمح هذا العام.", NO, "no"),
        ("افتتح الوزير المعرض", "أغلق المدير المكتبة أمس.", None, None),
        ("افتتح الوزير المعرض", "افتتح الوزير المعرض صباح الخميس.", SILENT, None),
        ("زار المعرض 500 شخص", "زار المعرض 300 شخص.", YES, None),
        ("افتتح المعرض في باريس", "افتتح المعرض في روما.", YES, None),
        ("افتتح المعرض يوم الأحد", "افتتح المعرض يوم الخميس.", YES, None),
    ],
)
def test_a_quote_stands_on_a_side_only_where_rules_and_judge_agree(
    stated: str, quote: str, judge: Always | None, stand: str | None
) -> None:
    assert Check(judge).stand(stated, quote) == stand


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("هل افتتح الوزير المعرض؟", "افتتح الوزير المعرض"),
        ("وهل افتتح المعرض ?", "افتتح المعرض"),
        ("هل بقي المعرض مفتوحا", "بقي المعرض مفتوحا"),
        ("أليس المعرض مفتوحا؟", "ليس المعرض مفتوحا"),
        ("هلك القوم", "هلك القوم"),
    ],
)
def test_what_is_asked_is_stated(question: str, stated: str) -> None:
    assert statement(question) == stated
