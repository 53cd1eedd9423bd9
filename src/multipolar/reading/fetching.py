"""An article from the web, fetched only when its address is given: to public addresses alone, within bounds.

Every host is resolved here, each of its addresses is checked, and the connection is made to the very address that was
checked, at every redirect anew; so no name can lead to this machine or into its network, whatever it answers when.
No cookie, no login, no proxy of the environment (a proxy would resolve the name again, and to what it likes).
"""

from __future__ import annotations

import codecs
import re
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from multipolar import __version__
from multipolar.errors import InputError
from multipolar.reading.hosts import Address, Resolver, in_time, is_public, resolved

if TYPE_CHECKING:
    import ssl

    import httpcore

SCHEMES = ("http://", "https://")
PORTS = (80, 443)
HOPS = 5
"""Redirects followed."""
SECONDS = 20.0
"""Time for everything: all hops, headers and body."""
PATIENCE = 8.0
"""Time for one answer of the other side."""
_TRIES = 4
"""Addresses of one host that are tried."""
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
_NO_TEXT = (".pdf", ".rss", ".atom", ".xml")
"""Types that name their encoding inside, where their readers look for it."""
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([a-z0-9_:.-]{1,40})""")
_ENCODINGS = re.compile(
    r"windows-125\d|cp125\d|windows-874|iso-8859-\d{1,2}|koi8-[ru]|macintosh|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis|iso-2022-jp|utf-16(?:le|be)?"
)
"""Encodings of pages; Python knows others that take time beyond measure, or that are none of text."""
_AS_BROWSERS = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
}
"""Encodings that browsers take for a wider one (WHATWG Encoding, section 4.2)."""
_MOVED = (301, 302, 303, 307, 308)


def is_address(source: str) -> bool:
    """Whether a source is an address on the web and not a path."""
    return source.lower().startswith(SCHEMES)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body, the address it came from in the end, and the ending that its type stands for."""

    data: bytes
    url: str
    suffix: str


@dataclass(slots=True)
class _Trip:
    """One fetch: until when, how much, and who may be reached."""

    most: int
    resolve: Resolver
    allowed: Callable[[Address], bool]
    ports: tuple[int, ...]
    url: str = ""
    """where it is now"""
    deadline: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    def left(self) -> float:
        return self.deadline - time.monotonic()


def fetch_url(
    url: str,
    most: int,
    *,
    resolve: Resolver = resolved,
    allowed: Callable[[Address], bool] = is_public,
    ports: tuple[int, ...] = PORTS,
) -> Fetched:
    """The document at an http or https address, of at most `most` bytes once unpacked.

    resolve, allowed, ports: who may be reached, for tests. InputError names the address and what is wrong: no such host, an
    address that is not public, a refusal, too many redirects, too slow, too large, or of a type that is no article; or
    that httpcore, of the `url` extra, is not installed.
    """
    try:
        import httpcore
    except ImportError:
        raise InputError(
            "needs httpcore to be fetched",
            place=_shown(url),
            mend="pip install 'multipolar[url]', or save it as a file",
        ) from None
    trip = _Trip(most, resolve, allowed, ports)
    seen: list[str] = []
    while True:
        url = trip.url = _in_ascii(url)
        parts = _checked(url, trip)
        if url in seen or len(seen) > HOPS:
            raise InputError(
                "leads in a circle of redirects" if url in seen else "redirects too often", place=_shown(url)
            )
        seen.append(url)
        try:
            answer = _asked(url, parts, trip)
        except InputError:
            raise
        except (httpcore.TimeoutException, TimeoutError):
            raise InputError(f"no whole answer within {SECONDS:.0f} seconds", place=_shown(url)) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, zlib.error) as error:
            raise InputError(f"cannot be fetched ({_reason(error)})", place=_shown(url)) from None
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)


def _in_ascii(url: str) -> str:
    """The address as it is sent: without what stands behind #, other letters escaped, the host by IDNA."""
    url = url.partition("#")[0]
    if url.isascii():
        return url
    try:
        parts = urlsplit(url)
        host = parts.netloc.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise InputError("is no address", place=_shown(url), mend="Copy it from a browser") from None
    path, query = (quote(part, safe="/%:=&?~+!$,;'@()*[]") for part in (parts.path, parts.query))
    return parts._replace(netloc=host, path=path, query=query).geturl()


