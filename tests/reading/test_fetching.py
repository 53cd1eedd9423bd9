"""Articles from the web: public addresses alone, at every hop, within bounds. No test leaves this machine."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from multipolar.errors import InputError
from multipolar.reading import fetching
from multipolar.reading.fetching import Fetched, fetch_url, is_address
from multipolar.reading.hosts import Address, is_public
from multipolar.reading.intake import from_bytes, load

pytest.importorskip("httpcore", reason="httpcore is not installed (the url extra)")

PAGE = (
    b"<html><head><title>A summit</title></head><body><article><p>"
    + b"Leaders met. " * 60
    + b"</p></article></body></html>"
)
DECLARED = "<html><head><meta charset='windows-1254'><title>Zirve</title></head><body><p>Cumhurbaşkanı".encode("cp1254")
XHTML = (
    '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Gipfel</title>'
    "</head><body><article><p>" + "Der Präsident kam. " * 40 + "</p></article></body></html>"
).encode("latin-1")


def page(handler: BaseHTTPRequestHandler) -> None:
    answer(handler, PAGE, "text/html; charset=utf-8")


def answer(handler: BaseHTTPRequestHandler, body: bytes, kind: str, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def moved(to: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: answer(handler, b"", "text/html", 302, Location=to)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        pass


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def drip_of_headers(handler: BaseHTTPRequestHandler) -> None:
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(200):
            handler.wfile.write(f"X-{number}: y\r\n".encode())
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


ROUTES: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {
    "/page": page,
    "/plain": lambda h: answer(h, "Präsident".encode(), "text/plain"),
    "/packed": lambda h: answer(h, gzip.compress(PAGE), "text/html", Content_Encoding="gzip"),
    "/bomb": lambda h: answer(h, gzip.compress(b"\0" * 50_000_000), "text/html", Content_Encoding="gzip"),
    "/brotli": lambda h: answer(h, b"x", "text/html", Content_Encoding="br"),
    "/cut": lambda h: answer(h, gzip.compress(PAGE)[:-20], "text/html", Content_Encoding="gzip"),
    "/behind": lambda h: answer(h, gzip.compress(PAGE) + b"x" * 5_000_000, "text/html", Content_Encoding="gzip"),
    "/cyrillic": lambda h: answer(h, "Президент".encode("cp1251"), "text/plain; charset=windows-1251"),
    "/declared": lambda h: answer(h, DECLARED, "text/html"),
    "/xhtml": lambda h: answer(h, XHTML, "application/xhtml+xml; charset=iso-8859-1"),
    "/misdeclared": lambda h: answer(h, b"\x81\xff" * 30, "text/plain; charset=gbk"),
    "/punycode": lambda h: answer(h, b"x" * 100, "text/plain; charset=punycode"),
    "/%D1%81%D0%B0%D0%BC%D0%BC%D0%B8%D1%82?q=%C3%A4": page,
    "/to-letters": moved("/саммит?q=ä#top".encode().decode("latin-1")),
    "/picture": lambda h: answer(h, b"\x89PNG", "image/png"),
    "/gone": lambda h: answer(h, b"", "text/html", 404),
    "/moved": moved("/page"),
    "/circle": moved("/circle"),
    "/to-file": moved("file:///etc/passwd"),
    "/to-metadata": moved("http://169.254.169.254/latest/meta-data"),
    "/to-name": moved("http://inside.example/page"),
    "/endless": endless,
    "/drip": drip,
    "/headers": drip_of_headers,
    "/huge-header": lambda h: answer(h, b"x", "text/plain", X_Long="y" * 300_000),
} | {f"/far{n}": moved(f"/far{n + 1}") for n in range(9)}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with contextlib.suppress(OSError):  # the other side may have hung up
                ROUTES[self.path](self)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


HERE = ipaddress.ip_address("127.0.0.1")
OUTSIDE = ipaddress.ip_address("203.0.113.9")


def get(port: int, path: str, most: int = 4_000_000) -> Fetched:
    """Fetch from the test's own server, which "news.example" leads to; any other name leads to a private address."""

    def resolve(host: str, _: int) -> list[Address]:
        known = {"news.example": HERE, "inside.example": ipaddress.ip_address("10.0.0.7")}
        return [known[host] if host in known else ipaddress.ip_address(host)]

    return fetch_url(
        f"http://news.example:{port}{path}", most, resolve=resolve, allowed=lambda a: a == HERE, ports=(80, port)
    )


def test_a_page_comes_with_its_address_and_its_kind(port: int) -> None:
    assert get(port, "/page") == Fetched(PAGE, f"http://news.example:{port}/page", ".html")
    assert get(port, "/plain").data.decode() == "Präsident"
    assert get(port, "/packed").data == PAGE


