"""The one client with which Byline asks other hosts for anything.

The addresses come from strangers' texts. So only the public internet is asked, at the address that
was checked, for a few seconds and a few megabytes, and nothing is said about this site or its
readers: no cookies, no credentials, no proxies or passwords from the environment.
"""

import io
import socket
import ssl
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from time import monotonic
from typing import Any, cast
from urllib.parse import urljoin

from byline.lib.public_hosts import AddressRefused, public_addresses
from byline.lib.web_address import WebAddress

# For all of it together: names, connections, redirects and the file.
MAX_SECONDS = 5.0
MAX_BYTES = 5 * 10**6
# Beside the file, in one answer: its head, and what it is cut into pieces with.
MAX_OTHER_BYTES = 500_000
MAX_REDIRECTS = 3

REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS = {
    "User-Agent": "Byline (fetches the files of a blog that is moved here)",
    "Accept": "*/*",
    # A small answer that unpacks to a large one would have to be counted twice.
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class FetchRefused(Exception):
    """Nothing was fetched; the text is a sentence that names the address."""

    def __init__(self, address: str, reason: str) -> None:
        """`reason` is the end of the sentence."""
        super().__init__(f"{address} was not fetched: {reason}")


class HostSilent(FetchRefused):
    """The host did not answer, and hardly will for its other files."""


@dataclass(frozen=True)
class Fetched:
    """What a host answered."""

    content: bytes
    # As the host says, in lower case, without parameters: believe the content.
    media_type: str
    # Where it was in the end.
    address: str


class Fetcher:
    """Fetches files; any number of threads may share one."""

    def __init__(
        self,
        stand_ins: Iterable[str] = (),
        *,
        max_seconds: float = MAX_SECONDS,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        """`stand_ins`, for tests, are servers that answer in place of hosts.

        Each is a `host=address:port`, where `*` means all hosts.
        """
        self._stand_ins = dict(map(_read_stand_in, stand_ins))
        self._max_seconds = max_seconds
        self._max_bytes = max_bytes

    def fetch(self, address: str) -> Fetched:
        """Return the file at an address. Raises FetchRefused."""
        deadline = _Deadline(self._max_seconds)
        try:
            return self._follow(address, deadline)
        except (_Refused, AddressRefused) as error:
            raise FetchRefused(address, str(error)) from error
        except TimeoutError as error:
            reason = f"it took longer than {self._max_seconds:g} seconds"
            refusal = FetchRefused if deadline.has_answer else HostSilent
            raise refusal(address, reason) from error
        except ssl.SSLCertVerificationError as error:
            reason = f"its host has no valid certificate ({error.verify_message})"
            raise HostSilent(address, reason) from error
        except (HTTPException, ValueError) as error:
            # Its text is what the host said.
            reason = f"its host gave no proper answer ({type(error).__name__})"
            raise FetchRefused(address, reason) from error
        except OSError as error:
            reason = f"its host cannot be reached ({error.strerror or type(error).__name__})"
            raise HostSilent(address, reason) from error

    def _follow(self, address: str, deadline: "_Deadline") -> Fetched:
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask(WebAddress.read(address), deadline)
            if isinstance(answer, Fetched):
                return answer
            address = answer
        raise _Refused(f"its host sent us on more than {MAX_REDIRECTS} times")

    def _ask(self, place: WebAddress, deadline: "_Deadline") -> Fetched | str:
        """Return what a host answers, or where it sends us."""
        with closing(self._connect(place, deadline)) as connected:
            connection = HTTPConnection(place.host)
            # It sends with the one method and reads with the other, and nothing else.
            bounded = _BoundedSocket(connected, deadline, self._max_bytes + MAX_OTHER_BYTES)
            connection.sock = cast(socket.socket, bounded)
            connection.request("GET", place.target, headers={"Host": place.netloc, **HEADERS})
            with connection.getresponse() as response:
                deadline.has_answer = True
                if response.status in REDIRECTS:
                    return _next_address(place, response)
                return Fetched(self._read(response), _media_type(response), place.whole)

    def _connect(self, place: WebAddress, deadline: "_Deadline") -> socket.socket:
        stand_in = self._stand_ins.get(place.host) or self._stand_ins.get("*")
        if stand_in:
            return socket.create_connection(stand_in, deadline.left())
        addresses = public_addresses(place.host, place.port, seconds=deadline.left())
        connected = _connect_to_one([str(address) for address in addresses], place.port, deadline)
        if place.scheme == "http":
            return connected
        try:
            connected.settimeout(deadline.left())
            # Its limit of time is for the whole handshake.
            return _tls().wrap_socket(connected, server_hostname=place.host)
        except BaseException:
            connected.close()
            raise

    def _read(self, response: HTTPResponse) -> bytes:
        """Return the file in an answer, all of it."""
        if not 200 <= response.status < 300:
            raise _Refused(f"its host answered {response.status}")
        if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            raise _Refused("its host packed the file, unasked")
        promised = response.length
        too_large = (promised or 0) > self._max_bytes
        content = b"" if too_large else response.read(self._max_bytes + 1)
        if too_large or len(content) > self._max_bytes:
            raise _Refused(f"it is larger than {self._max_bytes / 10**6:g} MB")
        if promised is not None and len(content) < promised:
            raise _Refused("its host broke off in the middle")
        return content


def _read_stand_in(pair: str) -> tuple[str, tuple[str, int]]:
    host, _, endpoint = pair.partition("=")
    address, _, port = endpoint.rpartition(":")
    return host.strip(), (address.strip(), int(port))


class _Refused(Exception):
    """The text is the end of a sentence."""


class _Deadline:
    """The moment at which a fetch ends, whatever it waits for."""

    def __init__(self, seconds: float) -> None:
        # Whether a host has begun to answer.
        self.has_answer = False
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left. Raises TimeoutError when none are."""
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _BoundedSocket:
    """As much of a socket as an HTTP connection uses, for so long and so many bytes.

    A host that sends a byte each second would never let a socket's own limit run out.
    """

    def __init__(self, connected: socket.socket, deadline: _Deadline, max_bytes: int) -> None:
        self._connected = connected
        self._deadline = deadline
        self._bytes_left = max_bytes

    def sendall(self, data: bytes) -> None:
        self._connected.settimeout(self._deadline.left())
        self._connected.sendall(data)

    def receive_into(self, buffer: Any) -> int:  # noqa: ANN401 - any writable buffer
        self._connected.settimeout(self._deadline.left())
        received = self._connected.recv_into(buffer)
        self._bytes_left -= received
        if self._bytes_left < 0:
            raise _Refused("its host sent far too much")
        return received

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Received(self))

    def close(self) -> None:
        """Leave the socket to whoever opened it: the answer is still to be read."""


class _Received(io.RawIOBase):
    def __init__(self, bounded: _BoundedSocket) -> None:
        self._bounded = bounded

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any writable buffer
        return self._bounded.receive_into(buffer)


def _connect_to_one(addresses: list[str], port: int, deadline: _Deadline) -> socket.socket:
    """Connect to the first of the addresses that takes it; each gets its share of the time."""
    for number, address in enumerate(addresses, 1):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connected = socket.socket(family, socket.SOCK_STREAM)
        try:
            connected.settimeout(deadline.left() / (len(addresses) - number + 1))
            # Numbers: nothing is looked up again.
            connected.connect((address, port))
        except BaseException as error:
            connected.close()
            if not isinstance(error, OSError) or number == len(addresses):
                raise
        else:
            return connected
    raise AddressRefused("its host was not found")


@cache
def _tls() -> ssl.SSLContext:
    """Return what checks certificates: by the system's authorities, which its updates keep."""
    return ssl.create_default_context()


def _next_address(place: WebAddress, response: HTTPResponse) -> str:
    # The head of an answer is read as Latin-1; browsers take it for UTF-8.
    location = (
        response.headers.get("Location", "").encode("latin-1", "replace").decode("utf-8", "replace")
    )
    if not location:
        raise _Refused(f"its host answered {response.status} and does not say where it is")
    try:
        return urljoin(place.whole, location)
    except ValueError:
        raise _Refused("its host sent us to what is no proper address") from None


def _media_type(response: HTTPResponse) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
