"""P1: what was acknowledged is stored exactly once, wherever the process is killed. Every named moment is tried."""

import hashlib
import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import RequestFactory

from nightdesk.desk.models import Delivery, Story, Take, Wire
from nightdesk.intake.filing_line import Line, forget_leases
from nightdesk.intake.models import WireState
from nightdesk.intake.sources import push
from nightdesk.intake.sources.folder import Folder
from nightdesk.intake.sources.poll import Poll
from tests.intake.feeds import a_wire, document, feed, folder_wire
from tests.kit.hostile import reply

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = 1_790_000_000


def killed_at(point: str, work: Callable[[], object]) -> bool:
    """Do the work in a process of its own that is killed at a named moment; tell whether it was."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        os.environ["NIGHTDESK_CRASH_AT"] = point
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(status := os.waitpid(child, 0)[1]) and os.WTERMSIG(status) == signal.SIGKILL


def file_all() -> None:
    """File everything that waits, as the next process would after the killed one."""
    forget_leases()
    line = Line()
    while line.file_next():
        pass


def one_story_stored_once() -> bool:
    stored = Delivery.objects.values_list("outcome", flat=True)
    return list(stored) == ["filed"] and Take.objects.count() == 1 and Story.objects.count() == 1


@pytest.mark.parametrize("point", ["before_commit", "after_commit", "after_move"])
def test_a_document_in_a_folder(point: str, tmp_path: Path) -> None:
    wire = folder_wire(tmp_path / "in")
    (tmp_path / "in/bridge.json").write_bytes(document())
    os.utime(tmp_path / "in/bridge.json", (LONG_AGO, LONG_AGO))
    assert killed_at(point, Folder(wire).look)
    is_moved = (tmp_path / "in/done/bridge.json").exists()
    assert is_moved == (point == "after_move")
    assert Delivery.objects.exists() or not is_moved
    Folder(wire).look()
    file_all()
    assert one_story_stored_once()
    assert (tmp_path / "in/done/bridge.json").exists()


@pytest.mark.parametrize("point", ["before_commit", "after_commit"])
def test_a_polled_feed(point: str, far_end, monkeypatch: pytest.MonkeyPatch) -> None:
    end = far_end(lambda asked: [reply(feed("Harbour bridge reopens"), 'ETag: "7"')])
    monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", end.here)
    wire = a_wire("poll", url=f"http://{end.here}/")
    assert killed_at(point, Poll(wire).look)
    has_state = WireState.objects.filter(wire=wire, etag='"7"').exists()
    assert Delivery.objects.exists() == has_state == (point == "after_commit")
    WireState.objects.update(next_poll_at=None)
    Poll(wire).look()
    file_all()
    assert one_story_stored_once()


@pytest.mark.parametrize("point", ["before_commit", "after_commit"])
def test_a_pushed_document(point: str, tmp_path: Path) -> None:
    a_wire("push", token_hash=hashlib.sha256(b"t").hexdigest())
    accepted = tmp_path / "accepted"

    def sender() -> None:
        request = RequestFactory().post(
            "/", document(), content_type="application/json", headers={"authorization": "Bearer t"}
        )
        accepted.write_text(str(push.deliveries(request, "meridian").status_code))

    assert killed_at(point, sender)
    assert not accepted.exists()
    assert Delivery.objects.exists() == (point == "after_commit")
    sender()  # nobody said 202, so it is sent again
    assert accepted.read_text() == "202"
    file_all()
    assert one_story_stored_once()


@pytest.fixture
def received() -> Iterator[Wire]:
    wire = a_wire("push", token_hash=hashlib.sha256(b"t").hexdigest())
    request = RequestFactory().post(
        "/", document(), content_type="application/json", headers={"authorization": "Bearer t"}
    )
    assert json.loads(push.deliveries(request, "meridian").content)["is_new"]
    yield wire


@pytest.mark.parametrize("point", ["after_claim", "after_filing"])
def test_a_delivery_that_is_being_filed(point: str, received: Wire) -> None:
    assert killed_at(point, Line().file_next)
    assert Story.objects.exists() == (point == "after_filing")
    file_all()
    assert one_story_stored_once()


def test_a_lease_of_a_dead_process_runs_out_by_itself(received: Wire) -> None:
    assert killed_at("after_claim", Line().file_next)
    assert not Line().file_next()
    leased_until = Delivery.objects.get().leased_until
    Delivery.objects.update(leased_until=leased_until.replace(year=2000))
    assert Line().file_next()
    assert one_story_stored_once()
