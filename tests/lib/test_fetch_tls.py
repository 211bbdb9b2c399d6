"""Fetching by HTTPS: only from a host that can prove its name."""

import datetime as dt
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from byline.lib import fetch, public_hosts
from byline.lib.fetch import Fetcher, FetchRefused
from byline.lib.web_address import PORTS
from tests.support.other_host import OtherHost, answer, other_host

StartHost = Callable[[str], OtherHost]


def write_certificate(path: Path, name: str) -> None:
    """Write a key and a certificate of a host that nobody but itself vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + certificate.public_bytes(Encoding.PEM))


@pytest.fixture
def start_host(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[StartHost]:
    """Start a host at the address of all names, with a certificate that we believe."""
    with ExitStack() as stack:

        def start(name: str) -> OtherHost:
            write_certificate(tmp_path / "host.pem", name)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tmp_path / "host.pem")
            host = stack.enter_context(other_host(context))
            host.answer("/a.png", answer(b"a picture"))
            found = [(0, 0, 0, "", ("127.0.0.1", host.port))]
            monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: found)
            monkeypatch.setattr(public_hosts, "is_public", lambda _address: True)
            monkeypatch.setitem(PORTS, "https", host.port)
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "host.pem"))
            forget_authorities()
            return host

        yield start
    forget_authorities()


def forget_authorities() -> None:
    fetch._tls.cache_clear()  # noqa: SLF001 - they are read once in a process


def test_a_host_that_proves_its_name_is_asked(start_host: StartHost) -> None:
    host = start_host("x.org")

    assert Fetcher().fetch("https://x.org/a.png").content == b"a picture"
    assert "\r\nHost: x.org\r\n" in host.heads[0]


def test_a_host_with_the_name_of_another_is_not(start_host: StartHost) -> None:
    host = start_host("y.org")

    with pytest.raises(FetchRefused, match="no valid certificate"):
        Fetcher().fetch("https://x.org/a.png")
    assert host.heads == []


def test_a_host_that_nobody_vouches_for_is_not(
    start_host: StartHost, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    host = start_host("x.org")
    write_certificate(tmp_path / "other.pem", "x.org")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))

    with pytest.raises(FetchRefused, match="no valid certificate"):
        Fetcher().fetch("https://x.org/a.png")
    assert host.heads == []


def test_a_host_that_never_answers_the_handshake_is_left(
    start_host: StartHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_host("x.org")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setitem(PORTS, "https", silent.getsockname()[1])
        with pytest.raises(FetchRefused, match="longer than"):
            Fetcher(max_seconds=0.2).fetch("https://x.org/a.png")
