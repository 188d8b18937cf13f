"""P12: one input costs what it may and no more; one bad wire delays no other."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import RequestFactory

from nightdesk.desk import filing, reading
from nightdesk.desk.models import Delivery, Wire
from nightdesk.intake import filing_line
from nightdesk.intake.filing_line import MOST_TRIES, Line
from nightdesk.intake.run import Intake
from nightdesk.intake.sources import folder, push
from nightdesk.kit import clock
from nightdesk.wire.item import WireFault
from nightdesk.wire.parse import parse
from tests.intake.feeds import a_wire, document, feed, folder_wire
from tests.kit.hostile import reply

pytestmark = pytest.mark.django_db(transaction=True)
SOON_S = 10.0  # generous for a busy machine; the promise is 60


def became_true(question: Callable[[], bool], within_s: float = SOON_S) -> bool:
    until, pause = clock.seconds() + within_s, threading.Event()
    while not question():
        if clock.seconds() > until:
            return False
        pause.wait(0.02)
    return True


@pytest.fixture
def intake() -> Iterator[Callable[[], None]]:
    """Return what starts the room's loop; it ends with the test."""
    stop = threading.Event()
    thread = threading.Thread(target=Intake(stop).run)
    yield thread.start
    stop.set()
    if thread.ident is not None:
        thread.join(20)
        assert not thread.is_alive()


def filed(wire: Wire) -> bool:
    return Delivery.objects.filter(wire=wire, outcome="filed").exists()


