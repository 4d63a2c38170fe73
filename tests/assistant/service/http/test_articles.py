"""Articles over HTTP: listed by pages, read byte for byte, added from files, taken out; and what they say in short."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from benchmarks import made_files
from retrieval.types import Embedded
from tests.assistant.service.http.conftest import client, opened_library
from tests.conftest import ARTICLES
from tests.fakes import LetterEmbedder


def test_the_list_comes_by_pages(web: TestClient) -> None:
    first = web.get("/articles?limit=2").json()
    assert [one["article"] for one in first["articles"]] == ["damascus", "sanaa"]
    assert (first["total"], first["next"]) == (3, "sanaa")
    rest = web.get("/articles", params={"limit": 2, "after": first["next"]}).json()
    assert [one["article"] for one in rest["articles"]] == ["tunis"] and rest["next"] is None


def test_an_article_is_its_text_byte_for_byte(web: TestClient) -> None:
    assert web.get("/articles/sanaa").json()["text"] == ARTICLES["sanaa.txt"]
    assert web.get("/articles/sanaa/text").content == ARTICLES["sanaa.txt"].encode()
    assert web.get("/articles/sanaa/text?start=5&end=9").text == ARTICLES["sanaa.txt"][5:9]


@pytest.mark.parametrize("name", ["أ/ب", "a b?c", "text", "أ/text/ب"])
def test_an_id_may_hold_anything(web: TestClient, name: str) -> None:
    record = made_files.ITEM
    line = f'{{"id": "{name}", "title": "{record.title}", "text": "{record.paragraphs[0]}"}}'
    assert web.post("/files", files={"file": ("أخبار.jsonl", line.encode())}).json()["added"] == 1
    (new,) = {one["article"] for one in web.get("/articles").json()["articles"]} - {"damascus", "sanaa", "tunis"}
    assert web.get(f"/articles/{quote(new, safe='')}").json()["text"] == record.paragraphs[0]
    assert web.delete(f"/articles/{quote(new, safe='')}").status_code == 204


def test_a_file_becomes_articles_and_an_article_goes(web: TestClient) -> None:
    report = web.post("/files", files={"file": ("بيان.docx", made_files.docx())}).json()
    assert (report["added"], report["skipped"]) == (1, [])
    assert web.get("/articles/بيان").json()["title"] == made_files.ITEM.title
    assert web.delete("/articles/بيان").status_code == 204
    assert web.get("/articles/بيان").status_code == 404
    assert web.delete("/articles/بيان").status_code == 404


def test_what_cannot_be_read_is_told_in_the_report(web: TestClient) -> None:
    skipped = web.post("/files", files={"file": ("فارغ.txt", b" ")}).json()["skipped"]
    assert skipped == [{"name": "فارغ.txt", "reason": "فارغ"}]


def test_an_article_in_short_and_its_cards(web: TestClient) -> None:
    summary = web.get("/articles/sanaa/summary?points=1").json()
    (point,) = summary["points"]
    cited = point["citations"][0]
    assert ARTICLES["sanaa.txt"][cited["start"] : cited["end"]] == cited["quote"]
    cards = web.get("/articles/sanaa/cards").json()
    assert (cards["article"], cards["cards"]) == ("sanaa", summary["cards"])


@pytest.mark.parametrize("request_", ["لخص ما ورد عن ترميم السوق القديم", "ترميم السوق القديم"])
def test_a_topic_in_short(web: TestClient, request_: str) -> None:
    digest = web.post("/summaries", json={"request": request_}).json()
    assert [identity for identity, _ in digest["articles"]] == ["sanaa"]


def test_quotes_are_held_against_a_sentence(web: TestClient) -> None:
    quotes = [ARTICLES["damascus.txt"]]
    good = web.post("/verify", json={"sentence": "حضر الافتتاح 12 طالبا.", "quotes": quotes}).json()
    bad = web.post("/verify", json={"sentence": "حضر الافتتاح 15 طالبا.", "quotes": quotes}).json()
    assert good["supported"] and not bad["supported"]
    assert bad["problems"] == [{"kind": "number", "words": "15"}]


class Gated(LetterEmbedder):
    """Waits for ``gate`` before it embeds passages."""

    def __init__(self) -> None:
        super().__init__()
        self.gate, self.reached = Event(), Event()
        self.gate.set()

    def passages(self, texts, spans) -> Iterator[Embedded]:  # type: ignore[no-untyped-def]
        self.reached.set()
        assert self.gate.wait(30)
        return super().passages(texts, spans)


def test_those_who_ask_do_not_wait_for_uploads_however_many(tmp_path: Path) -> None:
    gated, uploads = Gated(), 44  # more than there are threads for those who ask for none in particular
    with opened_library(tmp_path, gated) as library, client(library) as web, ThreadPoolExecutor(uploads) as pool:
        assert library.counts()[0] == 3
        gated.gate.clear()
        gated.reached.clear()
        first = pool.submit(web.post, "/files", files={"file": ("أول.txt", "خبر أول.".encode())})
        assert gated.reached.wait(30)
        rest = [pool.submit(web.post, "/files", files={"file": (f"{n}.txt", b" ")}) for n in range(uploads - 1)]
        assert web.post("/ask", json={"question": "من فاز بالبطولة؟"}).status_code == 200
        assert web.get("/articles").json()["total"] == 3
        assert not any(one.done() for one in (first, *rest))
        gated.gate.set()
        assert first.result(60).json()["added"] == 1
        assert all(one.result(60).json()["skipped"] for one in rest)
