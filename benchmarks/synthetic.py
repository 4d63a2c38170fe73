"""A corpus of any size, made of the sentences of real articles; the same seed gives the same corpus.

``python -m benchmarks.synthetic FILE ... --passages N --folder DIR`` writes the articles and keeps the vectors of
their passages in ``DIR``, so that ``benchmarks.scale`` reruns in minutes; cut short, it goes on where it stopped. Each
article is one passage of five to eight sentences, each of another article of the files (SQuAD sets, or articles),
with an outlet and, nine times in ten, a date. Sentences of 5 to 20 words alone are taken: a passage has about 85 words.
"""

import argparse
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from assistant import build
from assistant.settings import Settings
from benchmarks.kept import KeptEmbedder
from benchmarks.squad import read_squad
from retrieval.arabic.sentences import split_sentences, word_count
from retrieval.files.articles import list_files, read_file
from retrieval.store.passages import indexed_text, sentence_spans, split_passages
from retrieval.types import Article

FILE_ARTICLES = 5000
OUTLETS = 20
FIRST_DAY, DAYS = date(2020, 1, 1), 1826
_LEAST_WORDS, _MOST_WORDS = 5, 20
_STOPS = (".", "؟", "!")  # so that a sentence stays one wherever it stands
_GROUP = 512


def source_texts(paths: Sequence[Path]) -> Iterator[str]:
    """The paragraphs of SQuAD files, and the articles of other files and folders."""
    for path in paths:
        if path.suffix == ".json":
            yield from read_squad(path).paragraphs.values()
            continue
        for file in list_files(path):
            yield from (one.text for one in read_file(file) if isinstance(one, Article))


def pool(texts: Iterator[str]) -> list[list[str]]:
    """The sentences that can be taken, text by text."""
    found = []
    for text in texts:
        pieces = (text[s.start : s.end] for s in split_sentences(text) if not s.boilerplate)
        kept = [one for one in pieces if _LEAST_WORDS <= word_count(one) <= _MOST_WORDS and one.endswith(_STOPS)]
        if kept:
            found.append(kept)
    return found


def articles(sentences: list[list[str]], count: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """The records of the corpus; a smaller corpus is the beginning of a larger one."""
    chance = random.Random(seed)
    for number in range(count):
        taken = chance.sample(sentences, chance.randint(5, 8))
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        record = {"id": f"s{number:06d}", "text": " ".join(chance.choice(one) for one in taken)}
        record["outlet"] = f"outlet-{chance.randrange(OUTLETS)}"
        yield record | ({"date": day.isoformat()} if chance.random() < 0.9 else {})


def write(records: Iterator[dict[str, str]], folder: Path) -> list[Path]:
    """The records as ``.jsonl`` files of ``FILE_ARTICLES`` lines."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    while part := list(islice(records, FILE_ARTICLES)):
        paths.append(folder / f"part-{len(paths):03d}.jsonl")
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in part)
        paths[-1].write_text("".join(lines), encoding="utf-8")
    return paths


def keep(paths: Sequence[Path], embedder: KeptEmbedder) -> Iterator[int]:
    """Embed what is not kept yet; yields the number of passages looked at so far."""
    read = (one for path in paths for one in read_file(path) if isinstance(one, Article))
    done = 0
    while group := list(islice(read, _GROUP)):
        texts, spans = [], []
        for article in group:
            for passage in split_passages(article):
                text, shift = indexed_text(article, passage)
                texts.append(text)
                spans.append(sentence_spans(passage.sentences, shift))
        for _ in embedder.passages(texts, spans):
            done += 1
        yield done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    paths = write(articles(pool(source_texts(options.files)), options.passages), options.folder / "corpus")
    embedder = KeptEmbedder(
        build.load_embedder(Settings.from_environment(os.environ), lambda *_: None), options.folder / "vectors.sqlite3"
    )
    for done in keep(paths, embedder):
        sys.stderr.write(f"\r{done} / {options.passages}")
    sys.stderr.write("\n")


if __name__ == "__main__":
    main()
