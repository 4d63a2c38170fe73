"""How well every format is read, on real articles that are written into files and read back.

``python -m benchmarks.formats ARTICLES.jsonl [--most N] [--write]``: a table of each format with its mean and worst
character error and word F1, after NFKC and with one space between words; ``--write`` puts it into ``docs/files.md``.
Character error is what differs between the longest common runs of both texts, as a share of the article: never less
than the edit distance. PDFs are made by a writer of our own in two orders of letters, and by the programs of
``benchmarks.pdf_makers`` that are installed; scans where Tesseract is.

``--folder``: instead, a folder in which the articles are written in every way but PDF by turns, read as one; the
figures are stored.
"""

import argparse
import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import cycle, islice
from pathlib import Path, PurePath
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks import command_line
from benchmarks import made_files as made
from benchmarks.command_line import Record
from benchmarks.made_files import Item
from benchmarks.pdf_makers import makers, pages, scanned
from retrieval.files import scanning
from retrieval.files.articles import Files, list_files
from retrieval.files.formats import Formats
from retrieval.files.reader import Skipped
from retrieval.files.worker import Worker
from retrieval.types import Article

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "files.md"
_BLOCK = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:[0-2]\d)")
_FEW = 20
"""So many articles are given to other programs, which take a second each."""

Writer = Callable[[Item], bytes]


def _table(write: Callable[..., bytes]) -> Writer:
    return lambda item: write(rows=[item.row])


def _archived(item: Item) -> bytes:
    return made.zipped({"x/a.html": made.html(item), "README": b""})


def _alone(write: Callable[..., bytes]) -> Writer:
    return lambda item: write(item, text=False)


WRITERS: dict[tuple[str, str], Writer] = {
    ("UTF-8", "a.txt"): made.txt,
    ("Windows-1256", "a.txt"): lambda item: item.text.encode("cp1256", "ignore"),
    ("UTF-16", "a.txt"): lambda item: item.text.encode("utf-16"),
    ("HTML", "a.html"): made.html,
    ("MHTML", "a.mhtml"): made.mhtml,
    ("DOCX", "a.docx"): made.docx,
    ("CSV", "a.csv"): _table(made.table_csv),
    ("XLSX", "a.xlsx"): _table(made.xlsx),
    ("ODS", "a.ods"): _table(made.ods),
    ("XLS", "a.xls"): _table(made.xls),
    ("RSS", "a.rss"): made.rss,
    ("Atom", "a.atom"): made.atom,
    ("EML, plain", "a.eml"): made.eml,
    ("EML, HTML", "a.eml"): _alone(made.eml),
    ("EPUB", "a.epub"): made.epub,
    ("WARC", "a.warc"): made.warc,
    ("ZIP of HTML", "a.zip"): _archived,
    ("JSON of other makers", "a.json"): made.other_json,
    ("PDF, in the order of reading", "a.pdf"): lambda item: made.pdf(pages(item)),
    ("PDF, letters from left to right", "a.pdf"): lambda item: made.pdf(pages(item), visual=True),
}


def items(path: Path) -> Iterator[Item]:
    """The articles of a file, a paragraph a line of their text."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in content.decode().strip().split("\n"):
        one = json.loads(line)
        paragraphs = [" ".join(part.split()) for part in one["text"].split("\n") if part.strip()]
        date = one["date"] if _DAY.fullmatch(one["date"]) else "2024-01-01"
        yield Item(one["title"], one["outlet"] or "-", date, one["url"] or "-", paragraphs)


def measure(write: Writer, name: str, articles: list[Item], worker: Worker) -> tuple[float, float, float, int]:
    """Mean and worst character error, mean word F1, and how many articles were not read."""
    errors, scores, lost = [], [], 0
    for item in articles:
        read = [one.text for one in Formats({}, worker).read(name, write(item)) if isinstance(one, Article)]
        lost += not read
        errors.append(character_error(item.text, read[0] if read else ""))
        scores.append(word_f1(item.text, read[0] if read else ""))
    return mean(errors), max(errors), mean(scores), lost


def character_error(wanted: str, found: str) -> float:
    a, b = _plain(wanted), _plain(found)
    if a == b:
        return 0.0
    same = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return (max(len(a), len(b)) - same) / max(1, len(a))


def word_f1(wanted: str, found: str) -> float:
    a, b = Counter(_plain(wanted).split()), Counter(_plain(found).split())
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def folder(articles: list[Item]) -> Record:
    """How articles come out of a folder of mixed formats."""
    ways = [(label, name, write) for (label, name), write in WRITERS.items() if not name.endswith(".pdf")]
    errors, differing, told = list[float](), Counter[str](), list[str]()
    with TemporaryDirectory() as made_folder, Files() as files:
        written = {}
        for number, (item, (label, name, write)) in enumerate(zip(articles, cycle(ways), strict=False)):
            path = Path(made_folder, f"{number:05}{PurePath(name).suffix}")
            path.write_bytes(write(item))
            written[path] = label, item.text
        begin = perf_counter()
        for path in list_files(Path(made_folder)):
            label, text = written[path]
            read = list(files.open(path).readings)
            error = character_error(text, next((one.text for one in read if isinstance(one, Article)), ""))
            errors.append(error)
            differing[label] += error > 0
            told += [f"{label}: {one.reason}" for one in read if isinstance(one, Skipped)]
        seconds = perf_counter() - begin
    return {
        "articles": len(errors), "mean": mean(errors), "worst": max(errors), "exact": errors.count(0.0),
        "differing": {label: count for label, count in differing.items() if count}, "skipped": told,
        "seconds": round(seconds, 1),
    }  # fmt: skip


def ways(articles: list[Item]) -> Iterator[tuple[str, str, Writer, list[Item]]]:
    """What is measured: how an article is written, under which name, by what, and which articles."""
    for (label, name), write in WRITERS.items():
        yield label, name, write, articles
    for label, make in makers().items():
        yield f"PDF by {label}", "a.pdf", make, articles[:_FEW]
    if scanning.available() and "fpdf2" in makers():
        yield "PDF, scanned", "a.pdf", scanned, articles[:_FEW]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--most", type=int, default=0, help="how many articles (300; with --folder all)")
    parser.add_argument("--folder", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    articles = list(islice(items(options.articles), options.most or (None if options.folder else 300)))
    if options.folder:
        command_line.store("formats-folder", {"articles": options.articles.name}, folder(articles))
        return
    rows = ["| written as | articles | character error | worst | word F1 | not read |", "|---|---|---|---|---|---|"]
    worker = Worker()
    for label, name, write, some in ways(articles):
        error, worst, score, lost = measure(write, name, some, worker)
        rows.append(f"| {label} | {len(some)} | {error:.4f} | {worst:.3f} | {score:.4f} | {lost} |")
        print(rows[-1], flush=True)
    worker.close()
    if options.write:
        table = "\n".join(rows)
        DOCUMENT.write_text(_BLOCK.sub(lambda m: f"{m[1]}{table}\n{m[2]}", DOCUMENT.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
