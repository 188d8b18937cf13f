"""Sister stations: what one offers is handed to the others' wires as documents, and filed there like any wire's.

The state decides and not the order of events. A nudge says that an offered story may have changed; whoever claims
the offer reads what is public now, and for each sister wire writes the next version, the order not to use it, or
the kill. Delivery, number and the nudges' end are one transaction, so each change is handed over exactly once.
"""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from nightdesk.desk import facts, filing, sharing, sql
from nightdesk.desk.models import Delivery, Handover, Nudge, Offer, Story, Wire
from nightdesk.desk.sharing_terms import reasons_not_to_share
from nightdesk.intake import killed_pictures, offered
from nightdesk.kit import clock, crash

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=20)
PAUSE = timedelta(seconds=5)  # after a failure, longer each time
LONGEST_PAUSE = timedelta(minutes=10)
LONGEST = timedelta(minutes=11)  # what ends later is from before the clock went back, and is void
_WAITING = (
    "SELECT nudge.offer_id FROM desk_nudge nudge JOIN desk_offer offer ON offer.id = nudge.offer_id"
    " WHERE offer.leased_until IS NULL OR offer.leased_until <= %s OR offer.leased_until > %s"
    " OR (nudge.is_urgent AND offer.fault <> '')"
    " GROUP BY nudge.offer_id ORDER BY MAX(CASE WHEN nudge.is_urgent THEN 1 ELSE 0 END) DESC, MIN(nudge.id) LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Word:
    """What one sister wire is to be told: ``said`` is a ``Handover.SAID``."""

    wire: Wire
    said: str
    digest: str = ""
    item: offered.Item | None = None
    files: dict[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


def hand_over_next(now: datetime) -> bool:
    """Hand over the offer that waits longest, kills first; tell whether there was one."""
    _heed_deleted()
    for (offer_id,) in sql.rows(_WAITING, (sql.at(now), sql.at(now + LONGEST))):
        if offer := _claim(offer_id, now):
            try:
                _hand_over(offer, now)
            except Exception as fault:
                log.exception("offer %s could not be handed over; it will be tried again", offer.pk)
                _put_off(offer, fault, now)
        return True
    return False


def _heed_deleted() -> None:
    """A story that was deleted can nudge nobody: close its offer, and let the sisters hear of it."""
    if not sql.rows("SELECT id FROM desk_offer WHERE story_id IS NULL AND is_open LIMIT 1"):
        return
    with transaction.atomic():
        gone = Offer.objects.select_for_update().filter(story=None, is_open=True)
        Nudge.objects.bulk_create([Nudge(offer=offer, is_urgent=True) for offer in gone])
        gone.update(is_open=False)


def _claim(offer_id: int, now: datetime) -> Offer | None:
    """Take a lease. Losing the race is normal. A pause after a failure gives way to a kill."""
    free = Q(leased_until=None) | Q(leased_until__lte=now) | Q(leased_until__gt=now + LONGEST) | ~Q(fault="")
    until = now + LEASE
    if not Offer.objects.filter(free, pk=offer_id).update(leased_until=until, tries=F("tries") + 1, fault=""):
        return None
    crash.at("after_claim")
    return Offer.objects.get(pk=offer_id)


def _hand_over(offer: Offer, now: datetime) -> None:
    nudges = list(offer.nudges.values_list("pk", flat=True))
    words = list(_words(offer, now))
    files = {file: offered.bytes_of(file) for word in words for file in word.files.values()}
    with transaction.atomic():
        ours = Offer.objects.select_for_update().filter(pk=offer.pk, leased_until=offer.leased_until)
        if not ours.exists():
            return
        if Nudge.objects.filter(offer=offer).exclude(pk__in=nudges).exists():
            ours.update(leased_until=None)  # it changed while we read it: what we have to say may be wrong by now
            return
        if offer.story is not None:
            killed_pictures.follow(offer.story, now=now)
        told = [(word.said, delivery) for word in words if (delivery := _tell(offer, word, files, now))]
        Nudge.objects.filter(pk__in=nudges).delete()
        ours.update(leased_until=None, tries=0, fault="")
        crash.at("before_commit")
    crash.at("after_commit")
    for said, delivery in told:
        if said != "usable" and delivery.wire.state != "on":
            filing.process(delivery, now=clock.now())  # a paused wire still obeys


def _put_off(offer: Offer, fault: Exception, now: datetime) -> None:
    again_at = now + min(PAUSE * 2 ** min(offer.tries, 10), LONGEST_PAUSE)
    mine = Offer.objects.filter(pk=offer.pk, leased_until=offer.leased_until)
    if mine.update(leased_until=again_at, fault=f"{type(fault).__name__}: {fault}"[:1000]):
        offer.nudges.update(is_urgent=False)  # it was tried first; the next kill overtakes the pause again


def _words(offer: Offer, now: datetime) -> Iterator[Word]:
    """Yield what each sister wire should know now."""
    story = Story.objects.filter(pk=offer.story_id).select_related("station", "wire", "section", "newest_take").first()
    told = {one.wire_id: one for one in offer.handovers.select_related("wire")}
    if story is None or not offer.is_open or not facts.may_run(story, now).ok:
        said = "canceled" if story is not None and story.killed_at is not None else "withheld"
        yield from (Word(one.wire, said) for one in told.values() if one.number)
        return
    origin = sharing.origin_of(story)
    wires = sharing.wires_from(story.station_id)
    for wire in wires:
        if reasons := _reasons(wire, origin, offer):
            yield Word(wire, "withheld", reasons=reasons)
            continue
        item, files = offered.item_of(story, origin.story, origin.guid or _guid(offer, story), wire.credit_line)
        digest = hashlib.sha256(offered.words_of(item, files).encode()).hexdigest()
        yield Word(wire, "usable", digest, item, files)
    left = set(told) - {wire.pk for wire in wires}
    yield from (Word(told[pk].wire, "withheld", reasons=("It takes no more from here.",)) for pk in left)


def _guid(offer: Offer, story: Story) -> str:
    """Return the name it was first handed over under: a station may get another address."""
    known = offer.handovers.filter(number__gt=0).values_list("guid", flat=True).first()
    return known or offered.guid_of(story)


def _reasons(wire: Wire, origin: sharing.Origin, offer: Offer) -> tuple[str, ...]:
    """Return why a story may not go to a sister wire, in an editor's words."""
    stations = list(wire.stations.all())
    if len(stations) != 1:
        return ("A sister station's wire serves one station.",)
    [station] = stations
    if not origin.is_whole:
        return ("The sister station that it came from has it no more.",)
    if station.pk in origin.stations:
        return (f"It came from {station} or through it.",)
    others = Wire.objects.filter(kind="sister", stations=station).exclude(pk=wire.pk)
    if others.filter(sister__in=origin.stations - {wire.sister_id}).exists():
        return (f"{station} has it nearer to where it began.",)
    if origin.guid:
        first = Handover.objects.filter(station=station, guid=origin.guid, number__gt=0).exclude(wire=wire).first()
        if first is not None:
            return (f"{station} has it by {first.wire}.",)
    return tuple(reasons_not_to_share(origin.legs, sharing.terms_of(wire), station.market))


def _tell(offer: Offer, word: Word, files: dict[str, bytes], now: datetime) -> Delivery | None:
    """Write the next version for one wire, unless it was told the same before."""
    known = Handover.objects.select_for_update().filter(offer=offer, wire=word.wire).first()
    if known is None:
        station = word.wire.stations.first()
        if station is None:
            return None
        guid = word.item.guid if word.item else f"offer:{offer.pk}"
        known = Handover.objects.create(offer=offer, wire=word.wire, station=station, guid=guid)
    if known.reasons != list(word.reasons):
        Handover.objects.filter(pk=known.pk).update(reasons=list(word.reasons))
    is_news = known.said != word.said or (word.said == "usable" and known.digest != word.digest)
    is_first = known.number == 0
    if not is_news or (is_first and word.said != "usable"):
        return None
    number, guid = known.number + 1, known.guid
    if word.item is not None:
        guid = word.item.guid
        raw = offered.document(word.item, number, now)
    else:
        raw = offered.order(guid, word.said, number, now)
    beside = {name: files[file] for name, file in word.files.items()}
    named = {"number": number, "said": word.said, "digest": word.digest, "guid": guid}
    Handover.objects.filter(pk=known.pk).update(**named)
    delivery, _ = filing.receive(word.wire, raw, received_at=now, source=f"station {offer.station_id}", beside=beside)
    return delivery
