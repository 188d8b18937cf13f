"""Readers at the kiosk: files in order and whole, the newsroom through the tunnel, nobody held up by another."""

import http.client
import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nightdesk.web import kiosk as kiosk_room
from nightdesk.web.files_rules import SECURITY
from nightdesk.web.kiosk import Kiosk

ADDRESS = "/2026/11/21/harbour-bridge-reopens/"
HOST = "news.kxyz.example"
GET = f"GET {ADDRESS} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()


class FakeUpstairs:
    """A newsroom that says every byte it gets back, in capitals, and ends when the reader has ended."""

    def __init__(self) -> None:
        self.is_open = True
        self.got: list[bytes] = []

    def enter(self) -> socket.socket | None:
        if not self.is_open:
            return None
        inner, far = socket.socketpair()
        inner.setblocking(False)
        threading.Thread(target=self._talk, args=(far,), daemon=True).start()
        return inner

    def _talk(self, far: socket.socket) -> None:
        with far:
            while piece := far.recv(65536):
                self.got.append(piece)
                far.sendall(piece.upper())

    def mind(self) -> None:
        """Nothing to mind."""

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def upstairs() -> FakeUpstairs:
    return FakeUpstairs()


@pytest.fixture
def kiosk(site: Path, upstairs: FakeUpstairs) -> Iterator[Kiosk]:
    kiosk = Kiosk(site, "127.0.0.1", 0, upstairs)  # type: ignore[arg-type]
    loop = threading.Thread(target=kiosk.run)
    loop.start()
    yield kiosk
    kiosk.stop()
    loop.join(10)
    assert not loop.is_alive()


@pytest.fixture
def call(kiosk: Kiosk) -> Iterator[Callable[[], socket.socket]]:
    lines: list[socket.socket] = []

    def call() -> socket.socket:
        lines.append(socket.create_connection(("127.0.0.1", kiosk.port), timeout=10))
        return lines[-1]

    yield call
    for line in lines:
        line.close()


def answers(line: socket.socket, count: int) -> list[tuple[int, bytes]]:
    """Read so many whole answers of one connection, in order."""
    found = []
    file = line.makefile("rb")
    for _ in range(count):
        status = int(file.readline().split()[1])
        headers = dict(iter(lambda: tuple(file.readline().rstrip().lower().partition(b": ")[::2]), (b"", b"")))
        found.append((status, file.read(int(headers.get(b"content-length", 0)))))
    return found


def test_several_pages_come_in_order_over_one_connection(call, story: bytes) -> None:
    line = call()
    line.sendall(GET + GET.replace(ADDRESS.encode(), b"/nothing/") + GET)
    assert [status for status, _ in answers(line, 3)] == [200, 404, 200]
    line.sendall(GET)
    assert answers(line, 1) == [(200, story)]


def test_a_request_that_drips_in_is_answered(call, story: bytes) -> None:
    line = call()
    for number in range(len(GET)):
        line.sendall(GET[number : number + 1])
    assert answers(line, 1) == [(200, story)]


def test_an_answer_says_the_time_and_closes_when_asked(kiosk: Kiosk) -> None:
    reader = http.client.HTTPConnection("127.0.0.1", kiosk.port, timeout=10)
    reader.request("GET", ADDRESS, headers={"Host": HOST, "Connection": "close"})
    answer = reader.getresponse()
    answer.read()
    assert (answer.status, answer.headers["connection"]) == (200, "close")
    assert answer.headers["date"].endswith(" GMT")
    reader.close()


def test_a_reader_who_takes_nothing_holds_up_nobody(call, kxyz: Path, put, story: bytes) -> None:
    large = os.urandom(8_000_000)
    put(kxyz / "pictures/k1/3000.jpg", large)
    slow = call()
    slow.sendall(GET.replace(ADDRESS.encode(), b"/pictures/k1/3000.jpg") + GET)
    quick = call()
    quick.sendall(GET)
    assert answers(quick, 1) == [(200, story)]
    assert answers(slow, 2) == [(200, large), (200, story)]


