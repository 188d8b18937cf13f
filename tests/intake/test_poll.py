"""A polled address: asked politely, believed only when whole, remembered only after its answer is stored."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from nightdesk.desk.models import Delivery, Wire
from nightdesk.intake.models import WireState
from nightdesk.intake.sources.poll import LONGEST_WAIT_S, Poll, wait_s
from nightdesk.kit import clock
from tests.intake.feeds import a_wire, feed
from tests.kit.hostile import FarEnd, reply

pytestmark = pytest.mark.django_db
Make = Callable[..., FarEnd]


@pytest.fixture
def polled(far_end: Make, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Wire, FarEnd]]:
    """Return a maker of a wire and the far end it polls, which gives one answer after the other."""

    def make(*answers: bytes) -> tuple[Wire, FarEnd]:
        line = iter(answers)
        end = far_end(lambda asked: [next(line)])
        monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", end.here)
        return a_wire("poll", url=f"http://{end.here}/feed.rss", every_s=60), end

    return make


def look_now(wire: Wire) -> WireState:
    """Look at a wire as if its time had come."""
    WireState.objects.filter(wire=wire).update(next_poll_at=clock.now() - timedelta(seconds=1))
    Poll(wire).look()
    return WireState.objects.get(wire=wire)


def test_a_feed_is_stored_and_asked_for_with_its_own_conditions(polled) -> None:
    wire, end = polled(
        reply(feed("Bridge reopens"), 'ETag: "7"', "Last-Modified: Mon, 23 Nov 2026 10:00:00 GMT"),
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
    )
    state = look_now(wire)
    [delivery] = Delivery.objects.all()
    assert (delivery.source, delivery.headers["etag"], state.etag) == (wire.url, '"7"', '"7"')
    assert state.last_ok_at is not None
    assert look_now(wire).failures == 0
    assert b'If-None-Match: "7"' in end.requests[1]
    assert b"If-Modified-Since: Mon, 23 Nov 2026 10:00:00 GMT" in end.requests[1]
    assert Delivery.objects.count() == 1


def test_nothing_is_asked_before_its_time(polled) -> None:
    wire, end = polled(reply(feed("Bridge reopens")), reply(feed("Bridge shut")))
    look_now(wire)
    assert 0 < Poll(wire).look() <= 60
    assert len(end.requests) == 1


def test_the_conditions_of_one_address_are_not_told_to_another(polled) -> None:
    wire, end = polled(reply(feed("A"), 'ETag: "7"'), reply(feed("B")))
    look_now(wire)
    wire.url = wire.url.replace("feed.rss", "other.rss")
    Poll(wire).look()
    assert b"If-None-Match" not in end.requests[1]


def test_a_failure_is_noted_and_the_address_left_alone_longer_each_time(polled) -> None:
    wire, _ = polled(*[reply(status="500 Oops")] * 3, reply(feed("Back again")))
    waits = []
    for _ in range(3):
        state = look_now(wire)
        waits.append(round((state.next_poll_at - clock.now()).total_seconds()))
    assert (waits, state.failures) == ([120, 240, 480], 3)
    assert "500" in state.last_fault
    state = look_now(wire)
    assert (state.failures, state.last_fault) == (0, "")


@pytest.mark.parametrize(
    ("failures", "retry_after_s", "expected"),
    [(0, None, 60), (1, None, 120), (50, None, LONGEST_WAIT_S), (1, 900, 900), (1, 1, 60)],
)
def test_how_long_an_address_is_left_alone(failures: int, retry_after_s: float | None, expected: float) -> None:
    assert wait_s(60, failures, retry_after_s) == expected


def test_a_wire_slower_than_the_longest_wait_keeps_its_rhythm() -> None:
    assert wait_s(86400, 9, None) == 86400


@pytest.mark.parametrize("value", ['"' + "e" * 600 + '"', '"ü"'])
def test_a_tag_that_cannot_be_said_back_whole_is_not_kept(polled, value: str) -> None:
    wire, _ = polled(reply(feed("A"), f"ETag: {value}").replace("ü".encode(), b"\xfc"))
    assert look_now(wire).etag == ""
    assert Delivery.objects.count() == 1
