"""What a model wrote so far, judged sentence by sentence, and the answer that it makes.

Until a sentence stands there that its sources support, the answer is the extractive one: whatever the model does, an
answer always stands on citations. What it does not know: why the model stopped.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.types import Answer, Citation, Claim, Note, Problem
from assistant.writing.sentences import Written
from assistant.writing.support import Check

_MOST_REPEATED = 2
_OF_SENTENCES = ("words", "meaning")
"""What is asked of sentences alone: a heading says nothing that could follow."""


class Draft:
    """Sentences that a model writes from ``sources``, in place of ``answer``, which is made of quotes.

    ``check`` judges each; ``marked`` keeps what is unsupported and says so; ``say`` words what is said beside the
    answer.
    """

    def __init__(
        self,
        answer: Answer,
        sources: Sequence[Citation],
        model: str,
        check: Check,
        *,
        marked: bool,
        say: Callable[..., str],
    ) -> None:
        self.sources = tuple(sources)
        self._answer, self._model, self._check, self._marked, self._say = answer, model, check, marked, say
        self._by_id = {source.number: source for source in sources}
        self._written = Counter[Written]()
        self._claims: list[Claim] = []
        self._cited: dict[int, int] = {}

    def take(self, sentences: Iterable[Written]) -> None:
        """Judge sentences; one that was there before counts once."""
        for sentence in sentences:
            if sentence not in self._written:
                self._claims.append(self._judged(sentence))
            self._written[sentence] += 1

    @property
    def supported(self) -> bool:
        """Whether anything supported stands here."""
        return bool(self._cited)

    @property
    def repeats(self) -> bool:
        return any(count > _MOST_REPEATED for count in self._written.values())

    def so_far(self) -> Answer:
        """The written answer; the extractive one as long as nothing supported stands here."""
        answer = replace(self._answer, claims=tuple(self._claims), mode=self._model)
        if not self.supported:
            return answer
        citations = tuple(replace(self._by_id[one], number=number) for one, number in self._cited.items())
        text = "\n".join(self._lines())
        return replace(answer, text=text, short=None, citations=citations, notes=(), written_by=self._model)

    def ended(self, notice: str = "") -> Answer:
        """The written answer with what is to be said about it; only where something is ``supported``."""
        answer = self.so_far()
        removed = sum(bool(claim.problems) for claim in self._claims)
        told = [self._say(notice, model=self._model)] if notice else []
        told += [self._say("removed", count=removed)] if removed and not self._marked else []
        notes = tuple(Note(len(answer.citations), text) for text in told)
        return replace(answer, notes=notes, text="\n".join([answer.text, *told]))

    def instead(self, notice: str, **values: str) -> Answer:
        """The extractive answer, what was written all removed, and why."""
        told = self._say(notice, model=self._model, **values)
        answer = self._answer
        note = Note(len(answer.citations), told)
        return replace(answer, text=f"{answer.text}\n{told}", notes=(*answer.notes, note), claims=tuple(self._claims))

    def _judged(self, sentence: Written) -> Claim:
        known = [self._by_id[one] for one in sentence.ids if one in self._by_id]
        if sentence.is_heading:
            texts = [text for one in self.sources for text in (one.quote, one.title)]
            said = self._check.check(sentence.text, texts).problems
            return Claim(sentence.text, (), tuple(problem for problem in said if problem.kind not in _OF_SENTENCES))
        if not known:
            return Claim(sentence.text, (), (Problem("uncited", sentence.text),))
        quotes = [source.quote for source in known]
        verdict = self._check.check(sentence.text, [*quotes, *(source.title for source in known)])
        if not verdict.supported:
            return Claim(sentence.text, (), verdict.problems)
        numbers = (self._cited.setdefault(source.number, len(self._cited) + 1) for source in known)
        return Claim(sentence.text, tuple(numbers))

    def _lines(self) -> Iterator[str]:
        """The sentences shown with their marks; a heading only where something follows it."""
        heading = ""
        for claim in self._claims:
            if claim.citations:
                yield from filter(None, (heading, f"{claim.text} {''.join(f'[{n}]' for n in claim.citations)}"))
                heading = ""
            elif not claim.problems:
                heading = claim.text
            elif self._marked:
                yield f"{claim.text} {self._say('unsupported')}"
