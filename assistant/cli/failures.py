"""Where errors end: as one line on standard error that says what to do next, and an exit code."""

import os
import sys
from collections.abc import Callable

from assistant import errors
from assistant.cli.command import DONE, FAILED, MISUSED
from assistant.cli.output import tell
from assistant.wording import error_text
from retrieval.errors import BadDate, IsnadError

_MISUSES = (errors.Usage, errors.EmptyQuestion, errors.QuestionTooLong, errors.OpenNeeded, BadDate)


def told(work: Callable[[], int]) -> int:
    """The exit code of some work, or that of its error, which is told."""
    try:
        return work()
    except IsnadError as error:
        return _ended(error)
    except KeyboardInterrupt:
        return _ended(errors.Interrupted())
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - nobody reads any more; silence the flush at exit
        return DONE
    except OSError as error:
        return _ended(errors.SystemFailure(reason=error.strerror or str(error)))


def _ended(error: IsnadError) -> int:
    tell(error_text(error))
    return MISUSED if isinstance(error, _MISUSES) else FAILED
