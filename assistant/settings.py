"""What a user can set, each from one environment variable; read once, at the edge."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from assistant.errors import BadSetting


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one process."""

    data: Path
    """``ISNAD_DATA``: the data folder, ``./data`` by default."""
    model: str
    """``ISNAD_MODEL``: a sentence-transformers model, by hub name or folder; empty for the one that is installed."""
    cache: Path
    """``ISNAD_CACHE``: where the installed model is decoded to."""
    reader: str = ""
    """``ISNAD_READER``: a file of weights for the reader; empty for the one that comes along, "off" for none."""

    llm: str = ""
    """``ISNAD_LLM``: a language model that writes, ``provider:model`` or ``provider:model@address``; empty for none."""
    llm_timeout: float = 60.0
    """``ISNAD_LLM_TIMEOUT``: its longest silence, in seconds."""
    llm_unsupported: str = "remove"
    """``ISNAD_LLM_UNSUPPORTED``: "remove" what it writes that the sources do not support, or "mark" it."""

    hosts: tuple[str, ...] = ()
    """``ISNAD_HOSTS``: what the page may be called by beside the address it is bound to, separated by commas."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], data: str | Path | None = None) -> "Settings":
        """The settings of an environment; a data folder given otherwise comes first."""
        return cls(
            data=Path(data or environment.get("ISNAD_DATA") or "data"),
            model=environment.get("ISNAD_MODEL", ""),
            cache=Path(environment.get("ISNAD_CACHE") or platformdirs.user_cache_path("isnad")),
            reader=environment.get("ISNAD_READER", ""),
            hosts=tuple(name.strip() for name in environment.get("ISNAD_HOSTS", "").split(",") if name.strip()),
            llm=environment.get("ISNAD_LLM", ""),
            llm_timeout=_seconds(environment.get("ISNAD_LLM_TIMEOUT") or "60"),
            llm_unsupported=environment.get("ISNAD_LLM_UNSUPPORTED") or "remove",
        )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError as error:
        raise BadSetting(name="ISNAD_LLM_TIMEOUT", value=text) from error
    if not 0 < seconds < math.inf:
        raise BadSetting(name="ISNAD_LLM_TIMEOUT", value=text)
    return seconds
