"""A server on this machine that answers as it was told, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit


class Reply(NamedTuple):
    """What the server answers."""

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = {}
    kind: str = "application/json"
    cut: bool = False
    """The connection ends in the middle of the answer."""
    hang: bool = False
    """The second half never comes."""
    drip: float = 0
    """Seconds between the bytes of the second half."""


class Asked(NamedTuple):
    """What the server was asked."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


class Server:
    """A running server."""

    def __init__(self, answer: Callable[[Asked], Reply]) -> None:
        self.asked: list[Asked] = []
        self._over = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = {key: values[0] for key, values in parse_qs(parts.query).items()}
                asked = Asked(parts.path, query, {key.lower(): value for key, value in self.headers.items()})
                outer.asked.append(asked)
                self._send(answer(asked))

            def _send(self, reply: Reply) -> None:
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.kind)
                self.send_header("Content-Length", str(len(reply.body)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                half = len(reply.body) // 2
                self.wfile.write(reply.body[:half])
                self.wfile.flush()
                if reply.hang:
                    outer._over.wait(10)
                for byte in reply.body[half:] if reply.drip else b"":
                    outer._over.wait(reply.drip)
                    self.wfile.write(bytes([byte]))
                if not (reply.cut or reply.hang or reply.drip):
                    self.wfile.write(reply.body[half:])

            def log_message(self, *_: object) -> None:
                """Be quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        """End it."""
        self._over.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving(answer: Callable[[Asked], Reply]) -> Iterator[Server]:
    """Run a server for as long as the block lasts."""
    server = Server(answer)
    try:
        yield server
    finally:
        server.close()
