"""What is downloaded is what is shown, in every form: the words, the marks, the notes, from right to left."""

import re
import zipfile
from ctypes import c_double
from datetime import date
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx import Document as Word

import prompts
from assistant.documents.contents import Contents, described
from assistant.documents.document import Block, Document, Note
from assistant.documents.files import FORMS
from assistant.documents.markdown import markdown
from assistant.types import (
    Answer,
    Aspect,
    Card,
    Citation,
    Claim,
    Digest,
    Excerpt,
    Form,
    Point,
    Problem,
    Reported,
    Short,
)
from assistant.types import Note as Remark
from retrieval.files.word import Word as Reader
from retrieval.types import Article

WORDING = prompts.load("page")
DAY = date(2026, 11, 26)
FIRST = Citation(1, "a", "السد", 0, 20, "بلغت الكلفة 12.5%.", outlet="الصحيفة", date="2018-05-17", page=3)
SECOND = Citation(2, "b", "الوفد", 5, 20, "حضر سامر حداد", cut=True)
ANSWER = Answer(
    "كم الكلفة؟", "كم الكلفة؟", "answered", "", Short("12.5%", "number", "a", 12, 17), 0.9, (FIRST, SECOND), (), (),
    "extractive", 0.0, notes=(Remark(1, "— من «السد»"),),
)  # fmt: skip


def contents() -> Contents:
    return Contents(WORDING, lambda article: f"https://example.org/{article}?x=1" if article == "a" else "")


def answered(answer: Answer) -> Document:
    own = contents()
    own.of_answer(answer)
    return own.document("كم الكلفة؟", DAY)


def test_an_answer_has_its_short_answer_its_quotes_as_shown_and_a_note_for_each() -> None:
    document = answered(ANSWER)
    assert document.blocks == (
        Block("heading", "كم الكلفة؟"),
        Block("short", "12.5%"),
        Block("quote", "بلغت الكلفة 12.5%.", (1,)),
        Block("remark", "— من «السد»"),
        Block("quote", "حضر سامر حداد…", (2,)),
    )
    assert [described(note, WORDING) for note in document.notes] == [
        "«السد»، الصحيفة، 2018-05-17، صفحة 3، https://example.org/a?x=1",
        "«الوفد»",
    ]


def test_a_refusal_is_its_sentence() -> None:
    refused = Answer("من؟", "من؟", "no_evidence", "لا أجد.", None, 0.1, (), (FIRST,), (), "extractive", 0.0)
    assert answered(refused).blocks == (Block("heading", "من؟"), Block("plain", "لا أجد."))


def test_what_a_model_wrote_has_the_exact_words_in_its_notes_and_nothing_that_was_removed() -> None:
    claims = (Claim("بلغت الكلفة كذا.", (1, 2)), Claim("وغاب ياسر.", (), (Problem("name", "ياسر"),)))
    written = Answer(
        "كم؟", "كم؟", "answered", "", None, 0.9, (FIRST, SECOND), (), (), "openai:small", 0.0, Form.FACT,
        "openai:small", claims=claims,
    )  # fmt: skip
    document = answered(written)
    assert document.blocks[-1] == Block("plain", "بلغت الكلفة كذا.", (1, 2))
    assert [note.quote for note in document.notes] == ["بلغت الكلفة 12.5%.", "حضر سامر حداد…"]


def test_words_cited_twice_have_one_note() -> None:
    own = contents()
    own.of_answer(ANSWER)
    own.of_answer(ANSWER)
    assert len(own.document("محادثة", DAY).notes) == 2


def test_a_summary_has_its_points_and_its_card_with_what_is_not_told() -> None:
    card = Card((), (), (Excerpt("في دمشق", 30, 37),), (), (), (), (), ())
    aspect = Aspect("", (Point("بلغت الكلفة 12.5%.", (FIRST,)),))
    digest = Digest("الاجتماع", (("a", "السد"),), (Reported("a", "السد", card),), (aspect,), (), "extractive", 0.0)
    own = contents()
    own.of_digest(digest)
    document = own.document("ملخّص", DAY)
    assert document.blocks[0] == Block("point", "بلغت الكلفة 12.5%.", (1,))
    place = document.blocks.index(Block("field", "المكان"))
    assert document.blocks[place + 1] == Block("point", "في دمشق", (2,))
    assert Block("remark", "غير مذكور") in document.blocks


