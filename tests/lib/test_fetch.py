"""The one client that asks other hosts, against hosts that mean no good."""

import socket
from collections.abc import Iterator

import pytest

from byline.lib.fetch import Fetched, Fetcher, FetchRefused, HostSilent
from tests.support.other_host import OtherHost, answer, other_host, redirect

PICTURE = b"\x89PNG and so on"
MAX_BYTES = 100_000
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def host() -> Iterator[OtherHost]:
    """Return a host that stands for all others."""
    with other_host() as host:
        host.answer("/a.png", answer(PICTURE))
        yield host


def fetch(host: OtherHost, address: str, *, max_seconds: float = 5) -> Fetched:
    """Fetch from the host, by any name."""
    stand_ins = [f"*={host.endpoint}"]
    return Fetcher(stand_ins, max_seconds=max_seconds, max_bytes=MAX_BYTES).fetch(address)


def test_a_file_is_fetched(host: OtherHost) -> None:
    host.answer("/a.png", answer(PICTURE, "Image/PNG; charset=binary"))

    fetched = fetch(host, "http://x.org/a.png?v=2#top")

    assert fetched == Fetched(PICTURE, "image/png", "http://x.org/a.png?v=2")


def test_nothing_is_said_about_this_site(
    host: OtherHost, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / ".netrc").write_text(
        "machine x.org login ana password s3cret\n"
    )  # pragma: allowlist secret
    monkeypatch.setenv("HOME", str(home))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    host.answer("/set", answer(status="302 Found", Location="/a.png", Set_Cookie="a=b"))

    fetch(host, "http://x.org/set")

    for head in host.heads:
        names = [line.partition(":")[0] for line in head.strip().split("\r\n")[1:]]
        assert names == ["Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"]
        assert "User-Agent: Byline" in head


@pytest.mark.parametrize(
    ("address", "target", "named"),
    [
        ("http://x.org", "/", "x.org"),
        ("http://X.org:80/A/b.png", "/A/b.png", "x.org"),
        ("https://x.org:443/a", "/a", "x.org"),
        ("http://x.org:443/a", "/a", "x.org:443"),
        ("http://x.org/my cat.png", "/my%20cat.png", "x.org"),
        ("http://x.org/é%C3%A9.png?q=é#é", "/%C3%A9%C3%A9.png?q=%C3%A9", "x.org"),
        ("http://x.org/a\\b|[c]", "/a%5Cb%7C%5Bc%5D", "x.org"),
        ("http://müller.example/a", "/a", "xn--mller-kva.example"),
        ("http://[2606:4700::1111]/a", "/a", "[2606:4700::1111]"),
        ("http://8.8.8.8/a", "/a", "8.8.8.8"),
        ("  http://x.org/a ", "/a", "x.org"),
    ],
)
def test_an_address_is_sent_as_it_is_meant(
    host: OtherHost, address: str, target: str, named: str
) -> None:
    host.fallback = answer(PICTURE)

    fetch(host, address)

    lines = host.heads[0].split("\r\n")
    assert lines[:2] == [f"GET {target} HTTP/1.1", f"Host: {named}"]


