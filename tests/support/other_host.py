"""A host outside that is on this machine: it says what a test tells it to, byte by byte."""

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

# How long a connection waits for what never comes, so that a failed test ends.
MAX_SECONDS = 10

Pieces = Callable[[], Iterable[bytes]]


class OtherHost:
    """Answers each path as told; `heads` are the requests that came, in their order."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        """With `tls` it speaks HTTPS."""
        self.heads: list[str] = []
        self.fallback: bytes | Pieces = answer(status="404 Not Found")
        self._answers: dict[str, bytes | Pieces] = {}
        self._tls = tls
        self._stopped = Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def endpoint(self) -> str:
        """Where it listens, as a stand-in is named."""
        return f"127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for."""
        return [head.split(" ")[1] for head in self.heads]

    def answer(self, path: str, pieces: bytes | Pieces) -> None:
        """Answer a path, and anything that begins with it and a `?`, by these bytes."""
        self._answers[path] = pieces

    def wait(self, seconds: float) -> bool:
        """Wait between two pieces; True once nobody listens any more."""
        return self._stopped.wait(seconds)

    def close(self) -> None:
        """End all connections."""
        self._stopped.set()
        for thread in self._threads:
            thread.join(MAX_SECONDS)
        self._listener.close()

    def _accept(self) -> None:
        self._listener.settimeout(0.05)
        while not self._stopped.is_set():
            try:
                connected, _address = self._listener.accept()
            except OSError:
                continue
            thread = Thread(target=self._serve, args=(connected,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connected: socket.socket) -> None:
        connected.settimeout(MAX_SECONDS)
        with contextlib.suppress(OSError):
            if self._tls:
                connected = self._tls.wrap_socket(connected, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head and (more := connected.recv(65536)):
                head += more
            if head:
                self._say(connected, head.decode("latin-1"))
        connected.close()

    def _say(self, connected: socket.socket, head: str) -> None:
        self.heads.append(head)
        path = head.split(" ")[1].partition("?")[0]
        pieces = self._answers.get(path, self.fallback)
        for piece in (pieces,) if isinstance(pieces, bytes) else pieces():
            if self._stopped.is_set():
                return
            connected.sendall(piece)


def answer(
    content: bytes = b"", media_type: str = "image/png", *, status: str = "200 OK", **headers: str
) -> bytes:
    """Return a whole answer; an underscore in a header's name is a hyphen."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if not any(line.lower().startswith(("content-length", "transfer-encoding")) for line in lines):
        lines.append(f"Content-Length: {len(content)}")
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {media_type}", *lines])
    return head.encode("latin-1") + b"\r\n\r\n" + content


def redirect(location: str, status: str = "302 Found") -> bytes:
    """Return an answer that leads elsewhere."""
    return answer(status=status, Location=location)


@contextmanager
def other_host(tls: ssl.SSLContext | None = None) -> Iterator[OtherHost]:
    """Start a host, and end it."""
    host = OtherHost(tls)
    try:
        yield host
    finally:
        host.close()
