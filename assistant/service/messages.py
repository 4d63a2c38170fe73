"""A conversation in messages, as chat models have it, made a question and the turns before it."""

from collections.abc import Iterable

from assistant.types import Turn

USER, ASSISTANT = "user", "assistant"


def conversation(messages: Iterable[tuple[str, str]]) -> tuple[str, list[Turn]]:
    """The question, "" where none is asked, and the turns before it, from messages as (role, text).

    What neither of the two roles says is left out: there is nothing here that could be told how to behave.
    """
    turns: list[Turn] = []
    for role, text in messages:
        if role == USER:
            turns.append(Turn(text))
        elif role == ASSISTANT and turns:
            turns[-1] = Turn(turns[-1].question, text)
    *history, last = turns or [Turn("")]
    return last.question, history
