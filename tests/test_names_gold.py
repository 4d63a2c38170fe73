"""The names in real news: what the gold promises of itself."""

import json
import re
from collections import Counter, defaultdict
from gzip import decompress
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.news import read_gold

DATA = Path(__file__).parents[2] / "shared" / "data"
FILES = (DATA / "news.ant.jsonl", DATA / "news.ant.3000.jsonl.gz")
HALVES = ("names", "names-aside")
KINDS = {"person", "place", "body", "plan"}
ISO = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
needs_articles = pytest.mark.skipif(
    not all(file.exists() for file in FILES), reason="the news articles are not here (../shared/data)"
)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The text of each article, by its id."""
    lines = FILES[0].read_bytes() + decompress(FILES[1].read_bytes())
    return {one["id"]: one["text"] for one in map(json.loads, lines.splitlines())}


def test_the_two_halves_share_no_article() -> None:
    first, aside = ({one["article"] for one in read_gold(half)} for half in HALVES)
    assert len(first) == len(aside) == 22
    assert not first & aside


def test_a_key_is_of_one_kind_in_all_articles() -> None:
    kinds = defaultdict(set)
    for one in (*read_gold(HALVES[0]), *read_gold(HALVES[1])):
        for mention in one["mentions"]:
            kinds[mention["entity"]].add(mention["kind"])
    assert set.union(*kinds.values()) == KINDS
    assert not {key for key, known in kinds.items() if len(known) > 1}


@needs_articles
@pytest.mark.parametrize("half", HALVES)
def test_mentions_and_dates_stand_where_they_are_said_to(half: str, texts: dict[str, str]) -> None:
    for one in read_gold(half):
        text = texts[one["article"]]
        for told in (one["mentions"], one["dates"]):
            assert all(text[span["start"] : span["end"]] == span["text"] for span in told), one["article"]
            assert all(before["end"] <= after["start"] for before, after in pairwise(told))


@needs_articles
@pytest.mark.parametrize("half", HALVES)
def test_a_role_stands_next_to_its_name_and_a_mention_ends_with_it(half: str, texts: dict[str, str]) -> None:
    for one in read_gold(half):
        text = texts[one["article"]]
        for mention in one["mentions"]:
            near = text[max(0, mention["start"] - 130) : mention["end"] + 130]
            assert mention["role"] in near, mention
            assert ("ال" + mention["text"].removeprefix("لل")).endswith(mention["name"]), mention


@pytest.mark.parametrize("half", HALVES)
def test_a_date_has_either_a_value_or_a_reason(half: str) -> None:
    for date in (date for one in read_gold(half) for date in one["dates"]):
        assert bool(ISO.fullmatch(date["value"])) is ("reason" not in date), date


def test_half_of_the_pairs_are_the_same_and_half_are_put_aside() -> None:
    pairs = read_gold("name-pairs")
    assert Counter((one["same"], one.get("aside", False)) for one in pairs) == dict.fromkeys(
        [(True, True), (True, False), (False, True), (False, False)], 50
    )
    assert len({(one["one"], one["other"]) for one in pairs}) == len(pairs)


@needs_articles
def test_both_names_of_a_pair_stand_in_their_articles(texts: dict[str, str]) -> None:
    for one in read_gold("name-pairs"):
        assert one["one"] in texts[one["context_one"]], one
        assert one["other"] in texts[one["context_other"]], one