def test_a_wire_that_never_answers_delays_no_other(far_end, intake, tmp_path: Path, monkeypatch) -> None:
    over = threading.Event()

    def hang(asked: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        over.wait(30)

    hanging, well = far_end(hang), far_end(lambda asked: [reply(feed("Harbour bridge reopens"))])
    monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", f"{hanging.here},{well.here}")
    a_wire("poll", "hanging", url=f"http://{hanging.here}/")
    polled = a_wire("poll", "well", url=f"http://{well.here}/")
    watched = folder_wire(tmp_path / "in", "watched")
    (tmp_path / "in/bridge.json").write_bytes(document())
    intake()
    assert became_true(lambda: bool(hanging.requests) and filed(polled) and filed(watched))
    over.set()


def test_a_wire_whose_look_breaks_is_looked_at_again_and_delays_no_other(intake, tmp_path: Path, monkeypatch) -> None:
    watched = folder_wire(tmp_path / "in", "watched")
    (tmp_path / "file").touch()
    a_wire("folder", "broken", folder=str(tmp_path / "file"))
    (tmp_path / "in/bridge.json").write_bytes(document())
    intake()
    assert became_true(lambda: filed(watched))


def deliver(wire: Wire, number: int) -> None:
    filing.receive(wire, document(f"{wire.name}-{number}"), received_at=clock.now())


def test_a_flood_on_one_wire_lets_the_others_in_at_the_next_turn() -> None:
    flood, calm = a_wire("push", "flood"), a_wire("push", "calm")
    for number in range(filing_line.TURN + 20):
        deliver(flood, number)
    deliver(calm, 1)
    line = Line()
    line.file_next()
    line.file_next()
    assert filed(calm)
    assert Delivery.objects.filter(wire=flood, outcome="received").exists()


def test_while_one_delivery_is_filed_another_filer_takes_another_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, calm = a_wire("push", "slow"), a_wire("push", "calm")
    deliver(slow, 1)
    deliver(slow, 2)
    deliver(calm, 1)
    begun, over = threading.Event(), threading.Event()
    process = filing.process

    def process_slowly(delivery: Delivery, **more: object) -> object:
        if delivery.wire == slow:
            begun.set()
            over.wait(10)
        return process(delivery, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(filing_line.filing, "process", process_slowly)
    line = Line()

    def file_slowly() -> None:
        line.file_next()
        connections.close_all()

    first = threading.Thread(target=file_slowly)
    first.start()
    begun.wait(10)
    line.file_next()
    assert filed(calm)
    assert not line.file_next()  # the slow wire's second delivery waits for its first
    over.set()
    first.join()


def test_a_delivery_that_breaks_off_every_time_is_held_and_its_wire_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = a_wire("push")
    deliver(wire, 1)
    deliver(wire, 2)
    poison = Delivery.objects.order_by("pk").first()
    process = filing.process

    def break_off(delivery: Delivery, **more: object) -> object:
        if delivery.pk == poison.pk:
            raise MemoryError("too much")
        return process(delivery, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(filing_line.filing, "process", break_off)
    line = Line()
    line.file_next()
    assert filed(wire)  # the second did not wait for the first one's pause
    for _ in range(MOST_TRIES + 1):
        Delivery.objects.filter(pk=poison.pk).update(leased_until=None)
        line.file_next()
    poison.refresh_from_db()
    assert poison.outcome == "held"
    assert "MemoryError: too much" in poison.fault


def test_deliveries_of_a_paused_wire_are_kept_and_wait() -> None:
    wire = a_wire("push", state="paused", token_hash=hashlib.sha256(b"t").hexdigest())
    request = RequestFactory().post("/", document(), content_type="text/xml", headers={"authorization": "Bearer t"})
    assert push.deliveries(request, wire.name).status_code == 202
    assert not Line().file_next()
    Wire.objects.update(state="on")
    assert Line().file_next()
    assert filed(wire)


def test_no_door_lets_in_more_than_fifteen_megabytes() -> None:
    assert max(folder.LARGEST_BYTES, push.LARGEST_BYTES) <= 15 * 1024 * 1024


def large(megabytes: float, unit: str = "<p><b>Bridge</b> <i>reopens</i></p>") -> bytes:
    """A document of one story with a body of this size."""
    body = unit * int(megabytes * 1e6 / len(unit))
    head = "<head><docdata><doc-id id-string='large-1'/></docdata></head>"
    return f"<nitf>{head}<body><body.content>{body}</body.content></body></nitf>".encode()


def many(count: int) -> bytes:
    item = "<item><guid>many-{0}</guid><title>Bridge {0}</title><description>It is open.</description></item>"
    items = "".join(item.format(number) for number in range(count))
    return f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>".encode()


def test_a_large_document_is_read_in_a_child_as_it_is_read_here() -> None:
    raw = large(0.6)
    assert len(raw) > reading.LARGE_BYTES
    assert reading.items_of(raw) == parse(raw)
    assert len(reading.items_of(many(7000))) == 7000


def test_a_large_document_that_is_no_copy_is_refused_in_its_own_words() -> None:
    with pytest.raises(WireFault, match="no wire format"):
        reading.items_of(b"<html>" + b"<p>x</p>" * 100_000 + b"</html>")


@pytest.mark.parametrize(
    ("limit", "value", "raw"),
    [
        ("MEMORY_BYTES", 24 * 2**20, large(1)),
        ("CPU_S", 1, many(60_000)),
        ("WALL_S", 0.01, large(1)),
    ],
    ids=["memory", "cpu", "wall"],
)
def test_a_document_that_costs_too_much_is_refused_and_its_wire_goes_on(
    limit: str, value: float, raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limits are set low here: no document was found that passes the real ones."""
    wire = a_wire("push")
    filing.receive(wire, raw, received_at=clock.now())
    deliver(wire, 1)
    monkeypatch.setattr(reading, limit, value)
    line = Line()
    while line.file_next():
        pass
    costly, well = Delivery.objects.order_by("pk")
    assert (costly.outcome, well.outcome) == ("refused", "filed")
    assert costly.fault.startswith("size: Reading this document t")


def test_the_child_is_given_what_the_promise_says() -> None:
    assert (reading.MEMORY_BYTES, reading.CPU_S, reading.WALL_S) == (256 * 2**20, 5, 30.0)
    assert filing_line.LEASE.total_seconds() > reading.WALL_S  # nobody else files what is still being read