@pytest.mark.parametrize(
    "address",
    [
        "", "a.png", "/a.png", "//x.org/a.png", "file:///etc/passwd", "ftp://x.org/a.png",
        "gopher://x.org/", "data:image/png;base64,AAAA", "javascript:alert(1)", "http:///a.png",
        "http:a.png", "http://", "http://x.org:22/a.png", "http://x.org:8080/", "http://x.org:0/",
        "http://x.org:99999/", "http://x.org:x/", "http://[x.org/", "http://[::1/",
        "http://ana@x.org/", "http://ana:s@x.org/", "http://x.org@y.org/", "http://@x.org/",
        "http://x.org\\@127.0.0.1/", "http://x.org%40127.0.0.1/", "http://x.org:80@127.0.0.1/",
        "http://x.org/\r\nHost: y.org", "http://x.org/\na", "http://x.org\t/a", "http://x.org/\0",
        "http://x.org/a\x7f", "http://x.org/\x85", "http://x.org y.org/", "http://\u2028x.org/",
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/",
        "http://0177.0.0.1/", "http://localhost/", "http://localhost./", "http://x.org./",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::127.0.0.1]/", "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/",
        "http://[2002:7f00:1::]/", "http://[v1.x]/", "http://169.254.169.254/latest/meta-data/",
        "http://１６９.254.169.254/", "http://ｌocalhost/", "http://10.0.0.1/", "http://0/",
    ],
)  # fmt: skip
def test_an_address_that_is_not_for_us_is_refused(host: OtherHost, address: str) -> None:
    host.fallback = answer(PICTURE)

    with pytest.raises(FetchRefused, match="was not fetched: "):
        fetch(host, address)
    assert host.heads == []


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/", "http://2130706433/", "http://[::1]/", "//localhost/", "//10.0.0.1/a",
        "http://[::ffff:169.254.169.254]/latest/", "https://x.org:22/", "file:///etc/passwd",
        "http://ana:s@x.org/", "ftp://x.org/a.png", "http://[x", "/a\x01.png", "http://x.org\x0b/",
    ],
)  # fmt: skip
def test_a_redirect_to_what_is_not_for_us_is_refused(host: OtherHost, location: str) -> None:
    host.answer("/go", redirect(location))

    with pytest.raises(FetchRefused):
        fetch(host, "http://x.org/go")
    assert host.paths == ["/go"]


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_three_redirects_are_followed(host: OtherHost, status: str) -> None:
    host.answer("/1", redirect("2", status))
    host.answer("/2", redirect("//y.org/3", status))
    host.answer("/3", redirect("http://z.org/a.png", status))

    assert fetch(host, "http://x.org/1").address == "http://z.org/a.png"
    assert ["Host: y.org" in head for head in host.heads] == [False, False, True, False]


@pytest.mark.parametrize("first", ["/0", "/loop"])
def test_more_redirects_are_not(host: OtherHost, first: str) -> None:
    host.answer("/loop", redirect("/loop"))
    for number in range(4):
        host.answer(f"/{number}", redirect(f"/{number + 1}"))

    with pytest.raises(FetchRefused, match="more than 3 times"):
        fetch(host, f"http://x.org{first}")
    assert len(host.heads) == 4


def test_a_redirect_may_be_written_in_any_script(host: OtherHost) -> None:
    host.answer("/go", redirect("/é.png".encode().decode("latin-1")))
    host.answer("/%C3%A9.png", answer(PICTURE))

    assert fetch(host, "http://x.org/go").content == PICTURE


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (answer(b"x" * (MAX_BYTES + 1)), "larger than 0.1 MB"),
        (answer(b"x", Content_Length=str(10**12)), "larger than 0.1 MB"),
        (answer(b"x", Content_Length="2"), "broke off"),
        (answer(b"5\r\nab", Transfer_Encoding="chunked"), "no proper answer"),
        (answer(b"z\r\n", Transfer_Encoding="chunked"), "no proper answer"),
        (answer(b"-5\r\nabc", Transfer_Encoding="chunked"), "no proper answer"),
        (answer(b"x", Content_Encoding="gzip"), "packed"),
        (answer(b"x", Content_Encoding="gzip, identity"), "packed"),
        (answer(b"x", status="404 Not Found"), "answered 404"),
        (answer(b"x", status="500 Oh"), "answered 500"),
        (answer(b"x", status="304 Not Modified"), "answered 304"),
        (answer(status="302 Found"), "does not say where"),
        (answer(b"x", **{f"H{number}": "x" for number in range(200)}), "no proper answer"),
        (answer(b"x", H="x" * 70_000), "no proper answer"),
        (b"", "no proper answer"),
        (b"\r\n", "no proper answer"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "no proper answer"),
        (b"HTTP/1.1 two hundred\r\n\r\n", "no proper answer"),
        (b"HTTP/1.1 " + b"2" * 100_000, "no proper answer"),
    ],
)
def test_an_answer_that_is_none_is_refused(host: OtherHost, said: bytes, reason: str) -> None:
    host.answer("/a.png", said)

    with pytest.raises(FetchRefused, match=reason):
        fetch(host, "http://x.org/a.png")


@pytest.mark.parametrize(
    "said",
    [
        answer(PICTURE + b"and more", Content_Length=str(len(PICTURE))),
        answer(b"%x\r\n%b\r\n0\r\n\r\n" % (len(PICTURE), PICTURE), Transfer_Encoding="chunked"),
        b"HTTP/1.0 200 OK\r\n\r\n" + PICTURE,
        b"HTTP/1.1 200\r\nContent-Length: x\r\n\r\n" + PICTURE,
        b"HTTP/1.1 100 Continue\r\n\r\n" + answer(PICTURE, Content_Encoding="Identity"),
    ],
)
def test_an_answer_in_a_form_of_its_own_is_taken(host: OtherHost, said: bytes) -> None:
    host.answer("/a.png", said)

    assert fetch(host, "http://x.org/a.png").content == PICTURE


