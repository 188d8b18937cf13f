"""Old repeats lose their bytes, never their name: what comes again is still a repeat."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from nightdesk.desk import filing
from nightdesk.desk.deliveries import raw_of
from nightdesk.desk.models import Delivery, Story, Take
from nightdesk.intake import thinning
from nightdesk.intake.thinning import Thinning
from nightdesk.kit import clock
from nightdesk.wire.item import WireFault
from tests.intake.feeds import a_wire, document, feed, folder_wire

pytestmark = pytest.mark.django_db

OLD = timedelta(days=31)


def deliver(wire, raw: bytes, *, age: timedelta = OLD) -> Delivery:
    """Receive and file a document that came some time ago."""
    then = clock.now() - age
    delivery, _ = filing.receive(wire, raw, received_at=then)
    filing.process(delivery, now=then)
    delivery.refresh_from_db()
    return delivery


def a_repeat(wire, number: int = 1, *, age: timedelta = OLD) -> Delivery:
    """The same story again in other bytes, as a feed that is polled brings it."""
    repeat = deliver(wire, feed("Harbour bridge reopens") + b"\n" * number, age=age)
    assert repeat.outcome == "repeat"
    return repeat


@pytest.fixture
def wire():
    wire = a_wire("push")
    deliver(wire, feed("Harbour bridge reopens"))
    return wire


def test_an_old_repeat_loses_its_bytes_and_is_a_repeat_when_it_comes_again(wire) -> None:
    repeat = a_repeat(wire)
    before = (Delivery.objects.count(), Take.objects.count(), Story.objects.count())
    assert Thinning().round(clock.now(), 30) == 1
    repeat.refresh_from_db()
    assert (bytes(repeat.raw), repeat.outcome) == (b"", "repeat")
    with pytest.raises(WireFault, match="let go"):
        raw_of(repeat)
    again, is_new = filing.receive(wire, feed("Harbour bridge reopens") + b"\n", received_at=clock.now())
    assert (again.pk, is_new) == (repeat.pk, False)
    assert before == (Delivery.objects.count(), Take.objects.count(), Story.objects.count())
    assert Thinning().round(clock.now(), 30) == 0


def test_what_made_a_story_or_was_refused_or_is_young_is_kept(wire) -> None:
    refused = deliver(wire, b"no copy at all")
    young = a_repeat(wire, 1, age=timedelta(days=29))
    Thinning().round(clock.now(), 30)
    assert raw_of(refused) == b"no copy at all"
    assert refused.outcome == "refused"
    for delivery in (young, Delivery.objects.filter(outcome="filed").get()):
        delivery.refresh_from_db()
        assert raw_of(delivery).startswith(b"<rss")


def test_a_round_takes_so_many_and_the_next_goes_on(wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinning, "MOST_AT_ONCE", 2)
    for number in range(1, 6):
        a_repeat(wire, number)
    machine = Thinning()
    assert [machine.round(clock.now(), 30) for _ in range(4)] == [2, 2, 1, 0]


def test_nothing_is_let_go_when_told_to_keep_everything(wire) -> None:
    a_repeat(wire)
    assert Thinning().round(clock.now(), 0) == 0


def test_old_documents_leave_the_folder_of_done_ones_and_no_other(tmp_path: Path) -> None:
    folder_wire(tmp_path / "in")
    for name in ("done/bridge.json", "done/pictures/bridge.jpg", "refused/junk.bin", "waiting.json"):
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(document())
    outside = tmp_path / "outside.json"
    outside.write_bytes(document())
    os.symlink(outside, tmp_path / "in/done/link.json")
    assert Thinning().round(clock.now(), 30) == 0
    Thinning().round(clock.now() + OLD, 30)
    left = sorted(str(path.relative_to(tmp_path / "in")) for path in (tmp_path / "in").rglob("*") if not path.is_dir())
    assert left == ["done/link.json", "refused/junk.bin", "waiting.json"]
    assert outside.exists()
