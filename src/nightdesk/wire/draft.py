"""An item while its reader fills it in: the rules that every format shares stand here, once."""

import hashlib
import re
from dataclasses import fields
from datetime import datetime, timedelta, timezone
from operator import attrgetter
from typing import Any

from nightdesk.wire.dates import LONGEST, parse_date, parse_day, parse_embargo
from nightdesk.wire.document import Document
from nightdesk.wire.figures import MOST_PICTURES
from nightdesk.wire.item import Block, Embargo, Item, Link, Note, Picture, Ref, Repair, Subject, WireFault
from nightdesk.wire.words import tidy

_DAY = re.compile(r"\d{8}(?:T|$)")  # of a NewsML URN
_REVISION = re.compile(r"\d{1,9}[NUA]?")
MOST_UNKNOWN = 50  # elements kept for an editor to look at; more are counted
MOST_SUBJECTS = 1_000  # of one item; more are counted
_UNKNOWN_CHARACTERS = 500
_SEVERITY = {"usable": 0, "": -1, "withheld": 2, "canceled": 3}
_STATUSES = dict.fromkeys(
    ("cancelled", "killed", "kill", "deleted", "withdrawn", "retracted", "revoked", "removed"), "canceled"
)
_NAMES = tuple(field.name for field in fields(Item))
_values_of = attrgetter(*_NAMES)  # in the order of Item's fields


def part_revision(urn: str) -> tuple[str, str]:
    """Return a NewsML URN without its revision, and the revision; nothing is taken off where none can be told."""
    parts = urn.split(":")
    if len(parts) == 6 and urn.startswith("urn:newsml:") and _DAY.match(parts[3]) and _REVISION.fullmatch(parts[5]):
        return ":".join(parts[:5]), parts[5]
    return urn, ""


