"""What the kill ledger is told of a kill: enough to find the story, picture or order again in an older database."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from nightdesk.desk import ledger, tracing
from nightdesk.desk.ledger import Line
from nightdesk.desk.models import Delivery, Picture, Story
from nightdesk.desk.staff.models import User
from nightdesk.kit import crash
from nightdesk.matching.identity import mark
from nightdesk.wire.item import Item, Ref, Rendition
from nightdesk.wire.item import Picture as ItemPicture

_BY_ITSELF = "the desk, by an order of the agency or at the command line"


def of_story(what: str, story: Story, by: User | None, why: str, now: datetime) -> Line:
    """Return the line of a story that is killed, or of the undoing of that."""
    named = {}
    if story.wire_id and story.wire_key:
        names = tuple(sorted(tracing.names_kept(story.wire, story.wire_key)))
        named = {"wire": story.wire.name, "key": story.wire_key, "names": names}
    where = {"station": story.station.slug, "row": story.pk, "begun_at": begun_at(story)}
    return Line(what=what, at=now.isoformat(), who=str(by or _BY_ITSELF), why=why, **where, **named)


def of_picture(what: str, picture: Picture, by: User | None, why: str, now: datetime) -> Line:
    """Return the line of a picture that is killed, or of the undoing of that."""
    named = {}
    if picture.wire_id and picture.source_key:
        names = [mark("file", picture.source_key)] + ([mark("guid", picture.guid)] if picture.guid else [])
        named = {"wire": picture.wire.name, "key": picture.source_key, "names": tuple(names)}
    where = {"row": picture.pk, "begun_at": picture.created_at.isoformat()}
    return Line(what=what, at=now.isoformat(), who=str(by or _BY_ITSELF), why=why, **where, **named)


def of_order(delivery: Delivery, item: Item, key: str, now: datetime) -> Line:
    """Return the line of an agency's kill: by which names and files it finds what it means, and none of its words."""
    wire = delivery.wire
    told = {
        "sha256": delivery.sha256,
        "guid": item.guid,
        "ids": [list(one) for one in item.ids],
        "refs": [[ref.role, ref.guid] for ref in item.refs],
        "class": item.item_class,
        "files": [one.href for picture in item.pictures for one in picture.renditions],
    }
    return Line(what="order", at=now.isoformat(), who=wire.name, wire=wire.name, key=key, item=told)


def order_in(line: Line) -> Item:
    """Return the kill that such a line stands for."""
    told = line.item or {}
    return Item(
        format="kill ledger",
        guid=told.get("guid", ""),
        ids=tuple((scheme, value) for scheme, value in told.get("ids", ())),
        refs=tuple(Ref(role, guid) for role, guid in told.get("refs", ())),
        status="canceled",
        item_class=told.get("class", ""),
        pictures=tuple(ItemPicture((Rendition(href),)) for href in told.get("files", ())),
    )


def write_once(line: Line) -> None:
    """Write a line, if the ledger does not say the same already."""
    last = ledger.book.last(line.subject)
    if last is None or last.what != line.what:
        ledger.write(line)
        crash.at("after_ledger")


def has(story: Story, now: datetime) -> bool:
    """Tell whether the ledger has a story's kill; if not, and the database has not either, nobody has."""
    last = ledger.book.last(of_story("kill", story, None, "", now).subject)
    return last is not None and last.what == "kill"


def begun_at(story: Story) -> str:
    """Return when the first revision of a story was made: with its number that names one made here for good."""
    kind = ContentType.objects.get_for_model(Story)
    first = Revision.objects.filter(content_type=kind, object_id=str(story.pk)).order_by("pk")
    at = first.values_list("created_at", flat=True).first()
    return at.isoformat() if at else ""
