"""Write the tables of the documents anew from ``benchmarks/results``: ``python -m benchmarks.tables``.

A table stands between ``<!-- table NAME -->`` and ``<!-- end -->``; a result that is not there leaves a dash.
"""

import json
import re
from pathlib import Path

from benchmarks.command_line import RESULTS, Record

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "docs" / "performance.md")
SETS = {"xquad.ar": "XQuAD-ar", "tydiqa.ar.dev": "TyDi-ar"}
SYSTEMS = (
    "LangChain BM25Retriever", "LangChain quickstart", "LangChain EnsembleRetriever",
    "keywords only", "dense only", "Isnad",
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
_BLOCK = re.compile(r"(<!-- table (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def retrieval() -> str:
    """R@1 and MRR@10 of every system on every set."""
    found = {name: _figures(f"retrieval-{name}") for name in SETS}
    rows = [["right article first (R@1) · MRR@10", *SETS.values()]]
    for system in SYSTEMS:
        cells = [found[name].get(system) for name in SETS]
        rows.append([system, *(f"{_short(one['R@1'])} · {_short(one['MRR@10'])}" if one else "–" for one in cells)])
    rows += [[name, *(values[one] for one in SETS)] for name, values in ANCHORS.items()]
    return _markdown(rows)


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
    tables = {"retrieval": retrieval, "scale": scale}
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        path.write_text(_BLOCK.sub(lambda found: found[1] + tables[found[2]]() + found[3], text), encoding="utf-8")


if __name__ == "__main__":
    main()
