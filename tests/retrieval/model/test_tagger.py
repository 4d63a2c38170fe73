"""The head that marks names: its decoding by hand, and what it finds with the installed model."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.arabic.names.wordforms import tokens
from retrieval.model.embedding import InstalledEmbedder
from retrieval.model.tagger import WEIGHTS, Scores, Tagger, likeliest, marked
from retrieval.types import Vectors

NONE, PERSON, MORE_PERSON, PLACE, MORE_PLACE, BODY, MORE_BODY = range(7)


def scores(*tags: int) -> Vectors:
    """Log-probabilities: nearly certain of a tag each, of the next best a person's inside."""
    found = np.full((len(tags), 7), -9.0, np.float32)
    found[:, MORE_PERSON] = -1
    found[range(len(tags)), tags] = -0.1
    return found


@pytest.mark.parametrize(
    ("tags", "path"),
    [
        ([NONE, PERSON, MORE_PERSON, NONE], [NONE, PERSON, MORE_PERSON, NONE]),
        ([PLACE, PLACE], [PLACE, PLACE]),
        ([NONE, MORE_PERSON], [PERSON, MORE_PERSON]),  # what is inside has a beginning before it
        ([MORE_BODY], [PERSON]),
    ],
)
def test_tags_that_fit_together(tags: list[int], path: list[int]) -> None:
    found = scores(*tags)
    found[0, PERSON] = max(found[0, PERSON], -2)
    assert likeliest(found) == path


@pytest.mark.parametrize(
    ("text", "tags", "cut", "name"),
    [
        ("زار وبنغازي", [NONE, PLACE], 1, "بنغازي"),
        ("زار باريس", [NONE, PLACE], 0, "باريس"),
        ("زار طرابلس", [NONE, PLACE], 1, "طرابلس"),  # no particle to cut off
        ('قال تنظيم "فجر" إنه', [NONE, BODY, MORE_BODY, NONE], 0, "فجر"),
    ],
)
def test_where_a_name_begins(text: str, tags: list[int], cut: int, name: str) -> None:
    cuts = np.full((len(tags), 4), -5.0, np.float32)
    cuts[:, cut] = 0
    (found,) = marked(text, tokens(text), Scores(scores(*tags), cuts))
    assert text[found.start : found.end] == name


@pytest.mark.skipif(not WEIGHTS.exists(), reason="the head is not trained here")
def test_the_installed_model_marks_names_in_their_place(folder: Path) -> None:
    text = "وصل الممثل البريطاني هاري ستايلز إلى مدينة فينيسيا، بحسب صحيفة الغارديان."
    embedder = InstalledEmbedder(folder, Tagger())
    (embedded,) = embedder.passages([text], [[(0, len(text))]])
    assert {(one.kind, text[one.start : one.end]) for one in embedded.names} >= {("person", "هاري ستايلز")}
    plain = next(iter(InstalledEmbedder(folder).passages([text], [[(0, len(text))]])))
    assert float(embedded.vector @ plain.vector) > 0.999
    assert plain.names == ()