@pytest.mark.parametrize(
    ("begin", "refusal"),
    [
        (b"", HostSilent),
        (b"HTTP/1.1 200 OK\r\nContent-Type: ", HostSilent),
        (b"HTTP/1.1 200 OK\r\n\r\n", FetchRefused),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", FetchRefused),
        (CHUNKED + b"1;", FetchRefused),
    ],
)
def test_an_answer_that_comes_in_drips_is_left(
    host: OtherHost, begin: bytes, refusal: type[FetchRefused]
) -> None:
    def drips() -> Iterator[bytes]:
        yield begin
        for _ in range(100):
            yield b"0"
            if host.wait(0.05):
                return

    host.answer("/a.png", drips)

    with pytest.raises(FetchRefused, match="longer than") as refused:
        fetch(host, "http://x.org/a.png", max_seconds=0.3)
    assert refused.type is refusal


def test_time_is_counted_over_all_redirects(host: OtherHost) -> None:
    def slow_redirect() -> Iterator[bytes]:
        host.wait(0.2)
        yield redirect("/go")

    host.answer("/go", slow_redirect)

    with pytest.raises(FetchRefused, match="longer than"):
        fetch(host, "http://x.org/go", max_seconds=0.3)


@pytest.mark.parametrize(
    ("begin", "again"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536),
        (CHUNKED, b"1000\r\n%b\r\n" % (b"x" * 4096)),
        (CHUNKED, b"1\r\nx\r\n" * 10_000),
        (CHUNKED + b"0\r\n", b"T: x\r\n" * 10_000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 3_000),
        (b"", b"HTTP/1.1 100 Continue\r\nH: x\r\n\r\n" * 3_000),
    ],
)
def test_an_endless_answer_is_left(host: OtherHost, begin: bytes, again: bytes) -> None:
    sent = 0

    def flood() -> Iterator[bytes]:
        nonlocal sent
        yield begin
        while sent < 100 * 10**6:
            yield again
            sent += len(again)

    host.answer("/a.png", flood)

    with pytest.raises(FetchRefused, match=r"larger than|far too much"):
        fetch(host, "http://x.org/a.png", max_seconds=60)
    # What the system keeps between the two is more than was read.
    assert sent < 30 * 10**6


def test_a_host_that_hangs_up_is_named(host: OtherHost) -> None:
    host.answer("/a.png", lambda: ())

    with pytest.raises(FetchRefused, match=r"http://x\.org/a\.png was not fetched: its host"):
        fetch(host, "http://x.org/a.png")


def test_a_host_where_nothing_listens_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    with pytest.raises(FetchRefused, match="cannot be reached"):
        Fetcher([f"x.org=127.0.0.1:{port}"]).fetch("http://x.org/a.png")


def test_the_checked_address_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    looked_up: list[object] = []

    def look_up(host: str, *_args: object, **_options: object) -> list[object]:
        looked_up.append(host)
        # Whoever asks again is told another one.
        address = "127.0.0.1" if len(looked_up) > 1 else "93.184.215.14"
        return [(0, 0, 0, "", (address, 80))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "socket", lambda *_args: Unconnected(asked))

    with pytest.raises(FetchRefused, match="refused"):
        Fetcher().fetch("http://rebinds.example.org/a.png")
    assert (looked_up, asked) == (["rebinds.example.org"], [("93.184.215.14", 80)])


class Unconnected:
    """A socket that goes nowhere."""

    def __init__(self, asked: list[object]) -> None:
        self._asked = asked

    def settimeout(self, seconds: float) -> None:
        assert 0 < seconds <= 5

    def connect(self, address: object) -> None:
        self._asked.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    def close(self) -> None:
        pass


def test_each_address_of_a_host_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    found = [(0, 0, 0, "", (one, 443)) for one in ("2606:4700::1111", "8.8.8.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: found)
    monkeypatch.setattr(socket, "socket", lambda *_args: Unconnected(asked))

    with pytest.raises(FetchRefused, match="cannot be reached"):
        Fetcher().fetch("https://x.org/a.png")
    assert asked == [("2606:4700::1111", 443), ("8.8.8.8", 443)]
