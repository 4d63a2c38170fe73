"""Whose conversations a browser sees."""

from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.page.owners import Owners, owner_of


@pytest.fixture
def client() -> TestClient:
    routes = [Route(path, lambda request: PlainTextResponse("")) for path in ("/", "/isnad/source")]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Owners)]))


def test_a_browser_gets_a_token_once_that_no_script_and_no_other_site_sends(client: TestClient) -> None:
    (cookie,) = client.get("/").headers.get_list("set-cookie")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "set-cookie" not in client.get("/").headers
    assert len(client.cookies["isnad_owner"]) == 24


def test_two_browsers_have_two_tokens(client: TestClient) -> None:
    one = client.get("/").headers["set-cookie"]
    client.cookies.clear()
    assert client.get("/").headers["set-cookie"] != one


def test_only_the_page_gives_tokens(client: TestClient) -> None:
    assert "set-cookie" not in client.get("/isnad/source").headers


@pytest.mark.parametrize(
    ("cookies", "owner"), [({"isnad_owner": "me"}, "me"), ({}, "tab"), ({"isnad_owner": ""}, "tab")]
)
def test_without_cookies_a_tab_has_its_own(cookies: dict[str, str], owner: str) -> None:
    assert owner_of(SimpleNamespace(cookies=cookies, session_hash="tab")) == owner
