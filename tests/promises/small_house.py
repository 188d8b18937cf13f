"""A small house that lives five rounds of news, each of them by one process: filing, updating, killing, running.

A story comes in; it is updated, and two others come; it is killed by hand. Then the wire has orders: a kill, a kill
of what has not come yet, a withheld story; and a story for later and one of a status that nobody knows. While the
house is down, the killed story comes, the embargo ends; an editor lets the held one run.
"""

import os
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.core.management import call_command
from django.test import override_settings

from nightdesk.desk import decide, restoring, sorting
from nightdesk.desk.models import Change, Delivery, Story, Take
from nightdesk.intake.filing_line import Line, forget_leases
from nightdesk.intake.sources.folder import Folder
from nightdesk.kit import clock
from nightdesk.press.models import Sheet
from nightdesk.press.run import Press
from tests.conftest import _restore
from tests.intake.feeds import document, folder_wire

NOON = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
EMBARGO = NOON + timedelta(hours=2)
LONG_AGO = NOON.timestamp() - 3600
KILLED = ("closes again", "mammoth", "Ferry sinks")
EARLY = "Budget grows"

Snapshot = tuple[dict[str, bytes], dict[str, object]]


class Noon:
    """A clock that stands, until somebody moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class SmallHouse:
    """A station, a folder, and what stands in its public tree."""

    def __init__(self, home: Path, noon: Noon) -> None:
        self.home, self.public, self.noon = home, home / "public", noon
        self.folder = home / "in"
        self.wire = folder_wire(self.folder)

    def rounds(self) -> tuple[tuple[Callable[[], None], Callable[[], None]], ...]:
        """Return what comes from outside in each round, and what people here do in it: twice, when they must."""
        return (
            (self._a_story, _nothing),
            (self._its_update_and_two_others, _nothing),
            (_nothing, self._a_kill),
            (self._orders_of_the_wire, _nothing),
            (self._what_was_killed_and_the_moment, self._let_the_held_one_run),
        )

    def work(self) -> None:
        """Do all that is to be done, as a process does that has just been started."""
        forget_leases()
        sorting.forget()
        restoring.kill_again(now=clock.now())
        Folder(self.wire).look()
        line = Line()
        while line.file_next():
            pass
        press = Press(threading.Event(), now=clock.now, root=self.public)
        press._begin()
        press.settle()

    def tree(self) -> dict[str, bytes]:
        files = (path for path in self.public.rglob("*") if path.is_file() and not path.is_symlink())
        return {str(path.relative_to(self.public)): path.read_bytes() for path in files}

    def snapshot(self) -> Snapshot:
        rows = {
            "deliveries": sorted(Delivery.objects.values_list("sha256", "outcome", "fault")),
            "takes": sorted(Take.objects.values_list("guid", "version")),
            "stories": sorted(Story.objects.values_list("headline", "state", "slug")),
            "unplanned": Change.objects.filter(planned_at=None).count(),
            "unsound": Sheet.objects.exclude(fault="").count() + Sheet.objects.exclude(lease_by="").count(),
            "documents": sorted(path.name for path in self.folder.rglob("*") if path.is_file()),
        }
        return self.tree(), rows

    def put(self, name: str, raw: bytes) -> None:
        part = self.folder / f".{name}.part"
        part.write_bytes(raw)
        os.utime(part, (LONG_AGO, LONG_AGO))
        part.rename(self.folder / name)

    def put_everything_again(self) -> None:
        """Have the sender lay each document once more, under another name."""
        for path in sorted((self.folder / "done").iterdir()):
            self.put(f"again-{path.name}", path.read_bytes())

    def _a_story(self) -> None:
        self.put("bridge.json", document("bridge"))

    def _its_update_and_two_others(self) -> None:
        self.put("bridge-2.json", document("bridge", "Harbour bridge closes again", version="2"))
        self.put("museum.json", document("museum", "Museum finds its mammoth"))
        self.put("tower.json", document("tower", "Tower leans further"))

    def _a_kill(self) -> None:
        bridge = Story.objects.get(wire_key__contains="bridge")
        decide.kill(bridge, by=None, reason="The agency killed it.", now=clock.now())

    def _orders_of_the_wire(self) -> None:
        self.put("museum-kill.json", document("museum", "", version="2", pubstatus="canceled", body_xhtml=""))
        self.put("ferry-kill.json", document("ferry", "", version="2", pubstatus="canceled", body_xhtml=""))
        self.put("tower-2.json", document("tower", "Tower leans further", version="2", pubstatus="withheld"))
        self.put("budget.json", document("budget", f"{EARLY} by a tenth", embargoed=EMBARGO.isoformat()))
        self.put("lantern.json", document("lantern", "Lantern is lit", pubstatus="unheard-of"))

    def _what_was_killed_and_the_moment(self) -> None:
        self.put("ferry.json", document("ferry", "Ferry sinks at the pier"))
        self.noon.now = EMBARGO + timedelta(minutes=1)

    def _let_the_held_one_run(self) -> None:
        lantern = Story.objects.get(wire_key__contains="lantern")
        decide.run(lantern, by=None, cause="An editor lets it run.", now=clock.now())


def live(home: Path, noon: Noon, cut: Callable[[SmallHouse, int, Callable[[], None]], None]) -> SmallHouse:
    """Live the small house's life in an empty database; ``cut`` may begin the work of a round, and be cut off."""
    call_command("flush", interactive=False, verbosity=0, reset_sequences=True)
    _restore()
    noon.now = NOON
    house = SmallHouse(home, noon)
    own = {"PUBLIC_ROOT": house.public, "MEDIA_ROOT": str(home / "pictures"), "KILL_LEDGER": home / "kills.jsonl"}
    with override_settings(**own):
        for number, (happens, acts) in enumerate(house.rounds(), start=1):
            happens()
            cut(house, number, acts)
            acts()
            house.work()
    return house


def _nothing() -> None:
    pass
