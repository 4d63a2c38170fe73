"""Answers and reports as JSON lines and as text for a terminal."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.types import Answer, Citation
from prompts import Wording
from retrieval.indexing import IndexReport
from retrieval.types import Article


def json_line(value: Any) -> str:
    """One object on one line, Arabic as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def answer_json(answer: Answer) -> str:
    return json_line(asdict(answer))


def answer_text(answer: Answer, wording: Wording) -> str:
    """The short answer, the quotes with their marks, then where each stands."""
    lines = [wording.say("short") + answer.short.text, ""] if answer.short else []
    lines.append(answer.text)
    if answer.citations:
        lines += ["", wording.say("sources"), *(_source(c, wording) for c in answer.citations)]
    if answer.nearest:
        lines += [
            "",
            wording.say("nearest"),
            *(wording.say("near", quote=c.quote, **_place(c)) for c in answer.nearest),
        ]
    return "\n".join(lines) + "\n"


def failed_json(question: str, text: str, mode: str) -> str:
    """The answer to a question that could not be asked, in the same shape as every answer."""
    return answer_json(Answer(question, question, "failed", text, None, 0.0, (), (), (), mode, 0.0))


def report_json(report: IndexReport, wording: Wording) -> str:
    skipped = [{"path": s.path, "reason": wording.say(f"reason_{s.reason}")} for s in report.skipped]
    return json_line(asdict(report) | {"skipped": skipped})


def report_text(report: IndexReport, wording: Wording) -> str:
    counts = {name: value for name, value in asdict(report).items() if name != "skipped"}
    lines = [wording.say("skipped", path=s.path, reason=wording.say(f"reason_{s.reason}")) for s in report.skipped]
    return "\n".join([*lines, wording.say("report", **counts | {"seconds": f"{report.seconds:.1f}"})]) + "\n"


def article_fields(article: Article, copies: Sequence[str]) -> dict[str, Any]:
    """An article without its text, as listed, with the articles that are copies of it."""
    fields = asdict(article)
    named = {"article": fields.pop("id"), **{name: value for name, value in fields.items() if name != "text"}}
    return named | {"copies": list(copies)}


def _source(citation: Citation, wording: Wording) -> str:
    also = wording.say("copies", articles="، ".join(citation.copies)) if citation.copies else ""
    return wording.say("source", **_place(citation)) + also


def _place(citation: Citation) -> dict[str, object]:
    return {name: value for name, value in asdict(citation).items() if name not in ("quote", "copies")}