class Draft:
    """One item in the making. Lists are appended to, single values are set; ``item()`` freezes it."""

    __slots__ = (*_NAMES, "document", "unread")

    def __init__(self, document: Document, format: str) -> None:
        self.document = document
        self.format = format
        self.guid = self.version = self.status = self.headline = self.slugline = self.deck = ""
        self.dateline = self.language = self.credit = self.copyright = self.usage = self.source = self.url = ""
        self.item_class = "text"
        self.embargo: Embargo | None = None
        self.expires_at: datetime | None = None
        self.sent_at: datetime | None = None
        self.created_at: datetime | None = None
        self.first_created_at: datetime | None = None
        self.published_at: datetime | None = None
        self.urgency: int | None = None
        self.ids: list[tuple[str, str]] = []
        self.refs: list[Ref] = []
        self.editorial_types: list[str] = []
        self.signals: list[str] = []
        self.labels: list[str] = []
        self.bylines: list[str] = []
        self.blocks: list[Block] = []
        self.pictures: list[Picture] = []
        self.subjects: list[Subject] = []
        self.notes: list[Note] = []
        self.links: list[Link] = []
        self.repairs: list[Repair] = []
        self.unknown: list[tuple[str, str]] = []
        self.unread = 0

    def moment(self, text: str | None, path: str) -> datetime | None:
        """Return the moment, or None with the words kept in ``unknown`` when they cannot be placed."""
        if not text or not (words := text.strip()):
            return None
        try:
            return self._read_date(words)
        except WireFault as fault:
            self.keep(path, words)
            self.mend("date", f"{path}: {fault.says}")
            return None

    def _read_date(self, words: str) -> datetime:
        document = self.document
        try:
            return parse_date(words, zone=document.zone, spelt=False)
        except WireFault:
            if document.spelt_dates <= 0 or len(words) > LONGEST:
                raise
            document.spelt_dates -= 1
            return parse_date(words, zone=document.zone)

    def say_expiry(self, text: str | None, path: str) -> None:
        """Take the earliest end that the document names; a bare day ends where it first begins on earth."""
        if not text or not text.strip():
            return
        try:
            found = self._read_date(text.strip())
        except WireFault as fault:
            self.mend("date", f"{path}: {fault.says}")
            self.keep(path, text)
            try:
                day = parse_day(text)
                found = datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(hours=14)))
                found = found.astimezone(timezone.utc)  # noqa: UP017
            except (WireFault, OverflowError):
                self.mend("rights", f"{path}: nobody can tell when the right ends (“{(text or '')[:LONGEST]}”).")
                return
        if self.expires_at is None or found < self.expires_at:
            self.expires_at = found

    def say_status(self, word: str) -> None:
        """Take the status; of two that differ the more severe holds, and the contradiction is told."""
        said = tidy(word).rpartition(":")[2].lower()
        said = _STATUSES.get(said, said)
        if not said or said == self.status:
            return
        if self.status:
            self.mend("contradiction", f"The document says both “{self.status}” and “{said}” about its status.")
            if _SEVERITY.get(said, 1) < _SEVERITY.get(self.status, 1):
                return
        self.status = said

    def say_embargo(self, text: str | None) -> None:
        """Take the embargo; empty or unreadable words hold until told otherwise, and of two the longer holds."""
        found = parse_embargo(text or "", zone=self.document.zone)
        if found.until is None and found.words:
            self.mend("date", f"The embargo “{found.words[:LONGEST]}” cannot be read, so the item is held.")
        if (
            self.embargo is None
            or self.embargo.until is not None
            and (found.until is None or found.until > self.embargo.until)
        ):
            self.embargo = found

    def say_urgency(self, text: Any) -> None:
        """Take an urgency of 0 to 9; anything else is kept as unknown."""
        words = str(text).strip() if text is not None else ""
        if len(words) == 1 and words.isascii() and words.isdigit():
            self.urgency = int(words)
        elif words:
            self.keep("urgency", words)

    def note(self, words: str, source: str, *, private: bool = True) -> None:
        """Add a note, once."""
        if words and all(note.words != words for note in self.notes):
            self.notes.append(Note(words, private, source))

    def subject(self, kind: str, name: str, code: str = "", scheme: str = "") -> None:
        if len(self.subjects) >= MOST_SUBJECTS:
            self.unread += 1
        elif name or code:
            self.subjects.append(Subject(kind, name, code, scheme))

    def mend(self, what: str, says: str) -> None:
        """Record a repair, once."""
        repair = Repair(what, says)
        if repair not in self.repairs:
            self.repairs.append(repair)

    def keep(self, path: str, words: str | None) -> None:
        """Keep what no reader knows; past a limit it is only counted."""
        words = tidy((words or "")[: _UNKNOWN_CHARACTERS * 2])[:_UNKNOWN_CHARACTERS]
        if len(self.unknown) >= MOST_UNKNOWN:
            self.unread += 1
        elif words and (path, words) not in self.unknown:
            self.unknown.append((path, words))

    def item(self) -> Item:
        """Freeze the draft; a missing guid is made from the link, or from what the item says, and told."""
        if not self.guid:
            self.make_guid()
        elif self.guid.startswith("urn:newsml:"):
            self._part_revision()
        if len(self.pictures) >= MOST_PICTURES:
            self.mend("truncated", f"No more than {MOST_PICTURES} pictures of the item were read.")
        if self.unread:
            self.unknown.append(("…", f"{self.unread} more"))
        if not self.language:
            self.language = self.document.language
        self._lead_with_stable_id()
        self.repairs = [*self.document.repairs, *self.repairs]
        frozen: list[Any] = [tuple(value) if value.__class__ is list else value for value in _values_of(self)]
        return Item(*frozen)

    def _part_revision(self) -> None:
        """Take the revision off a NewsML URN (RFC 3085), or every version would be a story of its own."""
        own, revision = part_revision(self.guid)
        if revision and self.version in ("", revision.rstrip("NUA")):
            self.ids.append(("urn", self.guid))
            self.guid, self.version = own, revision.rstrip("NUA")

    def make_guid(self) -> None:
        """Make an identity of the link or of the words, and tell. Raises WireFault when the item says nothing."""
        if self.url:
            self.guid = self.url
            self.mend("identity", "The item has no id of its own; its link stands in for it.")
            return
        words = (self.headline, self.slugline) if self.headline else (self.deck, *(block.text for block in self.blocks))
        if not any(words):
            rest = (
                self.bylines,
                self.links,
                self.pictures,
                self.subjects,
                self.published_at,
                self.created_at,
                self.copyright,
            )
            words = tuple(str(one) for one in rest if one)
        if not any(words):
            raise WireFault("item", "This item has no id, no link, no headline and no text.")
        self.guid = "sha256:" + hashlib.sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()
        self.mend("identity", "The item has no id and no link; an id was made from its words.")

    def _lead_with_stable_id(self) -> None:
        if len(self.ids) > 1:
            order = {scheme: place for place, scheme in enumerate(self.document.profile.stable_ids)}
            last = len(order)
            self.ids.sort(key=lambda pair: order.get(pair[0].lower(), last))
