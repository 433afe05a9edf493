"""A web server on this machine that counts who asks, and misbehaves where it is told to."""

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

Route = Callable[[BinaryIO], None]


class WebServer:
    """Serves ``routes`` by path; ``asked`` are the requests as they came."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[str] = []
        served = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                lines = []
                if isinstance(self.request, ssl.SSLSocket):
                    try:
                        self.request.do_handshake()
                    except OSError:
                        return  # whoever asked did not believe us
                while (line := self.rfile.readline(65536)) not in (b"\r\n", b"\n", b""):
                    lines.append(line.decode("latin-1").strip())
                if not lines:
                    return
                served.asked.append("\n".join(lines))
                path = lines[0].split(" ")[1]
                route = served.routes.get(path, answer(b"nothing here", status="404 Not Found"))
                try:
                    route(self.wfile)  # type: ignore[arg-type]  # it writes bytes
                except OSError:
                    return  # whoever asked has gone

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            block_on_close = False

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def protect(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.split(" ", 2)[1] for request in self.asked]

    def header(self, name: str, number: int = -1) -> str | None:
        """A header of a request; None where it has none."""
        for line in self.asked[number].split("\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return None

    @contextmanager
    def serving(self) -> Iterator["WebServer"]:
        """Answers until the block ends."""
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def answer(content: bytes, *headers: str, status: str = "200 OK", length: bool = True) -> Route:
    """A plain answer."""
    lines = [f"HTTP/1.1 {status}", *headers, "Connection: close"]
    if length:
        lines.append(f"Content-Length: {len(content)}")
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def route(out: BinaryIO) -> None:
        out.write(head + content)

    return route


def moved(to: str, status: str = "302 Found") -> Route:
    """A redirect."""
    return answer(b"", f"Location: {to}", status=status)
