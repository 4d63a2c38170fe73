"""How fast the page shows and opens a citation: ``python -m benchmarks.page [--articles N]``; needs chromium.

Articles are recombined from the sentences of the samples; the times are those of the browser's own clock.
"""

import argparse
import json
import random
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from assistant import build
from benchmarks import command_line
from benchmarks.command_line import Record
from retrieval.files.articles import read_file
from retrieval.store.passages import split_passages
from retrieval.types import Article
from tests.browser import WAIT, ask, chromium, served

_OPENED = """async index => {
  const cite = document.querySelectorAll('a.cite')[index], started = performance.now();
  cite.click();
  while (document.querySelector('#here')?.textContent !== cite.dataset.quote)
    await new Promise(done => requestAnimationFrame(done));
  return performance.now() - started;
}"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def measure(articles: int) -> Record:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        _recombine(articles, corpus)
        data = Path(folder, "data")
        report = command_line.run("index", str(build.seeds()), str(corpus), "--data", str(data))[-1]
        started = perf_counter()
        with served(data) as running, sync_playwright() as playwright:
            up = perf_counter() - started
            browser = chromium(playwright)
            page = browser.new_page()
            page.goto(running.address)
            page.locator(".greeting").wait_for(timeout=WAIT)
            figures = {"articles": report["articles"], "server_up_s": round(up, 2), **_times(page)}
            browser.close()
    return figures


def _times(page: Page) -> Record:
    paint = page.evaluate(_PAINT)
    ask(page, "من هو محافظ الإسماعيلية؟")
    cites = page.locator("a.cite").count()
    opened = [page.evaluate(_OPENED, number % cites) for number in range(3 * cites)]
    return {
        "first_paint_ms": round(paint),
        "citation_opened_ms_median": round(statistics.median(opened)),
        "citation_opened_ms_most": round(max(opened)),
    }


def _recombine(count: int, path: Path) -> None:
    chance = random.Random(0)
    articles = [one for file in sorted(build.seeds().iterdir()) for one in read_file(file) if isinstance(one, Article)]
    sentences = [
        article.text[sentence.start : sentence.end].strip()
        for article in articles
        for passage in split_passages(article)
        for sentence in passage.sentences
    ]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = " ".join(chance.sample(sentences, 2))
            file.write(json.dumps({"id": f"mixed-{number}", "text": text}, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    articles = parser.parse_args().articles
    command_line.store("page", {"articles": articles}, measure(articles))


if __name__ == "__main__":
    main()
