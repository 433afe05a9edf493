"""The fetcher: what it brings, what it refuses, and that no server can keep or fool it."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from pathlib import Path
from typing import BinaryIO

import pytest

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import web, web_line
from salesdesk_app.exchange.web import NOT_MODIFIED, Fetched, WebLimits, fetch
from salesdesk_app.progress import Cancelled
from tests.web_server import WebServer, answer, moved

SHORT = WebLimits(1 << 20, 0.4)


def got(address: str, limits: WebLimits = web.FEED) -> Fetched:
    found = fetch(address, limits=limits)
    assert isinstance(found, Fetched)
    return found


def trouble(address: str, limits: WebLimits = web.FEED) -> Problem:
    with pytest.raises(Problem) as caught:
        fetch(address, limits=limits)
    said = wording.problem(caught.value.code, caught.value.facts)
    assert said
    assert "secret" not in said + repr(caught.value)
    return caught.value


def test_it_brings_the_bytes_and_what_to_ask_with_next_time(web_server: WebServer) -> None:
    web_server.routes["/feed"] = answer(
        b"<rss/>\xff", 'ETag: "a1"', "Last-Modified: Mon, 23 Nov 2026"
    )
    found = got(f"{web_server.address}/feed")
    assert found == Fetched(b"<rss/>\xff", '"a1"', "Mon, 23 Nov 2026", f"{web_server.address}/feed")
    assert web_server.header("Cookie") is None
    assert web_server.header("User-Agent") == "SalesDesk"

    web_server.routes["/feed"] = answer(b"", status="304 Not Modified")
    again = fetch(f"{web_server.address}/feed", etag=found.etag, modified=found.modified)
    assert again is NOT_MODIFIED
    assert web_server.header("If-None-Match") == '"a1"'
    assert web_server.header("If-Modified-Since") == "Mon, 23 Nov 2026"
    fetch(f"{web_server.address}/feed", etag='"a\r\nX-Evil: 1"')
    assert web_server.header("X-Evil") is None


@pytest.mark.parametrize(
    ("pack", "name"), [(gzip.compress, "gzip"), (zlib.compress, "deflate"), (bytes, "identity")]
)
def test_what_is_packed_is_unpacked(web_server: WebServer, pack: "type[bytes]", name: str) -> None:
    web_server.routes["/"] = answer(pack(b"<rss/>" * 999), f"Content-Encoding: {name}")
    assert got(web_server.address).content == b"<rss/>" * 999


def test_a_bomb_is_refused_before_it_is_unpacked(web_server: WebServer) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    web_server.routes["/"] = answer(bomb, "Content-Encoding: gzip")
    assert trouble(web_server.address).code == "web.too_big"
    twice = gzip.compress(bomb)
    web_server.routes["/"] = answer(twice, "Content-Encoding: gzip, gzip")
    assert trouble(web_server.address).code == "web.too_big"
    web_server.routes["/"] = answer(b"x" * 90, "Content-Encoding: gzip")
    assert trouble(web_server.address).code == "web.broken"


def test_what_is_too_large_is_left(web_server: WebServer) -> None:
    def endless(out: BinaryIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            out.write(b"<item/>" * 9_999)

    web_server.routes["/endless"] = endless
    assert trouble(f"{web_server.address}/endless").code == "web.too_big"
    web_server.routes["/stated"] = answer(b"", "Content-Length: 1000000000000", length=False)
    assert trouble(f"{web_server.address}/stated").code == "web.too_big"
    whole = b"x" * web.FEED.size
    web_server.routes["/whole"] = answer(whole)
    assert got(f"{web_server.address}/whole").content == whole


@pytest.mark.parametrize("part", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n<rss>"])
def test_a_slow_server_is_left_in_time(web_server: WebServer, part: bytes) -> None:
    hold = threading.Event()

    def drip(out: BinaryIO) -> None:
        out.write(part)
        while not hold.wait(0.02):  # each byte comes in time; all of them would not
            out.write(b"x")

    web_server.routes["/"] = drip
    since = time.monotonic()
    found = trouble(web_server.address, SHORT)
    assert time.monotonic() - since < 3
    hold.set()
    assert found.code == "web.timeout"


def test_a_name_that_is_never_found_is_left_in_time(
    web_server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = threading.Event()

    def slow(host: str, port: int) -> list[web_line.Place]:
        hold.wait(9)
        return []

    monkeypatch.setattr(web_line, "resolve", slow)
    assert trouble("http://example.com/", SHORT).code == "web.timeout"
    hold.set()


def test_one_can_stop_it(web_server: WebServer) -> None:
    hold = threading.Event()
    web_server.routes["/"] = lambda _out: hold.wait(9) and None

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fetch(web_server.address, tick=stop)
    hold.set()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 90_000 + b"\r\n\r\n",
    ],
)
def test_nonsense_is_told_calmly(web_server: WebServer, said: bytes) -> None:
    web_server.routes["/"] = lambda out: out.write(said) and None
    assert trouble(web_server.address).code in ("web.broken", "web.unreachable")


@pytest.mark.parametrize(
    ("status", "headers", "code", "seconds"),
    [
        ("404 Not Found", (), "web.gone", None),
        ("410 Gone", (), "web.gone", None),
        ("401 Unauthorized", (), "web.refused", None),
        ("403 Forbidden", (), "web.refused", None),
        ("429 Too Many Requests", ("Retry-After: 120",), "web.busy", 120),
        ("429 Too Many Requests", (), "web.busy", 0),
        ("503 Busy", ("Retry-After: 99999999",), "web.busy", 86_400),
        (
            "503 Busy",
            (
                "Date: Mon, 23 Nov 2026 08:00:00 GMT",
                "Retry-After: Mon, 23 Nov 2026 08:05:00 GMT",
            ),
            "web.busy",
            300,
        ),
        ("503 Busy", ("Retry-After: soon",), "web.status", None),
        ("500 Oops", (), "web.status", None),
        ("300 Choose", (), "web.status", None),
        ("302 Found", (), "web.status", None),
    ],
)
def test_a_refusal_is_told(
    web_server: WebServer, status: str, headers: tuple[str, ...], code: str, seconds: int | None
) -> None:
    web_server.routes["/"] = answer(b"secret", *headers, status=status)
    found = trouble(web_server.address)
    assert (found.code, found.facts.get("seconds")) == (code, seconds)


def test_nobody_there(web_server: WebServer) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert trouble(f"http://127.0.0.1:{port}/").code == "web.unreachable"


def test_a_name_that_there_is_not(web_server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", none)
    assert trouble("http://nowhere.example/").code == "web.unknown_host"


# Proxies and certificates


def test_a_proxy_of_the_system_is_used(
    web_server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://anna:secret@127.0.0.1:{web_server.port}")
    web_server.routes["http://nowhere.example/feed"] = answer(b"<rss/>")
    assert got("http://nowhere.example/feed").content == b"<rss/>"
    assert (web_server.header("Proxy-Authorization") or "").startswith("Basic ")
    web_server.routes["http://nowhere.example/feed"] = moved("http://127.0.0.1/secret")
    assert trouble("http://nowhere.example/feed").code == "web.inside"
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    assert trouble("http://nowhere.example/feed").code == "web.proxy"
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    web_server.routes["/"] = answer(b"straight")
    assert got(web_server.address).content == b"straight"


def test_a_proxy_is_asked_for_a_tunnel(
    web_server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{web_server.port}")
    assert trouble("https://nowhere.example/feed").code == "web.unreachable"
    assert web_server.paths == ["nowhere.example:443"]


def test_a_certificate_must_be_vouched_for(
    web_server: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    key, made = tmp_path / "key.pem", tmp_path / "made.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=local", "-addext", "subjectAltName=IP:127.0.0.1"]
    written = ["-keyout", str(key), "-out", str(made)]
    subprocess.run([*command, *names, *written], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    web_server.protect(context)
    web_server.routes["/"] = answer(b"<rss/>")
    address = web_server.address.replace("http://", "https://")
    assert trouble(address).code == "web.certificate"
    monkeypatch.setattr(web_line, "trusted", lambda: ssl.create_default_context(cafile=made))
    assert got(address).content == b"<rss/>"
    # Another name than the certificate's is not believed.
    known = [web_line.Place(socket.AF_INET, "127.0.0.1", ("127.0.0.1", web_server.port))]
    monkeypatch.setattr(web_line, "resolve", lambda _host, _port: known)
    assert trouble(address.replace("127.0.0.1", "localhost")).code == "web.certificate"


def test_a_handshake_without_end_is_left(web_server: WebServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        found = trouble(f"https://127.0.0.1:{mute.getsockname()[1]}/", SHORT)
        assert found.code == "web.timeout"
