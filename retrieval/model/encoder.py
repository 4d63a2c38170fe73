"""A BERT encoder on OpenVINO, built operator by operator from its tensors. The one module that runs openvino.

On processors with bfloat16 arithmetic the products are computed in it, elsewhere in float32; those that have levels in
bytes (``docs/decisions/0001-embedding-runtime.md``). Word embeddings are not part of the graph: they are looked up
outside, in a file that stays on disk. Nothing here knows tokens or text.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from retrieval.model.levels import Levels
from retrieval.model.packed import Shape
from retrieval.types import Vectors

if TYPE_CHECKING:
    from openvino import Model

Tensors = Callable[[str], Vectors]
"""The value of a tensor by its name in ``BertModel``."""

NO_LEVELS: Mapping[str, Levels] = MappingProxyType({})
"""No product in bytes."""

_MASKED = np.float32(-1e4)
_FOR_BYTES = frozenset({"avx_vnni", "avx512_vnni"})
_STEPS = 256
_BATCH_TOKENS = 512  # in one forward pass, before lengths are rounded up: as fast as eight times as many
_LENGTH_STEP = 16
"""Lengths are rounded up to its multiples: the fewer shapes, the less OpenVINO prepares anew."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts padded to one length: word embeddings, float32 (texts, tokens, hidden), and the texts' lengths."""

    embeddings: Vectors
    lengths: npt.NDArray[np.int64]

    @property
    def mask(self) -> Vectors:
        """What is added to how much a token heeds each token, shape (texts, 1, 1, tokens): padding is not heeded."""
        padding = np.arange(self.embeddings.shape[1]) >= self.lengths[:, None]
        return np.where(padding, _MASKED, np.float32(0))[:, None, None, :]


@dataclass(frozen=True, slots=True)
class Tap:
    """What is made of the states of some layers, counted from 1: their product with ``weights``, shape (sizes, all)."""

    layers: tuple[int, ...]
    weights: Vectors


class Encoder:
    """The encoder of one model, compiled so that one batch is soon done or, ``streaming``, so that many are.

    Inputs named in ``levels`` are multiplied in bytes. What a ``tap`` makes stands behind the last hidden states. Any
    number of threads may use it.
    """

    def __init__(
        self,
        tensors: Tensors,
        shape: Shape,
        levels: Mapping[str, Levels] = NO_LEVELS,
        *,
        streaming: bool = False,
        tap: Tap | None = None,
    ) -> None:
        openvino = _openvino()
        settings = {"PERFORMANCE_HINT": "THROUGHPUT" if streaming else "LATENCY"}
        compiled = openvino.Core().compile_model(_graph(tensors, shape, levels, tap), "CPU", settings)
        streams = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        self._idle: SimpleQueue[Any] = SimpleQueue()
        for _ in range(streams):
            self._idle.put(compiled.create_infer_request())
        self._threads = ThreadPoolExecutor(streams, "encoder")

    def states(self, batches: Sequence[Batch]) -> list[Vectors]:
        """The hidden states, shape (texts, tokens, hidden and the tap's), of each batch; padding means nothing."""
        return list(self._threads.map(self._states, batches)) if len(batches) > 1 else [*map(self._states, batches)]

    def _states(self, batch: Batch) -> Vectors:
        request = self._idle.get()
        try:
            request.infer([batch.embeddings, batch.mask], share_inputs=True)
            states: Vectors = request.get_output_tensor().data.copy()
            return states
        finally:
            self._idle.put(request)


