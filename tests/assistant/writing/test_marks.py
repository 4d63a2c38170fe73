"""Marks and markup are told from words the same wherever a stream is cut, by work that grows with the text alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.writing import marks
from assistant.writing.marks import LONGEST, Tokens, without_brackets

WORDS = ["نص ", "كلمة", "word", "1", "5", "h", "w", "و", "، ", "(", ")", "«", "»", "<", ">", "-", " ", "\u00a0"]
ENDS = [".", "؟!", "!", "…", ":", "\n", "\r\n"]
MARKS = [" [1]", "[", "]", "[[", "]]", "【2】", "[١، 2]", "[1" + "، 1" * LONGEST]
MARKUP = ["- ", "* ", "•", "2. ", "1.", "**", "![", "](", "[رابط](http://e/x)", "![س](x.png)", "[" + "ن" * LONGEST]
ADDRESSES = ["http://a/b", "https://", "www.", "<b>", "</"]
PIECES = st.lists(
    st.one_of(
        st.sampled_from([*WORDS, *ENDS, *MARKS, *MARKUP, *ADDRESSES]), st.text("[]【】()<>!hw1 .\n-*", max_size=8)
    ),
    max_size=16,
)


def told(pieces: Iterable[str]) -> list[tuple[str, str]]:
    """What the pieces are told to be, one after another of the same kind together."""
    taken = Tokens()
    found = [*(token for piece in pieces for token in taken.take(piece)), *taken.end()]
    kinds = [(kind, "".join(token.text for token in some)) for kind, some in groupby(found, lambda token: token.kind)]
    return [(kind, " " if kind == "space" else text) for kind, text in kinds]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("نص[1]", ["words نص", "mark [1]"]),
        ("[[4]]", ["mark [[4]]"]),
        ("【٣】", ["mark 【٣】"]),
        ("[1، 2][3 و4]", ["mark [1، 2][3 و4]"]),
        ("[نص]", ["words [نص]"]),
        ("[1", ["words [1"]),
        ("نص.»", ["words نص", "end .", "closing »"]),
        ("- نص", ["bullet -", "space  ", "words نص"]),
        ("نص\n 12. نص", ["words نص", "line \n", "space  ", "bullet 12.", "space  ", "words نص"]),
        ("نص - نص", ["words نص", "space  ", "words -", "space  ", "words نص"]),
        ("12.5", ["words 12", "end .", "words 5"]),
        ("[نص](http://evil.example/?q=1)", ["words نص"]),
        ("![س](http://evil.example/x.png)نص", ["words سنص"]),
        ("[<b>نص</b> www.evil.example](x)", ["words  نص   "]),
        ("نص<img src=x onerror=alert(1)>نص", ["words نص", "space  ", "words نص"]),
        ("http://evil.example/a.b؟c\u00a0نص", ["space  ", "words نص"]),
        ("http://evil.example[1]", ["space  ", "mark [1]"]),
        ("3 < how www", ["words 3", "space  ", "words <", "space  ", "words how", "space  ", "words www"]),
    ],
)
def test_what_a_text_consists_of(text: str, kinds: list[str]) -> None:
    assert [f"{kind} {some}" for kind, some in told([text])] == kinds


@settings(max_examples=400, deadline=None)
@given(PIECES)
def test_it_makes_no_difference_where_a_stream_is_cut(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert told(pieces) == told(text) == told([text])


def test_what_is_longer_than_a_mark_or_markup_can_be_is_words() -> None:
    for text in (f"[{'1، ' * LONGEST}1]", f"[{'ن' * LONGEST}](x)", f"<b {'n' * LONGEST}>"):
        assert "".join(kept for _, kept in told([text])) == text
        assert "mark" not in {kind for kind, _ in told([text])}


def test_a_text_without_brackets_has_no_marks() -> None:
    text = without_brackets("نص [1] 【2】 [[3]]")
    assert text == "نص (1) (2) ((3))"
    assert "mark" not in {kind for kind, _ in told([text])}


# --- what reading costs, in characters looked at ---


@dataclass
class Counted:
    """Patterns that count the characters which they are given."""

    characters: int = 0

    def pattern(self, pattern: re.Pattern[str]) -> "CountedPattern":
        return CountedPattern(pattern, self)


@dataclass
class CountedPattern:
    pattern: re.Pattern[str]
    counted: Counted

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        self.counted.characters += min(end, len(text)) - start
        return self.pattern.match(text, start, end)

    def fullmatch(self, text: str, start: int) -> re.Match[str] | None:
        self.counted.characters += len(text) - start
        return self.pattern.fullmatch(text, start)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    counted = Counted()
    for name in ("_TOKEN", "_LINE_TOKEN", "_BEGUN", "_BEGUN_BULLET"):
        monkeypatch.setattr(marks, name, counted.pattern(getattr(marks, name)))
    return counted


@pytest.mark.parametrize("size", [1, 7, 10**9])
@pytest.mark.parametrize(
    "unit",
    [
        *("[", "![", "<", "[1, ", "1،", ". ", "[1", "<a", "[a](", "[a", "![a](b", "-", "h", "www.", "http://"),
        *("نص. [1] ", "[1" + "،1" * 90, "[1" + " " * 200, "[" + "ن" * 90),
    ],
)
def test_four_times_the_text_costs_about_four_times_as_much(unit: str, size: int, counted: Counted) -> None:
    def cost(length: int) -> int:
        counted.characters = 0
        text = (unit * length)[:length]
        told(text[start : start + size] for start in range(0, length, size))
        return counted.characters

    once = cost(8 * LONGEST)
    assert 0 < cost(32 * LONGEST) < 5 * once
