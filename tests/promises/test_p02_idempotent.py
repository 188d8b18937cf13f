"""P2: delivering anything again, on any channel of the same wire, changes nothing."""

import hashlib
import os
from pathlib import Path

import pytest
from django.test import RequestFactory

from nightdesk.desk.models import Change, Delivery, Story, Take, Wire
from nightdesk.intake.filing_line import Line
from nightdesk.intake.models import WireState
from nightdesk.intake.sources import push
from nightdesk.intake.sources.folder import Folder
from nightdesk.intake.sources.poll import Poll
from tests.intake.feeds import a_wire, feed
from tests.kit.hostile import reply

pytestmark = pytest.mark.django_db
COPY = feed("Harbour bridge reopens", "Ferry pier stays open")


def by_folder(wire: Wire, raw: bytes, home: Path) -> None:
    Wire.objects.filter(pk=wire.pk).update(kind="folder", folder=str(home))
    wire.refresh_from_db()
    home.mkdir(exist_ok=True)
    (home / "feed.xml").write_bytes(raw)
    os.utime(home / "feed.xml", (1_790_000_000, 1_790_000_000))
    Folder(wire).look()


def by_push(wire: Wire, raw: bytes) -> None:
    Wire.objects.filter(pk=wire.pk).update(kind="push", token_hash=hashlib.sha256(b"t").hexdigest())
    request = RequestFactory().post("/", raw, content_type="text/xml", headers={"authorization": "Bearer t"})
    assert push.deliveries(request, wire.name).status_code == 202


def file_all() -> None:
    line = Line()
    while line.file_next():
        pass


def public_state() -> tuple[object, ...]:
    return (
        list(Story.objects.order_by("pk").values()),
        Take.objects.count(),
        list(Change.objects.order_by("pk").values_list("pk", "subject")),
    )


def test_the_same_bytes_on_every_channel_are_one_delivery(
    tmp_path: Path, far_end, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = far_end(lambda asked: [reply(COPY)])
    monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", end.here)
    wire = a_wire("poll", url=f"http://{end.here}/")
    Poll(wire).look()
    file_all()
    before = public_state()
    assert before[1] == 2
    WireState.objects.update(next_poll_at=None)
    Poll(wire).look()
    by_folder(wire, COPY, tmp_path / "in")
    by_push(wire, COPY)
    file_all()
    assert Delivery.objects.count() == 1
    assert public_state() == before
    assert (tmp_path / "in/done/feed.xml").exists()


def test_the_same_items_in_other_bytes_change_nothing(tmp_path: Path) -> None:
    wire = a_wire("push")
    by_push(wire, COPY)
    file_all()
    before = public_state()
    by_push(wire, COPY.replace(b"<channel>", b"<channel><lastBuildDate>Mon, 23 Nov 2026 11:00:00 GMT</lastBuildDate>"))
    file_all()
    assert list(Delivery.objects.order_by("pk").values_list("outcome", flat=True)) == ["filed", "repeat"]
    assert public_state() == before


def test_a_delivery_filed_again_after_a_restart_changes_nothing() -> None:
    wire = a_wire("push")
    by_push(wire, COPY)
    file_all()
    before = public_state()
    Delivery.objects.update(outcome="received", leased_until=None)
    file_all()
    assert public_state() == before


def test_the_same_bytes_on_another_wire_are_that_wires_own() -> None:
    by_push(a_wire("push"), COPY)
    by_push(a_wire("push", "northstar"), COPY)
    file_all()
    assert Delivery.objects.count() == 2
    assert Take.objects.count() == 4
