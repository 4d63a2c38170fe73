"""Errors and reasons as the Arabic sentences a user reads."""

import sys
from pathlib import Path

import prompts
from retrieval.errors import BadQuery, IsnadError
from retrieval.files.reader import Remark


def error_text(error: IsnadError) -> str:
    """The one line for an error: what is wrong, then what to do, with the command as it is called here."""
    details = error.details
    if isinstance(error, BadQuery):
        details = details | {"problem": prompts.load("search").say(f"query_{details['problem']}")}
    return prompts.load("errors").say(type(error).__name__, **details, program=program())


def reason_text(reason: str) -> str:
    """Why a file was skipped."""
    return prompts.load("cli").say(f"reason_{reason}")


def note_text(remark: Remark) -> str:
    """What to know of a file that was read."""
    return prompts.load("cli").say(f"note_{remark.note}", words=remark.words)


def program() -> str:
    """The command line as this process's user can call it: ``isnad`` where that was called."""
    return "isnad" if Path(*sys.argv[:1]).stem == "isnad" else "python -m assistant"
