"""A BERT encoder on OpenVINO, built operator by operator from its tensors. The one module that runs openvino.

On processors with bfloat16 arithmetic the products are computed in it, elsewhere in float32
(``docs/decisions/0001-embedding-runtime.md``). Word embeddings are not part of the graph: they are looked up outside,
in a file that stays on disk. Nothing here knows tokens or text.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from retrieval.packed import Shape
from retrieval.types import Vectors

if TYPE_CHECKING:
    from openvino import Model

Tensors = Callable[[str], Vectors]
"""The value of a tensor by its name in ``BertModel``."""

_MASKED = np.float32(-1e4)
_STEP = 16
"""Lengths are rounded up to its multiples: the fewer shapes, the less OpenVINO prepares anew."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts padded to one length: word embeddings, float32 (texts, tokens, hidden), and the texts' lengths."""

    embeddings: Vectors
    lengths: npt.NDArray[np.int64]


class Encoder:
    """The encoder of one model, compiled; ``threads`` share a forward pass, 0 stands for one to a physical core."""

    def __init__(self, tensors: Tensors, shape: Shape, threads: int = 0) -> None:
        openvino = _openvino()
        settings: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": threads}
        compiled = openvino.Core().compile_model(_graph(tensors, shape), "CPU", settings)
        self._request = compiled.create_infer_request()

    def states(self, batch: Batch) -> Vectors:
        """The last hidden states, shape (texts, tokens, hidden); those of the padding mean nothing."""
        tokens = batch.embeddings.shape[1]
        mask = np.where(np.arange(tokens) < batch.lengths[:, None], np.float32(0), _MASKED)[:, None, None, :]
        self._request.infer([batch.embeddings, mask], share_inputs=True)
        states: Vectors = self._request.get_output_tensor().data.copy()
        return states


def pad(words: Vectors, texts: Sequence[npt.NDArray[np.int64]]) -> Batch:
    """The batch of texts given as token ids, looked up in ``words``, shape (vocabulary, hidden)."""
    lengths = np.array([len(ids) for ids in texts], np.int64)
    padded = np.ones((len(texts), -(-lengths.max() // _STEP) * _STEP), np.int64)
    for row, ids in zip(padded, texts, strict=True):
        row[: len(ids)] = ids
    return Batch(words[padded], lengths)


def _openvino() -> Any:
    """The library without its conversion tools, which report to their makers whenever they are imported.

    It goes on where they cannot be imported, and nothing here needs them.
    """
    sys.modules.setdefault("openvino.tools.ovc", cast(ModuleType, None))
    import openvino

    return openvino


def _graph(tensors: Tensors, shape: Shape) -> "Model":
    openvino = _openvino()
    op = openvino.opset13
    hidden, heads = shape.hidden_size, shape.num_attention_heads
    split, merged, swapped = [0, 0, heads, hidden // heads], [0, 0, hidden], [0, 2, 1, 3]

    def constant(values: Any) -> Any:
        return op.constant(np.asarray(values))

    def norm(state: Any, name: str) -> Any:
        centred = op.mvn(state, constant([-1]), True, shape.layer_norm_eps, "inside_sqrt")
        return op.add(op.multiply(centred, constant(tensors(f"{name}.weight"))), constant(tensors(f"{name}.bias")))

    def product(state: Any, name: str) -> Any:
        moved = op.matmul(state, constant(tensors(f"{name}.weight")), False, True)
        return op.add(moved, constant(tensors(f"{name}.bias")))

    def head(state: Any, name: str) -> Any:
        return op.transpose(op.reshape(product(state, name), constant(split), True), constant(swapped))

    def layer(state: Any, name: str) -> Any:
        query, key, value = (head(state, f"{name}.attention.self.{part}") for part in ("query", "key", "value"))
        attended = op.transpose(op.scaled_dot_product_attention(query, key, value, mask), constant(swapped))
        change = product(op.reshape(attended, constant(merged), True), f"{name}.attention.output.dense")
        state = norm(op.add(state, change), f"{name}.attention.output.LayerNorm")
        inner = op.gelu(product(state, f"{name}.intermediate.dense"), "erf")
        return norm(op.add(state, product(inner, f"{name}.output.dense")), f"{name}.output.LayerNorm")

    embeddings = op.parameter([-1, -1, hidden], np.float32, "embeddings")
    mask = op.parameter([-1, 1, 1, -1], np.float32, "mask")
    types = tensors("embeddings.token_type_embeddings.weight")[0]  # every token is of type 0
    places = constant(tensors("embeddings.position_embeddings.weight") + types)
    tokens = op.gather(op.shape_of(embeddings), constant([1]), constant(0))
    placed = op.add(embeddings, op.slice(places, constant([0]), tokens, constant([1]), constant([0])))
    state = norm(placed, "embeddings.LayerNorm")
    for number in range(shape.num_hidden_layers):
        state = layer(state, f"encoder.layer.{number}")
    model: Model = openvino.Model([state], [embeddings, mask], "encoder")
    return model