def pad(words: Vectors, texts: Sequence[npt.NDArray[np.int64]]) -> Batch:
    """The batch of texts given as token ids, looked up in ``words``, shape (vocabulary, hidden)."""
    lengths = np.array([len(ids) for ids in texts], np.int64)
    padded = np.ones((len(texts), -(-lengths.max() // _LENGTH_STEP) * _LENGTH_STEP), np.int64)
    for row, ids in zip(padded, texts, strict=True):
        row[: len(ids)] = ids
    return Batch(words[padded], lengths)


def by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The indexes of texts, longest first, in batches of about one length and at most ``_BATCH_TOKENS`` tokens."""
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    while order:
        size = max(1, _BATCH_TOKENS // lengths[order[0]])
        yield order[:size]
        order = order[size:]


def _openvino() -> Any:
    """The library without its conversion tools, which report to their makers whenever they are imported.

    It goes on where they cannot be imported, and nothing here needs them.
    """
    sys.modules.setdefault("openvino.tools.ovc", cast(ModuleType, None))
    import openvino

    return openvino


def multiplies_bytes() -> bool:
    """Has this processor instructions for exact sums of products of bytes? Without them bytes would cost quality."""
    try:
        return not _FOR_BYTES.isdisjoint(Path("/proc/cpuinfo").read_text("utf-8").split())
    except OSError:
        return False


def _graph(tensors: Tensors, shape: Shape, levels: Mapping[str, Levels], tap: Tap | None) -> "Model":
    openvino = _openvino()
    op = openvino.opset13
    hidden, heads = shape.hidden_size, shape.num_attention_heads
    split, merged, swapped = [0, 0, heads, hidden // heads], [0, 0, hidden], [0, 2, 1, 3]

    def constant(values: Any) -> Any:
        return op.constant(np.asarray(values))

    def norm(state: Any, name: str) -> Any:
        centred = op.mvn(state, constant([-1]), True, shape.layer_norm_eps, "inside_sqrt")
        return op.add(op.multiply(centred, constant(tensors(f"{name}.weight"))), constant(tensors(f"{name}.bias")))

    def entering(state: Any, name: str) -> Any:
        """The input of the products under a name, stepped where it has levels."""
        if name not in levels:
            return state
        own = levels[name]
        ends = [constant(np.float32(end)) for end in (own.low, own.high)]
        return op.fake_quantize(op.multiply(state, constant(1 / own.scales)), *ends, *ends, _STEPS)

    def weights(name: str, scales: Vectors | None) -> Any:
        values = tensors(f"{name}.weight")
        if scales is None:
            return constant(values)
        values = values * scales
        step = np.abs(values).max(axis=1, keepdims=True) / 127
        return op.multiply(op.convert(constant(np.rint(values / step).astype(np.int8)), np.float32), constant(step))

    def product(state: Any, name: str, part: str = "") -> Any:
        """A state, as it came out of ``entering``, times the matrix of ``name`` or of a ``part`` of it."""
        scales = levels[name].scales if name in levels else None
        moved = op.matmul(state, weights(name + part, scales), False, True)
        return op.add(moved, constant(tensors(f"{name}{part}.bias")))

    def head(state: Any, name: str, part: str) -> Any:
        return op.transpose(op.reshape(product(state, name, part), constant(split), True), constant(swapped))

    def dense(state: Any, name: str) -> Any:
        return product(entering(state, name), name)

    def layer(state: Any, name: str) -> Any:
        attention = f"{name}.attention.self"
        entered = entering(state, attention)
        query, key, value = (head(entered, attention, part) for part in (".query", ".key", ".value"))
        attended = op.transpose(op.scaled_dot_product_attention(query, key, value, mask), constant(swapped))
        change = dense(op.reshape(attended, constant(merged), True), f"{name}.attention.output.dense")
        state = norm(op.add(state, change), f"{name}.attention.output.LayerNorm")
        inner = op.gelu(dense(state, f"{name}.intermediate.dense"), "erf")
        return norm(op.add(state, dense(inner, f"{name}.output.dense")), f"{name}.output.LayerNorm")

    embeddings = op.parameter([-1, -1, hidden], np.float32, "embeddings")
    mask = op.parameter([-1, 1, 1, -1], np.float32, "mask")
    types = tensors("embeddings.token_type_embeddings.weight")[0]  # every token is of type 0
    places = constant(tensors("embeddings.position_embeddings.weight") + types)
    tokens = op.gather(op.shape_of(embeddings), constant([1]), constant(0))
    placed = op.add(embeddings, op.slice(places, constant([0]), tokens, constant([1]), constant([0])))
    states = [norm(placed, "embeddings.LayerNorm")]
    for number in range(shape.num_hidden_layers):
        states.append(layer(states[-1], f"encoder.layer.{number}"))
    given = states[-1]
    if tap is not None:
        seen = op.concat([states[number] for number in tap.layers], -1)
        given = op.concat([given, op.matmul(seen, constant(tap.weights), False, True)], -1)
    model: Model = openvino.Model([given], [embeddings, mask], "encoder")
    return model
