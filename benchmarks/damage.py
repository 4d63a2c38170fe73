"""Damaged files of every format: ``python -m benchmarks.damage [--files N]``.

Of each format so many files are made, each cut somewhere, or with bytes flipped, taken out or written twice, and read
as users' files are. Stored are by format how many gave reasons alone, how many articles with something told, how many
articles as before, how many short ones of which nothing was told, by how they were damaged, and the longest reading.
Then the bombs: archives that unpack to very much, lie about it or lie deep in one another.
"""

import argparse
import gzip
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from itertools import cycle
from time import perf_counter

from benchmarks import command_line
from benchmarks import made_files as made
from benchmarks.command_line import Record
from benchmarks.pdf_makers import makers
from retrieval.files.formats import Formats
from retrieval.files.reader import Reading, Remark, Skipped
from retrieval.files.worker import Worker
from retrieval.types import Article

_WHOLE = 0.97
"""Of its words: an article with fewer has lost some."""


def samples() -> dict[str, bytes]:
    """A whole file of every format, by its name."""
    old_sheet: dict[str, bytes] = {"a.xls": made.xls()} if find_spec("xlwt") else {}
    return old_sheet | {
        "a.txt": made.txt(),
        "a.md": b"---\ntitle: x\ndate: 2024-05-01\n---\n" + made.txt(),
        "a.jsonl": made.jsonl(),
        "a.json": made.other_json(),
        "a.html": made.html(),
        "a.mhtml": made.mhtml(),
        "a.docx": made.docx(table=[["أ", "ب"]]),
        "a.csv": made.table_csv(),
        "a.xlsx": made.xlsx(),
        "a.ods": made.ods(),
        "a.rss": made.rss(),
        "a.atom": made.atom(),
        "a.eml": made.eml(attachments=[("b.docx", made.docx())]),
        "a.mbox": made.mbox(),
        "a.epub": made.epub(),
        "a.warc": made.warc(),
        "a.warc.gz": made.gz(made.warc()),
        "a.zip": made.zipped({"b.html": made.html(), "c.txt": made.txt()}),
        "a.tgz": made.tar({"b.html": made.html(), "c.txt": made.txt()}, "w:gz"),
        "a.pdf": made.pdf([made.lines(one) for one in made.ITEM.paragraphs]),
    }


KINDS = ("cut", "flipped", "taken out", "written twice")


def damaged(content: bytes, count: int) -> Iterator[bytes]:
    """The bytes damaged in the ways of ``KINDS``, by turns."""
    chance = random.Random(18)
    for number in range(count):
        at = chance.randrange(len(content))
        if number % 4 == 0:
            yield content[:at]
        elif number % 4 == 1:
            flipped = bytearray(content)
            for _ in range(chance.choice((1, 3, 30))):
                flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            yield bytes(flipped)
        elif number % 4 == 2:
            yield content[:at] + content[at + chance.randrange(1, 200) :]
        else:
            yield content[: at + 50] + content[at:]


def bombs() -> Mapping[str, bytes]:
    """Archives that would fill a memory or a disk."""
    large = made.zipped({"bomb.txt": b"a" * 15_000_000})
    deep = made.txt()
    for _ in range(9):
        deep = made.zipped({"a.zip" if deep.startswith(b"PK") else "a.txt": deep})
    many = made.zipped({f"{number}.txt": b"" for number in range(30_000)})
    return {
        "large.zip": large,
        "lying.zip": large.replace((15_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")),
        "deep.zip": deep,
        "many.zip": many,
        "wide.zip": made.zipped({f"{number}.zip": large for number in range(20)}),
        "bomb.txt.gz": gzip.compress(b"a" * 30_000_000),
        "bomb.tgz": made.tar({"a.txt": b"a" * 25_000_000}, "w:gz"),
        "bomb.docx": made.zipped({"word/document.xml": b"<a>" + b" " * 300_000_000 + b"</a>"}),
        "laughs.rss": _laughs(),
    }


def _laughs() -> bytes:
    """XML whose entities hold one another."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = "<rss><channel><item>&l9;</item></channel></rss>"
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]>{body}'.encode()


def outcome(readings: list[Reading], words: int) -> str:
    """What became of a file that has so many words when it is whole."""
    found = sum(len(one.text.split()) for one in readings if isinstance(one, Article))
    told = any(isinstance(one, Skipped) or (isinstance(one, Remark) and one.damaged) for one in readings)
    if not found:
        return "reasons" if told else "nothing"
    return "told" if told else "as before" if found >= _WHOLE * words else "short"


def measure(name: str, content: bytes, count: int, worker: Worker) -> Record:
    """What becomes of so many damaged files of a format."""
    whole = sum(len(one.text.split()) for one in Formats({}, worker).read(name, content) if isinstance(one, Article))
    outcomes, longest = Counter[str](), 0.0
    for kind, one in zip(cycle(KINDS), damaged(content, count), strict=False):
        begin = perf_counter()
        became = outcome(list(Formats({}, worker).read(name, one)), whole)
        outcomes[f"short, {kind}" if became == "short" else became] += 1
        longest = max(longest, perf_counter() - begin)
    return {**outcomes, "longest_seconds": round(longest, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000, help="how many damaged files of each format")
    options = parser.parse_args()
    worker, figures = Worker(), dict[str, Record]()
    pdfs = {f"{label}: a.pdf": make(made.ITEM) for label, make in makers().items()}
    for name, content in (samples() | pdfs).items():
        figures[name] = measure(name, content, options.files, worker)
        print(name, figures[name], flush=True)
    for name, content in bombs().items():
        begin = perf_counter()
        readings = list(Formats({}, worker).read(name, content))
        reasons = Counter(one.reason for one in readings if isinstance(one, Skipped))
        figures[name] = {**reasons, "seconds": round(perf_counter() - begin, 1)}
        print(name, figures[name], flush=True)
    worker.close()
    command_line.keep("damage", {"files": options.files}, figures)


if __name__ == "__main__":
    main()
