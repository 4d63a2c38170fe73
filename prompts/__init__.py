"""The assistant's Arabic wording, as TOML files beside this module: data, read by the assistant.

Each entry is a template with ``{name}`` places, or a table {text, variables} that declares them. A template whose
places differ from what it declares is refused when its file is loaded, not when it is shown.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from string import Formatter
from typing import Any


@dataclass(frozen=True, slots=True)
class Wording:
    """The templates of one file by dotted name."""

    templates: Mapping[str, str]

    def say(self, template: str, /, **values: object) -> str:
        """The text of a template; ``KeyError`` where the template or a value is missing."""
        return self.templates[template].format_map(values)


def load(file: str) -> Wording:
    """The wording in ``prompts/<file>.toml``."""
    content = tomllib.loads(resources.files(__package__).joinpath(f"{file}.toml").read_text("utf-8"))
    return Wording({name: _template(name, entry) for name, entry in content.items()})


def _template(name: str, entry: Any) -> str:
    text, declared = (entry, ()) if isinstance(entry, str) else (entry["text"], entry["variables"])
    places = {place for _, place, _, _ in Formatter().parse(text) if place is not None}
    if places != set(declared):
        raise ValueError(f"{name}: declares {sorted(declared)}, uses {sorted(places)}")
    return str(text)