def _checked(url: str, trip: _Trip) -> SplitResult:
    """The parts of an address that may be asked at all."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise InputError(f"is no address ({error})", place=_shown(url)) from None
    if parts.scheme not in ("http", "https"):
        raise InputError(f"{parts.scheme or 'no scheme'}: is not fetched", place=_shown(url), mend="http and https are")
    if "@" in parts.netloc:
        raise InputError("holds a user name", place=_shown(url), mend="Leave it out: nothing is fetched with a login")
    if not parts.hostname or not url.isascii() or any(letter.isspace() or not letter.isprintable() for letter in url):
        raise InputError("is no address", place=_shown(url), mend="Copy it from a browser")
    if port not in trip.ports:
        raise InputError(f"port {port} is not asked", place=_shown(url), mend="Only 80 and 443 are")
    return parts


def _asked(url: str, parts: SplitResult, trip: _Trip) -> Fetched | str:
    """What the address answers: the document, or where it has moved to."""
    import httpcore

    headers = [
        ("Host", parts.netloc),
        ("User-Agent", f"multipolar/{__version__}"),
        ("Accept", ", ".join((*_TYPES, "*/*;q=0.1"))),
        ("Accept-Encoding", "gzip, identity"),
    ]
    extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), PATIENCE)}
    with (
        httpcore.ConnectionPool(network_backend=_backend(trip), max_connections=1) as pool,
        pool.stream("GET", url, headers=headers, extensions=extensions) as response,
    ):
        told = {name.lower().decode("latin-1"): value.decode("utf-8", "replace") for name, value in response.headers}
        if response.status in _MOVED and "location" in told:
            return told["location"]
        if response.status != 200:
            raise InputError(f"answers with status {response.status}", place=_shown(url), mend="Save it as a file")
        kind, _, more = (part.strip().lower() for part in told.get("content-type", "").partition(";"))
        if kind and kind not in _TYPES:
            raise InputError(f"is {kind}, no article", place=_shown(url), mend="Text, Markdown, HTML and PDF are read")
        body = _body(response.iter_stream(), told.get("content-encoding", "").strip().lower(), url, trip.most)
        suffix = _TYPES.get(kind, "")
        return Fetched(body if suffix in _NO_TEXT else _in_utf8(body, more, suffix, url), url, suffix)


def _body(chunks: Iterable[bytes], packed: str, url: str, most: int) -> bytes:
    """The body, unpacked as it comes and never beyond its cap."""
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(f"is packed by {packed}, which was not asked for", place=_shown(url))
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packed else None
    body = bytearray()
    came = 0
    for chunk in chunks:
        came += len(chunk)  # what follows the end of packed data unpacks to nothing and would never count
        body += chunk if unpack is None else unpack.decompress(chunk, most + 1 - len(body))
        if max(len(body), came) > most or (unpack is not None and unpack.unconsumed_tail):
            raise InputError(f"is larger than {most // 1_000_000} MB", place=_shown(url), mend="Give one article")
    if unpack is not None and came and not unpack.eof:
        raise InputError("breaks off before its end", place=_shown(url), mend="Try again, or save it as a file")
    return bytes(body)


def _in_utf8(body: bytes, parameters: str, suffix: str, url: str) -> bytes:
    """The text in UTF-8, from the encoding that the answer or, as browsers look for it, the head of the page names."""
    head = body[:1024].decode("latin-1").lower()
    said = _CHARSET.search(parameters) or (_CHARSET.search(head) if suffix == ".html" else None)
    if said is None or body[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or body[:3] == codecs.BOM_UTF8:
        return body
    name = _AS_BROWSERS.get(said[1], said[1])
    if name in ("utf-8", "utf8"):
        return body
    if not _ENCODINGS.fullmatch(name):
        raise InputError(f"is in the encoding {name}, which is not read", place=_shown(url), mend="Save it as text")
    try:
        return body.decode(name).encode()
    except (LookupError, UnicodeError):
        raise InputError(
            f"is not the {said[1]} that it says it is", place=_shown(url), mend="Save it as text"
        ) from None


def _backend(trip: _Trip) -> httpcore.NetworkBackend:
    """How connections are made: to checked addresses alone, and each read within the time of the whole trip."""
    import httpcore

    plain = httpcore.SyncBackend()

    class Stream(httpcore.NetworkStream):
        def __init__(self, inner: httpcore.NetworkStream) -> None:
            self._inner = inner

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            return self._inner.read(max_bytes, _within(trip, timeout))

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._inner.write(buffer, _within(trip, timeout))

        def close(self) -> None:
            self._inner.close()

        def start_tls(
            self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            return Stream(self._inner.start_tls(ssl_context, server_hostname, _within(trip, timeout)))

        def get_extra_info(self, info: str) -> Any:
            return self._inner.get_extra_info(info)

    class Backend(httpcore.NetworkBackend):
        def connect_tcp(
            self, host: str, port: int, timeout: float | None = None, *rest: Any, **more: Any
        ) -> httpcore.NetworkStream:
            return Stream(
                _first_of(
                    _addresses(host, port, trip),
                    lambda to: plain.connect_tcp(str(to), port, _within(trip, timeout), *rest, **more),
                )
            )

        def sleep(self, seconds: float) -> None:
            plain.sleep(seconds)

    return Backend()


def _first_of(addresses: list[Address], connect: Callable[[Address], httpcore.NetworkStream]) -> httpcore.NetworkStream:
    """The connection to the first address that takes it: a host may name one that cannot be reached from here."""
    import httpcore

    for address in addresses[:-1]:
        try:
            return connect(address)
        except (httpcore.ConnectError, httpcore.ConnectTimeout):
            continue
    return connect(addresses[-1])


def _within(trip: _Trip, timeout: float | None) -> float:
    left = trip.left()
    if left <= 0:
        raise TimeoutError
    return min(left, timeout or left)


def _addresses(host: str, port: int, trip: _Trip) -> list[Address]:
    """The addresses to connect to, the first of them first; if one of a host is not public, none of it is asked."""
    try:
        found = in_time(lambda: trip.resolve(host, port), _within(trip, PATIENCE))
    except (OSError, UnicodeError) as error:
        if isinstance(error, TimeoutError):
            raise
        raise InputError(f"the host is not found ({_reason(error)})", place=_shown(trip.url)) from None
    if not found:
        raise InputError("the host has no address", place=_shown(trip.url))
    for address in found:
        if not trip.allowed(address):
            raise InputError(
                f"leads to {address}, which is not an address of the public internet",
                place=_shown(trip.url),
                mend="Save the article as a file",
            )
    return list(dict.fromkeys(found))[:_TRIES]


def _shown(url: str) -> str:
    """An address fit to be printed: short, and without what may be a password."""
    shown = url.partition("://")[0] + "://…@" + url.rpartition("@")[2] if "@" in url.partition("?")[0] else url
    return shown if len(shown) <= 120 else f"{shown[:117]}..."


def _reason(error: BaseException) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)[:160]
