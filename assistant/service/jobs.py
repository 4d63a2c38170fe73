"""Work that changes the articles, as jobs which everybody sees: one thread does them, one after another.

Small jobs overtake: they are done between two steps of a large one. What it does not know: jobs of other processes.
"""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from threading import Event, Lock
from typing import Any, Literal

from assistant.service.priority import Priority
from retrieval.indexing.progress import NOT_BEGUN, Advance, Cancelled, Step
from retrieval.indexing.report import IndexReport

_LOG = logging.getLogger(__name__)
_MOST_ENDED = 20

Work = Callable[[Step], IndexReport]
"""Called with what it has to call between its small steps."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands; ``stage`` is what is done beside reading and embedding, a key worded by who shows it."""

    number: int
    name: str
    state: Literal["waiting", "running", "done", "cancelled", "failed"] = "waiting"
    advance: Advance = NOT_BEGUN
    stage: str = ""
    report: IndexReport | None = None
    error: Exception | None = None

    @property
    def ended(self) -> bool:
        return self.state in ("done", "cancelled", "failed")


class Jobs:
    """Takes jobs from any thread; ``close`` cancels what is left and waits for the end."""

    def __init__(self, priority: Priority) -> None:
        self._priority = priority
        self._lock = Lock()
        self._jobs: dict[int, Job] = {}
        self._cancelled: dict[int, Event] = {}
        self._small: deque[Callable[[], None]] = deque()
        self._running: list[int] = []
        self._last = 0
        self._closed = False
        self._thread = ThreadPoolExecutor(1, "jobs")

    def submit(self, name: str, work: Work, *, small: bool = False, told: bool = True) -> "Future[Job]":
        """Do some work when its turn comes; ``told`` false: a job that changed nothing is not shown when it ended.

        The future has the job as it ended, and never raises.
        """
        done: Future[Job] = Future()
        with self._lock:
            self._last += 1
            number = self._last
            self._jobs[number] = Job(number, name)
            self._cancelled[number] = Event()
            if self._closed:
                done.set_result(Job(number, name, "cancelled"))
                return done
            run = partial(self._run, number, work, done, told=told)
            if small:
                self._small.append(run)
            self._thread.submit(self._drain if small else run)
        return done

    def at_once(self, work: Callable[[], Any]) -> Any:
        """Do some small work that is no job, between two steps, and return what it returns or raise what it raises."""
        done: Future[Any] = Future()
        self._small.append(partial(_settle, done, work))
        self._thread.submit(self._drain)
        return done.result()

    def all(self) -> tuple[Job, ...]:
        """The jobs there are and the last that ended, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def cancel(self, number: int) -> None:
        """End a job at its next step; one that has ended, or that there is not, is let be."""
        with self._lock:
            event = self._cancelled.get(number)
        if event is not None:
            event.set()

    def progress(self, stage: str, done: int, total: int) -> None:
        """A ``retrieval.types.Progress`` for the work of stores and models: told of the job that runs."""
        if self._running:
            self._change(self._running[-1], stage=stage if done < total else "")
        self._priority.wait()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            for event in self._cancelled.values():
                event.set()
        self._thread.shutdown()

    def _run(self, number: int, work: Work, done: "Future[Job]", *, told: bool) -> None:
        ended = self._worked(number, work, self._cancelled[number])
        with self._lock:
            self._jobs[number] = ended
            self._forget(number, told=told)
        done.set_result(ended)

    def _worked(self, number: int, work: Work, cancelled: Event) -> Job:
        self._running.append(number)
        self._change(number, state="running")
        try:
            report = work(partial(self._step, number, cancelled))
        except Exception as error:
            _LOG.debug("a job failed", exc_info=error)
            return replace(self._jobs[number], state="failed", error=error, stage="")
        finally:
            self._running.pop()
        state: Literal["done", "cancelled"] = "cancelled" if report.cancelled else "done"
        return replace(self._jobs[number], state=state, report=report, stage="")

    def _step(self, number: int, cancelled: Event, advance: Advance) -> None:
        self._change(number, advance=advance, stage="")
        if cancelled.is_set():
            raise Cancelled
        if len(self._running) == 1:
            self._drain()
        self._priority.wait()
        if cancelled.is_set():
            raise Cancelled

    def _drain(self) -> None:
        """Do the small work that waits."""
        while self._small:
            self._small.popleft()()

    def _change(self, number: int, **values: Any) -> None:
        with self._lock:
            self._jobs[number] = replace(self._jobs[number], **values)

    def _forget(self, number: int, *, told: bool) -> None:
        """Of jobs that ended the last are kept, and none that nobody needs to hear of."""
        report = self._jobs[number].report
        if not told and report is not None and not report.notable:
            del self._jobs[number]
        for old in [job.number for job in self._jobs.values() if job.ended][:-_MOST_ENDED]:
            del self._jobs[old]
        self._cancelled = {known: event for known, event in self._cancelled.items() if known in self._jobs}


def _settle(done: "Future[Any]", work: Callable[[], Any]) -> None:
    try:
        done.set_result(work())
    except Exception as error:
        done.set_exception(error)
