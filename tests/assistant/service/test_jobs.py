"""Jobs: one after another, small ones between the steps of a large one, each told and each cancelled by itself."""

from collections.abc import Iterator
from threading import Event

import pytest

from assistant.service.jobs import Job, Jobs
from assistant.service.priority import Priority
from retrieval.indexing.progress import Advance, Cancelled, Step
from retrieval.indexing.report import IndexReport

WAIT = 30


def report(added: int = 1, *, cancelled: bool = False) -> IndexReport:
    return IndexReport(1, 1, added, 0, 0, 0, added, (), 0.0, cancelled=cancelled)


class Long:
    """Work that tells when it has begun, and takes a step whenever it is let."""

    def __init__(self) -> None:
        self.begun, self.go = Event(), Event()

    def __call__(self, step: Step) -> IndexReport:
        step(Advance(0, 2, 1, 4, 3.0, "a.txt"))
        self.begun.set()
        assert self.go.wait(WAIT)
        try:
            step(Advance(1, 2, 2, 4, 2.0, "b.txt"))
        except Cancelled:
            return report(cancelled=True)
        return report()


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    opened = Jobs(Priority())
    yield opened
    opened.close()


def states(jobs: Jobs) -> list[tuple[str, str]]:
    return [(job.name, job.state) for job in jobs.all()]


def test_one_after_another_and_everybody_sees_how_far_each_is(jobs: Jobs) -> None:
    first, second = Long(), Long()
    ends = [jobs.submit("first", first), jobs.submit("second", second)]
    assert first.begun.wait(WAIT)
    assert states(jobs) == [("second", "waiting"), ("first", "running")]
    assert jobs.all()[1].advance == Advance(0, 2, 1, 4, 3.0, "a.txt")
    first.go.set()
    assert second.begun.wait(WAIT)
    assert states(jobs) == [("second", "running"), ("first", "done")]
    second.go.set()
    assert [end.result(WAIT).report for end in ends] == [report(), report()]


def test_one_that_is_cancelled_ends_at_its_next_step_and_the_next_begins(jobs: Jobs) -> None:
    first, second = Long(), Long()
    ends = [jobs.submit("first", first), jobs.submit("second", second)]
    assert first.begun.wait(WAIT)
    jobs.cancel(jobs.all()[1].number)
    jobs.cancel(99)
    first.go.set()
    second.go.set()
    assert [end.result(WAIT).state for end in ends] == ["cancelled", "done"]


def test_one_that_is_cancelled_as_it_waits_is_begun_only_to_end(jobs: Jobs) -> None:
    first, second = Long(), Long()
    jobs.submit("first", first)
    end = jobs.submit("second", lambda step: second(step) if not step_raises(step) else report(0, cancelled=True))
    assert first.begun.wait(WAIT)
    jobs.cancel(jobs.all()[0].number)
    first.go.set()
    assert (end.result(WAIT).state, second.begun.is_set()) == ("cancelled", False)


def step_raises(step: Step) -> bool:
    try:
        step(Advance())
    except Cancelled:
        return True
    return False


def test_small_work_is_done_between_two_steps_of_a_large_job(jobs: Jobs) -> None:
    large, order = Long(), list[str]()

    def small(step: Step) -> IndexReport:
        step(Advance())
        order.append("small")
        return report()

    end = jobs.submit("large", large)
    end.add_done_callback(lambda job: order.append("large"))
    assert large.begun.wait(WAIT)
    overtaking = jobs.submit("small", small, small=True)
    large.go.set()
    assert (overtaking.result(WAIT).state, end.result(WAIT).state, order) == ("done", "done", ["small", "large"])
    assert jobs.at_once(lambda: "told") == "told"
    with pytest.raises(ValueError, match="no number"):
        jobs.at_once(lambda: int("no number"))


def test_what_one_job_raises_is_its_own_end_alone(jobs: Jobs) -> None:
    def failing(step: Step) -> IndexReport:
        raise OSError(28, "No space left on device")

    ended = jobs.submit("failing", failing).result(WAIT)
    assert (ended.state, str(ended.error)) == ("failed", "[Errno 28] No space left on device")
    assert jobs.submit("next", lambda step: report()).result(WAIT).state == "done"


@pytest.mark.parametrize(("added", "told", "shown"), [(0, False, 0), (1, False, 1), (0, True, 1)])
def test_a_watched_folder_in_which_nothing_came_is_not_shown(jobs: Jobs, added: int, told: bool, shown: int) -> None:
    jobs.submit("folder", lambda step: report(added), told=told).result(WAIT)
    jobs.at_once(lambda: None)
    assert len(jobs.all()) == shown


def test_the_last_that_ended_are_remembered(jobs: Jobs) -> None:
    for number in range(30):
        jobs.submit(str(number), lambda step: report()).result(WAIT)
    jobs.at_once(lambda: None)
    assert [job.name for job in jobs.all()] == [str(number) for number in range(29, 9, -1)]


def test_closing_ends_what_runs_and_takes_no_more() -> None:
    jobs, long = Jobs(Priority()), Long()
    end = jobs.submit("long", long)
    assert long.begun.wait(WAIT)
    long.go.set()
    jobs.close()
    assert end.result(WAIT).state in ("cancelled", "done")
    assert jobs.submit("late", long).result(WAIT).state == "cancelled"


def test_work_waits_while_somebody_asks_but_not_for_ever() -> None:
    priority, passed = Priority(longest=30.0), Event()
    jobs = Jobs(priority)

    def work(step: Step) -> IndexReport:
        step(Advance())
        passed.set()
        return report()

    with priority.asking():
        end = jobs.submit("work", work)
        assert not passed.wait(0.2)
    assert end.result(WAIT).state == "done"
    patient = Priority(longest=0.0)
    with patient.asking():
        patient.wait()
    jobs.close()


def test_the_stage_of_a_store_is_told_of_the_job_that_runs(jobs: Jobs) -> None:
    seen: list[Job] = []

    def work(step: Step) -> IndexReport:
        jobs.progress("vectors", 0, 10)
        seen.append(jobs.all()[0])
        return report()

    ended = jobs.submit("work", work).result(WAIT)
    assert (seen[0].stage, ended.stage) == ("vectors", "")
