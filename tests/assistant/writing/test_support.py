"""A sentence is supported by quotes that say the same, and by none that differ in one thing that matters."""

import json
from pathlib import Path

import pytest

from assistant.writing.support import unsupported
from benchmarks.support import paraphrases
from retrieval.arabic.wordlists import load_word_lists
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
    assert supported == {"supported": True, "reasons": []}
    assert not_supported["supported"] is False
    assert not_supported["reasons"][0] == {"kind": "name", "words": "بيروت"}
    assert failed["supported"] is None
    assert "3" in failed["reasons"][0]
