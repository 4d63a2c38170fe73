"""The encoder's graph with and without products in bytes, and what goes through it: order, threads, failures."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import ModelUnavailable
from retrieval.model import bundled, encoder
from retrieval.model.encoder import NO_LEVELS, Batch, Encoder, pad
from retrieval.model.levels import CALIBRATED, Levels, load_levels, save_levels
from retrieval.types import Vectors

LAYERS = 12
INPUTS = 4  # of a layer: attention, its output, the inner and the outer product
BLURRED = "encoder.layer.4.output.dense"


@pytest.fixture(scope="module")
def tensors(folder: Path) -> encoder.Tensors:
    return bundled.tensors(folder).__getitem__


@pytest.fixture(scope="module")
def streaming(folder: Path, tensors: encoder.Tensors) -> Encoder:
    return Encoder(tensors, bundled.shape(folder), streaming=True)


@pytest.fixture(scope="module")
def batches(folder: Path) -> list[Batch]:
    words = bundled.tensors(folder)[bundled.WORDS]
    return [pad(words, [np.arange(4, 4 + length), np.arange(100, 103)]) for length in (5, 40, 17, 3)]


def states(one: Encoder, batch: Batch) -> Vectors:
    return one.states([batch])[0]


def test_only_inputs_with_levels_are_stepped(folder: Path, tensors: encoder.Tensors) -> None:
    def stepped(levels: dict[str, Levels]) -> int:
        graph = encoder._graph(tensors, bundled.shape(folder), levels, None)
        return [node.get_type_name() for node in graph.get_ops()].count("FakeQuantize")

    assert stepped({}) == 0
    assert stepped({BLURRED: Levels(np.ones(1536, np.float32), -1.0, 1.0)}) == 1
    assert stepped(load_levels()) == LAYERS * INPUTS - 7


def test_products_in_bytes_stay_near(folder: Path, tensors: encoder.Tensors, batches: list[Batch]) -> None:
    shape = bundled.shape(folder)
    exact, stepped = Encoder(tensors, shape, NO_LEVELS), Encoder(tensors, shape, load_levels())
    one, other = (states(model, batches[1])[0, :40].sum(axis=0) for model in (exact, stepped))
    cosine = one @ other / (np.linalg.norm(one) * np.linalg.norm(other))
    assert 0.99 < cosine < 0.99999


def test_many_batches_come_in_order(streaming: Encoder, batches: list[Batch]) -> None:
    for batch, found in zip(batches * 3, streaming.states(batches * 3), strict=True):
        assert found.shape == batch.embeddings.shape
        for row, length in enumerate(batch.lengths):
            assert np.allclose(found[row, :length], states(streaming, batch)[row, :length], atol=1e-5)


def test_threads_share_an_encoder(streaming: Encoder, batches: list[Batch]) -> None:
    alone = [states(streaming, batch)[0, :3] for batch in batches]
    with ThreadPoolExecutor(4) as threads:
        shared = threads.map(lambda batch: states(streaming, batch)[0, :3], batches * 8)
        for found, expected in zip(shared, alone * 8, strict=True):
            assert np.allclose(found, expected, atol=1e-5)


def test_a_failed_batch_leaves_the_encoder_usable(streaming: Encoder, batches: list[Batch]) -> None:
    bad = Batch(np.zeros((1, 16, 7), np.float32), np.array([16]))
    for _ in range(3):
        with pytest.raises(RuntimeError):
            streaming.states([batches[0], bad, batches[1]])
    assert states(streaming, batches[0]).shape == batches[0].embeddings.shape


def test_levels_come_back_as_they_were_kept(tmp_path: Path) -> None:
    kept = Levels(np.array([0.5, 2], np.float32), -1.0, 3.0)
    save_levels({"encoder.layer.0.output.dense": kept}, tmp_path / "levels", {"model": "none"})
    (found,) = load_levels(tmp_path / "levels").values()
    assert (found.scales.tolist(), found.low, found.high) == ([0.5, 2], -1.0, 3.0)


def test_the_levels_that_come_along_are_the_installed_model_s(tensors: encoder.Tensors) -> None:
    from safetensors import safe_open

    with safe_open(CALIBRATED, "np") as file:
        assert file.metadata()["model"] == bundled.IDENTITY
    for name, levels in load_levels().items():
        part = ".query" if name.endswith(".self") else ""
        assert levels.scales.shape == (tensors(f"{name}{part}.weight").shape[1],)
        assert levels.low < 0 < levels.high


@pytest.mark.parametrize("content", [None, b"", b"torn"])
def test_levels_that_cannot_be_read_say_so(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "levels").write_bytes(content)
    with pytest.raises(ModelUnavailable):
        load_levels(tmp_path / "levels")


@pytest.mark.parametrize(
    ("flags", "found"),
    [("avx512_vnni", True), ("avx_vnni", True), ("avx2", False), ("avx512_4vnniw", False), (None, False)],
)
def test_bytes_want_a_processor_made_for_them(flags: str | None, found: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> str:
        if flags is None:
            raise FileNotFoundError
        return f"model name\t: X\nflags\t\t: fpu {flags} sse\n"

    monkeypatch.setattr(Path, "read_text", read)
    assert encoder.multiplies_bytes() is found
