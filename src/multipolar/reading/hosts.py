"""Hosts of the web: which addresses they have, and which of those belong to the public internet."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[Address]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)
"""What stands before an IPv4 address in the lower half of an IPv6 address of ISATAP (RFC 5214)."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, and so are those that it holds inside it."""
    inner: Address | None = None
    if isinstance(address, ipaddress.IPv6Address):
        if address.teredo is not None or address.is_site_local or int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
            return False
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolved(host: str, port: int) -> list[Address]:
    """The addresses of a host, as the system's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(row[4][0]) for row in found]


def in_time(ask: Callable[[], list[Address]], seconds: float) -> list[Address]:
    """What a resolver says, which has no bound of its own; TimeoutError where it says nothing in time."""
    said: list[list[Address]] = []
    wrong: list[BaseException] = []

    def run() -> None:
        try:
            said.append(ask())
        except BaseException as error:
            wrong.append(error)

    thread = threading.Thread(target=run, daemon=True)  # left behind, it keeps no program from ending
    thread.start()
    thread.join(seconds)
    if wrong:
        raise wrong[0]
    if not said:
        raise TimeoutError
    return said[0]
