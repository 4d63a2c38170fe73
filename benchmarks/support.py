"""Does the check tell what quotes support from what they do not? ``python -m benchmarks.support FILE.json ...``

True are sentences of the files' paragraphs (SQuAD format) as they stand, retyped (without hamza, with other digits) or
with their clauses in another order, and the paraphrases of our samples' sentences in ``gold/paraphrases.jsonl``. False
are the same sentences with one thing changed: a number, a date, a name (the answer to "who", for that of another
paragraph), a place (the answer to "where", likewise), a negation put in or taken out. Names changed for another name of
the same quote are reported apart: no word gives them away. All are drawn by a fixed seed and judged by ``python -m
assistant verify``.
"""

import argparse
import json
import random
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from assistant import build
from assistant.answering.questions import question_kind
from benchmarks import command_line
from benchmarks.command_line import Record
from benchmarks.squad import QuestionSet, read_squad
from benchmarks.typing_habits import eastern_digits, without_hamza
from retrieval.arabic import STOP_WORDS, fold, words
from retrieval.arabic.sentences import split_sentences
from retrieval.files.articles import read_file
from retrieval.types import Article

PARAPHRASES = Path(__file__).resolve().parent / "gold" / "paraphrases.jsonl"
_OF_EACH = 400
_WORDS = (8, 45)
_MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
_WEEKDAYS = ("الأحد", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت")
_NUMBER_WORDS = (
    "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "ثلاث", "أربع", "خمس", "سبع", "تسع", "عشرون", "ثلاثون",
    "أربعين", "خمسين", "ستين", "سبعين",
)  # fmt: skip
_NEGATIONS = ("لا", "لم", "لن", "ليس", "ليست")
_VERB = re.compile(r"(?<!\S)(?:ي|ت)[^\W\d_]{3,}(?=\s)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, the quotes it cites, whether they support it, and how it was made."""

    sentence: str
    quotes: tuple[str, ...]
    true: bool
    kind: str


def sentences(questions: QuestionSet) -> list[str]:
    """The sentences of a set that are neither very short nor cut."""
    found = []
    for text in questions.paragraphs.values():
        for sentence in split_sentences(text):
            quote = text[sentence.start : sentence.end]
            if _WORDS[0] <= len(quote.split()) <= _WORDS[1]:
                found.append(quote)
    return found


def true_claims(quotes: Sequence[str], chance: random.Random) -> Iterator[Claim]:
    for quote in chance.sample(quotes, min(_OF_EACH, len(quotes))):
        yield Claim(quote, (quote,), True, "as it stands")
        yield Claim(eastern_digits(without_hamza(quote, chance), chance), (quote,), True, "retyped")
        clauses = quote.rstrip(".").split("،")
        if len(clauses) > 1:
            yield Claim("، ".join(map(str.strip, reversed(clauses))), (quote,), True, "reordered")


def paraphrases() -> Iterator[Claim]:
    """The paraphrases, each with the sentence of the samples that it retells."""
    for line in PARAPHRASES.read_text("utf-8").splitlines():
        record = json.loads(line)
        (article,) = read_file(build.seeds() / f"{record['article']}.md")
        assert isinstance(article, Article)
        told = (article.text[s.start : s.end] for s in split_sentences(article.text))
        (quote,) = (text for text in told if text.startswith(record["begins"]))
        yield Claim(record["sentence"], (quote,), True, "paraphrase")


_Found = tuple[re.Match[str], tuple[str, ...]]
Change = Callable[[str, random.Random], str | None]


def other_number(quote: str, chance: random.Random) -> str | None:
    """One number in digits (no year, which is a date) or in words for another."""
    digits = list(re.finditer(r"(?<![\d.,/[-])\d{1,3}(?![\d.,/\]-])", quote))
    spelled = [m for word in _NUMBER_WORDS for m in re.finditer(rf"(?<!\w){word}(?!\w)", quote)]
    if not (digits or spelled):
        return None
    match = chance.choice([*digits, *spelled])
    new = str(int(match.group()) + chance.randint(1, 60)) if match in digits else chance.choice(_NUMBER_WORDS)
    return _put(quote, match.span(), new)


def other_date(quote: str, chance: random.Random) -> str | None:
    """One month, weekday or year for another."""
    found: list[_Found] = [(m, _MONTHS) for month in _MONTHS for m in re.finditer(rf"(?<=\d ){month}(?!\w)", quote)]
    found += [(m, _WEEKDAYS) for day in _WEEKDAYS for m in re.finditer(rf"(?<!\w){day}(?!\w)", quote)]
    found += [(m, ()) for m in re.finditer(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", quote)]
    if not found:
        return None
    match, others = chance.choice(found)
    return _put(
        quote, match.span(), chance.choice(others) if others else str(int(match.group()) + chance.randint(1, 30))
    )


def other_polarity(quote: str, chance: random.Random) -> str | None:
    """A negation taken out, or one put in before a verb in the present."""
    negations = [m for n in _NEGATIONS for m in re.finditer(rf"(?<!\w){n} (?!يزال|تزال|سيما|بد)", quote)]
    if negations:
        return _put(quote, chance.choice(negations).span(), "")
    verb = _VERB.search(quote)
    return _put(quote, (verb.start(), verb.start()), "لا ") if verb else None


def _put(text: str, span: tuple[int, int], new: str) -> str | None:
    changed = text[: span[0]] + new + text[span[1] :]
    return changed if fold(changed) != fold(text) and new not in text.split() else None


CHANGES: dict[str, Change] = {"number": other_number, "date": other_date, "negation": other_polarity}


def changed(kind: str, quotes: Sequence[str], chance: random.Random) -> Iterator[Claim]:
    """Claims with one thing changed, at most ``_OF_EACH``."""
    made = 0
    for quote in chance.sample(quotes, len(quotes)):
        false = CHANGES[kind](quote, chance)
        if false is not None and made < _OF_EACH:
            made += 1
            yield Claim(false, (quote,), False, kind)


def renamed(kind: str, sets: Sequence[QuestionSet], chance: random.Random) -> Iterator[Claim]:
    """Names or places changed for those of other paragraphs, each twice at most."""
    asked_for = {"name": "who", "place": "where"}[kind]
    told = [pair for questions in sets for pair in _answers(questions, asked_for)]
    pairs = [(quote, answer, other) for quote, answer in told for other in chance.sample([a for _, a in told], 4)]
    chance.shuffle(pairs)
    fresh = [(q, a, other) for q, a, other in pairs if not set(words(other)) & set(words(q))]
    for quote, answer, other in fresh[:_OF_EACH]:
        yield Claim(quote.replace(answer, other, 1), (quote,), False, kind)


def exchanged(sets: Sequence[QuestionSet]) -> Iterator[Claim]:
    """Two names of one quote in each other's place."""
    for questions in sets:
        by_quote: dict[str, list[str]] = {}
        for quote, answer in _answers(questions, "who"):
            by_quote.setdefault(quote, []).append(answer)
        for quote, names in by_quote.items():
            for one, other in pairwise(names):
                if one not in other and other not in one:
                    swapped = quote.replace(one, "\0").replace(other, one).replace("\0", other)
                    yield Claim(swapped, (quote,), False, "two names of the quote exchanged")


def _answers(questions: QuestionSet, kind: str) -> Iterator[tuple[str, str]]:
    """Sentences with the name in them that answers a question of this kind."""
    for asked in questions.questions:
        answer = asked.answers[0].strip(" .،\"'()")
        if question_kind(asked.question) != kind or not _is_name(answer):
            continue
        text = questions.paragraphs[asked.article]
        for sentence in split_sentences(text):
            if sentence.start <= asked.start < sentence.end and answer in text[sentence.start : sentence.end]:
                yield text[sentence.start : sentence.end], answer


def _is_name(answer: str) -> bool:
    """Whether an answer looks like a bare name: few words, no particle, no digit, nothing definite in front."""
    said = words(answer)
    plain = said and not answer.startswith("ال") and not re.search(r"[\d،:]", answer)
    return bool(plain) and len(said) <= 3 and not set(said) & STOP_WORDS


def claims(sets: Sequence[QuestionSet]) -> list[Claim]:
    chance = random.Random(0)
    quotes = [quote for questions in sets for quote in sentences(questions)]
    found = [*true_claims(quotes, chance), *paraphrases()]
    for kind in CHANGES:
        found += changed(kind, quotes, chance)
    for kind in ("name", "place"):
        found += renamed(kind, sets, chance)
    return [*found, *exchanged(sets)]


def verify(some: Sequence[Claim]) -> list[Record]:
    """The command's verdicts, in order."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for claim in some:
            file.write(command_line.line({"sentence": claim.sentence, "quotes": list(claim.quotes)}))
        file.flush()
        return command_line.run("verify", "--batch", file.name)


def figures(some: Sequence[Claim], verdicts: Sequence[Record]) -> Record:
    """Of the true claims the share lost, of the false ones the share caught, by kind and altogether."""
    pairs = list(zip(some, verdicts, strict=True))
    apart = "two names of the quote exchanged"
    result: Record = {}
    for name, true in (("lost", True), ("caught", False)):
        kinds = list(dict.fromkeys(claim.kind for claim in some if claim.true == true))
        for kind in kinds:
            mine = [not verdict["supported"] for claim, verdict in pairs if claim.kind == kind]
            result[f"{kind}: {name}"] = {"claims": len(mine), "share": round(sum(mine) / len(mine), 4)}
        mine = [not verdict["supported"] for claim, verdict in pairs if claim.true == true and claim.kind != apart]
        result[name] = {"claims": len(mine), "share": round(sum(mine) / len(mine), 4)}
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print the claims judged wrongly")
    options = parser.parse_args()
    sets = [read_squad(path) for path in options.files]
    some = claims(sets)
    verdicts = verify(some)
    if options.wrong:
        for claim, verdict in zip(some, verdicts, strict=True):
            if claim.true != verdict["supported"]:
                print(claim.kind, "|", claim.sentence, "|", claim.quotes[0], "|", verdict["problems"])
    command_line.store("support", {"sets": [one.name for one in sets]}, figures(some, verdicts))


if __name__ == "__main__":
    main()