def test_a_large_file_that_changes_while_it_is_sent_breaks_off_and_is_never_mixed(call, kxyz: Path, put) -> None:
    put(kxyz / "pictures/k1/3000.jpg", bytes(30_000_000))
    line = call()
    line.sendall(GET.replace(ADDRESS.encode(), b"/pictures/k1/3000.jpg"))
    line.recv(1)
    os.truncate(kxyz / "pictures/k1/3000.jpg", 20_000_000)
    got = 1
    while piece := line.recv(1 << 20):
        got += len(piece)
    assert got < 30_000_000


def test_the_newsroom_gets_its_requests_unread_and_the_connection_stays_with_it(call, upstairs: FakeUpstairs) -> None:
    line = call()
    post = b"POST /wires/meridian/deliveries HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
    line.sendall(post + GET)
    got = b""
    while len(got) < len(post + GET):
        got += line.recv(65536)
    assert got == (post + GET).upper()
    assert b"".join(upstairs.got) == post + GET


def test_a_page_first_and_the_newsroom_after_it_on_one_connection(call, upstairs: FakeUpstairs, story: bytes) -> None:
    line = call()
    line.sendall(GET)
    assert answers(line, 1) == [(200, story)]
    asked = b"GET /newsroom/ HTTP/1.1\r\nHost: h\r\n\r\n"
    line.sendall(asked)
    assert line.recv(65536) == asked.upper()


def test_much_goes_both_ways_through_the_tunnel_whole(call, upstairs: FakeUpstairs) -> None:
    sent = b"POST /newsroom/ HTTP/1.1\r\n" + b"picture" * 1_000_000
    line, got = call(), bytearray()

    def read() -> None:
        while piece := line.recv(1 << 20):
            got.extend(piece)

    reader = threading.Thread(target=read)
    reader.start()
    line.sendall(sent)
    line.shutdown(socket.SHUT_WR)
    reader.join(20)
    assert got == sent.upper()


def test_who_asks_for_the_newsroom_before_it_is_open_waits_for_it(call, upstairs: FakeUpstairs, story: bytes) -> None:
    upstairs.is_open = False
    line = call()
    line.sendall(b"GET /newsroom/ HTTP/1.1\r\nHost: h\r\n\r\n")
    other = call()
    other.sendall(GET)
    assert answers(other, 1) == [(200, story)]
    upstairs.is_open = True
    assert line.recv(65536).startswith(b"GET /NEWSROOM/")


def test_a_newsroom_that_does_not_open_is_said_to_be_closed(call, upstairs, monkeypatch, story: bytes) -> None:
    monkeypatch.setattr(kiosk_room, "KNOCK_WITHIN_S", 0.2)
    upstairs.is_open = False
    line = call()
    line.sendall(b"GET /newsroom/ HTTP/1.1\r\nHost: h\r\n\r\n")
    said = b"".join(iter(lambda: line.recv(65536), b""))
    head, _, words = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503 ") and words.startswith(b"Search and the newsroom")
    assert all(f"\r\n{name}: {value}\r\n".encode() in head + b"\r\n" for name, value in SECURITY)


def test_a_look_at_the_head_alone_is_never_followed_by_words_that_pass_for_the_next_answer(call, kxyz: Path) -> None:
    for name in ("404.html", "404.html.gz", "404.html.br"):
        (kxyz / name).unlink()
    line = call()
    for lost in (
        b"HEAD / HTTP/1.1\r\nHost: nobody.example\r\n\r\n",
        b"HEAD /x/ HTTP/1.1\r\nHost: %b\r\n\r\n" % HOST.encode(),
    ):
        line.sendall(lost + GET)
        said = b""
        while b"</p>" not in said:
            said += line.recv(65536)
        heads = said.split(b"\r\n\r\n")
        assert heads[0].startswith(b"HTTP/1.1 404 ") and heads[1].startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(("limit", "begun"), [("IDLE_S", b""), ("HEAD_WITHIN_S", b"GET / HT")])
