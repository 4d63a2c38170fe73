"""How often an answer's quotes hold the answer, through the command line over whole corpora.

``python -m benchmarks.answers FILE.json ...`` takes question sets in SQuAD format. ``--held-out`` asks the questions of
the fourth alone, of the whole corpus, that no reader was trained on. Refusals count as misses. Of the short answers:
how often one is given, how often it contains a marked answer, and its F1 of words.
"""

import argparse
import os
import statistics
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.squad import Asked, QuestionSet, read_squad
from retrieval.arabic import fold, words


def measure(questions: QuestionSet) -> Record:
    """Index one set and ask all its questions."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        questions.write(corpus)
        with command_line.indexed([corpus]) as (data, _):
            answers = command_line.ask(data, (asked.question for asked in questions.questions))
    pairs = list(zip(questions.questions, answers, strict=True))
    shorts = [(asked, answer["short"]["text"]) for asked, answer in pairs if answer["short"]]
    lengths = [len(c["quote"].split()) for _, answer in pairs for c in answer["citations"]]
    share = statistics.fmean
    return {
        "questions": len(pairs),
        "passage_recall_at_1": share(_article_rank(asked, answer) == 1 for asked, answer in pairs),
        "passage_recall_at_5": share(0 < _article_rank(asked, answer) <= 5 for asked, answer in pairs),
        "first_quote": share(_holds(asked, answer["citations"][:1]) for asked, answer in pairs),
        "three_quotes": share(_holds(asked, answer["citations"]) for asked, answer in pairs),
        "refused": share(answer["status"] == "no_evidence" for _, answer in pairs),
        "quotes_per_answer": share(len(answer["citations"]) for _, answer in pairs if answer["citations"]),
        "exact_quotes": share(
            questions.paragraphs[c["article"]][c["start"] : c["end"]] == c["quote"]
            for _, answer in pairs
            for c in (*answer["citations"], *answer["nearest"])
        ),
        "quote_words_median": statistics.median(lengths),
        "quote_words_most": max(lengths),
        "short_given": len(shorts) / len(pairs),
        "short_contains": share(_contains(asked, short) for asked, short in shorts),
        "short_token_f1": share(_token_f1(asked, short) for asked, short in shorts),
        "milliseconds_median": 1000 * statistics.median(answer["seconds"] for _, answer in pairs),
    }


def _article_rank(asked: Asked, answer: Record) -> int:
    """The rank of the right article among the articles of the passages, from 1; 0 where it is not there."""
    articles = list(dict.fromkeys(passage["article"] for passage in answer["passages"]))
    return articles.index(asked.article) + 1 if asked.article in articles else 0


def _holds(asked: Asked, citations: list[Record]) -> bool:
    right = (citation["quote"] for citation in citations if citation["article"] == asked.article)
    return any(answer in quote for quote in right for answer in asked.answers)


def _contains(asked: Asked, short: str) -> bool:
    return any(fold(answer) in fold(short) for answer in asked.answers)


def _token_f1(asked: Asked, short: str) -> float:
    """The best F1 of folded words between a short answer and one of the marked ones, as SQuAD measures it."""
    return max(_f1(words(short), words(answer)) for answer in asked.answers)


def _f1(mine: list[str], marked: list[str]) -> float:
    shared = sum((Counter(mine) & Counter(marked)).values())
    return 2 * shared / (len(mine) + len(marked)) if shared else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    for path in options.files:
        questions = read_squad(path)
        chosen = tuple(q for q in questions.questions if not options.held_out or questions.held_out(q.article))
        figures = {name: round(value, 4) for name, value in measure(replace(questions, questions=chosen)).items()}
        part = "-held-out" if options.held_out else ""
        given = {"set": questions.name, "held_out": options.held_out}
        given |= {"reader": Path(os.environ.get("ISNAD_READER", "")).name}
        command_line.store(f"answers-{questions.name}{part}", given, figures)


if __name__ == "__main__":
    main()
