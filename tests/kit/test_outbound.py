"""The far end may be slow, vast, broken or false; a fetch is whole, in time and within its bounds, or it failed."""

import gzip
import threading
import zlib
from collections.abc import Callable, Iterator

import pytest

from nightdesk.kit import clock
from nightdesk.kit.outbound import OutboundFault, fetch, post

from .hostile import FarEnd, reply

FEED = b"<rss version='2.0'><channel><title>Meridian Wire</title></channel></rss>" * 20
Make = Callable[..., FarEnd]


def ask(end: FarEnd, path: str = "/feed", **bounds: object) -> bytes:
    return fetch(f"http://{end.here}{path}", allow=frozenset((end.here,)), **bounds).body  # type: ignore[arg-type]


def fault_of(end: FarEnd, **bounds: object) -> OutboundFault:
    with pytest.raises(OutboundFault) as told:
        ask(end, **bounds)
    return told.value


@pytest.mark.parametrize(
    "answer",
    [
        reply(FEED),
        reply(gzip.compress(FEED), "Content-Encoding: gzip"),
        reply(gzip.compress(FEED[:400]) + gzip.compress(FEED[400:]), "Content-Encoding: gzip"),
        reply(gzip.compress(FEED) + bytes(20), "Content-Encoding: gzip"),
        reply(zlib.compress(FEED), "Content-Encoding: deflate"),
        reply(zlib.compress(FEED)[2:-4], "Content-Encoding: deflate"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%s\r\n0\r\n\r\n" % (len(FEED), FEED),
        b"HTTP/1.0 200 OK\r\n\r\n" + FEED,
    ],
)
def test_a_whole_answer_is_given_as_the_agency_wrote_it(far_end: Make, answer: bytes) -> None:
    assert ask(far_end(lambda asked: [answer])) == FEED


def test_the_status_place_and_headers_come_with_it(far_end: Make) -> None:
    end = far_end(lambda asked: [reply(FEED, 'ETag: "7"')])
    answer = fetch(f"http://{end.here}/feed#top", allow=frozenset((end.here,)), headers=[("If-None-Match", '"6"')])
    assert (answer.status, answer.url, answer.headers["etag"]) == (200, f"http://{end.here}/feed", '"7"')
    assert b'If-None-Match: "6"' in end.requests[0]
    assert f"Host: {end.here}".encode() in end.requests[0]


def test_nothing_new_is_an_answer_too(far_end: Make) -> None:
    end = far_end(lambda asked: [b"HTTP/1.1 304 Not Modified\r\n\r\n"])
    assert fetch(f"http://{end.here}/", allow=frozenset((end.here,))).status == 304


@pytest.mark.parametrize(
    "answer",
    [
        reply(FEED, length=len(FEED) + 1),
        reply(gzip.compress(FEED)[:-9], "Content-Encoding: gzip"),
        reply(gzip.compress(FEED)[:-4] + b"oops", "Content-Encoding: gzip"),
        reply(FEED, "Content-Encoding: gzip"),
        reply(FEED, "Content-Encoding: br"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"",
        b"\x16\x03\x01",
    ],
)
def test_half_an_answer_is_none(far_end: Make, answer: bytes) -> None:
    assert not fault_of(far_end(lambda asked: [answer])).permanent


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_drip_of_single_bytes_does_not_outlast_the_deadline(far_end: Make, begun: bytes) -> None:
    over = threading.Event()

    def drip(asked: bytes) -> Iterator[bytes]:
        yield begun
        while not over.wait(0.05):
            yield b"a"

    end, started = far_end(drip), clock.seconds()
    fault = fault_of(end, deadline_s=0.4)
    over.set()
    assert fault.says == "The answer did not come in time."
    assert 0.3 < clock.seconds() - started < 2


def test_a_resolver_that_never_answers_does_not_outlast_the_deadline() -> None:
    over = threading.Event()

    def never(host: str, port: int) -> list[str]:
        over.wait(10)
        return []

    started = clock.seconds()
    with pytest.raises(OutboundFault):
        fetch("http://wire.example/", deadline_s=0.2, resolve=never)
    over.set()
    assert clock.seconds() - started < 2


def test_a_gzip_bomb_stops_at_the_bound(far_end: Make) -> None:
    bomb = gzip.compress(bytes(60_000_000))
    end = far_end(lambda asked: [reply(bomb, "Content-Encoding: gzip")])
    fault = fault_of(end, max_inflated_bytes=1_000_000)
    assert (fault.says, fault.permanent) == ("The answer is too large.", True)


def test_an_endless_answer_stops_at_the_bound(far_end: Make) -> None:
    def endless(asked: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield bytes(65536)

    assert fault_of(far_end(endless), max_bytes=100_000).says == "The answer is too large."


def test_endless_headers_stop_too(far_end: Make) -> None:
    def endless(asked: bytes) -> Iterator[bytes]:
        while True:
            yield b"HTTP/1.1 100 Continue\r\nX-More: " + b"a" * 50_000 + b"\r\n\r\n"

    fault_of(far_end(endless), max_bytes=100_000, deadline_s=5)


@pytest.mark.parametrize(
    ("status", "permanent"),
    [("404 Not Found", True), ("410 Gone", True), ("429 Slow Down", False), ("503 Busy", False), ("500 Oops", False)],
)
def test_a_refusal_says_whether_to_come_back(far_end: Make, status: str, permanent: bool) -> None:
    fault = fault_of(far_end(lambda asked: [reply(status=status)]))
    assert (fault.permanent, fault.retry_after_s) == (permanent, None)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120), ("9999999999", 86400), ("Thu, 01 Jan 2015 00:00:00 GMT", 0), ("soon", None), ("-5", None)],
)
def test_the_far_ends_wish_to_be_left_alone_is_handed_on(far_end: Make, said: str, seconds: float | None) -> None:
    end = far_end(lambda asked: [reply(b"", f"Retry-After: {said}", status="429 Slow Down")])
    assert fault_of(end).retry_after_s == seconds


def test_a_feed_state_with_a_line_break_in_it_is_not_sent(far_end: Make) -> None:
    end = far_end(lambda asked: [reply(FEED)])
    fault_of(end, headers=[("If-None-Match", '"a"\r\nHost: inside')])
    assert not end.requests


def test_a_form_is_posted_and_never_sent_on(far_end: Make) -> None:
    end = far_end(lambda asked: [reply(b"heard")])
    answer = post(f"http://{end.here}/hub", b"a=1", allow=frozenset((end.here,)))
    assert answer.body == b"heard" and end.requests[0].startswith(b"POST /hub ") and end.requests[0].endswith(b"a=1")
    other = far_end(lambda asked: [reply(b"", f"Location: http://{end.here}/", status="307 Elsewhere")])
    with pytest.raises(OutboundFault):
        post(f"http://{other.here}/", b"a=1", allow=frozenset((end.here, other.here)))
    assert len(end.requests) == 1


def test_a_form_is_not_posted_inward() -> None:
    with pytest.raises(OutboundFault) as told:
        post("http://127.0.0.1:9/", b"a=1", allow=frozenset())
    assert told.value.permanent
