"""A sentence is supported by quotes that say the same, and by none that differ in one thing that matters."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.checking.check import Check
from assistant.checking.support import unsupported
from benchmarks.support import paraphrases
from retrieval.arabic.wordlists import load_word_lists
from retrieval.types import Judgement
from tests.conftest import CommandLine

QUOTE = (
    "عقدت وزيرة الزراعة المهندسة ليلى حمدان في تونس، الخميس 12 مارس، اجتماعا مع 25 خبيرا ولم توقع أي اتفاق، "
    "وقالت إن الموسم المقبل سيشهد زراعة ثلاثة آلاف هكتار."
)


@pytest.mark.parametrize(
    "sentence",
    [
        QUOTE,
        "اجتمعت ليلى حمدان، وزيرة الزراعة، مع ٢٥ خبيرا يوم الخميس.",
        "عُقد الاجتماع في تونس في 12 آذار.",
        "لم توقع الوزيرة أي اتفاق",
        "ستزرع 3000 هكتار في الموسم المقبل، بحسب الوزيرة.",
        "حضر الاجتماع خمسة وعشرون خبيرا",
    ],
)
def test_what_the_quote_says_in_other_words_is_supported(sentence: str) -> None:
    assert unsupported(sentence, [QUOTE]) == ()


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("اجتمعت الوزيرة مع 26 خبيرا.", "number"),
        ("سيشهد الموسم زراعة أربعة آلاف هكتار.", "number"),
        ("عُقد الاجتماع الخميس 12 أبريل.", "date"),
        ("عُقد الاجتماع يوم الأحد.", "date"),
        ("عقدت وزيرة الزراعة سلمى قاسم اجتماعا في تونس.", "name"),
        ("عقدت ليلى حمدان اجتماعا في بيروت.", "name"),
        ("وقعت الوزيرة الاتفاق.", "negation"),
        ("لم تعقد الوزيرة اجتماعا.", "negation"),
        ("تدهورت أسعار القمح العالمية سريعا.", "words"),
        (QUOTE.replace("خبيرا", "طبيبا"), "name"),
    ],
)
def test_what_differs_in_one_thing_is_not(sentence: str, kind: str) -> None:
    assert kind in {problem.kind for problem in unsupported(sentence, [QUOTE])}


@pytest.mark.parametrize(
    ("sentence", "quote", "kind"),
    [
        ("ارتفعت أسعار القمح في السوق.", "هبوط أسعار القمح في السوق.", "opposite"),
        ("وافق المجلس على مشروع القانون.", "رفض المجلس مشروع القانون.", "opposite"),
        ("أفرجت المحكمة عن الطلاب.", "اعتقال الطلاب بأمر المحكمة.", "opposite"),
        ("إلغاء الرسوم الجامعية.", "الوزارة تعلن الرسوم الجامعية.", "opposite"),
        ("فشل الهجوم على القلعة.", "وقع الهجوم على القلعة ليلا.", "opposite"),
        ("فازت تونس على مصر في المباراة.", "خسرت تونس أمام مصر في المباراة.", "opposite"),
        ("حذرت تونس مصر من الجفاف.", "حذرت مصر تونس من الجفاف.", "roles"),
        ("تونس تحذر مصر من الجفاف.", "مصر حذرت تونس من الجفاف.", "roles"),
        ("سافر الوفد من تونس إلى مصر.", "سافر الوفد من مصر إلى تونس.", "roles"),
        ("عقد الاجتماع في 6/3/2020.", "عقد الاجتماع في 5 مارس 2020.", "date"),
        ("عقد في 5 أبريل 2020.", "عقد في 4 مايو 2020 و5 مارس 2020 و3 أبريل 2020.", "date"),
        ("عقد يوم الأحد 5 مارس 2020.", "عقد يوم الخميس 5/3/2020.", "date"),
        ("ولد في 7 رجب 1441 هـ الموافق 5 مارس 2020.", "ولد في 10 رجب 1441 هـ الموافق 5 مارس 2020.", "number"),
        ("حضر نحو 1500 عامل.", "حضر 1487 عاملا.", "number"),
        ("تسارع السعودية إلى شراء الطائرات.", "تسارع إيران إلى شراء الطائرات.", "name"),
    ],
)
def test_what_a_quote_says_otherwise_is_not(sentence: str, quote: str, kind: str) -> None:
    assert kind in {problem.kind for problem in unsupported(sentence, [quote])}


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("عقد الاجتماع في 5/3/2020.", "عقد الاجتماع في الخامس من مارس 2020."),
        ("عقد الاجتماع في 5 آذار 2020.", "عقد الاجتماع في 2020/3/5."),
        ("عقد الاجتماع في الخامس من آذار.", "عقد الاجتماع يوم 5 مارس 2020."),
        ("عقد الاجتماع في مارس 2020.", "عقد الاجتماع في 5/3/2020."),
        ("عقد الاجتماع في مارس.", "عقد الاجتماع في 5/3/2020."),
        ("عقد الاجتماع عام 2020.", "عقد الاجتماع في 5/3/2020."),
        ("عقد في 5 مارس 2020.", "عقد في 10 رجب 1441 هـ الموافق 5/3/2020."),
        ("عقد في 10 رجب 1441 هـ.", "عقد في 10 رجب 1441 هـ الموافق 5 مارس 2020."),
        ("حضر ألف وخمسمئة عامل.", "حضر 1500 عامل."),
        ("وافق 50% من الأعضاء.", "وافق خمسون في المئة من الأعضاء."),
        ("فر آلاف السكان.", "فر الآلاف من السكان."),
        ("حضر عبد الله سالم.", "حضر عبدالله سالم."),
        ("حضر عبدالله سالم.", "حضر عبد الله سالم."),
        ("لم يرفض المجلس المشروع.", "وافق المجلس على المشروع."),
        ("قبل المجلس المشروع.", "لم يرفض المجلس المشروع."),
        ("الجفاف حذرت منه تونس مصر.", "حذرت تونس مصر من الجفاف."),
        ("زار سمير وهادي تونس.", "زار هادي وسمير تونس."),
        ("التقى سمير هادي في تونس.", "التقى هادي سمير في تونس."),
    ],
)
def test_what_a_quote_says_in_another_form_is_supported(sentence: str, quote: str) -> None:
    assert unsupported(sentence, [quote]) == ()


@dataclass(frozen=True)
class Always:
    """Judges all claims the same."""

    judgement: Judgement

    def judge(self, premise: str, claims: Sequence[str]) -> list[Judgement]:
        return [self.judgement] * len(claims)


REPEATED, RETOLD = "عقدت وزيرة الزراعة المهندسة ليلى حمدان في تونس", "لم توقع الوزيرة حمدان الاتفاق"


@pytest.mark.parametrize(
    ("sentence", "entails", "contradicts", "problem", "probability"),
    [
        (RETOLD, 0.9, 0.05, None, 0.9),
        (RETOLD, 0.1, 0.1, "meaning", 0.0),
        (RETOLD, 0.5, 0.9, "contradiction", 0.0),
        (REPEATED, 0.1, 0.9, None, 1.0),
        ("وقعت الوزيرة الاتفاق.", 0.9, 0.05, "negation", 0.0),
    ],
)
def test_rules_and_judge_may_each_veto(
    sentence: str, entails: float, contradicts: float, problem: str | None, probability: float
) -> None:
    verdict = Check(Always(Judgement(entails, contradicts))).check(sentence, [QUOTE])
    assert [one.kind for one in verdict.problems][:1] == ([problem] if problem else [])
    assert (verdict.supported, verdict.probability) == (problem is None, probability)


def test_without_a_judge_the_probability_is_the_share_of_words_that_the_quotes_have() -> None:
    check = Check(None)
    assert check.check(QUOTE, [QUOTE]).probability == 1
    assert check.check("حضر خبير الزراعة والموسم المقبل سيكون جميلا", [QUOTE]).probability < 1
    assert check.check("حضر 26 خبيرا", [QUOTE]).probability == 0


def test_two_names_of_a_quote_in_each_others_place_are_seen_where_the_rest_is_repeated() -> None:
    quote = (
        "سلم الرئيس سمير قاسم الجائزة إلى الكاتب هادي نصار في حفل كبير أقيم مساء الأحد بقصر الثقافة "
        "وحضره وزراء وسفراء وكتاب وصحفيون من عدة دول"
    )
    assert unsupported(
        quote.replace("سمير قاسم", "X").replace("هادي نصار", "سمير قاسم").replace("X", "هادي نصار"), [quote]
    )


def test_several_quotes_support_together() -> None:
    other = "وحضر الاجتماع السفير مروان زيدان."
    assert unsupported("التقت ليلى حمدان السفير مروان زيدان.", [QUOTE, other]) == ()
    assert unsupported("التقت ليلى حمدان السفير مروان زيدان.", [QUOTE])


def test_the_lists_tell_common_words_from_names_and_know_places() -> None:
    vocabulary = load_word_lists()
    assert all(map(vocabulary.is_common, ["وزير", "وسيعلنون", "بالاجتماع", "خططهم"]))
    assert not any(map(vocabulary.is_common, ["كولينز", "شوستاكوفيتش"]))
    assert vocabulary.places_in(["سافر", "الي", "جنوب", "افريقيا", "والمغرب"]) == [(2, 4), (4, 5)]


def test_paraphrases_tell_what_their_sentences_tell() -> None:
    lost = [claim.sentence for claim in paraphrases() if unsupported(claim.sentence, claim.quotes)]
    assert len(lost) <= 0.12 * len(list(paraphrases())), lost


def test_the_command_judges_a_batch_line_by_line(isnad: CommandLine, tmp_path: Path) -> None:
    lines = [
        {"sentence": "عقد الاجتماع في تونس", "quotes": [QUOTE]},
        {"sentence": "عقد الاجتماع في بيروت", "quotes": [QUOTE]},
        {"sentence": "بلا اقتباسات"},
    ]
    batch = tmp_path / "claims.jsonl"
    batch.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    done = isnad("verify", "--batch", str(batch), "--json")
    supported, not_supported, failed = map(json.loads, done.stdout.split("\n")[:3])
    assert done.returncode == 0
    assert (supported["supported"], supported["problems"]) == (True, [])
    assert supported["probability"] > 0.5
    assert not_supported["supported"] is False
    assert not_supported["problems"][0] == {"kind": "name", "words": "بيروت"}
    assert failed["supported"] is None
    assert not_supported["probability"] == 0
    assert "3" in failed["error"]
