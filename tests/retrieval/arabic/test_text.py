"""A text and what is found in it, whole and in part."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arabic import fold
from retrieval.arabic.letters import plain
from retrieval.arabic.names import Name
from retrieval.arabic.sentences import split_sentences
from retrieval.arabic.text import Text
from retrieval.arabic.words import tokens

ARTICLE = "قَالَ الوزير إن 500 لاجئ وصلوا في 3 مايو 2018. ثم زار علي بن محمد مدينة بنغازي.\nولم يعلق على الخبر."


def test_words_are_those_of_the_text_with_their_offsets() -> None:
    text = Text(ARTICLE)
    assert text.words == tuple(tokens(ARTICLE))
    assert text.folded.text == fold(ARTICLE)
    assert text.plain == plain(ARTICLE)
    assert [word.typed for word in text.words[:3]] == ["قَالَ", "الوزير", "إن"]


def test_stop_words_are_known_by_their_place() -> None:
    text = Text(ARTICLE)
    named, preposition = (next(w for w in text.words if w.typed == typed) for typed in ("علي", "على"))
    assert text.is_meaningful(named)
    assert not text.is_meaningful(preposition)
    assert [word.typed for word in text.meaningful][-2:] == ["يعلق", "الخبر"]


def test_sentences_numbers_dates_and_names_are_found() -> None:
    text = Text(ARTICLE, date(2018, 5, 4))
    assert text.sentences == split_sentences(ARTICLE)
    assert "500" in [ARTICLE[number.start : number.end].split()[0] for number in text.numbers]
    assert "3 مايو 2018" in [ARTICLE[found.start : found.end] for found in text.dates]
    assert "بنغازي" in " ".join(ARTICLE[name.start : name.end] for name in text.names)


def test_what_is_found_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def find(text: str) -> list[Name]:
        calls.append(text)
        return []

    monkeypatch.setattr("retrieval.arabic.names.find_names", find)
    text = Text(ARTICLE)
    assert (text.names, text.names, text.within(0, 10).names) == ((), (), [])
    assert calls == [ARTICLE]


def test_equal_texts_are_equal() -> None:
    assert Text("خبر") == Text("خبر")
    assert Text("خبر") != Text("خبر", date(2018, 1, 1))
    assert len({Text("خبر"), Text("خبر")}) == 1


def test_a_part_sees_what_begins_and_ends_in_it() -> None:
    text = Text(ARTICLE, date(2018, 5, 4))
    second = text.sentences[1]
    part = text.within(second.start, second.end)
    assert part.text == "ثم زار علي بن محمد مدينة بنغازي."
    assert [word.typed for word in part.words] == ["ثم", "زار", "علي", "بن", "محمد", "مدينة", "بنغازي"]
    assert [word.typed for word in part.meaningful] == ["زار", "علي", "بن", "محمد", "مدينة", "بنغازي"]
    assert part.sentences == [second]
    assert not part.numbers
    assert not part.dates
    assert {name in text.names for name in part.names} == {True}


def test_a_word_that_is_cut_is_left_out() -> None:
    part = Text("قال الوزير أمس").within(1, 12)
    assert [word.typed for word in part.words] == ["الوزير"]


def test_a_part_of_a_part_stays_inside() -> None:
    text = Text("قال الوزير أمس")
    assert text.within(4, 10).within(0, 100) == text.within(4, 10)
    assert text.within(4, 10).within(11, 14).text == ""


def test_the_sentence_of_an_offset() -> None:
    text = Text("خبر أول. خبر ثان.")
    first, second = text.sentences
    assert [text.sentence_at(offset) for offset in (0, 7, 8, 9, 16, 17)] == [first, first, None, second, second, None]
    assert Text("").sentence_at(0) is None


@given(st.text(alphabet="ابل ه.3\n،\u064eﷺ", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_parts_are_what_a_slow_search_finds(written: str, start: int, end: int) -> None:
    text = Text(written)
    for name in ("words", "meaningful", "sentences"):
        found = [item for item in getattr(text, name) if start <= item.start and item.end <= end]
        assert list(getattr(text.within(start, end), name)) == found
