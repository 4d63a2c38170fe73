"""The directory against names marked by hand: ``python -m benchmarks.directory ../shared/data [--aside] [--wrong]``.

The articles of ``benchmarks/gold/names.jsonl`` (``names-aside.jsonl`` with ``--aside``) are indexed, and what the
directory has of them compared with the gold. A mention is right if it spans the gold's text or its name without the
class word; ``role`` counts a person only with the office that the gold has beside it (``role_near``: one of the two
inside the other), or where the gold has none. Of the dates, how many have the gold's value. ``joined``: the pairs of
``name-pairs.jsonl``, one half or the other, indexed with the articles they are in; a pair is told the same where one
entry has mentions of both names in their articles. ``--wrong`` prints what went wrong; it refuses to with ``--aside``.
"""

import argparse
import gzip
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant import build
from assistant.settings import Settings
from benchmarks.command_line import Record, line, store
from benchmarks.news import read_gold
from retrieval.arabic import fold
from retrieval.arabic.names import lookup_keys
from retrieval.indexing.indexer import Indexer
from retrieval.store.catalog import Catalog, Kept
from retrieval.store.folder import Store

FILES = ("news.ant.jsonl", "news.ant.3000.jsonl.gz")
KINDS = ("person", "place", "body", "plan")


def read_articles(folder: Path) -> dict[str, Record]:
    """The articles of both news files, by id."""
    first, more = ((folder / name).read_bytes() for name in FILES)
    return {one["id"]: one for one in map(json.loads, (first + gzip.decompress(more)).splitlines())}


@contextmanager
def indexed(articles: Iterable[Record]) -> Iterator[Catalog]:
    """A catalog with these articles and their names."""
    settings = Settings.from_environment(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(map(line, articles)), "utf-8")
        with Store.own(Path(folder) / "data", _unwatched) as data:
            Indexer(data, build.load_embedder(settings, _unwatched), _unwatched).index([path])
            yield data.catalog


def judged(gold: Sequence[Record], catalog: Catalog, wrong: list[str]) -> Record:
    """The figures of each kind, of roles, and of dates."""
    counts: Counter[str] = Counter()
    for one in gold:
        found = [kept for _, kept in catalog.names.of_article(one["article"])]
        for kind in KINDS:
            _count(kind, one, [kept for kept in found if kept.mention.kind == kind], counts, wrong)
        _count_dates(one, [kept for kept in found if kept.mention.kind == "date"], counts, wrong)
    figures: Record = {kind: _f1(counts, kind) for kind in KINDS}
    figures |= {f"person with {role}": _f1(counts, f"person {role}") for role in ("role", "role_near")}
    return figures | {
        "dates": counts["dates"],
        "dates right": round(counts["dates right"] / max(1, counts["dates"]), 3),
    }


def _count(kind: str, gold: Record, found: Sequence[Kept], counts: Counter[str], wrong: list[str]) -> None:
    meant = [one for one in gold["mentions"] if one["kind"] == kind]
    met = {id(one): kept for one in meant for kept in found if _same_span(one, kept)}
    counts.update({f"{kind} found": len(found), f"{kind} meant": len(meant), f"{kind} right": len(met)})
    if kind == "person":
        for role, same in (("role", _same_role), ("role_near", _near_role)):
            right = sum(same(one["role"], met[id(one)].role) for one in meant if id(one) in met)
            counts.update(
                {f"person {role} found": len(found), f"person {role} meant": len(meant), f"person {role} right": right}
            )
        wrong += [
            f"{gold['article']} role: {one['role']} | {met[id(one)].role}"
            for one in meant if id(one) in met and not _same_role(one["role"], met[id(one)].role)
        ]  # fmt: skip
    rightly = {id(kept) for kept in met.values()}
    wrong += [f"{gold['article']} {kind} missed: {one['text']}" for one in meant if id(one) not in met]
    wrong += [f"{gold['article']} {kind} too much: {kept.text}" for kept in found if id(kept) not in rightly]


