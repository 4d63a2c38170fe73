"""What may happen to a file: the kinds of damage that the tables of damage are made of."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path

Damage = Callable[[Path], None]


def deleted(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def flipped(path: Path) -> None:
    """One bit in the middle."""
    content = bytearray(path.read_bytes())
    if content:
        content[len(content) // 2] ^= 0x40
    path.write_bytes(bytes(content))


def zeroed(path: Path) -> None:
    """The second half, as a disk that lost power leaves it."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2].ljust(len(content), b"\0"))


def scribbled(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(random.Random(len(content)).randbytes(len(content)))


KINDS: Mapping[str, Damage] = {one.__name__: one for one in (deleted, emptied, halved, flipped, zeroed, scribbled)}
