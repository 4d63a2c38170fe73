"""Errors and reasons as the Arabic sentences a user reads."""

import prompts
from retrieval.errors import IsnadError


def error_text(error: IsnadError) -> str:
    """The one line for an error: what is wrong, then what to do."""
    return prompts.load("errors").say(type(error).__name__, **error.details)


def reason_text(reason: str) -> str:
    """Why a file was skipped."""
    return prompts.load("cli").say(f"reason_{reason}")
