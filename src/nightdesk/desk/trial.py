"""Try out what a wire would file: by the very code that files, in a transaction that is taken back.

Nothing is stored and nobody is told: no row, no file, no line in the kill ledger. A trial of a kill kills nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nightdesk.copydesk.query import Query
from nightdesk.desk import deliveries, facts, filing, ledger, sorting
from nightdesk.desk.fetching import KEPT_HEADERS
from nightdesk.desk.filing import Filed
from nightdesk.desk.models import Delivery, Story, Wire
from nightdesk.desk.reading import items_of
from nightdesk.kit.frozen import from_plain
from nightdesk.kit.outbound import Reply
from nightdesk.wire.item import Item, WireFault

MOST = 25  # items; the database takes no other write meanwhile
_FIRST_WORDS = 240


@dataclass(frozen=True, slots=True)
class Place:
    """What would become of an item at one station."""

    station: str
    section: str
    says: str
    reasons: tuple[str, ...]
    is_public: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """One item of the document: as it was read, judged and placed."""

    headline: str
    credit: str
    words: str
    verdict: str
    why: str
    places: tuple[Place, ...] = ()
    questions: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """What a document would come to. ``fault`` says why nothing could be read out of it; then there are no items."""

    fault: str = ""
    format: str = ""
    size_bytes: int = 0
    tried: tuple[Tried, ...] = ()
    left_out: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes that a wire could bring."""

    raw: bytes
    source: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def of_reply(reply: Reply) -> Document:
    """Return what an address answered, with those of its headers that a wire keeps."""
    headers = [(name, reply.headers[name]) for name in KEPT_HEADERS if name in reply.headers]
    return Document(reply.body, reply.url, (*headers, ("content-location", reply.url)))


def run(make: Callable[[], Wire], document: Document, *, now: datetime) -> Trial:
    """Tell what the wire that ``make`` makes or finds would file. What ``make`` writes is taken back too."""
    try:
        items = items_of(document.raw, headers=dict(document.headers), received_at=now)
    except WireFault as fault:
        return Trial(fault=f"{fault.part}: {fault.says}", size_bytes=len(document.raw))
    chosen = items[:MOST]
    sorting.forget()
    try:
        with ledger.untold(), transaction.atomic():
            tried, faults = _file(make(), document, chosen, now)
            transaction.set_rollback(True)
    finally:
        sorting.forget()
    named = {"format": items[0].format if items else "", "size_bytes": len(document.raw), "faults": tuple(faults)}
    return Trial(tried=tuple(tried), left_out=len(items) - len(chosen), **named)


def _file(wire: Wire, document: Document, items: Sequence[Item], now: datetime) -> tuple[list[Tried], list[str]]:
    named = {"received_at": now, "headers": dict(document.headers), "source": document.source}
    delivery, _ = deliveries.receive(wire, document.raw, **named)
    filed, faults = filing.file_all(items, Delivery.objects.select_related("wire").get(pk=delivery.pk), now=now)
    left, tried = list(items), []
    for one in filed:
        number = next(number for number, item in enumerate(left) if item.guid == one.guid)
        tried.append(_told(one, left.pop(number), now))
    return tried, faults


def _told(filed: Filed, item: Item, now: datetime) -> Tried:
    words = " ".join(block.text for block in item.blocks if block.text)
    queries = filed.take.queries if filed.take else ()
    return Tried(
        headline=filed.headline or item.headline or item.guid,
        credit=item.credit,
        words=f"{words[:_FIRST_WORDS].rsplit(' ', 1)[0]} …" if len(words) > _FIRST_WORDS else words,
        verdict=filed.verdict.kind,
        why=filed.verdict.says,
        places=tuple(_place(story.pk, now) for story in filed.stories),
        questions=tuple(from_plain(Query, query) for query in queries),
    )


def _place(story_id: int, now: datetime) -> Place:
    story = Story.objects.select_related("station", "section").get(pk=story_id)
    gate = facts.may_run(story, now)
    says, reasons = _says(story, gate.ok, gate.reasons)
    return Place(str(story.station), str(story.section or ""), says, tuple(reasons), gate.ok)


def _says(story: Story, is_public: bool, barred: Sequence[str]) -> tuple[str, Sequence[str]]:
    if story.state == "killed":
        return "It would be taken down, or never run.", ()
    if story.waiting_take_id is not None:
        return "It would wait for an editor: readers keep what stands.", story.hold_reasons
    if story.state == "running":
        return ("It would run at once.", ()) if is_public else ("It would be let run, and wait.", barred)
    return f"It would be {story.get_state_display().lower()}.", story.hold_reasons
