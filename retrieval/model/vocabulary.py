"""The installed model's tokens: text to ids and back to where each stands in the text, and the words' embeddings."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retrieval.model import bundled
from retrieval.types import Vectors

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Numbers = npt.NDArray[np.int64]


class Vocabulary:
    """The vocabulary in ``folder``, as ``retrieval.model.bundled`` leaves it; each part is loaded at its first use.

    Most Arabic text needs a small part of the pieces: texts in that alphabet go through a tokenizer that loads faster.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tokens(self, text: str, prompt: str = "", *, framed: bool) -> tuple[Numbers, Numbers]:
        """The ids of the tokens of a prompt and a text, and their offsets in both together, shape (tokens, 2).

        ``framed`` adds the marks of beginning and end. All is cut at the model's limit.
        """
        tokenizer, ids = self._arabic if bundled.ALPHABET.issuperset(text) else self._whole
        encoding = tokenizer.encode(prompt + text, add_special_tokens=framed)
        return ids[encoding.ids], _offsets(encoding.offsets)

    @cached_property
    def embeddings(self) -> Vectors:
        """The embedding of each word piece, shape (vocabulary, hidden), on disk until it is read."""
        return bundled.tensors(self._folder)[bundled.WORDS]

    @cached_property
    def _arabic(self) -> "tuple[Tokenizer, Numbers]":
        return _tokenizer(self._folder / bundled.ARABIC), np.load(self._folder / bundled.ARABIC_IDS)

    @cached_property
    def _whole(self) -> "tuple[Tokenizer, Numbers]":
        tokenizer = _tokenizer(self._folder / bundled.TOKENIZER)
        return tokenizer, np.arange(tokenizer.get_vocab_size())


def _offsets(pairs: Iterable[tuple[int, int]]) -> Numbers:
    return np.array(list(pairs), np.int64).reshape(-1, 2)


def _tokenizer(path: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(bundled.MAX_TOKENS)
    return tokenizer
