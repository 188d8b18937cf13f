"""A seeded stream of messages of many stories in every format, and what all of them come to."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.desk.dialects import SAYS, expected

CAN_EMBARGO = ("ninjs", "envelope", "g2", "nitf")
FAR_AHEAD = timedelta(days=30)
Message = tuple[str, int]


@dataclass
class Told:
    """One story: the messages that its agency will send, in the order in which they come, and what it is by now."""

    token: str  # a word that stands in the headline and the body of each version, and nowhere else
    dialect: str
    messages: list[Message]
    embargo: datetime | None
    sent: list[Message] = field(default_factory=list)
    is_killed_here: bool = False

    def bytes_of(self, message: Message) -> bytes:
        raw = SAYS[self.dialect][0](*message)
        for old, new in (
            (b"urn:fenwick:pier", b"urn:fenwick:" + self.token.encode()),
            (b"Pier stays open", self.token.capitalize().encode() + b" stays open"),
            (b"adds what the harbor", f"of {self.token} adds what the harbor".encode()),
            (b"fenwick.example/pier", b"fenwick.example/" + self.token.encode()),
            (b"fenwick.example/content/", f"fenwick.example/content/{self.token}/".encode()),
            (b"77aa", b"77" + self.token.encode()),
            (b"<NewsItemId>pier", b"<NewsItemId>" + self.token.encode()),
            (b"20261123:pier:", f"20261123:{self.token}:".encode()),
        ):
            raw = raw.replace(old, new)
        return _embargoed(raw, self.dialect, self.embargo) if self.embargo else raw

    def state(self) -> str:
        """Return what the desk must have of it: none, running, held, killed."""
        state = expected(self.sent)[0]
        return "killed" if self.is_killed_here and state != "none" else state

    def headline(self) -> str:
        return expected(self.sent)[1].replace("Pier", self.token.capitalize())

    def may_be_public(self, now: datetime) -> bool:
        return self.state() == "running" and (self.embargo is None or self.embargo <= now)


class Stream:
    """Hands out the next document of any story that is not told to its end; now and then one that came before."""

    def __init__(self, seed: int, began_at: datetime, stories_at_once: int = 6) -> None:
        self.random = random.Random(seed)
        self.began_at, self.at_once = began_at, stories_at_once
        self.stories: list[Told] = []
        self._going: list[Told] = []

    def next(self, now: datetime) -> tuple[Told, bytes]:
        """Return a story and a document of it, to be laid into the folder of the story's dialect."""
        while len(self._going) < self.at_once:
            self._going.append(self._new(now))
        told = self.random.choice(self._going)
        if told.sent and self.random.random() < 0.15:
            return told, told.bytes_of(self.random.choice(told.sent))
        message = told.messages.pop()
        if not told.messages:
            self._going.remove(told)
        told.sent.append(message)
        return told, told.bytes_of(message)

    def forbidden(self, now: datetime) -> Iterator[Told]:
        """Yield the stories of which nobody may find a word: an embargo stands."""
        return (told for told in self.stories if told.embargo and told.embargo > now)

    def _new(self, now: datetime) -> Told:
        number = len(self.stories)
        dialect = sorted(SAYS)[number % len(SAYS)]
        kinds = ["copy", "copy", *SAYS[dialect][1]]
        count = self.random.randint(1, 4)
        messages = [("copy", 1), *((self.random.choice(kinds), version) for version in range(2, count + 1))]
        self.random.shuffle(messages)
        embargo = None
        if dialect in CAN_EMBARGO and self.random.random() < 0.3:
            embargo = now + self.random.choice((FAR_AHEAD, timedelta(seconds=self.random.randint(3, 20))))
            embargo = embargo.replace(microsecond=0)
        self.stories.append(Told(f"zeb{_letters(number)}ra", dialect, messages, embargo))
        return self.stories[-1]


def _letters(number: int) -> str:
    """Return a number in letters: no headline check takes a word for a figure, no token is in another."""
    return "".join("bcdfghjkmn"[int(digit)] for digit in f"{number:04}")


def _embargoed(raw: bytes, dialect: str, until: datetime) -> bytes:
    if dialect in ("ninjs", "envelope"):
        told = json.loads(raw)
        (told["data"]["item"] if dialect == "envelope" else told)["embargoed"] = until.isoformat()
        return json.dumps(told).encode()
    if dialect == "g2":
        return raw.replace(b"<pubStatus", f"<embargoed>{until.isoformat()}</embargoed><pubStatus".encode())
    return raw.replace(b"<date.issue", f'<date.release norm="{until:%Y%m%dT%H%M%SZ}"/><date.issue'.encode())
