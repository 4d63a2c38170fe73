"""A document as a file of each form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.documents.document import Document
from assistant.documents.markdown import markdown
from assistant.documents.portable import pdf
from assistant.documents.word import docx
from prompts import Wording


@dataclass(frozen=True, slots=True)
class Form:
    """``label`` is what people call it, ``media`` its type on the net."""

    label: str
    media: str
    write: Callable[[Document, Wording], bytes]


FORMS: Mapping[str, Form] = {
    "docx": Form("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
    "pdf": Form("PDF", "application/pdf", pdf),
    "md": Form("Markdown", "text/markdown; charset=utf-8", lambda document, say: markdown(document, say).encode()),
}
"""By the ending of a file's name."""
