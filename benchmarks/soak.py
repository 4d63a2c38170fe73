"""Kills and damage, again and again, and what is lost: ``python -m benchmarks.soak [--rounds N] [--seed N]``.

A process adds, changes and removes articles and asks for them, telling what it begins and what is done; it is killed
(-9) at a random moment. Every other time a file of the indexes is harmed then; every fifth time the process writes to a
disk that is full at a random point; every seventh time a copy of the folder gets a harmed catalog. Then another process
opens the folder as a user's would. Counted are the articles that were acknowledged and are not there as they were
("lost"), those that are there and were not ("ghosts"), and the folders that do not open or check clean afterwards. Of a
harmed catalog an article is "untold" where it is neither saved as it was nor named. Vectors are made by a cheap
stand-in, for what is tried is the store.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks import command_line
from benchmarks.command_line import Record
from retrieval.errors import IsnadError
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from retrieval.types import Embedded, Vectors

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 4.0
"""Seconds until a process is killed at the latest."""
_DIMENSIONS = 32
_WORDS = (
    "السوق", "المكتبة", "الملعب", "الجسر", "المتحف", "الحديقة", "المصنع", "الميناء", "الوزير", "الوفد", "المدينة",
    "المجلس", "افتتح", "زار", "ناقش", "أعلن",
)  # fmt: skip
_KINDS = ("deleted", "emptied", "halved", "flipped", "zeroed")
_OPENED = 300  # seconds that a folder may take to open


class StandIn:
    """Vectors by chance, the same for the same text."""

    stamp, dimensions = "soak", _DIMENSIONS

    def warm(self) -> None:
        """Nothing to load."""

    def query(self, text: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).normal(size=_DIMENSIONS).astype(np.float32)
        return vector / np.linalg.norm(vector)

    def passages(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Embedded]:
        for text, some in zip(texts, spans, strict=True):
            vectors = np.array([self.query(text[slice(*span)]) for span in some], np.float32)
            yield Embedded(self.query(text), vectors.reshape(len(some), _DIMENSIONS))


@dataclass(slots=True)
class State:
    """The articles that were acknowledged, by id with their texts; those that may be either of two, or gone."""

    sure: dict[str, str] = field(default_factory=dict)
    open: dict[str, set[str | None]] = field(default_factory=dict)

    def begin(self, change: dict[str, str | None]) -> None:
        for identity, text in change.items():
            self.open[identity] = {self.sure.get(identity), text}

    def done(self) -> None:
        """What was begun has been acknowledged: its second state alone is right."""
        self.open.clear()

    def judge(self, found: dict[str, str]) -> tuple[list[str], list[str]]:
        """The lost and the ghosts; what was found is sure from now on."""
        lost = [one for one, text in self.sure.items() if one not in self.open and found.get(one) != text]
        lost += [one for one, texts in self.open.items() if found.get(one) not in texts]
        ghosts = [one for one in found if one not in self.sure and one not in self.open]
        self.sure, self.open = dict(found), {}
        return lost, ghosts


def work(data: Path, files: Path, seed: int) -> None:
    """Change and ask until killed; each line on standard output is what begins, or that it is done."""
    chance = random.Random(seed)
    with Store.own(data, lambda *_: None) as store:
        indexer, search = Indexer(store, StandIn(), lambda *_: None), Search(store, StandIn())
        while True:
            path = files / f"{chance.randrange(30)}.jsonl"
            match chance.choice(("add", "add", "remove", "ask", "large")):
                case "add":
                    _add(indexer, store, path, chance, chance.randrange(1, 12))
                case "large":
                    _add(indexer, store, path, chance, chance.randrange(100, 400))
                case "remove":
                    _remove(indexer, store, path)
                case _:
                    search.search(" ".join(chance.sample(_WORDS, 3)), 5)


def _add(indexer: Indexer, store: Store, path: Path, chance: random.Random, count: int) -> None:
    new = {f"{path.stem}-{n}": f"{' '.join(chance.choices(_WORDS, k=12))} رقم {chance.random()}." for n in range(count)}
    old = dict.fromkeys(_articles_of(store, path))
    _tell({"begin": old | new})
    path.write_text("\n".join(json.dumps({"id": one, "text": text}) for one, text in new.items()), "utf-8")
    indexer.index([path])
    _tell({"done": old | new})


def _remove(indexer: Indexer, store: Store, path: Path) -> None:
    gone = dict.fromkeys(_articles_of(store, path))
    if gone:
        _tell({"begin": gone})
        indexer.remove(list(gone))
        _tell({"done": gone})


def _articles_of(store: Store, path: Path) -> list[str]:
    return [identity for identity, _ in store.catalog.digests(str(path.resolve())).values()]


def look(data: Path) -> Record:
    """What is in a folder, opened as a user's process opens it, and what a check then says of it."""
    stages: list[str] = []
    with Store.own(data, lambda stage, done, total: stages.append(stage)) as store:
        Indexer(store, StandIn(), lambda *_: None).refresh()
        texts = {article.id: article.text for article in store.catalog.articles()}
        keys = set(store.catalog.passages.keys())
        with store.indexes() as (vectors, keywords):
            equal = vectors.keys() == keys == keywords.keys()
    problems = Store.inspect(data, lambda *_: None).problems
    return {"texts": texts, "equal": equal, "repaired": "repair" in stages, "problems": problems}


