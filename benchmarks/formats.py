"""How well every format is read, on real articles that are written into files and read back.

``python -m benchmarks.formats ARTICLES.jsonl [--most N] [--write]``: a table of each format with its mean and worst
character error and word F1, after NFKC and with one space between words; ``--write`` puts it into ``docs/files.md``.
Character error is what differs between the longest common runs of both texts, as a share of the article: never less
than the edit distance. PDFs are made by a writer of our own in two orders of letters, and by Chromium where that is
installed; other makers' are not measured here.
"""

import argparse
import gzip
import json
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import partial
from html import escape
from itertools import islice
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from benchmarks import made_files as made
from benchmarks.made_files import Item
from retrieval.files.formats import Formats
from retrieval.files.worker import Worker
from retrieval.types import Article

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "files.md"
_BLOCK = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:[0-2]\d)")
_FEW = 10
"""So many articles are printed by a browser, which takes a second each."""

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
    ("RSS", "a.rss"): made.rss,
    ("Atom", "a.atom"): made.atom,
    ("EML, plain", "a.eml"): made.eml,
    ("EML, HTML", "a.eml"): _alone(made.eml),
    ("EPUB", "a.epub"): made.epub,
    ("WARC", "a.warc"): made.warc,
    ("ZIP of HTML", "a.zip"): _archived,
    ("JSON of other makers", "a.json"): made.other_json,
    ("PDF, in the order of reading", "a.pdf"): lambda item: made.pdf(_pages(item)),
    ("PDF, letters from left to right", "a.pdf"): lambda item: made.pdf(_pages(item), visual=True),
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


def printed(item: Item, *, tagged: bool) -> bytes:
    """An article as Chromium prints it."""
    program = next(filter(None, map(shutil.which, _CHROMIUM)))
    assert program is not None
    body = "".join(f"<p>{escape(one)}</p>" for one in item.paragraphs)
    with TemporaryDirectory() as folder:
        page, result = Path(folder, "a.html"), Path(folder, "a.pdf")
        page.write_text(f'<html lang="ar" dir="rtl"><meta charset="utf-8"><body>{body}</body></html>', "utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={result}"]
        untagged = [] if tagged else ["--disable-pdf-tagging"]
        subprocess.run([program, *options, *untagged, str(page)], check=True, capture_output=True)
        return result.read_bytes()


def _pages(item: Item) -> list[list[str]]:
    lines = [line for one in item.paragraphs for line in made.lines(one)]
    return [lines[at : at + 35] for at in range(0, len(lines), 35)]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    articles = list(islice(items(options.articles), options.most))
    measured = [(label, name, write, articles) for (label, name), write in WRITERS.items()]
    if any(map(shutil.which, _CHROMIUM)):
        for tagged in (True, False):
            label = f"PDF, printed by Chromium, {'tagged' if tagged else 'untagged'}"
            measured.append((label, "a.pdf", partial(printed, tagged=tagged), articles[:_FEW]))
    rows = ["| written as | articles | character error | worst | word F1 | not read |", "|---|---|---|---|---|---|"]
    worker = Worker()
    for label, name, write, some in measured:
        error, worst, score, lost = measure(write, name, some, worker)
        rows.append(f"| {label} | {len(some)} | {error:.4f} | {worst:.3f} | {score:.4f} | {lost} |")
        print(rows[-1], flush=True)
    worker.close()
    if options.write:
        table = "\n".join(rows)
        DOCUMENT.write_text(_BLOCK.sub(lambda m: f"{m[1]}{table}\n{m[2]}", DOCUMENT.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