def _same_span(gold: Record, kept: Kept) -> bool:
    begins = {gold["start"], gold["end"] - len(gold["name"])}
    return kept.mention.end == gold["end"] and not begins.isdisjoint((kept.mention.start, kept.mention.core[0]))


def _same_role(gold: str, found: str) -> bool:
    return fold(gold).split() == fold(found).split()


def _near_role(gold: str, found: str) -> bool:
    one, other = fold(gold), fold(found)
    return one == other or bool(one and other and (one in other or other in one))


def _count_dates(gold: Record, found: Sequence[Kept], counts: Counter[str], wrong: list[str]) -> None:
    for one in gold["dates"]:
        values = [
            kept.mention.value for kept in found if kept.mention.start < one["end"] and one["start"] < kept.mention.end
        ]
        right = one["value"] in values or (not one["value"] and not any(values))
        counts.update({"dates": 1, "dates right": right})
        if not right:
            wrong.append(f"{gold['article']} date: {one['text']} {one['value']} | {values}")


def _f1(counts: Mapping[str, int], name: str) -> Record:
    found, meant, right = (counts[f"{name} {what}"] for what in ("found", "meant", "right"))
    return {
        "found": found, "meant": meant, "precision": _share(right, found), "recall": _share(right, meant),
        "f1": _share(2 * right, found + meant),
    }  # fmt: skip


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def pairs_judged(pairs: Sequence[Record], catalog: Catalog, wrong: list[str]) -> Record:
    """Precision and recall of telling two names the same; ``unfound`` where one of them is no mention."""
    entries = {
        article: catalog.names.of_article(article)
        for one in pairs
        for article in (one["context_one"], one["context_other"])
    }
    counts: Counter[str] = Counter()
    for pair in pairs:
        one = _entries_of(pair["one"], entries[pair["context_one"]])
        other = _entries_of(pair["other"], entries[pair["context_other"]])
        told = bool(one & other)
        counts.update(
            {"told": told, "same": pair["same"], "right": told and pair["same"], "unfound": not (one and other)}
        )
        if told != pair["same"]:
            wrong.append(f"pair {pair['one']} | {pair['other']} {pair['same']} {pair['why']} {bool(one)} {bool(other)}")
    return {
        "pairs": len(pairs), "precision": _share(counts["right"], counts["told"]),
        "recall": _share(counts["right"], counts["same"]), "unfound": counts["unfound"],
    }  # fmt: skip


def _entries_of(name: str, mentions: Sequence[tuple[int, Kept]]) -> set[int]:
    """The entries of the mentions in an article that a name, office or class word aside, is."""
    wanted = fold(name).split()
    exact = {entity for entity, kept in mentions if wanted in (fold(kept.text).split(), fold(kept.name).split())}
    keys = set(lookup_keys(name))
    return exact or {entity for entity, kept in mentions if kept.mention.key in keys}


def _unwatched(stage: str, done: int, total: int) -> None:
    """A progress nobody watches."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--pairs", action="store_true", help="the pairs too, with the articles that they are in")
    options = parser.parse_args()
    if options.aside and options.wrong:
        raise SystemExit("What is put aside is not looked into.")
    name = "names-aside" if options.aside else "names"
    articles, gold, wrong = read_articles(options.folder), read_gold(name), list[str]()
    pairs = (
        [one for one in read_gold("name-pairs") if one.get("aside", False) == options.aside] if options.pairs else []
    )
    contexts = {pair[side] for pair in pairs for side in ("context_one", "context_other")}
    with indexed(articles[one] for one in sorted({one["article"] for one in gold} | contexts)) as catalog:
        figures = judged(gold, catalog, wrong)
        if pairs:
            figures["joined"] = pairs_judged(pairs, catalog, wrong)
    if options.wrong:
        sys.stderr.write("".join(f"{one}\n" for one in wrong))
    store(f"directory-{name}", {"articles": len(gold), "pairs": len(pairs)}, figures)


if __name__ == "__main__":
    main()
