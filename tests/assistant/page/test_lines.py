"""Answers cut at the short answer, articles at their marks; not a character is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.page.lines import Line, Piece, answer_lines, marked_pieces
from assistant.types import Answer, Citation, Note, Short
from retrieval.types import Span

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40))
ONE, TWO = Citation(1, "a", "أ", 10, 19, "حضر سامر."), Citation(2, "b", "ب", 10, 19, "غاب ياسر.")
ANSWER = Answer("من؟", "من؟", "answered", "", None, 0.9, (ONE, TWO), (), (), "extractive", 0.0)


@pytest.mark.parametrize(
    ("short", "lines"),
    [
        (None, [Line("حضر سامر.", citation=ONE), Line("غاب ياسر.", citation=TWO)]),
        (Short("سامر", "person", "a", 14, 18), [Line("حضر ", "سامر", ".", ONE), Line("غاب ياسر.", citation=TWO)]),
        (Short("ياسر", "person", "b", 14, 18), [Line("حضر سامر.", citation=ONE), Line("غاب ", "ياسر", ".", TWO)]),
        (Short("ياسر", "person", "c", 14, 18), [Line("حضر سامر.", citation=ONE), Line("غاب ياسر.", citation=TWO)]),
        (Short("ياسر", "person", "b", 19, 23), [Line("حضر سامر.", citation=ONE), Line("غاب ياسر.", citation=TWO)]),
    ],
    ids=["none", "in the first quote", "in the second", "of another article", "behind the quote"],
)
def test_the_short_answer_is_cut_out_of_the_quote_it_stands_in(short: Short | None, lines: list[Line]) -> None:
    assert answer_lines(replace(ANSWER, short=short)) == lines


@pytest.mark.parametrize(
    ("notes", "order"),
    [
        ([(0, "قبل")], ["قبل", "1", "2"]),
        ([(1, "بين"), (2, "بعد")], ["1", "بين", "2", "بعد"]),
        ([(1, "أول"), (1, "ثان")], ["1", "أول", "ثان", "2"]),
        ([(5, "بعد")], ["1", "2", "بعد"]),
    ],
)
def test_a_note_stands_behind_its_quote(notes: list[tuple[int, str]], order: list[str]) -> None:
    lines = answer_lines(replace(ANSWER, notes=tuple(Note(*note) for note in notes)))
    assert [str(line.citation.number) if line.citation else line.before for line in lines] == order


@given(st.text("ab\r\n", max_size=40), st.lists(SPANS, max_size=3), st.integers(-1, 2))
def test_the_pieces_are_the_text_and_the_marked_ones_are_spans(text: str, spans: list[Span], current: int) -> None:
    pieces = list(marked_pieces(text, spans, current))
    assert "".join(piece.text for piece in pieces) == text
    assert {piece.text for piece in pieces if piece.marked} <= {text[slice(*span)] for span in spans}


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([(0, 2), (3, 5)], [Piece("ab", True, True), Piece("de", True)]),
        ([(3, 5), (0, 2)], [Piece("ab", True), Piece("de", True, True)]),
        ([(0, 3), (2, 5)], [Piece("abc", True, True)]),
        ([(4, 7), (-1, 2), (3, 3)], []),
    ],
    ids=["two", "in another order", "overlapping", "outside or empty"],
)
def test_spans_are_marked_and_the_first_is_the_one_asked_for(spans: list[Span], marked: list[Piece]) -> None:
    assert [piece for piece in marked_pieces("abcdef", spans, 0) if piece.marked] == marked
