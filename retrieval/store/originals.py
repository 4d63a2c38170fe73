"""The files that articles were taken out of, each once, under the SHA-256 of its bytes.

What it does not know: which articles need a file; ``sweep`` is told.
"""

import hashlib
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from retrieval.errors import NoOriginal, OriginalLost
from retrieval.types import Article

FOLDER = "originals"


class Originals:
    """Files in ``folder``, which is made for the first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep some bytes; their SHA-256. They are there wholly or not at all, whatever happens meanwhile."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._folder / digest
        if self.get(digest) is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(content)
            part.replace(path)
        return digest

    def get(self, digest: str) -> bytes | None:
        """The bytes of this SHA-256; None where they are not there, or others."""
        with suppress(OSError):
            content = (self._folder / digest).read_bytes()
            if hashlib.sha256(content).hexdigest() == digest:
                return content
        return None

    def of(self, article: Article) -> bytes:
        """The file that an article was taken out of; raises ``NoOriginal`` or ``OriginalLost``."""
        if article.original is None:
            raise NoOriginal(article=article.id)
        content = self.get(article.original.digest)
        if content is None:
            raise OriginalLost(article=article.id)
        return content

    def sweep(self, needed: Collection[str]) -> None:
        """Remove what is not ``needed``."""
        for path in self._folder.glob("*"):
            if path.name not in needed:
                path.unlink(missing_ok=True)
