"""The tests cannot leave this machine."""

import socket

import pytest

from tests.support.network import OutsideConnection


def test_a_name_outside_is_not_looked_up() -> None:
    with pytest.raises(OutsideConnection):
        socket.getaddrinfo("example.org", 443)


def test_an_address_outside_is_not_connected_to() -> None:
    with socket.socket() as outgoing, pytest.raises(OutsideConnection):
        outgoing.connect(("192.0.2.1", 443))


def test_this_machine_is_within_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
