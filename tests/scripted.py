"""A server with the interface of OpenAI's that does what a test tells it to, and keeps its connections alive."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from threading import Event, Thread
from typing import Any


@dataclass
class Behaviour:
    """What the scripted server does, and what it saw."""

    status: int = 200
    pieces: tuple[str, ...] = ("مرحبا", " بكم")
    pause: float = 0.0
    breaks: bool = False
    hangs: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    connections: list[Any] = field(default_factory=list)
    cut_off: Event = field(default_factory=Event)


@contextmanager
def scripted(behaviour: Behaviour) -> Iterator[str]:
    """A server with the interface of OpenAI's; its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            behaviour.connections.append(self.client_address)
            super().setup()

        def do_POST(self) -> None:
            behaviour.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if behaviour.status != 200:
                body = json.dumps({"error": {"message": "no"}}).encode()
                self.send_response(behaviour.status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            try:
                self._stream()
            except OSError:
                behaviour.cut_off.set()

        def _stream(self) -> None:
            for piece in behaviour.pieces:
                delta = {"choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}}]}
                self._send(f"data: {json.dumps(delta)}\n\n")
                time.sleep(behaviour.pause)
            if behaviour.breaks:
                self.connection.shutdown(SHUT_RDWR)
                return
            while behaviour.hangs:
                time.sleep(0.05)
                self._send(": waiting\n\n")
            self._send("data: [DONE]\n\n")
            self._send("")

        def _send(self, text: str) -> None:
            self.wfile.write(f"{len(text.encode()):x}\r\n{text}\r\n".encode())
            self.wfile.flush()

        def log_message(self, *arguments: object) -> None:
            """Not to standard error."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *arguments: object) -> None:
            """A client that leaves is no error here."""

    server = Server(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
