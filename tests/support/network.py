"""Keep the tests on this machine: a connection to another host is a failure, not a delay."""

import sys

LOCAL_HOSTS = {None, "", "localhost", "127.0.0.1", "::1", b"localhost", b"127.0.0.1"}
# Events of the interpreter, with the place of the address or host among their arguments.
EVENTS = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0}


class OutsideConnection(RuntimeError):
    """A test, or the code under test, tried to reach another host."""


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in EVENTS:
        return
    address = arguments[EVENTS[event]]
    # A string is the path of a socket in the file system, except where a host is looked up.
    if event != "socket.getaddrinfo" and not isinstance(address, tuple):
        return
    host = address[0] if isinstance(address, tuple) else address
    if host not in LOCAL_HOSTS:
        raise OutsideConnection(f"Tests do not leave this machine: {host!r}")


def refuse_other_hosts() -> None:
    """Refuse connections to other hosts from now on, in this process."""
    sys.addaudithook(_refuse)
