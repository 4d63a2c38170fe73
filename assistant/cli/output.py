"""What is said: on standard output byte for byte, whatever the platform thinks of line ends; beside it by lines."""

import re
import sys

_COMMANDS = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\U0010ffff]|\\r(?!\\n)")


def write(text: str) -> None:
    """To standard output in UTF-8, at once; half a character, which UTF-8 cannot say, as ``\\udXXX``, as JSON does.

    At a terminal what would command it is marked: a text is read there, and must not move its cursor or set its title.
    """
    if sys.stdout.isatty():
        text = _COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def tell(text: str) -> None:
    """A line to standard error."""
    sys.stderr.write(f"{text}\n")


def use_utf8() -> None:
    """Standard error, and what others print, in UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