def test_a_redirect_is_followed_to_the_end(port: int) -> None:
    assert get(port, "/moved").url == f"http://news.example:{port}/page"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/circle", "leads in a circle of redirects"),
        ("/far0", "redirects too often"),
        ("/to-file", "file: is not fetched"),
        ("/to-metadata", "169.254.169.254, which is not an address of the public internet"),
        ("/to-name", "10.0.0.7, which is not an address of the public internet"),
        ("/picture", "is image/png, no article"),
        ("/gone", "answers with status 404"),
        ("/cut", "breaks off before its end"),
        ("/behind", "is larger than 4 MB"),
        ("/misdeclared", "is not the gbk that it says it is"),
        ("/punycode", "is in the encoding punycode, which is not read"),
        ("/brotli", "is packed by br, which was not asked for"),
        ("/bomb", "is larger than 4 MB"),
        ("/endless", "is larger than 4 MB"),
        ("/huge-header", "cannot be fetched"),
    ],
)
def test_what_is_refused_says_why(port: int, path: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        get(port, path)


def test_a_page_in_another_encoding_is_read(port: int) -> None:
    assert get(port, "/cyrillic").data.decode() == "Президент"
    assert "Cumhurbaşkanı" in get(port, "/declared").data.decode()
    got = get(port, "/xhtml")
    assert "Der Präsident kam." in from_bytes(got.data, got.url, got.suffix).text


def test_an_address_in_letters_is_sent_in_ascii(port: int) -> None:
    """RFC 3987, section 3.1: what is no ASCII is escaped in UTF-8; RFC 3490: hosts go by their Punycode."""
    sent = "/%D1%81%D0%B0%D0%BC%D0%BC%D0%B8%D1%82?q=%C3%A4"
    assert get(port, "/саммит?q=ä#top").url == f"http://news.example:{port}{sent}"
    assert get(port, "/to-letters").url == f"http://news.example:{port}{sent}"
    with pytest.raises(InputError, match="leads to 127"):
        fetch_url("http://１２７.0.0.1/", 10)
    asked: list[str] = []
    with pytest.raises(InputError, match="has no address"):
        fetch_url("http://bücher.example/", 10, resolve=lambda host, _: asked.append(host) or [])
    assert asked == ["xn--bcher-kva.example"]


def test_where_one_address_of_a_host_cannot_be_reached_the_next_is_tried(port: int) -> None:
    deaf = ipaddress.ip_address("127.0.0.77")  # nothing listens there
    got = fetch_url(
        f"http://two.example:{port}/page",
        10**6,
        resolve=lambda *_: [deaf, HERE],
        allowed=lambda a: a in (deaf, HERE),
        ports=(port,),
    )
    assert got.data == PAGE


def test_a_resolver_that_does_not_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    begun = time.monotonic()
    with pytest.raises(InputError, match="no whole answer within"):
        fetch_url("http://news.example/", 10, resolve=lambda *_: time.sleep(3) or [HERE])
    assert time.monotonic() - begun < 2


def test_no_proxy_of_the_environment_is_used(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert get(port, "/page").data == PAGE


@pytest.mark.parametrize("path", ["/drip", "/headers"])
def test_whoever_is_slow_is_left(port: int, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.6)
    begun = time.monotonic()
    with pytest.raises(InputError, match="no whole answer within"):
        get(port, path)
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1",  "64:ff9b::a00:1", "2001:0:4136:e378::1",
        "2001:db8::1", "64:ff9b:1::7f00:1", "::7f00:1", "2a01::5efe:7f00:1", "2a01::200:5efe:a00:1",
    ],
)  # fmt: skip
def test_no_address_but_a_public_one_is_asked(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(InputError, match="not an address of the public internet"):
        fetch_url("https://news.example/", 10, resolve=lambda *_: [ipaddress.ip_address(address)])


def test_public_addresses_are_public() -> None:
    for address in ("8.8.8.8", "1.1.1.1", "2001:4860:4860::8888", "64:ff9b::808:808", "2002:808:808::"):
        assert is_public(ipaddress.ip_address(address))


def test_a_host_with_one_private_address_among_public_ones_is_refused() -> None:
    both = [ipaddress.ip_address("8.8.8.8"), HERE]
    with pytest.raises(InputError, match=r"127\.0\.0\.1"):
        fetch_url("http://news.example/", 10, resolve=lambda *_: both)


def test_the_connection_goes_to_the_address_that_was_checked(port: int) -> None:
    """A name that answers otherwise the second time is asked only once for each connection."""
    asked: list[str] = []

    def resolve(host: str, _: int) -> list[Address]:
        asked.append(host)
        return [HERE if len(asked) == 1 else OUTSIDE]

    got = fetch_url(
        f"http://rebinding.example:{port}/page", 10**6, resolve=resolve, allowed=lambda a: a == HERE, ports=(port,)
    )
    assert got.data == PAGE
    assert asked == ["rebinding.example"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://localhost/", "not an address of the public internet"),
        ("http://127.0.0.1/", "not an address of the public internet"),
        ("http://[::1]/", "not an address of the public internet"),
        ("http://2130706433/", "not"),
        ("http://news.example:22/", "port 22 is not asked"),
        ("http://user:secret@news.example/", "holds a user name"),
        ("http://", "is no address"),
        ("http://news.example/a b", "is no address"),
        ("http://news.example:99999/", "is no address"),
        ("ftp://news.example/", "ftp: is not fetched"),
    ],
)
def test_addresses_that_are_not_asked(url: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        fetch_url(url, 10)
    assert "secret" not in str(caught.value)


def test_what_is_an_address() -> None:
    assert is_address("https://news.example/a")
    assert is_address("HTTP://news.example")
    assert not is_address("article.txt")
    assert not is_address("file:///etc/passwd")


def test_the_host_stands_for_a_publisher_that_the_page_does_not_name(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "multipolar.reading.intake.fetch_url", lambda *_: Fetched(PAGE, "https://www.news.example/a", ".html")
    )
    assert load("https://www.news.example/a").publisher == "news.example"


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "httpcore":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError, match=r"pip install 'multipolar\[url\]'"):
        fetch_url("https://news.example/", 10)