def mend(data: Path) -> Record:
    """What a repair saves of a harmed catalog, and what it names."""
    try:
        saved = Store.rescue(data)
    except IsnadError as error:
        return {"alarm": type(error).__name__, "texts": {}, "lost": []}
    return look(data) | {"lost": list(saved.lost) if saved else []}


def run(rounds: int, seed: int = 0) -> Record:
    """The figures of so many rounds."""
    chance, counted, state = random.Random(seed), Counter[str](), State()
    largest = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data, files = Path(folder) / "مجلد البيانات", Path(folder) / "files"
        files.mkdir()
        for number in range(rounds):
            full = chance.randrange(20_000, 4_000_000) if number % 5 == 4 else 0
            counted["changes acknowledged"] += _killed(data, files, seed * 10_000 + number, chance, state, full)
            counted["full disks" if full else "kills"] += 1
            if number % 2:
                counted[_harm(data, chance)] += 1
            if number % 7 == 6:
                _catalog_round(data, chance, state, counted)
            _look_round(data, state, counted)
            largest = max(largest, sum(path.stat().st_size for path in data.rglob("*") if path.is_file()))
            sys.stderr.write(f"{number + 1}/{rounds}: {dict(counted)}\n")
    for name in ("lost", "ghosts", "did not open", "not clean after opening", "untold"):
        counted.setdefault(name, 0)
    return dict(sorted(counted.items())) | {
        "articles at the end": len(state.sure),
        "largest folder (MB)": largest // 10**6,
    }


def _killed(data: Path, files: Path, seed: int, chance: random.Random, state: State, full: int) -> int:
    """Let a process work until it is killed, or ends for its disk; how many changes it acknowledged."""
    command = [sys.executable, "-m", "benchmarks.soak", "work", str(data), str(files), str(seed)]
    limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (full, full))) if full else None
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if full else subprocess.DEVNULL,
        preexec_fn=limit,
    )
    assert process.stdout is not None
    acknowledged = 0
    end = time.monotonic() + LONGEST * 10
    deadline: float | None = None
    for line in process.stdout:
        with suppress(ValueError):
            told = json.loads(line)
            if "begin" in told:
                state.begin(told["begin"])
            elif "done" in told:
                _acknowledge(state, told["done"])
                acknowledged += 1
        deadline = deadline or time.monotonic() + chance.random() * LONGEST
        if (not full and time.monotonic() > deadline) or time.monotonic() > end:
            break
    time.sleep(chance.random() * 0.3)
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    for line in process.stdout:  # what it still said before it was killed
        with suppress(ValueError):
            told = json.loads(line)
            if "begin" in told:
                state.begin(told["begin"])
            elif "done" in told:
                _acknowledge(state, told["done"])
                acknowledged += 1
    process.wait()
    return acknowledged


