"""The only door from the wire to a story."""

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from nightdesk.copydesk import orders
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.housestyle import NO_HOUSE, House, house_named
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.read import read
from nightdesk.copydesk.terms import Terms
from nightdesk.copydesk.territories import country_of
from nightdesk.desk import (
    alerts,
    drafting,
    joining,
    kill_lines,
    kin,
    picture_kills,
    precedence,
    sharing,
    sorting,
    sql,
    tracing,
)
from nightdesk.desk.deliveries import raw_of, receive
from nightdesk.desk.locks import alone_with
from nightdesk.desk.models import Delivery, Story, Take, Wire
from nightdesk.desk.reading import items_of
from nightdesk.kit import crash
from nightdesk.kit.frozen import to_plain
from nightdesk.matching import writethru
from nightdesk.matching.identity import names_of
from nightdesk.matching.verdict import Verdict
from nightdesk.wire.item import Item, WireFault

__all__ = ["Filed", "file", "process", "receive"]

log = logging.getLogger(__name__)

_STORIES = ("text", "composite", "")
_TAKES = sql.Rows(Take)
_FINISH = "UPDATE desk_delivery SET outcome = %s, fault = %s, finished_at = %s, leased_until = NULL WHERE id = %s"
_KILLS = {"kill", "elimination", "mandatory kill"}
_FEEDS = ("rss", "rdf", "atom", "json feed")
_MENDED = ("feed", "markup", "truncated")
_CORRECTIONS = {"corrective", "correction", "clarification", "corrected"}


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
        items = items_of(raw_of(delivery), headers=delivery.headers)
    except WireFault as fault:
        _finish(delivery, "refused", f"{fault.part}: {fault.says}", now)
        return []
    filed, faults = file_all(items, delivery, now=now)
    if faults:
        _finish(delivery, "held", "\n".join(faults), now)
    elif filed and all(one.verdict.kind == "repeat" and one.take is None for one in filed):
        _finish(delivery, "repeat", "", now)
    else:
        _finish(delivery, "filed", "", now)
    return filed


def file_all(items: Sequence[Item], delivery: Delivery, *, now: datetime) -> tuple[list[Filed], list[str]]:
    """File the items of a delivery one by one; return what became of them, and what to say of those that broke."""
    filed: list[Filed] = []
    faults = []
    for number, item in _strictest_first(items):
        precedence.give_way()
        try:
            filed.append(file(item, delivery, number, now=now))
            crash.at("after_item")
            finish(filed[-1], now=now)
        except (OperationalError, InterfaceError):
            raise  # the database is away or busy, which is no fault of the document: the delivery is tried again
        except Exception as fault:  # noqa: BLE001 - one item must not stop the others; nothing is lost: it is held and said
            log.exception("item %s of delivery %s could not be filed", number, delivery.pk)
            faults.append(f"Item {number + 1} ({item.headline or item.guid}): {type(fault).__name__}: {fault}")
    return filed, faults


def _strictest_first(items: Sequence[Item]) -> list[tuple[int, Item]]:
    """Return the items with their numbers, first what stops a story, then what is embargoed.

    A document may kill or embargo what stands before it. What it comes to is the same in any order, but readers would
    have the older version for the moment between the two.
    """
    return sorted(
        enumerate(items),
        key=lambda one: (order_of(one[1]) not in ("kill", "withhold"), one[1].embargo is None),
    )


def finish(filed: Filed, *, now: datetime) -> None:
    """Look for stories that quote what was killed. After the commit: it reads many, and the kill does not wait."""
    if filed.take is not None and filed.take.order == "kill":
        killed = filed.stories or Story.objects.filter(newest_take=filed.take).exclude(killed_at=None)
        kin.tell_quoting(killed, take=filed.take, now=now)


def file(item: Item, delivery: Delivery, number: int, *, now: datetime) -> Filed:
    """File one item: find its story, judge it against its other versions, store the take, make the stories true."""
    wire, digest, names = delivery.wire, digest_of(item), names_of(item)
    with transaction.atomic():
        alone_with(wire.pk)
        if sql.rows("SELECT id FROM desk_take WHERE delivery_id = %s AND number = %s", (delivery.pk, number)):
            filed = Take.objects.get(delivery=delivery, number=number)
            return Filed(item.guid, item.headline, Verdict("repeat", "It was filed before."), (), filed)
        found = tracing.trace(wire, names)
        if tracing.was_received(wire, found.keys, digest):  # most of what a polled feed says: not read again
            return Filed(item.guid, item.headline, Verdict("repeat", "The same version was received before."))
        copy, queries = read(item, terms=terms_of(wire))
        words = orders.kill_words(item, copy) if order_of(item) in ("", "advisory", "correction") else ""
        # The words of a kill are told to people; only what they name for certain waits meanwhile.
        if not words:
            found = found.with_alike(tracing.text_of(copy), item.created_at or item.sent_at)
        key, doubts = joining.one_key(wire, found.keys, key_of(item.guid), now=now)
        held = tracing.versions(wire, key) if found.keys else []
        cancelled_by = found.cancelled_by or (tracing.cancelled_by(wire, key) if held else 0)
        new = _version(item, digest, held, copy)
        new = replace(new, order="withhold") if words else new
        verdict = _judge(item, new, held, wire, key, copy, cancelled_by)
        if verdict.kind == "repeat":
            return Filed(item.guid, item.headline, verdict)
        verdict = _told(verdict, words) if words else verdict
        # Another story under a name in use is no version of the one that stands under it.
        new = replace(new, order="reuse") if verdict.kind == "reuse" else new
        take = _store(item, delivery, number, key, new, copy, queries, verdict, now)
        if is_kill := new.order == "kill":
            kill_lines.write_once(kill_lines.of_order(delivery, item, take.guid, now))
        opened = drafting.Opened(item, copy, queries)
        words_mark = opened.words_mark if new.order in ("", "correction") else ""
        tracing.remember(take, names, picture_kills.marks(item, wire) if is_kill else filter(None, [words_mark]))
        before = writethru.Standing() if len(found.keys) > 1 else writethru.stand(held)
        after = writethru.stand([*held, replace(new, id=take.pk)], cancelled_by=cancelled_by)
        stories = drafting.apply(take, opened, before, after, now=now)
        for victim in found.victims:
            if victim != key:
                stories += drafting.obey(take, victim, now=now)
        pictures = picture_kills.obey(take, item, now=now) if is_kill else []
        if words:
            alerts.tell_of_kill_words(take, item, copy, words, now=now)
        else:
            alerts.tell(take, item, copy, verdict, stories, doubts, now=now)
        alerts.tell_of_pictures(take, pictures, now=now)
    return Filed(item.guid, take.headline, verdict, tuple(stories), take)


