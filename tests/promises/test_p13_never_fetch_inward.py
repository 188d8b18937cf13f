"""P13: no request to a non-public address, a file or another scheme, whatever a feed, redirect or DNS answer says."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from nightdesk.kit import outbound
from nightdesk.kit.outbound import OutboundFault, fetch

NOBODY: frozenset[str] = frozenset()
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfetch"


class Inside:
    """Something inside that must never be spoken to; ``was_reached`` tells whether anybody connected."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.here = f"127.0.0.1:{self.port}"

    def was_reached(self) -> bool:
        self.listener.settimeout(0.05)
        try:
            self.listener.accept()[0].close()
        except TimeoutError:
            return False
        return True


@pytest.fixture
def inside() -> Iterator[Inside]:
    place = Inside()
    yield place
    place.listener.close()


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "0", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"],
)
def test_no_spelling_of_this_machine_is_connected_to(inside: Inside, host: str) -> None:
    with pytest.raises(OutboundFault):
        fetch(f"http://{host}:{inside.port}/", allow=NOBODY, deadline_s=5)
    assert not inside.was_reached()


@pytest.mark.parametrize("answer", [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["64:ff9b::7f00:1"], []])
def test_a_name_that_leads_inside_is_refused_whole(inside: Inside, answer: list[str]) -> None:
    with pytest.raises(OutboundFault) as told:
        fetch(f"http://wire.example:{inside.port}/", allow=NOBODY, resolve=lambda host, port: answer)
    assert told.value.permanent
    assert not inside.was_reached()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://wire.example/", "gopher://wire.example/", "data:text/plain,x", "//wire.example/",
        "http://", "http:///feed", "/feed", "", "http://user:word@wire.example/", "http://[::1", "http://a b/",
    ],
)  # fmt: skip
def test_nothing_but_plain_http_addresses_is_fetched(url: str) -> None:
    with pytest.raises(OutboundFault) as told:
        fetch(url, allow=NOBODY, resolve=lambda host, port: ["127.0.0.1"])
    assert told.value.permanent


def test_a_second_dns_answer_cannot_move_the_connection(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is asked for once; the connection goes to the address that was checked."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    reached: list[str] = []

    class Recorder(outbound._PlainSocket):
        def connect(self, address: object) -> None:
            reached.append(address[0])  # type: ignore[index]
            raise ConnectionRefusedError

    monkeypatch.setattr(outbound, "_PlainSocket", Recorder)
    with pytest.raises(OutboundFault):
        fetch(f"http://wire.example:{inside.port}/", allow=NOBODY, resolve=lambda host, port: next(answers))
    assert reached == ["93.184.216.34"]
    assert not inside.was_reached()


@pytest.mark.parametrize("place", ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "file:///etc/passwd"])
def test_a_redirect_inside_is_not_followed(inside: Inside, far_end, place: str) -> None:
    said = f"HTTP/1.1 302 Found\r\nLocation: {place.format(port=inside.port)}\r\nContent-Length: 0\r\n\r\n"
    end = far_end(lambda asked: [said.encode()])
    with pytest.raises(OutboundFault) as told:
        fetch(f"http://{end.here}/", allow=frozenset((end.here,)))
    assert told.value.permanent
    assert not inside.was_reached()


def test_redirects_end(far_end) -> None:
    end = far_end(lambda asked: [b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"])
    with pytest.raises(OutboundFault, match="redirects"):
        fetch(f"http://{end.here}/", allow=frozenset((end.here,)))
    assert len(end.requests) == 6


def test_a_secret_for_one_origin_is_not_told_to_another(far_end) -> None:
    second = far_end(lambda asked: [ANSWER])
    first = far_end(
        lambda asked: [f"HTTP/1.1 302 Found\r\nLocation: http://{second.here}/\r\nContent-Length: 0\r\n\r\n".encode()]
    )
    allow = frozenset((first.here, second.here))
    answer = fetch(f"http://{first.here}/", allow=allow, headers=[("Authorization", "Bearer s3cret")])
    assert answer.url == f"http://{second.here}/"
    assert b"s3cret" in first.requests[0]
    assert b"s3cret" not in second.requests[0]


def test_proxy_settings_do_not_switch_it_off(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://{inside.here}")
        monkeypatch.setenv(name.upper(), f"http://{inside.here}")
    with pytest.raises(OutboundFault):
        fetch("http://10.0.0.1/", allow=NOBODY)
    with pytest.raises(OutboundFault):
        fetch(f"http://{inside.here}/", allow=NOBODY)
    assert not inside.was_reached()


def test_only_a_named_host_and_port_is_opened(inside: Inside, far_end, monkeypatch: pytest.MonkeyPatch) -> None:
    end = far_end(lambda asked: [ANSWER])
    monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", f" {end.here} , other.example:80")
    assert fetch(f"http://{end.here}/").body == b"fetch"
    with pytest.raises(OutboundFault):
        fetch(f"http://{inside.here}/")
    assert not inside.was_reached()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for wire.example, and its key, in one file."""
    place = tmp_path_factory.mktemp("tls") / "wire.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
         "2", "-subj", "/CN=wire.example", "-addext", "subjectAltName=DNS:wire.example", "-keyout", place, "-out",
         place.with_suffix(".crt")], check=True, capture_output=True,
    )  # fmt: skip
    place.write_text(place.read_text() + place.with_suffix(".crt").read_text())
    return place


@pytest.mark.parametrize(("name", "is_given"), [("wire.example", True), ("other.example", False)])
def test_the_pinned_address_must_still_be_the_name(far_end, certificate: Path, name: str, is_given: bool) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    end = far_end(lambda asked: [ANSWER], server)
    trust = ssl.create_default_context(cafile=str(certificate))
    url, allow = f"https://{name}:{end.port}/", frozenset((f"{name}:{end.port}",))
    if is_given:
        assert fetch(url, allow=allow, trust=trust, resolve=lambda host, port: ["127.0.0.1"]).body == b"fetch"
        assert f"Host: {name}:{end.port}".encode() in end.requests[0]
        return
    with pytest.raises(OutboundFault):
        fetch(url, allow=allow, trust=trust, resolve=lambda host, port: ["127.0.0.1"])


def test_https_does_not_step_down_to_http(far_end, certificate: Path) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    plain = far_end(lambda asked: [ANSWER])
    said = f"HTTP/1.1 302 Found\r\nLocation: http://{plain.here}/\r\nContent-Length: 0\r\n\r\n".encode()
    end = far_end(lambda asked: [said], server)
    with pytest.raises(OutboundFault, match="down to http"):
        fetch(
            f"https://wire.example:{end.port}/", allow=frozenset((f"wire.example:{end.port}", plain.here)),
            trust=ssl.create_default_context(cafile=str(certificate)), resolve=lambda host, port: ["127.0.0.1"],
        )  # fmt: skip
    assert not plain.requests
