"""Question sets in SQuAD format: each distinct paragraph an article, each question with its article and answers."""

import json
from dataclasses import dataclass
from pathlib import Path

_TOGETHER = 5
_PARTS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the article that answers it, the strings that count as its answer, and where the first stands."""

    question: str
    article: str
    answers: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Paragraphs by article id, and the questions on them."""

    name: str
    paragraphs: dict[str, str]
    questions: tuple[Asked, ...]

    def held_out(self, article: str) -> bool:
        """Whether an article is of the fourth that no reader is trained on; neighbours go together."""
        return int(article.removeprefix("p")) // _TOGETHER % _PARTS == _PARTS - 1

    def write(self, path: Path) -> None:
        """The paragraphs as a ``.jsonl`` corpus."""
        lines = (json.dumps({"id": i, "text": text}, ensure_ascii=False) + "\n" for i, text in self.paragraphs.items())
        path.write_text("".join(lines), encoding="utf-8")


def read_squad(path: Path) -> QuestionSet:
    """Read a SQuAD file; paragraphs with the same text are one article."""
    ids: dict[str, str] = {}
    questions = []
    for entry in json.loads(path.read_text("utf-8"))["data"]:
        for paragraph in entry["paragraphs"]:
            article = ids.setdefault(paragraph["context"], f"p{len(ids):05d}")
            for asked in paragraph["qas"]:
                answers = tuple(answer["text"] for answer in asked["answers"])
                questions.append(Asked(asked["question"], article, answers, asked["answers"][0]["answer_start"]))
    return QuestionSet(path.name.removesuffix(".json"), {i: text for text, i in ids.items()}, tuple(questions))
