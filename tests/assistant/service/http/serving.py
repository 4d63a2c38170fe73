"""The service on a port of its own, for clients that know no test client."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn
from starlette.applications import Starlette

from assistant.service.http.application import mounted
from tests.browser import free_port


@contextmanager
def listening(library: object) -> Iterator[str]:
    """The address of the service over a library."""
    port = free_port()
    app = Starlette(routes=[mounted(library)])  # type: ignore[arg-type]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", lifespan="off"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.should_exit = True
        thread.join(30)
