"""Answers and reports as JSON lines and as text for a terminal."""

import json
import shlex
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.types import CARD_FIELDS, Answer, Card, Citation, Point, Summary, Verdict
from assistant.wording import program
from prompts import Wording
from retrieval.indexing.report import IndexReport
from retrieval.store.folder import Health
from retrieval.types import Article


def json_line(value: Any) -> str:
    """One object on one line, Arabic as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def answer_json(answer: Answer) -> str:
    return json_line(asdict(answer))


def answer_text(answer: Answer, wording: Wording) -> str:
    """How a follow-up was read, the short answer, the text with its marks, who wrote it, where each quote stands."""
    lines = [wording.say("understood", question=answer.understood)] if answer.understood != answer.question else []
    if answer.verdict:
        lines += [wording.say("short") + wording.say(f"verdict_{answer.verdict}"), ""]
    elif answer.short:
        value = f" ({answer.short.value})" if answer.short.value else ""
        lines += [wording.say("short") + answer.short.text + value, ""]
    lines.append(answer.text)
    if answer.written_by:
        lines += ["", wording.say("written_by", model=answer.written_by)]
    if answer.citations:
        lines += ["", wording.say("sources"), *(_source(c, wording) for c in answer.citations)]
    if answer.nearest:
        lines += [
            "",
            wording.say("nearest"),
            *(wording.say("near", quote=c.quote, **_place(c)) + _page(c, wording) for c in answer.nearest),
        ]
    return "\n".join(lines) + "\n"


def summary_text(summary: Summary, wording: Wording) -> str:
    """A summary for a terminal: the title, the points with their marks, the cards, then where each point stands."""
    lines = [summary.title, ""]
    lines += [f"• {point.text} {_marks(point)}" for point in summary.points]
    for card in summary.cards:
        lines += ["", wording.say(f"card_{card.kind}"), *card_lines(card, wording)]
    lines += ["", wording.say("sources")]
    lines += [
        wording.say("source", **_place(c)) + _page(c, wording) for point in summary.points for c in point.citations
    ]
    return "\n".join(lines) + "\n"


def card_lines(card: Card, wording: Wording) -> list[str]:
    """One line a field; a field that the article does not tell says so."""
    lines = []
    for name in CARD_FIELDS:
        entries = [span.text for span in getattr(card, name)] or [wording.say("not_told")]
        day = f" ({card.date})" if name == "time" and card.date else ""
        lines.append(wording.say(f"field_{name}") + "؛ ".join(" ".join(entry.split()) for entry in entries) + day)
    return lines


def _marks(point: Point) -> str:
    return "".join(f"[{citation.number}]" for citation in point.citations)


def failed_json(question: str, text: str, mode: str) -> str:
    """The answer to a question that could not be asked, in the same shape as every answer."""
    return answer_json(Answer(question, question, "failed", text, None, 0.0, (), (), (), mode, 0.0))


def verdict_json(verdict: Verdict) -> str:
    """Whether quotes support a sentence, what they do not, and how likely they do."""
    problems = [asdict(problem) for problem in verdict.problems]
    return json_line(
        {"supported": verdict.supported, "problems": problems, "probability": round(verdict.probability, 3)}
    )


def verdict_text(verdict: Verdict, wording: Wording) -> str:
    """Whether a sentence is supported, and what is not."""
    told = "؛ ".join(wording.say(f"unsupported_{one.kind}", words=one.words) for one in verdict.problems)
    return (wording.say("supported") if verdict.supported else wording.say("unsupported", problems=told)) + "\n"


def report_json(report: IndexReport, wording: Wording) -> str:
    skipped = [{"path": s.path, "reason": wording.say(f"reason_{s.reason}")} for s in report.skipped]
    remarks = [{"path": r.path, "note": wording.say(f"note_{r.note}", words=r.words)} for r in report.remarks]
    return json_line(asdict(report) | {"skipped": skipped, "remarks": remarks})


def report_text(report: IndexReport, wording: Wording) -> str:
    counts = {name: value for name, value in asdict(report).items() if name not in ("skipped", "remarks")}
    lines = [wording.say("skipped", path=s.path, reason=wording.say(f"reason_{s.reason}")) for s in report.skipped]
    lines += [
        wording.say("remark", path=r.path, note=wording.say(f"note_{r.note}", words=r.words)) for r in report.remarks
    ]
    return "\n".join([*lines, wording.say("report", **counts | {"seconds": f"{report.seconds:.1f}"})]) + "\n"


def health_json(health: Health, wording: Wording) -> str:
    counts = {"articles": health.articles, "passages": health.passages}
    mended = health.mended
    rescued = {"saved": mended.saved, "lost": mended.lost, "sources": mended.sources} if mended else None
    told = {"problems": _problems(health, wording), "damaged": health.damaged, "rescued": rescued}
    return json_line({"whole": not health.problems, **counts, **told})


def health_text(health: Health, data: Path, wording: Wording) -> str:
    """What was saved of a damaged catalog; that all is whole and how much it is, or what is not and how to mend it."""
    lines, places = _rescued(health, data, wording), {"program": program(), "data": data}
    if health.problems:
        lines.append(wording.say("broken", problems="، ".join(_problems(health, wording)), **places))
        lines += [wording.say("damaged", articles="، ".join(health.damaged))] if health.damaged else []
    else:
        lines.append(wording.say("whole", articles=health.articles, passages=health.passages))
    return "\n".join(lines) + "\n"


def _rescued(health: Health, data: Path, wording: Wording) -> list[str]:
    if (mended := health.mended) is None:
        return []
    told = [wording.say("rescued", saved=mended.saved, aside=mended.aside)]
    if mended.lost:
        told.append(wording.say("lost", articles="، ".join(mended.lost)))
        paths = " ".join(map(shlex.quote, mended.sources)) or "PATH"
        told.append(wording.say("index_again", paths=paths, program=program(), data=data))
    return told


def _problems(health: Health, wording: Wording) -> list[str]:
    return [wording.say(f"problem_{problem}") for problem in health.problems]


def listed_text(identity: str, title: str, copies: Sequence[str], wording: Wording) -> str:
    """One article in a list: its id, its title, its copies."""
    also = wording.say("copies", articles="، ".join(copies)) if copies else ""
    return wording.say("listed", article=identity, title=title) + also + "\n"


def article_fields(article: Article, copies: Sequence[str]) -> dict[str, Any]:
    """An article without its text, as listed, with the articles that are copies of it."""
    fields = asdict(article)
    named = {
        "article": fields.pop("id"),
        **{name: value for name, value in fields.items() if name not in ("text", "pages")},
    }
    return named | {"copies": list(copies)}


def _source(citation: Citation, wording: Wording) -> str:
    also = wording.say("copies", articles="، ".join(citation.copies)) if citation.copies else ""
    return wording.say("source", **_place(citation)) + _page(citation, wording) + also


def _page(citation: Citation, wording: Wording) -> str:
    return wording.say("page", page=citation.page) if citation.page else ""


def _place(citation: Citation) -> dict[str, object]:
    return {
        name: value
        for name, value in asdict(citation).items()
        if name not in ("quote", "copies", "page", "outlet", "date")
    }
