"""The only door from the wire to a story."""

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection, transaction

from nightdesk.copydesk.read import read
from nightdesk.copydesk.terms import Terms
from nightdesk.desk import drafting, sorting, sql
from nightdesk.desk.deliveries import raw_of, receive
from nightdesk.desk.models import Delivery, Story, Take, Wire
from nightdesk.kit.frozen import to_plain
from nightdesk.matching import writethru
from nightdesk.matching.verdict import Verdict
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.parse import parse

__all__ = ["Filed", "file", "process", "receive"]

log = logging.getLogger(__name__)

_STORIES = ("text", "composite", "")
_KILLS = {"kill", "elimination", "mandatory kill"}
_CORRECTIONS = {"corrective", "correction", "clarification"}


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of one item: the verdict, and the stories it made or changed."""

    guid: str
    headline: str
    verdict: Verdict
    stories: tuple[Story, ...] = ()
    take: Take | None = None


def process(delivery: Delivery, *, now: datetime) -> list[Filed]:
    """Parse a delivery and file its items. Doing it again, after a crash in the middle, changes nothing."""
    try:
        items = parse(raw_of(delivery), headers=delivery.headers)
    except WireFault as fault:
        _finish(delivery, "refused", f"{fault.part}: {fault.says}", now)
        return []
    filed, faults = [], []
    for number, item in enumerate(items):
        try:
            filed.append(file(item, delivery, number, now=now))
        except Exception as fault:  # noqa: BLE001 - one item must not stop the others; nothing is lost: it is held and said
            log.exception("item %s of delivery %s could not be filed", number, delivery.pk)
            faults.append(f"Item {number + 1} ({item.headline or item.guid}): {type(fault).__name__}: {fault}")
    if faults:
        _finish(delivery, "held", "\n".join(faults), now)
    elif filed and all(one.verdict.kind == "repeat" for one in filed):
        _finish(delivery, "repeat", "", now)
    else:
        _finish(delivery, "filed", "", now)
    return filed


def file(item: Item, delivery: Delivery, number: int, *, now: datetime) -> Filed:
    """File one item: judge it against its earlier versions, store the take, make or change the stories."""
    wire, digest = delivery.wire, digest_of(item)
    new = writethru.Version(item.version, item.created_at or item.sent_at, digest, order_of(item))
    with transaction.atomic():
        _alone_with(wire, item.guid)
        held = _versions(wire, item.guid)
        if sql.rows("SELECT id FROM desk_take WHERE delivery_id = %s AND number = %s", (delivery.pk, number)):
            filed = Take.objects.get(delivery=delivery, number=number)
            return Filed(item.guid, item.headline, Verdict("repeat", "It was filed before."), (), filed)
        verdict = writethru.judge(new, held)
        if verdict.kind not in ("repeat", "kill", "withhold") and item.item_class not in _STORIES:
            verdict = Verdict("part", f"It is a {item.item_class}: kept beside the stories that use it.")
        if verdict.kind == "repeat":
            return Filed(item.guid, item.headline, verdict)
        copy, queries = read(item, terms=terms_of(wire))
        take = Take(
            delivery=delivery,
            number=number,
            wire=wire,
            wire_key=key_of(item.guid),
            guid=key_of(item.guid),
            version=item.version[:80],
            said_at=new.said_at,
            digest=digest,
            headline=(copy.headline or item.headline)[:500],
            item=to_plain(item),
            copy=to_plain(copy),
            queries=[to_plain(query) for query in queries],
            verdict=verdict.kind,
            says=verdict.says,
            filed_at=now,
        )
        take.save(force_insert=True)
        stories = drafting.apply(take, item, copy, queries, verdict, delivery, now=now)
    return Filed(item.guid, take.headline, verdict, tuple(stories), take)


def order_of(item: Item) -> str:
    """Return the order an item carries: "kill", "withhold", "correction", or "" for copy."""
    types = {kind.strip().casefold() for kind in item.editorial_types}
    if item.status == "canceled" or types & _KILLS:
        return "kill"
    if item.status == "withheld":
        return "withhold"
    if types & _CORRECTIONS or any("correct" in label.casefold() for label in item.labels):
        return "correction"
    return ""


def digest_of(item: Item) -> str:
    """Return what makes two versions the same: every word but the moment of sending; whitespace does not count."""
    same = replace(item, sent_at=None, unknown=(), repairs=())
    words = json.dumps(to_plain(same), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(" ".join(words.replace("\\n", " ").split()).encode()).hexdigest()


def key_of(guid: str) -> str:
    """Return a guid as it is stored: whole, or its start and its hash when it is very long."""
    return guid if len(guid) <= 400 else f"{guid[:335]}#{hashlib.sha256(guid.encode()).hexdigest()}"


def terms_of(wire: Wire) -> Terms:
    """Return the wire's terms as the copy desk needs them."""
    return Terms(
        is_unaltered=wire.is_unaltered,
        agencies=tuple(wire.agency_names) or ((wire.title,) if wire.title else ()),
        station_names=tuple(
            name for station in sorting.stations_of(wire) for name in (station.name, station.call_sign) if name
        ),
        is_credit_required=wire.is_credit_required and not wire.credit_line,
    )


def _alone_with(wire: Wire, guid: str) -> None:
    """Let nobody else file a version of the same story until this transaction ends.

    SQLite's transactions take the write lock at their start. On PostgreSQL two workers could both find no
    story, and both make one: a lock named after the story keeps them apart.
    """
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(f"{wire.pk} {key_of(guid)}".encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _versions(wire: Wire, guid: str) -> Sequence[writethru.Version]:
    takes = Take.objects.filter(wire=wire, wire_key=key_of(guid)).values_list("version", "said_at", "digest", "verdict")
    return [writethru.Version(number, said_at, digest, kind) for number, said_at, digest, kind in takes]


def _finish(delivery: Delivery, outcome: str, fault: str, now: datetime) -> None:
    delivery.outcome, delivery.fault, delivery.finished_at, delivery.leased_until = outcome, fault, now, None
    named = {name: getattr(delivery, name) for name in ("outcome", "fault", "finished_at", "leased_until")}
    Delivery.objects.filter(pk=delivery.pk).update(**named)