def test_a_connection_that_says_nothing_is_closed(call, monkeypatch, limit: str, begun: bytes) -> None:
    monkeypatch.setattr(kiosk_room, limit, 0.2)
    monkeypatch.setattr(kiosk_room, "TICK_S", 0.1)
    line = call()
    line.sendall(begun)
    assert line.recv(1) == b""


def test_the_one_more_than_the_kiosk_holds_is_let_in_and_the_longest_silent_one_goes(
    call, kiosk: Kiosk, story: bytes
) -> None:
    kiosk._most = 3
    lines = [call() for _ in range(3)]
    for line in lines:
        line.sendall(GET)
        assert answers(line, 1) == [(200, story)]
    newest = call()
    newest.sendall(GET)
    assert answers(newest, 1) == [(200, story)]
    assert lines[0].recv(1) == b""
    lines[2].sendall(GET)
    assert answers(lines[2], 1) == [(200, story)]


def test_a_crowd_upstairs_keeps_no_reader_out(call, kiosk: Kiosk, story: bytes) -> None:
    kiosk._most, kiosk._most_upstairs = 4, 2
    lines = []
    for number in range(5):
        lines.append(call())
        lines[-1].sendall(b"POST /newsroom/%d HTTP/1.1\r\nHost: h\r\n\r\n" % number)
        assert lines[-1].recv(65536).startswith(b"POST /NEWSROOM/%d" % number)
    reader = call()
    reader.sendall(GET)
    assert answers(reader, 1) == [(200, story)]
    assert [line.recv(1) for line in lines[:3]] == [b"", b"", b""]
    lines[3].sendall(b"and more")
    assert lines[3].recv(65536) == b"AND MORE"


def test_a_crowd_at_a_closed_newsroom_is_sent_away_and_keeps_no_reader_out(
    call, kiosk: Kiosk, upstairs, story: bytes
) -> None:
    kiosk._most, kiosk._most_upstairs = 4, 2
    upstairs.is_open = False
    lines = [call() for _ in range(4)]
    for line in lines:
        line.sendall(b"GET /newsroom/ HTTP/1.1\r\nHost: h\r\n\r\n")
    gone = [answers(line, 1)[0][0] for line in lines[:2]]
    assert gone == [503, 503]
    reader = call()
    reader.sendall(GET)
    assert answers(reader, 1) == [(200, story)]


def test_a_path_that_cannot_be_served_closes_one_connection_and_not_the_kiosk(call, kiosk, story: bytes) -> None:
    files = kiosk.files

    def answer(environ, start):
        if environ["PATH_INFO"] == "/poison/":
            raise RuntimeError("a defect")
        return files(environ, start)

    kiosk.files = answer
    line = call()
    line.sendall(GET.replace(ADDRESS.encode(), b"/poison/"))
    assert line.recv(1) == b""
    other = call()
    other.sendall(GET)
    assert answers(other, 1) == [(200, story)]


class HastyUpstairs(FakeUpstairs):
    """A newsroom that answers after the first words, and hangs up on the rest."""

    def _talk(self, far: socket.socket) -> None:
        with far:
            self.got.append(far.recv(1000))
            far.sendall(b"HTTP/1.1 413 Content Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")


def test_who_sends_too_much_still_hears_the_answer(site: Path) -> None:
    kiosk = Kiosk(site, "127.0.0.1", 0, HastyUpstairs())  # type: ignore[arg-type]
    loop = threading.Thread(target=kiosk.run)
    loop.start()
    with socket.create_connection(("127.0.0.1", kiosk.port), timeout=10) as line:
        line.sendall(b"POST /wires/meridian/deliveries HTTP/1.1\r\n" + b"x" * 12_000_000)
        assert answers(line, 1) == [(413, b"")]
        line.shutdown(socket.SHUT_WR)
        assert line.recv(1) == b""
    kiosk.stop()
    loop.join(10)
    assert not loop.is_alive()
