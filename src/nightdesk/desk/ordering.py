"""Order the pictures of a take: a row each, to be fetched, or found when the wire sent it before."""

from datetime import datetime, timedelta

from nightdesk.copydesk.checks import limits
from nightdesk.copydesk.copy import Copy, Cutline
from nightdesk.desk import ledger, picture_kills
from nightdesk.desk.body import PlacedPicture
from nightdesk.desk.models import Delivery, Picture, Wire
from nightdesk.wire.item import Item


def order_pictures(item: Item, copy: Copy, wire: Wire, delivery: Delivery) -> dict[int, PlacedPicture]:
    """Return the stored picture of each cutline that has a file to be had, by its place in the item.

    One that the agency has withdrawn gets no row and no place: its order may have come before it.
    """
    found = [(number, cutline, _source_of(cutline, delivery)) for number, cutline in enumerate(copy.cutlines)]
    known = {number: _known(cutline, source, wire) for number, cutline, source in found if source}
    killed = picture_kills.ordered(wire, known.values()) if known else set()
    placed = {}
    for number, cutline, source in found:
        if source and known[number] not in killed:
            picture_id = _row(source, known[number], cutline, item, wire, delivery)
            placed[number] = PlacedPicture(picture_id, cutline.caption, cutline.credit, cutline.alt)
    return placed


def _known(cutline: Cutline, source: str, wire: Wire) -> tuple[str, str]:
    return cutline.picture.guid[:400], picture_kills.source_key(wire, source)


def _source_of(cutline: Cutline, delivery: Delivery) -> str:
    """Return the address of the best file, or the sha256 of one that came beside the document."""
    for rendition in cutline.picture.renditions:
        if kept := delivery.beside.get(rendition.href):
            return f"sha256:{kept}"
        if rendition.href.startswith(("http://", "https://")):
            return rendition.href
    return ""


def _row(source: str, known: tuple[str, str], cutline: Cutline, item: Item, wire: Wire, delivery: Delivery) -> int:
    guid, source_key = known
    found = Picture.every.filter(source_key=source_key).values_list("pk", flat=True).first()
    if found:
        return found
    filed_at = delivery.received_at
    picture = Picture(
        title=(cutline.picture.headline or cutline.caption or item.headline or "Picture")[:255],
        credit=cutline.credit[:400],
        copyright=cutline.picture.copyright[:400],
        usage_terms=cutline.picture.usage,
        expires_at=_expiry(cutline, item, delivery),
        alt=cutline.alt[:400],
        is_file_photo=cutline.is_file_photo,
        state="wanted",
        guid=guid,
        wire=wire,
        source=source[:1000],
        source_key=source_key,
        next_try_at=filed_at,
    )
    if line := ledger.book.killed("", wire.name, picture_kills.names_of(*known)):
        picture.state, picture.killed_at, picture.next_try_at, picture.fault = "killed", filed_at, None, line.why
    # No signals: there is no file yet that Wagtail could index, and nothing is indexed inside the filing transaction.
    Picture.every.bulk_create([picture])
    return picture.pk


def _expiry(cutline: Cutline, item: Item, delivery: Delivery) -> datetime | None:
    """Return when the picture's own terms end, when they say so in days; the press shows it no longer than that."""
    days = limits.days_to_keep(cutline.picture.usage)
    if not days:
        return None
    return min(item.first_created_at or item.published_at or delivery.received_at, delivery.received_at) + timedelta(
        days
    )
