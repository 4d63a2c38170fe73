"""Text read off pictures of pages by Tesseract with its Arabic model, where they are installed. Nothing needs them.

What it does not know: whether what it read is language.
"""

import os
import shutil
import subprocess
from functools import cache

_PROGRAM = "tesseract"
_LANGUAGE = "ara"
_SECONDS = 50.0
"""The longest a page may take."""


@cache
def available() -> bool:
    """Whether pictures can be read here."""
    if shutil.which(_PROGRAM) is None:
        return False
    listed = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, text=True, check=False)
    return _LANGUAGE in listed.stdout.split()


def read(picture: bytes | None) -> list[str]:
    """The lines of a picture, in an image format, those of a block apart from the next by an empty one; none where it
    cannot be read in time."""
    if not picture:
        return []
    command = [_PROGRAM, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3"]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}  # its threads wait for one another more than they work
    try:
        done = subprocess.run(
            command, input=picture, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_SECONDS, env=environment
        )
    except (subprocess.SubprocessError, OSError):
        return []
    return done.stdout.decode("utf-8", "replace").replace("\f", "").splitlines()