def _version(item: Item, digest: str, held: Sequence[writethru.Version], copy: Copy) -> writethru.Version:
    """Return the item as matching sees it. Of a feed, which has no versions, the readings are counted.

    Copy that tells readers what was wrong is a correction, whether or not the agency has marked it as one.
    """
    is_feed = item.format.startswith(_FEEDS)
    seen = writethru.reading(held, is_intact=not any(one.what in _MENDED for one in item.repairs)) if is_feed else 0
    order = order_of(item) or ("correction" if copy.correction else "")
    return writethru.Version(item.version[:80], item.created_at or item.sent_at, digest, order, seen)


def _judge(
    item: Item,
    new: writethru.Version,
    held: Sequence[writethru.Version],
    wire: Wire,
    key: str,
    copy: Copy,
    cancelled_by: int,
) -> Verdict:
    verdict = writethru.judge(new, held, cancelled_by=cancelled_by)
    if verdict.kind == "repeat" or new.order in ("kill", "withhold"):
        return verdict
    if new.order == "part":
        return Verdict("part", f"It is a {item.item_class}: kept beside the stories that use it.")
    if new.order == "advisory":
        return Verdict("advisory", "A word to editors, never public.")
    if held and tracing.is_another_story(wire, key, copy.headline, tracing.text_of(copy)):
        return Verdict("reuse", "The agency gave another story this name before; an editor must say what it is.")
    return verdict


def _told(verdict: Verdict, words: str) -> Verdict:
    """Return the verdict on an item that carries the words of a kill: never public, never acting alone."""
    if verdict.kind == "withhold":
        return Verdict("advisory", f"It is told in the words of a kill (“{words}”). Look at the alert.")
    return verdict


def _store(
    item: Item,
    delivery: Delivery,
    number: int,
    key: str,
    new: writethru.Version,
    copy: Copy,
    queries: Sequence[Query],
    verdict: Verdict,
    now: datetime,
) -> Take:
    take = Take(
        delivery=delivery,
        number=number,
        wire=delivery.wire,
        wire_key=key,
        guid=key_of(item.guid),
        version=new.version,
        said_at=new.said_at,
        digest=new.digest,
        headline=(copy.headline or item.headline)[:500],
        item=to_plain(item),
        copy=to_plain(copy),
        queries=[to_plain(query) for query in queries],
        order=new.order,
        seen=new.seen,
        verdict=verdict.kind,
        says=verdict.says,
        filed_at=now,
    )
    _TAKES.put(take)
    return take


def order_of(item: Item) -> str:
    """Return the order an item carries: "kill", "withhold", "advisory", "correction", "part", or "" for copy.

    A document that cancels another is an order and no story, whatever else it says.
    """
    said = (*item.editorial_types, *item.signals)
    types = {kind.strip().casefold().removeprefix("sig:") for kind in said}
    if item.status == "canceled" or types & _KILLS or any(ref.role == "cancels" for ref in item.refs):
        return "kill"
    if item.status == "withheld":
        return "withhold"
    if any(kind.startswith("advisory") for kind in types):
        return "advisory"
    if item.item_class not in _STORIES:
        return "part"
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
    agencies = tuple(wire.agency_names) or ((wire.title,) if wire.title else ())
    if wire.sister is not None:
        agencies = tuple(dict.fromkeys((*agencies, *sharing.agencies_at(wire.sister))))
    return Terms(
        is_unaltered=wire.is_unaltered,
        agencies=agencies,
        station_names=tuple(
            name for station in sorting.stations_of(wire) for name in (station.name, station.call_sign) if name
        ),
        territories=_territories_of(wire),
        country=country_of({station.zone for station in sorting.stations_of(wire)}),
        is_credit_required=wire.is_credit_required and not wire.credit_line,
        house=_house_of(wire),
    )


def _territories_of(wire: Wire) -> tuple[str, ...]:
    """Return what limits may call the place of the wire's stations; stations in several places have none in common."""
    said = {station.territories for station in sorting.stations_of(wire)}
    return tuple(one.strip() for one in said.pop().split(",") if one.strip()) if len(said) == 1 else ()


def _house_of(wire: Wire) -> House:
    """Return how the wire's stations write; stations that do not agree have no style in common."""
    names = {station.house_style for station in sorting.stations_of(wire)}
    return house_named(names.pop()) if len(names) == 1 else NO_HOUSE


def _finish(delivery: Delivery, outcome: str, fault: str, now: datetime) -> None:
    delivery.outcome, delivery.fault, delivery.finished_at, delivery.leased_until = outcome, fault, now, None
    sql.run(_FINISH, (outcome, fault, sql.at(now), delivery.pk))
