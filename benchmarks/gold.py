"""Our own questions on the sample articles: are the facts quoted, and is what the articles do not say refused?

``python -m benchmarks.gold`` asks them of ``seeds/``; ``--originals FOLDER`` asks the same of the published articles
that the samples restate.
"""

import argparse
import json
import statistics
from pathlib import Path

from benchmarks import command_line
from benchmarks.command_line import Record
from retrieval.arabic import fold

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "benchmarks" / "gold" / "seeds.jsonl"


def read_gold() -> list[Record]:
    return [json.loads(line) for line in GOLD.read_text("utf-8").split("\n") if line]


def measure(folder: Path, article: str, facts: str) -> tuple[Record, list[Record]]:
    """The figures, and every question that went wrong with its answer; ``article``, ``facts`` name gold fields."""
    gold = read_gold()
    with command_line.indexed([folder]) as (data, _):
        answers = command_line.ask(data, (one["question"] for one in gold))
    pairs = list(zip(gold, answers, strict=True))
    answerable = [(one, answer) for one, answer in pairs if one["answerable"]]
    silent = {about: [(o, a) for o, a in pairs if o.get("about") == about] for about in ("near", "outside")}
    figures: Record = {
        "answerable": len(answerable),
        "first_quote": statistics.fmean(_holds(a["citations"][:1], o[article], o[facts]) for o, a in answerable),
        "three_quotes": statistics.fmean(_holds(a["citations"], o[article], o[facts]) for o, a in answerable),
        "false_refusals": statistics.fmean(a["status"] == "no_evidence" for _, a in answerable),
    }
    for about, asked in silent.items():
        figures[f"{about}_refused"] = f"{sum(a['status'] == 'no_evidence' for _, a in asked)} of {len(asked)}"
    wrong = [
        {"question": o["question"], "status": a["status"], "confidence": round(a["confidence"], 2), "text": a["text"]}
        for o, a in pairs
        if (not _holds(a["citations"], o[article], o[facts]) if o["answerable"] else a["status"] == "answered")
    ]
    return figures, wrong


def _holds(citations: list[Record], article: str, facts: list[str]) -> bool:
    quotes = (fold(citation["quote"]) for citation in citations if citation["article"] == article)
    return any(fold(fact) in quote for quote in quotes for fact in facts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--originals", type=Path, metavar="FOLDER")
    parser.add_argument("--wrong", action="store_true", help="print the questions that went wrong")
    options = parser.parse_args()
    if options.originals:
        figures, wrong = measure(options.originals, "original", "facts_original")
        command_line.store("gold-originals", {"questions": GOLD.name}, figures)
    else:
        figures, wrong = measure(ROOT / "seeds", "article", "facts")
        command_line.store("gold-seeds", {"questions": GOLD.name}, figures)
    for one in wrong if options.wrong else ():
        print(json.dumps(one, ensure_ascii=False))


if __name__ == "__main__":
    main()