WHOLE = Document(
    "ملخّص: [سد] النهضة",
    (
        Block("heading", "كم؟"),
        Block("quote", "بلغت 12.5% في New York Times (2018) و$500 *حقا*.", (1, 2)),
        Block("point", "- حضر سامر", (2,)),
        Block("point", "1. ياسر"),
        Block("plain", "نص\x0bفيه محارف\x00"),
    ),
    (
        Note("السد", "الصحيفة", "2018-05-17", "https://example.org/a?x=1&y=2", 3),
        Note("الوفد", quote="حضر <سامر> & ياسر"),
    ),
    "2026-11-26",
)


def test_markdown_has_footnotes_and_shows_text_as_it_is() -> None:
    assert markdown(WHOLE, WORDING).splitlines() == [
        "# ملخّص: \\[سد\\] النهضة", "", "2026-11-26", "",
        "## كم؟", "",
        "> بلغت 12.5% في New York Times (2018) و$500 \\*حقا\\*.[^1][^2]", "",
        "- \\- حضر سامر[^2]", "- \\1. ياسر", "",
        "نص\ufffdفيه محارف\ufffd", "",
        "[^1]: «السد»، الصحيفة، 2018-05-17، صفحة 3، https://example.org/a?x=1&y=2",
        "[^2]: «الوفد»: «حضر \\<سامر\\> & ياسر»",
    ]  # fmt: skip


def test_word_has_real_footnotes_from_right_to_left_and_properties_of_its_own() -> None:
    content = FORMS["docx"].write(WHOLE, WORDING)
    file = Word(BytesIO(content))
    assert [paragraph.text for paragraph in file.paragraphs][:4] == [
        "ملخّص: [سد] النهضة", "2026-11-26", "كم؟", "بلغت 12.5% في New York Times (2018) و$500 *حقا*.",
    ]  # fmt: skip
    for paragraph in file.paragraphs:
        assert paragraph._p.pPr is not None and paragraph._p.pPr.xpath("w:bidi")
        assert all(run.font.rtl for run in paragraph.runs if run.text)
    marks = file.element.body.xpath(".//w:footnoteReference/@w:id")
    assert marks == ["1", "2", "2"]
    notes = zipfile.ZipFile(BytesIO(content)).read("word/footnotes.xml").decode()
    assert re.findall(r'w:id="(\d+)"', notes) == ["0", "1", "2"] and "حضر &lt;سامر&gt; &amp; ياسر" in notes
    known = file.core_properties
    assert (known.title, known.author, known.language) == (WHOLE.title, "Isnad", "ar")
    assert known.created and known.created.year >= 2026 and not known.comments


def test_word_is_read_back_with_its_notes() -> None:
    (article,) = Reader().read("notes.docx", FORMS["docx"].write(WHOLE, WORDING))
    assert isinstance(article, Article)
    assert "New York Times (2018)" in article.text and "https://example.org/a?x=1&y=2" in article.text


def test_pdf_has_its_properties_and_draws_each_run_in_its_order() -> None:
    file = pypdfium2.PdfDocument(FORMS["pdf"].write(WHOLE, WORDING))
    assert file.get_metadata_value("Title") == WHOLE.title and file.get_metadata_value("Author") == "Isnad"
    drawn = "\n".join(lines_as_drawn(file[0]))
    for words in ("NewYorkTimes", "12.5%", "$500", "https://example.org/a?x=1&y=2", "2018-05-17"):
        assert words in drawn, words


def lines_as_drawn(page: pypdfium2.PdfPage) -> list[str]:
    """The letters of each line from left to right, without blanks."""
    text = page.get_textpage()
    lines: dict[int, list[tuple[float, str]]] = {}
    for at in range(text.count_chars()):
        left, baseline = c_double(), c_double()
        pdfium.FPDFText_GetCharOrigin(text, at, left, baseline)
        lines.setdefault(round(baseline.value), []).append((left.value, text.get_text_range(at, 1)))
    return [
        "".join(letter for _, letter in sorted(line) if letter.isprintable() and letter != " ")
        for line in lines.values()
    ]


def test_a_long_document_goes_over_several_pages() -> None:
    blocks = tuple(Block("quote", "كلمة " * 60, (1,)) for _ in range(40))
    file = pypdfium2.PdfDocument(FORMS["pdf"].write(Document("طويل", blocks, WHOLE.notes, "2026-11-26"), WORDING))
    assert len(file) > 3


@pytest.mark.parametrize("form", sorted(FORMS))
def test_nothing_is_too_strange_or_too_little_to_be_written(form: str) -> None:
    strange = "".join(map(chr, (*range(48), 0xFFFE, 0xFFFF, 0x1F600, 0x202E, 0x200F, 0x2028)))
    for document in (
        Document("", (), (), ""),
        Document(strange, (Block("quote", strange, (1,)),), (Note(strange),), ""),
    ):
        assert FORMS[form].write(document, WORDING)
