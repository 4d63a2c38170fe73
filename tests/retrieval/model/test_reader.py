"""The reader: how a pair is laid out, how its weights are kept, and that it tells an answer from its neighbours."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from assistant import build
from assistant.settings import Settings
from retrieval.errors import ReaderUnavailable
from retrieval.model.reader import (
    BEGIN,
    END,
    WEIGHTS,
    CrossEncoder,
    best_span,
    join,
    join_claim,
    load_tensors,
    save_tensors,
)
from retrieval.model.vocabulary import Vocabulary
from retrieval.types import Candidate

QUESTION = "من افتتح المكتبة الجديدة؟"
ANSWER = Candidate("افتتح المهندس سامر حداد المكتبة الجديدة في دمشق.", "بدأ الحفل صباح الخميس.")
OTHERS = [
    Candidate("تضم المكتبة الجديدة عشرة آلاف كتاب."),
    Candidate("يبدأ الدوام في التاسعة."),
    Candidate("فاز الفريق بالبطولة."),
]


@pytest.fixture(scope="module")
def encoder(folder: Path) -> CrossEncoder:
    return CrossEncoder(folder)


def test_a_pair_is_the_question_the_sentence_and_what_stands_before_it(folder: Path) -> None:
    vocabulary = Vocabulary(folder)
    asked, quoted, before = (
        vocabulary.tokens(text, framed=False)[0].tolist() for text in (QUESTION, ANSWER.text, ANSWER.before)
    )
    pair = join(vocabulary, QUESTION, ANSWER)
    assert pair.ids.tolist() == [BEGIN, *asked, END, END, *quoted, END, *before, END]
    assert pair.ids[pair.start : pair.start + len(pair.offsets)].tolist() == quoted


def test_of_what_stands_before_the_end_is_kept_as_far_as_there_is_room(folder: Path) -> None:
    vocabulary = Vocabulary(folder)
    before = " ".join(f"سياق {number}" for number in range(200))
    pair = join(vocabulary, QUESTION, Candidate(ANSWER.text, before))
    sentence_ends = pair.start + len(pair.offsets)
    room = 96 - sentence_ends - 2
    assert len(pair.ids) == 96
    kept = vocabulary.tokens(before, framed=False)[0][-room:].tolist()
    assert pair.ids[sentence_ends:].tolist() == [END, *kept, END]


def test_what_stands_before_gives_way_to_the_sentence_whose_begin_is_kept(folder: Path) -> None:
    vocabulary = Vocabulary(folder)
    text = " ".join(f"كلمة {number}" for number in range(80))
    asked, quoted = (vocabulary.tokens(one, framed=False)[0].tolist() for one in (QUESTION, text))
    pair = join(vocabulary, QUESTION, Candidate(text, "سياق " * 200))
    assert len(quoted) > 90
    assert pair.ids.tolist() == [BEGIN, *asked, END, END, *quoted[:90], END]
    assert len(pair.offsets) == 90


def test_an_answer_scores_above_its_neighbours_and_names_its_words(encoder: CrossEncoder) -> None:
    answer, *others = encoder.read(QUESTION, [ANSWER, *OTHERS])
    assert answer.score > max(other.score for other in others) + 1
    assert answer.answers > 0 > max(other.answers for other in others)
    assert ANSWER.text[answer.start : answer.end].strip() in ("سامر حداد", "المهندس سامر حداد")


def test_a_reading_does_not_depend_on_what_else_is_read(encoder: CrossEncoder) -> None:
    together = encoder.read(QUESTION, [ANSWER, *OTHERS])
    alone = [encoder.read(QUESTION, [candidate])[0] for candidate in (ANSWER, *OTHERS)]
    assert [one.score for one in together] == pytest.approx([one.score for one in alone], abs=0.1)


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_offsets_lie_in_the_text_whatever_it_is(encoder: CrossEncoder, question: str, text: str) -> None:
    reading = encoder.read(question, [Candidate(text, question)])[0]
    assert 0 <= reading.start <= reading.end <= len(text)
    assert 0 <= reading.certainty <= 1


def test_nothing_to_read_is_no_reading(encoder: CrossEncoder) -> None:
    assert encoder.read(QUESTION, []) == []


def test_the_best_span_begins_before_it_ends_and_is_short() -> None:
    scores = np.zeros((30, 2), np.float32)
    scores[20, 0], scores[5, 1], scores[22, 1] = 9, 9, 8  # the likeliest last token stands before the likeliest first
    first, last, certainty = best_span(scores)
    assert (first, last) == (20, 22)
    assert 0 < certainty < 0.5
    scores[:] = 0
    scores[0, 0], scores[29, 1] = 9, 9
    first, last, _ = best_span(scores)
    assert last - first < 16


@settings(deadline=None)
@given(arrays.arrays(np.float32, (4, 64), elements=st.floats(-8, 8, width=32)))
def test_kept_weights_are_within_half_a_step_of_the_trained(tmp_path_factory: pytest.TempPathFactory, values) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("weights") / "some.safetensors"
    heads = {f"{head}.weight": np.ones((2, 2), np.float32) for head in ("score", "span", "judge")}
    save_tensors({"matrix": values, **heads}, path, {})
    step = np.abs(values).max(axis=1, keepdims=True) / 127 + 1e-4
    assert (np.abs(load_tensors(path)["matrix"] - values) <= step).all()


@pytest.mark.parametrize("content", [b"", b"no weights", None])
def test_a_file_that_is_none_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "reader.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReaderUnavailable):
        load_tensors(path)


def test_the_reader_can_be_turned_off(tmp_path: Path) -> None:
    assert build.load_reader(Settings(tmp_path, "", tmp_path, "off"), lambda *_: None) is None


def test_the_shipped_weights_are_small_enough() -> None:
    assert WEIGHTS.stat().st_size <= 25_000_000


PREMISE = "أعلنت الوزارة خفض أسعار الوقود ابتداء من يوم الأحد."


def test_the_judge_tells_what_a_premise_says_from_its_opposite(encoder: CrossEncoder) -> None:
    said, denied, other = encoder.judge(
        PREMISE, ["الوزارة تخفض أسعار الوقود", "الوزارة ترفع أسعار الوقود", "افتتاح مدرسة في المدينة"]
    )
    assert said.entails > 0.6 > said.contradicts
    assert denied.contradicts > 0.5 > denied.entails
    assert other.entails < 0.3


def test_a_claim_stands_in_the_place_of_the_question(folder: Path) -> None:
    vocabulary = Vocabulary(folder)
    claim, premise = (vocabulary.tokens(text, framed=False)[0].tolist() for text in (QUESTION, PREMISE))
    assert join_claim(vocabulary, QUESTION, PREMISE).ids.tolist() == [BEGIN, *claim, END, END, *premise, END]
