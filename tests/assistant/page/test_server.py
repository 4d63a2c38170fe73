"""The middleware: headers on everything, Arabic on the page alone."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.page.server import Arabic

HTML = (
    '<html lang="en"><head><meta property="og:title" content="Gradio"><meta name="twitter:creator" content="@x">'
    '<meta name="viewport" content="width=device-width"></head><body>نص</body></html>'
)


def served(request: Request) -> Response:
    return HTMLResponse(HTML)


@pytest.fixture
def web() -> TestClient:
    routes = [Route("/", served), Route("/other", served)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Arabic)]))


@pytest.mark.parametrize("path", ["/", "/other", "/none"])
def test_every_response_forbids_what_the_page_does_not_need(web: TestClient, path: str) -> None:
    headers = web.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_page_is_arabic_before_any_script_runs_and_advertises_nobody(web: TestClient) -> None:
    response = web.get("/")
    assert response.text.startswith('<html lang="ar" dir="rtl"><head><script>')
    assert "og:" not in response.text and "twitter:" not in response.text and "viewport" in response.text
    assert int(response.headers["content-length"]) == len(response.content)


def test_other_pages_are_left_as_they_are(web: TestClient) -> None:
    assert web.get("/other").text == HTML
