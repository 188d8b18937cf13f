"""Killed at any named moment, the house ends where it would have ended undisturbed: byte for byte, each thing once.

A small house lives three days' work in short: a story comes in, its update and another story come in, the story is
killed. One round of that work is done by a process that is killed at a named moment; the next process finishes it.
"""

import os
import re
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from nightdesk.desk import decide
from nightdesk.desk.models import Change, Delivery, Story, Take
from nightdesk.intake.filing_line import Line, forget_leases
from nightdesk.intake.sources.folder import Folder
from nightdesk.kit import clock
from nightdesk.press.models import Sheet
from nightdesk.press.run import Press
from tests.conftest import _restore
from tests.intake.feeds import document, folder_wire

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SOURCE = Path(__file__).parents[2] / "src/nightdesk"
NOON = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
LONG_AGO = NOON.timestamp() - 3600
NOT_HERE = {"poll.py", "push.py"}  # their moments are tried in test_p01_no_acked_loss.py, as a polled and pushed wire

Snapshot = tuple[dict[str, bytes], dict[str, object]]


def points() -> set[str]:
    """Return every moment that is named in the rooms, but those of polled and pushed wires only."""
    files = [path for path in SOURCE.rglob("*.py") if path.name not in {*NOT_HERE, "crash.py"}]
    return {point for path in files for point in re.findall(r'crash\.at\("(\w+)"\)', path.read_text())}


# The moment, and in which round it is met at least once. A later time is met in the middle of a batch of sheets.
MOMENTS = [
    ("before_commit", 1),
    ("after_commit", 1),
    ("after_move", 1),
    ("after_claim", 1),
    ("after_filing", 1),
    ("before_rename", 1),
    ("while_renaming", 1),
    ("while_renaming:2", 2),
    ("while_renaming:9", 2),
    ("after_rename", 1),
    ("before_commit", 2),
    ("after_move", 2),
    ("after_claim:2", 2),
    ("after_filing", 2),
    ("before_rename", 2),
    ("after_rename", 2),
    ("after_unlink", 3),
    ("before_rename", 3),
    ("while_renaming:5", 3),
    ("after_rename", 3),
]


def test_no_moment_is_left_out() -> None:
    assert {moment.partition(":")[0] for moment, _ in MOMENTS} == points()


class SmallHouse:
    """A station, a folder, and what stands in its public tree."""

    def __init__(self, home: Path) -> None:
        self.home, self.public = home, home / "public"
        self.folder = home / "in"
        self.wire = folder_wire(self.folder)

    def rounds(self) -> tuple[Callable[[], None], ...]:
        return self._a_story, self._its_update_and_another, self._a_kill

    def work(self) -> None:
        """Do all that is to be done, as a process does that has just been started."""
        forget_leases()
        Folder(self.wire).look()
        line = Line()
        while line.file_next():
            pass
        press = Press(threading.Event(), now=clock.now, root=self.public)
        press._begin()
        press.settle()

    def snapshot(self) -> Snapshot:
        files = (path for path in self.public.rglob("*") if path.is_file() and not path.is_symlink())
        tree = {str(path.relative_to(self.public)): path.read_bytes() for path in files}
        rows = {
            "deliveries": sorted(Delivery.objects.values_list("sha256", "outcome", "fault")),
            "takes": sorted(Take.objects.values_list("guid", "version")),
            "stories": sorted(Story.objects.values_list("headline", "state", "slug")),
            "unplanned": Change.objects.filter(planned_at=None).count(),
            "unsound": Sheet.objects.exclude(fault="").count() + Sheet.objects.exclude(lease_by="").count(),
            "documents": sorted(path.name for path in self.folder.rglob("*") if path.is_file()),
        }
        return tree, rows

    def _put(self, name: str, raw: bytes) -> None:
        part = self.folder / f".{name}.part"
        part.write_bytes(raw)
        os.utime(part, (LONG_AGO, LONG_AGO))
        part.rename(self.folder / name)

    def _a_story(self) -> None:
        self._put("bridge.json", document("bridge"))

    def _its_update_and_another(self) -> None:
        self._put("bridge-2.json", document("bridge", "Harbour bridge closes again", version="2"))
        self._put("museum.json", document("museum", "Museum finds its mammoth"))

    def _a_kill(self) -> None:
        decide.kill(Story.objects.get(wire_key__contains="bridge"), by=None, reason="The agency killed it.", now=NOON)


def live(home: Path, moment: str = "", in_round: int = 0) -> Snapshot:
    """Live the small house's life in an empty database; one round of it is cut off at a moment, and taken up again."""
    call_command("flush", interactive=False, verbosity=0, reset_sequences=True)
    _restore()
    house = SmallHouse(home)
    with override_settings(PUBLIC_ROOT=house.public, MEDIA_ROOT=str(home / "pictures")):
        for number, happens in enumerate(house.rounds(), start=1):
            happens()
            if number == in_round:
                assert was_killed_at(moment, house.work), f"{moment} was not met"
            house.work()
        return house.snapshot()


def was_killed_at(moment: str, work: Callable[[], None]) -> bool:
    connections.close_all()
    child = os.fork()
    if child == 0:
        os.environ["NIGHTDESK_CRASH_AT"] = moment
        try:
            work()
        finally:
            os._exit(0)
    status = os.waitpid(child, 0)[1]
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock, so that two lives can be the same to the byte."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@cache
def undisturbed(home: Path) -> Snapshot:
    return live(home)


@pytest.fixture(scope="module")
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("undisturbed")


@pytest.mark.parametrize(("moment", "in_round"), MOMENTS)
def test_after_a_power_cut_everything_is_as_if_there_had_been_none(
    moment: str, in_round: int, first_home: Path, tmp_path: Path, noon: None
) -> None:
    expected_tree, expected_rows = undisturbed(first_home)
    tree, rows = live(tmp_path, moment, in_round)
    assert rows == expected_rows
    assert sorted(tree) == sorted(expected_tree)
    assert [name for name, body in tree.items() if body != expected_tree[name]] == []
    assert not [name for name in tree if "/." in f"/{name}" or not tree[name]]


def test_the_undisturbed_life_shows_what_it_should(first_home: Path, noon: None) -> None:
    tree, rows = undisturbed(first_home)
    assert rows["stories"] == [
        ("Harbour bridge closes again", "killed", "harbour-bridge-reopens"),
        ("Museum finds its mammoth", "running", "museum-finds-its-mammoth"),
    ]
    home = next(body for name, body in tree.items() if name.endswith("station-meridian/index.html"))
    assert b"mammoth" in home
    assert b"closes again" not in home
    assert rows["unplanned"] == rows["unsound"] == 0
