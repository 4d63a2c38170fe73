"""What a language model wrote, as HTML: sentences with their marks, how each was checked, what was removed and why."""

from collections.abc import Callable, Sequence

from assistant.page.escaping import text_html
from assistant.types import Answer, Citation, Claim, Problem
from prompts import Wording


class WrittenMarkup:
    """Renders with one wording; ``mark`` renders a citation's mark."""

    def __init__(self, wording: Wording, mark: Callable[[Citation], str]) -> None:
        self._say = wording.say
        self._mark = mark

    def answer(self, answer: Answer, sources: str) -> str:
        """What a model wrote, each sentence with the marks of its quotes, and on demand how each was checked."""
        by_number = {citation.number: citation for citation in answer.citations}
        lines = []
        for claim in answer.claims:
            if claim.citations:
                marks = "".join(self._mark(by_number[number]) for number in claim.citations)
                lines.append(f'<p class="claim">{text_html(claim.text)}&nbsp;{marks}</p>')
            elif not claim.problems:
                lines.append(f'<p class="heading">{text_html(claim.text)}</p>')
        notes = "".join(f'<p class="note">{text_html(note.text)}</p>' for note in answer.notes)
        by = f'<p class="note">{text_html(self._say("written_by", model=answer.mode))}</p>'
        return by + "".join(lines) + notes + sources + self._support(answer)

    def _support(self, answer: Answer) -> str:
        """Each sentence shown beside the words it stands on, and those that were removed."""
        quotes = {citation.number: citation for citation in answer.citations}
        rows = "".join(
            f"<dt>{text_html(claim.text)}</dt>"
            + "".join(f"<dd>{text_html(quotes[n].quote)}&nbsp;{self._mark(quotes[n])}</dd>" for n in claim.citations)
            for claim in answer.claims
            if claim.citations
        )
        checked = f'<details class="support"><summary>{self._say("checked")}</summary><dl>{rows}</dl></details>'
        return checked + self.removed(answer.claims)

    def removed(self, claims: Sequence[Claim]) -> str:
        """What a model wrote that was removed, and why; empty where nothing was."""
        rows = "".join(
            f"<dt>{text_html(claim.text)}</dt><dd>{'؛ '.join(self._problem(p) for p in claim.problems)}</dd>"
            for claim in claims
            if claim.problems
        )
        told = f'<details class="support"><summary>{self._say("removed_claims")}</summary><dl>{rows}</dl></details>'
        return told if rows else ""

    def _problem(self, problem: Problem) -> str:
        return text_html(self._say(f"problem_{problem.kind}", words=problem.words))
