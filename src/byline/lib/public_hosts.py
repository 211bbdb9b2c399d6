"""Which hosts are on the public internet: the only ones that a stranger's address may name.

Everything else that a name or number can mean is a machine of the operator's own network, or of
the company that runs it, which trusts this one.
"""

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread

Address = IPv4Address | IPv6Address

MAX_HOST_CHARS = 253

# All of IPv6 that is given out to anybody.
GLOBAL_IPV6 = ip_network("2000::/3")
# https://www.iana.org/assignments/iana-ipv4-special-registry/ and the one of IPv6: what the
# standard library of some Python version takes for global. The rest of it knows them all.
ALSO_REFUSED = tuple(
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # what Azure's machines ask for their secrets
        "192.0.0.0/24",
        "192.88.99.0/24",  # relays to 6to4
        "2001::/23",  # Teredo, which wraps IPv4, and other protocols
        "2001:db8::/32",
        "2002::/16",  # 6to4, which wraps IPv4
        "3fff::/20",
    )
)

_NAME = re.compile(r"[a-z0-9_-]++(?:\.[a-z0-9_-]++)++")
# What systems read as a number, and so as an address, in some way of their own.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


class AddressRefused(Exception):
    """An address is not asked for; the text says why, as the end of a sentence."""


def settle_host(host: str) -> str:
    """Return a host, without the brackets of IPv6, as it is looked up. Raises AddressRefused.

    Only usual forms are taken: names with a dot in them, of any script, and addresses that every
    program reads alike, none of them private.
    """
    if ":" in host or _is_number(host.rpartition(".")[2]):
        return str(_checked(_literal(host)))
    try:
        settled = host.encode("idna").decode("ascii").lower() if len(host) <= MAX_HOST_CHARS else ""
    except UnicodeError:
        settled = ""
    if not _NAME.fullmatch(settled):
        raise AddressRefused("its host is not one of the public internet")
    # Letters of other scripts can stand for digits.
    return str(_checked(_literal(settled))) if _is_number(settled.rpartition(".")[2]) else settled


def public_addresses(host: str, port: int, *, seconds: float) -> list[Address]:
    """Return the addresses of a settled host, all of them public.

    A name that also leads to a private address is refused: which of them is asked would be chance.
    Raises AddressRefused, and TimeoutError after `seconds`.
    """
    found = dict.fromkeys(_look_up(host, port, seconds))
    if not found:
        raise AddressRefused("its host was not found")
    return [_checked(ip_address(address)) for address in found]


def is_public(address: Address) -> bool:
    """Say whether an address is one of the public internet."""
    if any(address in network for network in ALSO_REFUSED):
        return False
    if isinstance(address, IPv6Address):
        # This leaves out IPv4 in IPv6 and NAT64 too.
        return address in GLOBAL_IPV6 and address.is_global
    return address.is_global and not address.is_multicast


def _is_number(label: str) -> bool:
    return _NUMBER.fullmatch(label.lower()) is not None


def _literal(host: str) -> Address:
    try:
        address = ip_address(host)
    except ValueError:
        raise AddressRefused("its host is a number that is no usual address") from None
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        raise AddressRefused("its host names a part of this machine's network")
    return address


def _checked(address: Address) -> Address:
    if not is_public(address):
        raise AddressRefused(f"its host is at {address}, which is not on the public internet")
    return address


def _look_up(host: str, port: int, seconds: float) -> list[str]:
    """Ask the system for a host's addresses; its own patience can be half a minute."""
    answers: SimpleQueue[list[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))
        else:
            answers.put([str(place[0]) for *_family, place in found])

    Thread(target=ask, name="look-up", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise AddressRefused("its host was not found") from answer
    return answer
