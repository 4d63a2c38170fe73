"""Write ``docs/licences.md``: what running Isnad installs, with licences: ``python -m benchmarks.licences``.

Of what is installed here, by what each package says of itself; what the lock has for other systems alone is left out.
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
_LONGEST = 80


def licence(package: Distribution) -> str:
    """The expression, the classifiers, or the short text of a package's metadata."""
    known = package.metadata
    named = [line.rpartition(" :: ")[2] for line in known.get_all("Classifier") or () if line.startswith("License ::")]
    (expression, *_), (short, *_) = (known.get_all(name) or [""] for name in ("License-Expression", "License"))
    stated = expression or ", ".join(named) or short.strip()
    return stated.replace("\n", " ") if stated and len(stated) <= _LONGEST else "see its files"


def table() -> str:
    rows = ["| package | version | licence |", "|---|---|---|"]
    for name, version in _PIN.findall((ROOT / "requirements.lock").read_text("utf-8")):
        try:
            rows.append(f"| {name} | {version} | {licence(distribution(name))} |")
        except PackageNotFoundError:
            continue
    return "\n".join(rows)


if __name__ == "__main__":
    text = f"# Licences\n\nMade by `python -m benchmarks.licences` from `requirements.lock`.\n\n{table()}\n"
    (ROOT / "docs" / "licences.md").write_text(text, "utf-8")