def _acknowledge(state: State, change: dict[str, str | None]) -> None:
    for identity, text in change.items():
        if text is None:
            state.sure.pop(identity, None)
        else:
            state.sure[identity] = text
    state.done()


def _harm(data: Path, chance: random.Random) -> str:
    """Do something to a file of the indexes; what was done."""
    files = [path for name in ("vectors", "keywords") for path in (data / name).rglob("*") if path.is_file()]
    if not files:
        return "nothing to harm"
    kind = chance.choice(_KINDS)
    harmed(chance.choice(files), kind, chance)
    return f"index files {kind}"


def harmed(path: Path, kind: str, chance: random.Random) -> None:
    """Delete, empty, halve, flip a bit of, or fill with zeros from somewhere on, a file."""
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content)) if content else 0
    match kind:
        case "deleted":
            path.unlink()
            return
        case "emptied":
            content.clear()
        case "halved":
            del content[at:]
        case "flipped" if content:
            content[at] ^= 1 << chance.randrange(8)
        case "zeroed":
            content[at : at + 200_000] = bytes(len(content[at : at + 200_000]))
    path.write_bytes(bytes(content))


def _catalog_round(data: Path, chance: random.Random, state: State, counted: Counter[str]) -> None:
    """Harm the catalog of a copy, mend it, and count what is neither saved nor named."""
    copy, kind = data.with_name("copy"), chance.choice(_KINDS)
    shutil.copytree(data, copy)
    try:
        if _asked("look", copy) is None:
            return
        harmed(copy / "catalog.sqlite3", kind, chance)
        counted[f"catalogs {kind}"] += 1
        mended = _asked("mend", copy)
        if mended is None:
            counted["did not open"] += 1
        elif "alarm" in mended:
            counted["catalogs: alarm"] += 1
        else:
            known = {one: text for one, text in state.sure.items() if one not in state.open}
            saved = sum(mended["texts"].get(one) == text for one, text in known.items())
            counted["articles saved of harmed catalogs"] += saved
            counted["articles named as lost"] += len(mended["lost"])
            counted["untold"] += sum(
                mended["texts"].get(one) != text and one not in mended["lost"] for one, text in known.items()
            )
            counted["not clean after opening"] += bool(mended["problems"])
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _look_round(data: Path, state: State, counted: Counter[str]) -> None:
    seen = _asked("look", data)
    if seen is None:
        counted["did not open"] += 1
        return
    lost, ghosts = state.judge(seen["texts"])
    counted["lost"] += len(lost)
    counted["ghosts"] += len(ghosts)
    counted["repaired by opening"] += seen["repaired"]
    counted["not clean after opening"] += bool(seen["problems"]) or not seen["equal"]


def _asked(what: str, data: Path) -> Record | None:
    """What another process says of a folder; None where it did not end well."""
    command = [sys.executable, "-m", "benchmarks.soak", what, str(data)]
    with suppress(subprocess.TimeoutExpired):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=_OPENED, check=False)
        if done.returncode == 0:
            said: Record = json.loads(done.stdout.splitlines()[-1])
            return said
        sys.stderr.write(f"{what}: {done.returncode}: {done.stderr.decode()[-2000:]}\n")
    return None


def _tell(record: Record) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def main() -> None:
    if sys.argv[1:2] == ["work"]:
        os.setpgid(0, 0)
        with suppress(IsnadError, OSError):  # a full disk, told as it should be
            work(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
        return
    if sys.argv[1:2] in (["look"], ["mend"]):
        _tell((look if sys.argv[1] == "look" else mend)(Path(sys.argv[2])))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    options = parser.parse_args()
    figures = run(options.rounds, options.seed)
    command_line.store("soak", {"rounds": options.rounds, "seed": options.seed}, figures)


if __name__ == "__main__":
    main()
