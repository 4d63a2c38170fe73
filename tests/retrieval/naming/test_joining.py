"""Which mentions are of one: articles with names, and the entries that they make."""

import pytest

from retrieval.arabic.names import body_key, person_key, place_key
from retrieval.naming.joining import join
from retrieval.store.catalog import Correction, Joined, Kept
from retrieval.types import Mention, MentionKind

KEYS = {"person": person_key, "place": place_key, "body": body_key}


def kept(article: str, number: int, kind: MentionKind, name: str, role: str = "") -> Kept:
    span = (10 * number, 10 * number + len(name))
    beside = (10 * number - len(role), 10 * number) if role else None
    return Kept(article, number, Mention(kind, *span, span, beside, "", KEYS[kind](name)), name, name, role)


def articles(*told: str) -> list[Kept]:
    """Mentions from lines like «رئيس تونس/أحمد سالم | سالم | @تونس | #الجيش الوطني», a line an article."""
    found = []
    for article, line in enumerate(told):
        for number, entry in enumerate(line.split(" | "), start=10):
            kind: MentionKind = "place" if entry[0] == "@" else "body" if entry[0] == "#" else "person"
            role, _, name = entry.lstrip("@#").rpartition("/")
            found.append(kept(f"a{article}", number, kind, name, role))
    return found


def entries(joined: list[Joined], kind: str = "person") -> set[frozenset[str]]:
    """The articles and names of each entry of a kind."""
    return {frozenset(one.variants) for one in joined if one.kind == kind}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["أحمد سالم | سالم"], [{"أحمد سالم", "سالم"}]),
        (["عبد الله حداد", "عبدالله حداد"], [{"عبد الله حداد", "عبدالله حداد"}]),
        (["سيرغي إيفانوف", "سيرجي إيفانوف"], [{"سيرغي إيفانوف", "سيرجي إيفانوف"}]),
        (["نيلسون مانديلا", "نيلسون مانديلا", "مانديلا"], [{"نيلسون مانديلا", "مانديلا"}]),
        (["نيلسون مانديلا", "مانديلا"], [{"نيلسون مانديلا"}, {"مانديلا"}]),  # met once: hardly known
        (["ويني مانديلا", "نيلسون مانديلا", "مانديلا"], [{"ويني مانديلا"}, {"نيلسون مانديلا"}, {"مانديلا"}]),
        (["سعود بن فيصل", "سعود بن فيصل بن تركي"], [{"سعود بن فيصل", "سعود بن فيصل بن تركي"}]),
        (["سعود بن فيصل | الملك/فيصل"], [{"سعود بن فيصل"}, {"فيصل"}]),
        (
            ["وزير الخارجية المصري/سامي عادل", "السفير الكويتي/سامي عادل"],
            [{"سامي عادل"}, {"سامي عادل"}],
        ),
    ],
)
def test_people(told: list[str], expected: list[set[str]]) -> None:
    joined = join(articles(*told), {})
    assert sorted(sorted(one.variants) for one in joined) == sorted(map(sorted, expected))


def test_a_body_that_many_lands_have_is_that_of_its_article() -> None:
    told = ["@اليمن | @اليمن | #الجيش الوطني", "@ليبيا | @ليبيا | #الجيش الوطني", "@اليمن | #الجيش الوطني"]
    armies = [one for one in join(articles(*told), {}) if one.kind == "body"]
    assert sorted(sorted({article for article, _ in one.mentions}) for one in armies) == [["a0", "a2"], ["a1"]]


def test_the_reason_of_a_join_is_kept() -> None:
    (one,) = join(articles("أحمد سالم | سالم"), {})
    assert (one.name, one.reasons) == ("أحمد سالم", {"سالم": "short"})


def test_days_are_those_of_the_articles() -> None:
    (one,) = join(articles("أحمد سالم", "أحمد سالم"), {"a0": "2018-03-01", "a1": "2017-01-01"})
    assert (one.first, one.last) == ("2017-01-01", "2018-03-01")


def test_what_is_done_by_hand_comes_last() -> None:
    told = articles("أحمد سالم", "سمير حداد | حداد")
    joined = join(told, {}, [Correction(1, "join", "person", "أحمد سالم", "سمير حداد")])
    assert entries(joined) == {frozenset({"أحمد سالم", "سمير حداد", "حداد"})}
    parted = join(told, {}, [Correction(1, "part", "person", "سمير حداد", "حداد")])
    assert entries(parted) == {frozenset({"أحمد سالم"}), frozenset({"سمير حداد"}), frozenset({"حداد"})}


def test_every_mention_is_in_one_entry() -> None:
    told = articles("أحمد سالم | سالم | @تونس | #الجيش الوطني", "سمير حداد | حداد | سالم | @ليبيا")
    owned = [place for one in join(told, {}) for place in one.mentions]
    assert sorted(owned) == sorted((one.article, one.number) for one in told)
