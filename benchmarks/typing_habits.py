"""Questions as they are really typed: ``python -m benchmarks.typing_habits SQUAD.json FOLDER [--most N]``.

Each question of the set, and each of our own on the articles of the folder, is asked as it is and in every variation
of spelling and wording that changes it, of both together as one corpus. The figure is the share of variations whose
best passage is of the same article as that of the clean question.
"""

import argparse
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from os import environ
from pathlib import Path

from assistant import build
from assistant.service.router import Router
from assistant.settings import Settings
from benchmarks import command_line
from benchmarks.gold import read_gold
from benchmarks.squad import read_squad

Variation = Callable[[str, random.Random], str]

_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_EGYPTIAN = {
    "من": "مين", "أين": "فين", "متى": "إمتى", "كيف": "إزاي", "كم": "كام", "لماذا": "ليه", "ماذا": "إيه", "ما": "إيه",
    "الذي": "اللي", "التي": "اللي", "الذين": "اللي", "هذا": "ده", "هذه": "دي",
}  # fmt: skip
_LIBYAN = {
    "من": "منو", "أين": "وين", "متى": "إمتى", "كيف": "كيفاش", "كم": "قداش", "لماذا": "علاش", "ماذا": "شنو",
    "ما": "شن", "الذي": "اللي", "التي": "اللي", "الذين": "اللي", "هذا": "هذا", "هذه": "هاذي",
}  # fmt: skip
_NO_HAMZA = str.maketrans("أإآؤئ", "اااوي")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def vowelled(text: str, chance: random.Random) -> str:
    return "".join(c + (chance.choice(_MARKS) if c in _LETTERS else "") for c in text)


def without_hamza(text: str, chance: random.Random) -> str:
    return text.translate(_NO_HAMZA)


def ha_for_ta(text: str, chance: random.Random) -> str:
    return text.replace("ة", "ه")


def ya_confused(text: str, chance: random.Random) -> str:
    return re.sub(r"[يى](?!\w)", lambda match: "ى" if match.group() == "ي" else "ي", text)


def eastern_digits(text: str, chance: random.Random) -> str:
    return text.translate(_EASTERN)


def western_digits(text: str, chance: random.Random) -> str:
    return text.translate(_WESTERN)


def compounds_joined(text: str, chance: random.Random) -> str:
    return re.sub(r"\b(أبو|ابو|عبد|بو) (?=\w)", r"\1", text)


def compounds_split(text: str, chance: random.Random) -> str:
    return re.sub(r"\b(أبو|ابو|عبد)(?=ال|\w{4})", r"\1 ", text)


def with_clitics(text: str, chance: random.Random) -> str:
    return "و" + re.sub(r"\bفي ال(?=\w)", "بال", text)


def mistyped(text: str, chance: random.Random) -> str:
    """One letter of one of the longer words left out, doubled, or changed for another."""
    words = list(re.finditer(r"\w{5,}", text))
    if not words:
        return text
    word = chance.choice(words)
    place = chance.randrange(word.start() + 1, word.end())
    written = chance.choice(("", text[place] * 2, chance.choice(_LETTERS)))
    return text[:place] + written + text[place + 1 :]


def in_dialect(words: dict[str, str]) -> Variation:
    """With the interrogatives and relative pronouns of a dialect; «من» only where it asks."""

    def vary(text: str, chance: random.Random) -> str:
        first, *rest = text.split(" ")
        rest = [word if word == "من" or word == "ما" else words.get(word, word) for word in rest]
        return " ".join([words.get(first, first), *rest])

    return vary


VARIATIONS: dict[str, Variation] = {
    "tashkeel": vowelled,
    "no hamza": without_hamza,
    "ha for ta marbuta": ha_for_ta,
    "ya and alef maqsura": ya_confused,
    "Arabic digits": eastern_digits,
    "Latin digits": western_digits,
    "compounds joined": compounds_joined,
    "compounds split": compounds_split,
    "clitics": with_clitics,
    "one letter wrong": mistyped,
    "Egyptian": in_dialect(_EGYPTIAN),
    "Libyan": in_dialect(_LIBYAN),
}


def variants(question: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """The variations that change a question, by name."""
    for name, vary in VARIATIONS.items():
        varied = vary(question, chance)
        if varied != question:
            yield name, varied


def measure(assistant: Router, questions: list[str]) -> command_line.Record:
    """The share of variants that find the article the clean question finds, by variation."""
    chance = random.Random(0)
    same: dict[str, list[bool]] = {}
    for question in questions:
        article = _found(assistant, question)
        for name, varied in variants(question, chance):
            same.setdefault(name, []).append(_found(assistant, varied) == article)
    every = [one for some in same.values() for one in some]
    figures = {name: {"questions": len(some), "same": round(sum(some) / len(some), 4)} for name, some in same.items()}
    return {"all": {"questions": len(every), "same": round(sum(every) / len(every), 4)}, **figures}


def _found(assistant: Router, question: str) -> str:
    passages = assistant.answer(question).passages
    return passages[0].article if passages else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=200, help="questions of the set, drawn by a fixed seed")
    options = parser.parse_args()
    questions = read_squad(options.file)
    drawn = random.Random(0).sample([one.question for one in questions.questions], options.most)
    own = [one["question"] for one in read_gold() if one["answerable"]]
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        questions.write(corpus)
        with command_line.indexed([corpus, options.folder]) as (data, _):
            settings = replace(Settings.from_environment(environ), data=Path(data))
            with build.open_assistant(settings, lambda *_: None) as assistant:
                figures = measure(assistant, [*drawn, *own])
    command_line.store("typing-habits", {"set": questions.name, "drawn": options.most, "own": len(own)}, figures)


if __name__ == "__main__":
    main()
