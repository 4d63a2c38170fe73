"""Jobs in words, and their HTML."""

import pytest

import prompts
from assistant.page.progress import JobLine, JobLines
from assistant.page.views import Views
from assistant.service.jobs import Job
from retrieval.errors import DataBusy
from retrieval.files.reader import Remark, Skipped
from retrieval.indexing.progress import Advance
from retrieval.indexing.report import IndexReport
from tests.assistant.page.html import shown

WORDING = prompts.load("page")
LINES = JobLines(WORDING, prompts.load("cli"))


def report(
    *skipped: Skipped, added: int = 0, unread: tuple[str, ...] = (), vanished: tuple[str, ...] = (),
    cancelled: bool = False, remarks: tuple[Remark, ...] = (),
) -> IndexReport:  # fmt: skip
    return IndexReport(3, 9, added, 0, 0, 0, added * 3, skipped, 1.0, remarks, vanished, unread, cancelled)


@pytest.mark.parametrize(
    ("job", "state", "text"),
    [
        (Job(1, "a"), "waiting", "في الانتظار"),
        (Job(1, "a", "running"), "running", "يُقرأ ويُفهرس…"),
        (
            Job(1, "a", "running", Advance(1, 4, 20, 90, 71.0, "/f/ب.pdf")), "running",
            "ملفات: 1 من 4 · مقاطع: 20 من نحو 90 · بقي نحو 1 دقيقة · \u2068ب.pdf\u2069",
        ),
        (
            Job(1, "a", "running", Advance(0, 4, 0, 90, None, "")), "running",
            "ملفات: 0 من 4 · مقاطع: 0 من نحو 90 · يُقدَّر الوقت… · \u2068\u2069",
        ),
        (Job(1, "a", "running", Advance(0, 1, 8, 9, 0.2, "a")), "running", None),
        (Job(1, "a", "running", Advance(4, 4, 90, 90, 0.0), stage="keywords"), "running", "بناء فهرس الكلمات"),
        (Job(1, "a", "cancelled"), "cancelled", "أُلغي؛ وما فُهرس قبل ذلك محفوظ."),
        (Job(1, "a", "failed", error=DataBusy(data="d")), "skip", None),
        (Job(1, "a", "failed", error=KeyError("x")), "skip", WORDING.say("failed")),
        (Job(1, "a", "done", report=report()), "done", "مفهرس من قبل، لم يتغير."),
        (Job(1, "a", "done", report=report(added=2)), "done", "أُضيف 2، تغيّر 0، أُخرج 0. مقاطع جديدة: 6."),
        (Job(1, "a", "done", report=report(Skipped("a.pdf", "broken"))), "skip", "لم يُفهرس منه شيء."),
    ],
)  # fmt: skip
def test_how_a_job_stands(job: Job, state: str, text: str | None) -> None:
    line = LINES.of(job)
    assert (line.number, line.name, line.state) == (1, "a", state)
    assert text is None or line.text == text


def test_every_file_and_line_that_was_left_out_is_named_with_its_reason() -> None:
    ended = report(
        Skipped("/f/a.pdf", "broken"), Skipped("/f/b.jsonl:3", "bad_json"), added=1, unread=("/f/c.txt",),
        vanished=("/f/d.txt",), cancelled=True, remarks=(Remark("/f/e.txt", "twin", "/f/g.txt"),),
    )  # fmt: skip
    line = LINES.of(Job(1, "a", "cancelled", report=ended))
    assert line.text.startswith("أُلغي؛")
    assert line.details == (
        "a.pdf: الملف تالف أو ليس من النوع الذي يدل عليه اسمه", "b.jsonl:3: سطر JSON غير صحيح",
        "e.txt: هو نفسه /f/g.txt، فمقالاته واحدة", "d.txt: غاب الملف وبقيت مقالاته", "c.txt: لم يُفهرس بعد",
    )  # fmt: skip


def test_of_very_many_the_first_are_named_and_the_others_counted() -> None:
    many = report(*(Skipped(f"{number}.pdf", "broken") for number in range(80)))
    details = LINES.of(Job(1, "a", "done", report=many)).details
    assert (len(details), details[-1]) == (51, "وغيرها 30.")


def test_a_running_job_has_a_bar_and_can_be_cancelled_and_what_it_is_called_is_escaped() -> None:
    html = Views(WORDING).jobs([JobLine(5, "<b>أ</b>", "running", "يُقرأ", 3, 9, ("<i>",))])
    assert '<progress max="9" value="3"' in html and 'data-act="cancel" data-job="5"' in html
    assert "<b>" not in html and "<i>" not in html and "<b>أ</b>: يُقرأ" in shown(html)
    ended = Views(WORDING).jobs([JobLine(5, "أ", "done", "أُضيف")])
    assert "<progress" not in ended and "<button" not in ended
    assert shown(Views(WORDING).jobs([])) == ""
