"""What a house does on a disk of a few MB that is full: run by test_disk_full.py in a mount namespace of its own.

    unshare -m python -m tests.promises.disk_full_life FOLDER [public]

Mounts the small disk over FOLDER (or over its public tree alone), where nobody else sees it, lives through the fault
with a worker process of its own, and prints what became of it as JSON.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

DISK = "24m"
PATIENCE_S = 60.0


def main(folder: Path, small: str = "") -> None:
    """Live with room, without, and with room again; print what stands at each moment."""
    disk = folder / small
    disk.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)], check=True)
    house = _House(folder, disk)
    try:
        print(json.dumps(_live(house, kills_reach_the_desk=bool(small))))
    finally:
        house.stop()


def _live(house: "_House", *, kills_reach_the_desk: bool) -> dict[str, object]:
    house.put("bridge", "Harbour bridge reopens")
    house.put("museum", "Museum finds its mammoth")
    _wait(lambda: len(house.running_pages()) == 2, "two stories run")
    told = {}
    house.fill()
    house.put("tower", "Tower leans further")
    house.put("bridge", "", version="2", pubstatus="canceled", body_xhtml="")
    house.kill_by_hand("museum")
    _wait(lambda: not house.words("reopens") + house.words("mammoth"), "no word of what is killed")
    if not kills_reach_the_desk:
        _wait(house.has_stumbled, "the intake says that the disk is full")
    told["while_full"] = house.state()
    house.make_room()
    _wait(lambda: house.is_at_rest() and house.words("leans further"), "everything recovers")
    _wait(lambda: house.is_at_rest() and not house.words("mammoth"), "the kill is done")
    return told | {"after": house.state(), "answer": house.answer}


class _House:
    def __init__(self, folder: Path, disk: Path) -> None:
        self.answer = ""
        self.folder, self.public, self.wire_folder = folder, folder / "public", folder / "in"
        os.environ |= {"NIGHTDESK_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "nightdesk.web.settings"}
        os.environ["NIGHTDESK_IS_CHECKPOINTER"] = "1"
        import django

        django.setup()
        from django.core.management import call_command

        from tests.intake.feeds import folder_wire

        call_command("migrate", verbosity=0)
        folder_wire(self.wire_folder)
        self.ballast, self.laid = disk / "ballast", 0
        self.log = Path(os.environ["DISK_FULL_LOG"])
        self.worker = self._start()

    def _start(self) -> int:
        from django.db import connections

        connections.close_all()
        child = os.fork()
        if child == 0:
            from nightdesk.web.work import work

            os.dup2(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
            try:
                work()
            finally:
                os._exit(0)
        return child

    def put(self, guid: str, headline: str, **more: object) -> None:
        """Lay a document as a sender with a disk of its own would: by rename, from where there is room."""
        from tests.intake.feeds import document

        self.laid += 1
        name = f"{self.laid}.json"
        if self.ballast.exists():
            self._shrink_ballast(16 * 1024)
        (self.wire_folder / f".{name}").write_bytes(document(guid, headline, **more))
        if self.ballast.exists():
            self._eat_the_rest()
        (self.wire_folder / f".{name}").rename(self.wire_folder / name)

    def kill_by_hand(self, guid: str) -> None:
        """Kill a story as an editor would; say whether the database took it."""
        from django.db import OperationalError

        from nightdesk.desk import decide
        from nightdesk.desk.models import Story
        from nightdesk.kit import clock

        story = Story.objects.get(wire_key__contains=guid)
        try:
            decide.kill(story, by=None, reason="Wrong animal.", now=clock.now())
        except OperationalError as fault:
            self.answer = str(fault)

    def fill(self) -> None:
        self.ballast.touch()
        self._eat_the_rest()

    def _eat_the_rest(self) -> None:
        with self.ballast.open("ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue

    def _shrink_ballast(self, by: int) -> None:
        os.truncate(self.ballast, max(0, self.ballast.stat().st_size - by))

    def make_room(self) -> None:
        self.ballast.unlink()

    def words(self, words: str) -> list[str]:
        plain = (path for path in self.public.rglob("*") if path.is_file() and path.suffix not in (".gz", ".br"))
        return [str(path) for path in plain if words in path.read_text("latin-1")]

    def running_pages(self) -> list[Path]:
        return list(self.public.glob("stations/*/2*/*/*/*/index.html"))

    def has_stumbled(self) -> bool:
        return "disk is full" in self.log.read_text()

    def is_at_rest(self) -> bool:
        from nightdesk.press.models import Sheet
        from nightdesk.web import status

        return not status.unsettled() and not Sheet.objects.exclude(fault="").exists()

    def state(self) -> dict[str, object]:
        from nightdesk.desk.models import Delivery, Story

        done = self.wire_folder / "done"
        return {
            "acknowledged": len(list(done.iterdir())),
            "waiting": sorted(path.name for path in self.wire_folder.glob("*.json")),
            "stored": Delivery.objects.count(),
            "outcomes": sorted(Delivery.objects.values_list("outcome", flat=True)),
            "stories": sorted(Story.objects.values_list("headline", "state")),
            "killed_words": self.words("reopens") + self.words("mammoth"),
            "empty": [str(path) for path in self.public.rglob("*") if path.is_file() and not path.stat().st_size],
            "parts": len(list((self.public / ".press").iterdir())),
            "is_alive": os.waitpid(self.worker, os.WNOHANG) == (0, 0),
        }

    def stop(self) -> None:
        os.kill(self.worker, signal.SIGKILL)
        os.waitpid(self.worker, 0)


def _wait(is_so: Callable[[], object], what: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until, f"not in {PATIENCE_S:g} s: {what}"
        time.sleep(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
