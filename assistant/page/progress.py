"""Jobs as the page shows them: how far each is, and when it has ended what it did and what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.service.jobs import Job
from assistant.wording import error_text, note_text, reason_text
from prompts import Wording
from retrieval.errors import IsnadError
from retrieval.indexing.report import IndexReport

_MOST_LINES = 50
_MINUTE = 60
_ISOLATED = "\u2068{}\u2069"  # a name among other words, whatever its direction


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job on the page: ``done`` of ``total`` passages while it runs, ``details`` of what was left out at its end."""

    number: int
    name: str
    state: str
    text: str
    done: int = 0
    total: int = 0
    details: tuple[str, ...] = ()


class JobLines:
    """Words for jobs."""

    def __init__(self, wording: Wording, stages: Wording) -> None:
        self._say = wording.say
        self._stages = stages.templates

    def of(self, job: Job) -> JobLine:
        if job.report is not None:
            return self._reported(job, job.report)
        if job.error is not None:
            told = error_text(job.error) if isinstance(job.error, IsnadError) else self._say("failed")
            return JobLine(job.number, job.name, "skip", told)
        if job.state != "running":
            text = self._say("waiting" if job.state == "waiting" else "cancelled")
            return JobLine(job.number, job.name, job.state, text)
        return self._running(job)

    def _running(self, job: Job) -> JobLine:
        advance = job.advance
        if job.stage:
            text = self._stages.get(f"stage_{job.stage}", self._say("working"))
        elif not advance.all_files:
            text = self._say("working")
        else:
            file, left = _ISOLATED.format(Path(advance.file).name), self._left(advance.seconds_left)
            text = self._say(
                "advance", files=advance.files, all_files=advance.all_files, passages=advance.passages,
                all_passages=advance.all_passages, left=left, file=file,
            )  # fmt: skip
        return JobLine(job.number, job.name, "running", text, advance.passages, advance.all_passages)

    def _left(self, seconds: float | None) -> str:
        if seconds is None:
            return self._say("left_unknown")
        if seconds < _MINUTE:
            return self._say("left_seconds", seconds=max(1, round(seconds)))
        return self._say("left_minutes", minutes=round(seconds / _MINUTE))

    def _reported(self, job: Job, report: IndexReport) -> JobLine:
        read = [self._say("cancelled")] if report.cancelled else []
        if report.added + report.changed + report.removed:
            read.append(self.changes(report))
        left_out = tuple(self._details(report))
        text = " ".join(read) or self._say("left_out" if left_out else "unchanged")
        details = left_out[:_MOST_LINES]
        if len(left_out) > _MOST_LINES:
            details += (self._say("more_left_out", count=len(left_out) - _MOST_LINES),)
        return JobLine(job.number, job.name, "done" if report.whole else "skip", text, details=details)

    def changes(self, report: IndexReport) -> str:
        """How many articles came, changed and went."""
        return self._say(
            "indexed", added=report.added, changed=report.changed, removed=report.removed, embedded=report.embedded
        )

    def _details(self, report: IndexReport) -> Iterator[str]:
        for one in report.skipped:
            yield f"{Path(one.path).name}: {reason_text(one.reason)}"
        for remark in report.remarks:
            yield f"{Path(remark.path).name}: {note_text(remark)}"
        for path in report.vanished:
            yield self._say("vanished", name=Path(path).name)
        for path in report.unread:
            yield self._say("unread", name=Path(path).name)
