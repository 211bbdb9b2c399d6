"""Which hosts may be asked: the public internet, by its usual names and numbers alone."""

import socket
from ipaddress import ip_address
from threading import Event

import pytest

from byline.lib.public_hosts import AddressRefused, is_public, public_addresses, settle_host

PRIVATE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.8.8.8",
    "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.0.192",
    "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1",
    "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "93.184.215.14", "223.255.255.254", "2606:4700::1111", "2a00:1450:4003::200e"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_on_the_public_internet(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(AddressRefused):
        settle_host(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_on_the_public_internet(address: str) -> None:
    assert is_public(ip_address(address))
    assert settle_host(address) == address


@pytest.mark.parametrize(
    "host",
    [
        # 127.0.0.1 and 8.8.8.8 as C libraries read them
        "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1", "0177.1", "127.1",
        "127.0.1", "134744072", "8.8.2056", "010.8.8.8", "1.2.3.4.5", "256.1.1.1", "0x", "08.8.8.8",
        "127.0.0.1.", "8.8.8.8.", "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1",
        "localhost", "LOCALHOST", "localhost.", "ⓛocalhost", "intranet", "x.org.", "x..org",
        ".x.org", ".", "", "-", "x.org\\@y.org", "x.org y.org", "x.org\r\nHost", "x.org%00", "x_y",
        "[::1]", "::1%lo", "fe80::1%25eth0", "2606:4700::1111%eth0", "::ffff:7f00:1", ":::1", "a:b",
        f"{'a' * 64}.org", "a." * 200 + "org",
    ],
)  # fmt: skip
def test_an_unusual_name_or_number_is_refused(host: str) -> None:
    with pytest.raises(AddressRefused):
        settle_host(host)


@pytest.mark.parametrize("letter", ["a", "ü", "a.", "1"])
def test_an_endless_name_is_refused(letter: str) -> None:
    with pytest.raises(AddressRefused):
        settle_host(letter * 1_000_000)


@pytest.mark.parametrize(
    ("host", "settled"),
    [
        ("x.org", "x.org"),
        ("WWW.X.ORG", "www.x.org"),
        ("my_pictures.x.org", "my_pictures.x.org"),
        ("3.bp.blogspot.com", "3.bp.blogspot.com"),
        ("müller.example", "xn--mller-kva.example"),
        ("日本語。jp", "xn--wgv71a119e.jp"),
    ],
)
def test_a_usual_name_is_settled(host: str, settled: str) -> None:
    assert settle_host(host) == settled


def names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name lead to these addresses."""
    found = [
        (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80))
        for one in addresses
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: found)


@pytest.mark.parametrize("address", [*PRIVATE, "fe80::1%eth0"])
def test_a_name_that_leads_to_a_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    names(monkeypatch, address)

    with pytest.raises(AddressRefused, match="public internet"):
        public_addresses("x.org", 80, seconds=5)


@pytest.mark.parametrize("mixed", [("8.8.8.8", "10.0.0.1"), ("::1", "8.8.8.8")])
def test_a_name_that_also_leads_to_a_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, mixed: tuple[str, str]
) -> None:
    names(monkeypatch, *mixed)

    with pytest.raises(AddressRefused, match="public internet"):
        public_addresses("x.org", 80, seconds=5)


def test_all_public_addresses_of_a_name_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, "2606:4700::1111", "8.8.8.8", "8.8.8.8")

    found = public_addresses("x.org", 80, seconds=5)

    assert found == [ip_address("2606:4700::1111"), ip_address("8.8.8.8")]


def test_a_name_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(AddressRefused, match="not found"):
        public_addresses("x.org", 80, seconds=5)


def test_a_server_of_names_that_does_not_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: answered.wait(30) and [])

    with pytest.raises(TimeoutError):
        public_addresses("x.org", 80, seconds=0.05)
    answered.set()
