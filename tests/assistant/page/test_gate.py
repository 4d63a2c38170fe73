"""Who may speak to the page: a table of requests and what each gets, on every kind of route, gradio's among them."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from assistant.page import gate
from assistant.page.gate import UPLOADS, Gate, Names, is_loopback, names, refused
from assistant.page.uploads import discard, has_room, upload_folder

SAID = {key: key for key in ("foreign", "closed", "large", "full", "busy")}
OURS = "127.0.0.1:7860"
ROUTES = [
    "/", "/config", "/isnad/source", "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/upload",
    "/gradio_api/call/ask", "/gradio_api/call/v2/index", "/gradio_api/run/ask", "/gradio_api/file=/etc/passwd",
]  # fmt: skip


def scope(path: str = "/", method: str = "GET", kind: str = "http", **headers: str) -> dict[str, Any]:
    sent = {"host": OURS} | {name.replace("_", "-"): value for name, value in headers.items()}
    pairs = [(name.encode(), value.encode()) for name, value in sent.items() if value]
    return {"type": kind, "path": path, "method": method, "headers": pairs}


LOCAL = names("127.0.0.1", 7860)

FOREIGN_HOSTS = [
    "evil.example", "evil.example:7860", "a.localhost:7860", "127.0.0.1.nip.io:7860", "localhost.evil.example:7860",
    "localhost.:7860", "127.0.0.1:80", "127.0.0.1", "localhost", "localhost:3000", "0.0.0.0:7860", "[::]:7860",
    "192.168.1.5:7860", "127.1:7860", "2130706433:7860", "", "127.0.0.1:7860@evil.example",
    "evil.example#127.0.0.1:7860",
]  # fmt: skip


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_name_that_is_not_ours_gets_nothing(host: str, path: str) -> None:
    assert refused(scope(path, "POST", host=host), LOCAL) == (421, "foreign")


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7860", "LOCALHOST:7860", "[::1]:7860"])
def test_the_names_of_this_machine_with_our_port_are_ours(host: str) -> None:
    assert refused(scope(host=host), LOCAL) is None


def test_two_hosts_are_none() -> None:
    sent = scope()
    sent["headers"].append((b"host", b"evil.example"))
    assert refused(sent, LOCAL) == (421, "foreign")


FOREIGN_ORIGINS = [
    "null", "http://evil.example", "https://evil.example", "http://a.localhost:7860", "http://localhost:3000",
    "http://127.0.0.1", "http://127.0.0.1:7861", "file://", "http://127.0.0.1:7860.evil.example",
    "http://evil.example/127.0.0.1:7860", "chrome-extension://127.0.0.1:7860", "127.0.0.1:7860",
    "http://127.0.0.1:7860, http://evil.example",
]  # fmt: skip


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_page_that_is_not_ours_gets_nothing(origin: str, path: str) -> None:
    for method in ("GET", "POST", "OPTIONS", "HEAD"):
        assert refused(scope(path, method, origin=origin), LOCAL) == (403, "foreign")


@pytest.mark.parametrize("origin", ["http://127.0.0.1:7860", "http://localhost:7860", ""])
def test_our_own_page_and_programs_are_let_in(origin: str) -> None:
    assert refused(scope("/gradio_api/queue/join", "POST", origin=origin), LOCAL) is None


@pytest.mark.parametrize(
    ("path", "method", "site", "mode", "dest", "in_"),
    [
        ("/", "GET", "cross-site", "navigate", "document", True),  # a link to the page, followed
        ("/", "GET", "same-origin", "cors", "empty", True),
        ("/", "GET", "none", "navigate", "document", True),  # typed
        ("/", "GET", "cross-site", "navigate", "iframe", False),
        ("/", "GET", "cross-site", "no-cors", "image", False),
        ("/", "POST", "cross-site", "navigate", "document", False),  # a form that sends itself
        ("/isnad/source", "GET", "cross-site", "navigate", "document", False),
        ("/isnad/source", "GET", "cross-site", "no-cors", "script", False),
        ("/gradio_api/call/list/1", "GET", "same-site", "cors", "empty", False),  # another port of this machine
        ("/gradio_api/queue/data", "GET", "cross-site", "cors", "empty", False),
    ],
)
def test_what_the_browser_says_of_who_asks(path: str, method: str, site: str, mode: str, dest: str, in_: bool) -> None:
    sent = scope(path, method, sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=dest)
    assert (refused(sent, LOCAL) is None) is in_


@pytest.mark.parametrize(
    "path",
    ["/monitoring", "/monitoring/summary", "/monitoring/x", "/gradio_api/runs", "/gradio_api/proxy=http://evil.example",
     "/gradio_api/dev/reload", "/gradio_api/vibe-code", "/gradio_api/deep_link", "/login"],
)  # fmt: skip
def test_what_gradio_has_for_its_makers_is_closed(path: str) -> None:
    assert refused(scope(path), LOCAL) == (404, "closed")


@pytest.mark.parametrize(
    ("allowed", "host", "in_"),
    [
        (names("0.0.0.0", 7860, opened=True), "192.168.1.5:7860", True),  # an address is nobody else's name
        (names("0.0.0.0", 7860, opened=True), "[fe80::1]:7860", True),
        (names("0.0.0.0", 7860, opened=True), "192.168.1.5.nip.io:7860", False),
        (names("0.0.0.0", 7860, opened=True), "newsroom.local:7860", False),
        (names("0.0.0.0", 7860, ["newsroom.local"], opened=True), "newsroom.local:7860", True),
        (names("127.0.0.1", 7860, ["News.example"]), "news.example", True),  # behind a proxy
        (names("127.0.0.1", 7860, ["localhost:9000"]), "localhost:9000", True),  # through a tunnel
        (names("127.0.0.1", 7860, [""]), "", False),
        (names("::1", 7860), "[::1]:7860", True),
        (names("127.0.0.1", 80), "localhost", True),
        (names("newsroom.local", 7860, opened=True), "newsroom.local:7860", True),
    ],
)
def test_the_user_says_what_else_the_page_may_be_called(allowed: Names, host: str, in_: bool) -> None:
    assert allowed.allow(host) is in_


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("127.0.0.2", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.5", False), ("newsroom.local", False), ("localhost.evil.example", False)],
)  # fmt: skip
def test_what_can_be_reached_from_this_machine_alone(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def through(sent: dict[str, Any], bodies: list[bytes], *, room: bool = True) -> tuple[list[Any], list[bytes]]:
    """What a gate sends for a request of these bodies, and what the application behind it has read."""
    messages, read = list[Any](), list[bytes]()
    waiting = [{"type": "http.request", "body": body, "more_body": body is not bodies[-1]} for body in bodies]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while (message := await receive())["type"] == "http.request":
            read.append(message["body"])
            if not message["more_body"]:
                await send({"type": "http.response.start", "status": 200, "headers": []})
                return

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        messages.append(message)

    asyncio.run(Gate(app, LOCAL, SAID, lambda: room)(sent, receive, send))
    return messages, read


def test_a_body_that_grows_too_large_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_SENT", 10)
    messages, read = through(scope("/gradio_api/queue/join", "POST"), [b"12345", b"67890", b"1", b"2"])
    assert [one.get("status") for one in messages] == [413, None] and read == [b"12345", b"67890"]
    messages, read = through(scope("/gradio_api/queue/join", "POST"), [b"12345", b"67890"])
    assert [one["status"] for one in messages] == [200] and len(read) == 2


@pytest.mark.parametrize("length", ["11", "-1", "ten"])
def test_a_body_that_is_announced_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch, length: str) -> None:
    monkeypatch.setattr(gate, "MOST_SENT", 10)
    messages, read = through(scope("/gradio_api/queue/join", "POST", content_length=length), [b"12345"])
    assert [one.get("status") for one in messages] == [413, None] and read == []


def test_uploads_wait_where_too_many_are_not_read_yet() -> None:
    messages, read = through(scope(UPLOADS, "POST"), [b"file"], room=False)
    assert (messages[0]["status"], messages[1]["body"], read) == (503, b"full", [])


def test_a_full_queue_is_told_in_our_words() -> None:
    messages = list[Any]()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 503, "headers": []})
        await send({"type": "http.response.body", "body": b"Queue is full. Max size is 96"})

    async def nothing() -> Any:
        raise AssertionError

    async def send(message: Any) -> None:
        messages.append(message)

    asyncio.run(Gate(app, LOCAL, SAID, lambda: True)(scope("/gradio_api/call/v2/ask", "POST"), nothing, send))
    assert (messages[0]["status"], messages[1]["body"], len(messages)) == (503, b"busy", 2)


def test_a_socket_of_a_foreign_page_is_closed_before_it_opens() -> None:
    messages, read = through(scope("/", kind="websocket", origin="http://evil.example"), [b""])
    assert messages == [{"type": "websocket.close", "code": 1008}] and read == []


def test_uploads_are_a_process_own_and_end_with_it(tmp_path: Path) -> None:
    left = tmp_path / "isnad-uploads-999999999-x"
    (left / "sha").mkdir(parents=True)
    with upload_folder(tmp_path) as folder:
        assert not left.exists() and folder.stat().st_mode & 0o077 == 0
        file = folder / "sha" / "a.txt"
        file.parent.mkdir()
        file.write_text("نص", "utf-8")
        assert has_room(folder)
        with upload_folder(tmp_path):
            assert file.exists()  # its process lives
        discard(file)
        assert list(folder.iterdir()) == []
    assert list(tmp_path.iterdir()) == []
