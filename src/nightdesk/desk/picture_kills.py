"""The agency takes a picture back: it is found by its guid or its file, whichever comes first, order or picture."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

from django.db.models import Q

from nightdesk.desk import decide, sql
from nightdesk.desk.models import Picture, Take, Wire
from nightdesk.matching.identity import mark
from nightdesk.wire.item import Item

_OF_PICTURES = ("picture", "graphic", "photo")
_ORDERS = (
    "SELECT mark.name FROM desk_mark mark JOIN desk_take take ON take.id = mark.take_id"
    " WHERE mark.wire_id = {} AND take.\"order\" = 'kill' AND mark.name IN ({{}})"
)


def source_key(wire: Wire, source: str) -> str:
    """Return what a picture of a wire is known by: the address of its file, or the sha256 of its bytes."""
    return sha256(f"{wire.pk} {source}".encode()).hexdigest()


def marks(item: Item, wire: Wire) -> list[str]:
    """Return the marks that an order against a picture leaves besides its guid: one for each file it names."""
    return [mark("file", key) for key in _files(item, wire)]


def obey(take: Take, item: Item, *, now: datetime) -> list[Picture]:
    """Kill the pictures of the wire that an order names; most orders name none."""
    guids = [item.guid, *(ref.guid for ref in item.refs if ref.role == "cancels")]
    named = Q(guid__in=[guid for guid in guids if guid]) & ~Q(guid="")
    found = list(
        Picture.every.filter(named | Q(source_key__in=_files(item, take.wire)), wire=take.wire, killed_at=None)
    )
    for picture in found:
        decide.kill_picture(picture, by=None, reason="The agency withdraws the picture.", now=now)
    return found


def ordered(wire: Wire, pictures: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of the pictures, each (guid, source key), that an order received before forbids."""
    names = {one: set(names_of(*one)) for one in pictures}
    asked = sorted({name for each in names.values() for name in each})
    standing = {name for (name,) in sql.rows_in(_ORDERS.format(int(wire.pk)), asked)}
    return {one for one, each in names.items() if each & standing}


def names_of(guid: str, key: str) -> Iterator[str]:
    """Yield the marks by which an order may name a picture."""
    yield mark("file", key)
    if guid:
        yield mark("guid", guid)
        yield mark("kill", guid)


def _files(item: Item, wire: Wire) -> list[str]:
    """Return the keys of the files of an item that is a picture. The pictures in a story are not meant by its kill."""
    if item.item_class not in _OF_PICTURES:
        return []
    return [source_key(wire, rendition.href) for one in item.pictures for rendition in one.renditions if rendition.href]
