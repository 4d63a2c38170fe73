"""Cutting articles into passages of whole sentences."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.arabic.sentences import split_sentences, word_count
from retrieval.store.passages import MOST_WORDS, indexed_text, sentence_spans, split_passages
from retrieval.types import Article

LENGTHS = st.lists(st.integers(1, 60), min_size=1, max_size=40)


def article(lengths: list[int], title: str = "") -> Article:
    return Article("a", title, "\n".join(" ".join(["كلمة"] * n) + "." for n in lengths), "a.txt")


@given(LENGTHS)
def test_passages_cover_every_sentence_in_order_and_overlap_by_at_most_one(lengths: list[int]) -> None:
    written = article(lengths)
    passages = split_passages(written)
    sentences = list(split_sentences(written.text))
    seen = 0
    for passage in passages:
        first = sentences.index(passage.sentences[0])
        assert seen - 1 <= first <= seen
        assert passage.sentences == tuple(sentences[first : first + len(passage.sentences)])
        seen = first + len(passage.sentences)
    assert seen == len(sentences)


@given(LENGTHS)
def test_a_passage_of_more_than_two_sentences_keeps_the_limit(lengths: list[int]) -> None:
    written = article(lengths)
    for passage in split_passages(written):
        if len(passage.sentences) > 2:
            assert word_count(written.text[passage.start : passage.end]) <= MOST_WORDS


def test_a_short_article_is_one_passage() -> None:
    assert len(split_passages(article([50, 50, 50, 50]))) == 1


def test_a_longer_one_is_cut_evenly() -> None:
    written = article([40] * 8)
    assert [len(p.sentences) for p in split_passages(written)] == [4, 5]


def test_the_title_stands_in_front_of_what_is_indexed_and_outside_the_offsets() -> None:
    written = article([3], title="عنوان الخبر")
    (passage,) = split_passages(written)
    text, shift = indexed_text(written, passage)
    assert text == f"عنوان الخبر\n{written.text}"
    ((start, end),) = sentence_spans(passage.sentences, shift)
    assert text[start:end] == written.text[passage.start : passage.end]


def test_a_title_taken_from_the_text_is_not_repeated() -> None:
    written = article([12], title="كلمة كلمة…")
    (passage,) = split_passages(written)
    assert indexed_text(written, passage) == (written.text, 0)
