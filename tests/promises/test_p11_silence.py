"""P11: an empty, failing, slow or shrinking feed never removes or changes a story."""

import threading
from collections.abc import Callable, Iterator

import pytest

from nightdesk.desk import fetching
from nightdesk.desk.models import Change, Delivery, Story, Wire
from nightdesk.intake.filing_line import Line
from nightdesk.intake.models import WireState
from nightdesk.intake.sources.poll import Poll
from nightdesk.kit.outbound import fetch
from tests.intake.feeds import a_wire, feed
from tests.kit.hostile import FarEnd, reply

pytestmark = pytest.mark.django_db
TWO = feed("Harbour bridge reopens", "Ferry pier stays open")


def look_and_file(wire: Wire) -> None:
    WireState.objects.update(next_poll_at=None)
    Poll(wire).look()
    line = Line()
    while line.file_next():
        pass


def public_state() -> tuple[object, ...]:
    return (
        list(Story.objects.order_by("pk").values()),
        list(Change.objects.order_by("pk").values_list("pk", "subject")),
    )


@pytest.fixture
def wire_of(far_end: Callable[..., FarEnd], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Wire]:
    """Return a maker of a wire whose first answer are two stories, and whose next one is given."""

    def make(next_answer: Callable[[bytes], object]) -> Wire:
        answers = iter([lambda asked: [reply(TWO)], next_answer])
        end = far_end(lambda asked: next(answers)(asked))
        monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", end.here)
        return a_wire("poll", url=f"http://{end.here}/")

    return make


@pytest.mark.parametrize(
    "answer",
    [
        reply(b""),
        reply(b"  \n"),
        reply(feed()),
        reply(feed("Harbour bridge reopens")),
        reply(b"<rss><channel>"),
        reply(b"<!doctype html><title>Sign in</title>"),
        reply(TWO[:300], length=len(TWO)),
        reply(TWO[:300]),
        reply(status="404 Not Found"),
        reply(status="410 Gone"),
        reply(status="500 Oops"),
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"",
    ],
)
def test_no_answer_takes_a_story_away(wire_of: Callable[..., Wire], answer: bytes) -> None:
    wire = wire_of(lambda asked: [answer])
    look_and_file(wire)
    before = public_state()
    assert Story.objects.filter(state="running").count() == 2
    look_and_file(wire)
    assert public_state() == before


def test_a_feed_that_hangs_takes_no_story_away(wire_of: Callable[..., Wire], monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def hang(asked: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n<rss>"
        over.wait(10)

    wire = wire_of(hang)
    look_and_file(wire)
    before = public_state()
    monkeypatch.setattr(fetching, "fetch", lambda url, **more: fetch(url, **(more | {"deadline_s": 0.2})))
    look_and_file(wire)
    over.set()
    assert public_state() == before
    assert WireState.objects.get().failures == 1


def test_what_the_failing_feed_said_is_there_for_an_editor(wire_of: Callable[..., Wire]) -> None:
    wire = wire_of(lambda asked: [reply(b"<!doctype html><title>Sign in</title>")])
    look_and_file(wire)
    look_and_file(wire)
    refused = Delivery.objects.get(outcome="refused")
    assert refused.fault
