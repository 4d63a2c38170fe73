"""Kinds of Arabic that software gets wrong, asked as a user asks, of the installed model: ``kinds.toml``."""

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import build
from assistant.answering.extractive import Assistant
from assistant.settings import Settings
from assistant.types import Answer
from prompts import load
from retrieval.indexing.indexer import Indexer
from retrieval.search.search import Search
from retrieval.store.folder import Store
from retrieval.types import Embedder, Reader
from tests.fakes import silent

CASES = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def models(folder: Path) -> Iterator[tuple[Embedder, Reader | None]]:
    settings = Settings.from_environment(os.environ)
    yield build.load_embedder(settings, silent), build.load_reader(settings, silent)


def ask(case: dict[str, Any], models: tuple[Embedder, Reader | None], path: Path) -> Answer:
    """The answer to a case's question, of its article and another on something else."""
    embedder, reader = models
    corpus = path / "corpus.jsonl"
    other = "تشهد الأسواق إقبالا على شراء الملابس قبل الأعياد. ويشكو الباعة من قلة الزبائن."
    articles = [{"id": "told", "text": case["text"], "date": case.get("date", "")}, {"id": "other", "text": other}]
    corpus.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in articles), "utf-8")
    with Store.own(path / "data", silent) as store:
        Indexer(store, embedder, silent).index([corpus])
        return Assistant(Search(store, embedder), load("answers"), reader).answer(case["question"])


@pytest.mark.parametrize("case", CASES, ids=[f"{number}. {one['kind']}" for number, one in enumerate(CASES, start=1)])
def test_each_kind_is_answered(case: dict[str, Any], models: tuple[Embedder, Reader | None], tmp_path: Path) -> None:
    answer = ask(case, models, tmp_path)
    if case.get("status") == "any":
        assert answer.text
        return
    assert answer.status == "answered"
    first, short = answer.citations[0], answer.short
    assert first.article == "told" and case.get("quote", "") in first.quote
    assert case.get("short", "") in (short.text if short else "")
    assert case.get("value", short.value if short else "") == (short.value if short else "")
    assert "not_short" not in case or short is None or case["not_short"] not in short.text
    assert "not_value" not in case or short is None or not short.value.startswith(case["not_value"])
