"""A newsroom with a press over a tree of its own, and a search of everything a stranger can get from it."""

import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import brotli

from nightdesk.desk import changes, decide, filing
from nightdesk.desk.models import Picture, Station, Story, Wire
from nightdesk.press.run import Press
from nightdesk.web.files import Files
from tests.newsroom_cast import NOON, make_item, make_station, make_wire
from tests.press.newsroom import Newsroom


def is_hidden(name: str) -> bool:
    """Tell whether a file of the tree has a name that nobody may ask for; two well-known ones may be asked for."""
    return "/." in f"/{name}".replace("/.well-known/", "/", 1)


def nobody(environ, start):
    start("404 Not Found", [])
    return [b"the application"]


@dataclass
class House:
    """One station, one wire; ``deliver`` and ``settle`` are what intake and press do."""

    tree: Path
    now: datetime = NOON
    station: Station = field(default_factory=make_station)
    wire: Wire = None
    turns: int = 0

    def __post_init__(self) -> None:
        self.wire = self.wire or make_wire(self.station)
        self.press = Press(threading.Event(), now=self.clock, root=self.tree)
        changes.record([f"station:{self.station.pk}/look"], "a new house", at=self.now)
        self.press.settle()

    def clock(self) -> datetime:
        return self.now

    def later(self, **how: float) -> None:
        self.now += timedelta(**how)

    def deliver(self, guid: str = "tag:coastline.example,2026:pier", version: str = "1", **more):
        """File one item, and let the press come to rest."""
        self.turns += 1
        delivery, _ = filing.receive(self.wire, f"{self.turns} {guid} {version}".encode(), received_at=self.now)
        filed = filing.file(make_item(guid, version, **more), delivery, 0, now=self.now)
        filing.finish(filed, now=self.now)
        self.press.settle()
        return filed

    def develop(self) -> None:
        """Have every ordered picture ready, as the darkroom would."""
        for picture in Picture.every.filter(state="wanted"):
            Newsroom(now=self.now).develop(picture, f"key{picture.pk:04}")
        self.press.settle()

    def public(self) -> Iterator[tuple[str, str]]:
        """Yield (name, text) of every file that a stranger could be given, its twins unpacked."""
        for path in sorted((self.tree / "stations").rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                if path.suffix == ".gz":
                    data = gzip.decompress(data)
                elif path.suffix == ".br":
                    data = brotli.decompress(data)
                yield str(path.relative_to(self.tree)), data.decode("latin-1")

    def traces(self, *words: str) -> list[str]:
        """Return the names of the public files in which any of the words stands, in the name or in the text."""
        return [
            name for name, text in self.public() if any(one.encode().decode("latin-1") in name + text for one in words)
        ]

    def ask(self, path: str, **more: str) -> tuple[str, list[tuple[str, str]], bytes]:
        """Return (status, headers, body) that the web server answers a stranger."""
        told = []
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": self.station.host} | more
        body = b"".join(Files(self.tree, nobody)(environ, lambda status, headers: told.append((status, list(headers)))))
        return told[0][0], told[0][1], body


def story_of(house: House, headline: str = "Ferry pier stays open") -> Story:
    return Story.objects.get(headline=headline, station=house.station)


def kill_by_hand(house: House, story: Story) -> None:
    story.refresh_from_db()
    decide.kill(story, by=None, reason="Wrong man.", now=house.now)
    house.press.settle()
