"""Write the tables of the documents anew from ``benchmarks/results``: ``python -m benchmarks.tables``.

A table stands between ``<!-- table NAME -->`` and ``<!-- end -->``; a result that is not there leaves a dash.
"""

import json
import re
from pathlib import Path

from benchmarks.command_line import RESULTS, Record

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (
    ROOT / "docs" / "measured.md",
    ROOT / "docs" / "performance.md",
    ROOT / "docs" / "reliability.md",
    ROOT / "docs" / "decisions" / "0001-embedding-runtime.md",
)  # fmt: skip
SETS = {"xquad.ar": "XQuAD-ar", "tydiqa.ar.dev": "TyDi-ar"}
JUDGING = {"mlqa.ar.dev": "MLQA-ar, on which nothing is trained, fitted or chosen"}
SYSTEMS = (
    "LangChain BM25Retriever", "LangChain quickstart", "LangChain EnsembleRetriever",
    "keywords only", "dense only", "Isnad, its reader off", "Isnad",
)  # fmt: skip
ANCHORS = {"EmbeddingGemma-300M, dense alone (measured once, not here)": {"xquad.ar": ".892", "tydiqa.ar.dev": ".952"}}
SIZES = (1000, 10_000, 100_000)
_SCALE = {
    "index, beside embedding (s)": "rest_s",
    "embedding at the measured rate (s)": "embed_s",
    "unchanged again (share of the first time)": "unchanged_share",
    "one article changed (share)": "changed_share",
    "search p50 (query embeddings)": "p50 all",
    "search p95": "p95 all",
    "one outlet, p50": "p50 one outlet",
    "one outlet, p95": "p95 one outlet",
    "half of the days, p50": "p50 half of the days",
    "half of the days, p95": "p95 half of the days",
    "nearest ten against exact": "recall_at_10",
    "new process to first answer (s)": "first_answer_s",
    "the same on 100 passages (s)": "first_answer_small_s",
    "peak memory, indexing (MB)": "index_peak_mb",
    "peak memory, searching (MB)": "search_peak_mb",
    "text (KB a passage)": "text_kb",
    "catalog above it (KB)": "catalog_above_text_kb",
    "vectors (KB)": "vectors_kb",
    "keywords (KB)": "keywords_kb",
    "all above the text (KB)": "above_text_kb",
}
_ANSWERS = {"first_quote": "first quote holds the answer", "three_quotes": "one of the quotes"}
_OWN = {
    "gold-seeds": "our 117 questions on `seeds/`",
    "gold-originals": "the same on the articles behind them",
}
_NEWS = {
    "first_quote": "first quote holds the answer (refusals are misses)",
    "three_quotes": "one of the quotes",
    "why_how": "first quote of why and how",
    "false_refusals": "answerable refused",
    "near_misses_refused": "near misses refused",
    "outside_refused": "questions on other things refused",
    "short_given": "short answers given of those due",
    "short_right": "right of those given",
    "verdicts_given": "verdicts given of those due",
    "verdicts_right": "right of those given",
    "lists_whole": "lists whole",
    "follow_ups_right": "follow-ups right",
}
_BLOCK = re.compile(r"(<!-- table (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def retrieval() -> str:
    """R@1 and MRR@10 of every system on every set."""
    found = {name: _figures(f"retrieval-{name}") for name in SETS}
    rows = [["right article first (R@1) · MRR@10", *SETS.values()]]
    for system in SYSTEMS:
        cells = [found[name].get(system) for name in SETS]
        rows.append([system, *map(_both, cells)])
    rows += [[name, *(values[one] for one in SETS)] for name, values in ANCHORS.items()]
    return _markdown(rows)


def answers() -> str:
    """How often quotes hold the answer: of whole sets, of the fourth that the reader has not seen, of our own."""
    rows = [["whole corpus, through the command line; refusals are misses", "right article first", *_ANSWERS.values()]]
    parts = (("", "", JUDGING), ("-held-out", ", the fourth that its reader was not trained on", SETS), ("", "", SETS))
    for part, told, sets in parts:
        for name, title in sets.items():
            found = _figures(f"answers-{name}{part}")
            cells = [found.get(key) for key in ("passage_recall_at_1", *_ANSWERS)]
            rows.append([title + told, *(_short(one) if one is not None else "–" for one in cells)])
    for name, title in _OWN.items():
        found = _figures(name)
        rows.append([title, "–", *(_short(found[key]) if key in found else "–" for key in _ANSWERS)])
    return _markdown(rows)


def refusal() -> str:
    """Leave-gold-out: how well confidence tells, and what the one threshold refuses."""
    rows = [["", "AUROC", "answerable refused", "unanswerable refused", "the same at 8 % false refusals"]]
    for name, title in (JUDGING | SETS).items():
        for among, told in (("-held-out", ", the fourth that its reader was not trained on"), ("", "")):
            found = _figures(f"refusal-{name}{among}")
            keys = ("auroc", "false_refusals", "refused", "refused_at_8_percent")
            if found:
                rows.append([title + told, *(_short(found[key]) for key in keys)])
    return _markdown(rows)


def news() -> str:
    """Our own questions on real news: the half put aside, then the half that was looked at."""
    halves = [_figures(name) for name in ("news-aside", "news")]
    rows = [["300 news articles", "put aside", "looked at"]]
    rows += [[title, *(str(one.get(key, "–")) for one in halves)] for key, title in _NEWS.items()]
    return _markdown(rows)


def support() -> str:
    """The check of sentences against quotes, by kind."""
    found = _figures("support")
    rows = [["", "claims", "share"]]
    rows += [[name, str(one["claims"]), _short(one["share"])] for name, one in found.items()]
    return _markdown(rows)


def embedding() -> str:
    """How fast each runtime embeds, and how often its nearest paragraph is the right one."""
    rows = [["", "times as fast", *(f"R@1 {title}" for title in SETS.values())]]
    for name, own in _figures("embedding").items():
        if "speed" in own:
            rows.append(
                [
                    name,
                    f"{own['speed']:.2f}",
                    *(f"{own[key]:.4f}".lstrip("0") if (key := f"R@1 {one}") in own else "–" for one in SETS),
                ]
            )
        else:
            rows.append(
                [
                    f"{name} {own['articles']} articles, from files to both indexes",
                    f"{own['times_faster']:.2f}",
                    "–",
                    "–",
                ]
            )
    return _markdown(rows)


def soak() -> str:
    """What kills and damage did."""
    return _markdown([["", "count"], *([name, f"{value:,}"] for name, value in _figures("soak").items())])


def scale() -> str:
    """The cost of each size."""
    found = [_figures(f"scale-{size}") for size in SIZES]
    rows = [["passages", *(f"{size:,}" for size in SIZES)]]
    rows += [[title, *(_number(one.get(key)) for one in found)] for title, key in _SCALE.items()]
    return _markdown(rows)


def _figures(name: str) -> Record:
    path = RESULTS / f"{name}.json"
    figures: Record = json.loads(path.read_text("utf-8"))["figures"] if path.exists() else {}
    return figures


def _both(one: Record | None) -> str:
    return f"{_short(one['R@1'])} · {_short(one['MRR@10'])}" if one else "–"


def _short(value: float) -> str:
    return f"{value:.3f}".lstrip("0")


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _markdown(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]) + "\n"


def main() -> None:
    tables = {
        "retrieval": retrieval, "answers": answers, "refusal": refusal, "news": news, "support": support,
        "scale": scale, "embedding": embedding, "soak": soak,
    }  # fmt: skip
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        path.write_text(_BLOCK.sub(lambda found: found[1] + tables[found[2]]() + found[3], text), encoding="utf-8")


if __name__ == "__main__":
    main()
