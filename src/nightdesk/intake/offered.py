"""A public story as a document for sister stations: ninjs, written from what readers are shown, and nothing else."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from nightdesk.desk.body import BodyPart, parts_of
from nightdesk.desk.deliveries import beside_path
from nightdesk.desk.models import Picture, Story
from nightdesk.desk.threads import FAMILY_ID
from nightdesk.kit.frozen import to_plain
from nightdesk.press import views
from nightdesk.reader import addresses
from nightdesk.wire.as_ninjs import as_ninjs
from nightdesk.wire.item import Block, Item, Rendition, Subject
from nightdesk.wire.item import Picture as ItemPicture

FORMAT = "ninjs 3.1"
_TAG = re.compile(r"<[^>]*>")
_KEPT_APART = ("dateline", "canonical_url", "published")  # what ninjs 3.1 has no member for, and our reader reads


def guid_of(story: Story) -> str:
    """Return what sister stations know a story of ours by, for good; without a word of it, for a kill says it too."""
    began_on = story.first_run_at.date() if story.first_run_at else date.min
    return addresses.story_tag(story.station.url, began_on, str(story.pk))


def url_of(story: Story) -> str:
    """Return where a story stands first: at the agency, or the sister, whose page is the canonical one; else here."""
    wire = story.wire
    if story.agency_url and wire is not None and (wire.kind == "sister" or wire.is_canonical_agency):
        return story.agency_url
    return addresses.absolute(story.station.url, views.path_of(story, story.station))


def item_of(story: Story, origin: Story, guid: str, credit: str) -> tuple[Item, dict[str, str]]:
    """Return a public story as an item, and the files that go with it: the name in the item, the sha256 or path.

    ``origin`` is the story that it began as; ``credit`` is what a sister says of our own copy.
    """
    parts = list(parts_of(story.body.raw_data))
    places = _places(story, parts)
    rows = {row.pk: row for row in Picture.every.filter(pk__in=[pk for pk, *_ in places]).select_related("wire")}
    shown = [place for place in places if place[0] in rows and _may_travel(rows[place[0]])]
    numbers = {pk: number for number, (pk, *_) in reversed(list(enumerate(shown)))}
    files = {_href(rows[pk]): _file(rows[pk]) for pk, *_ in shown}
    take = story.newest_take
    item = Item(
        format=FORMAT,
        guid=guid,
        ids=((FAMILY_ID, story.family),) if story.family else (),
        status="usable",
        item_class="text",
        expires_at=story.expires_at,
        first_created_at=story.first_run_at,
        published_at=story.first_run_at,
        headline=story.headline,
        deck=story.deck,
        bylines=_bylines(story),
        dateline=_dateline(story),
        language=story.language or story.station.language,
        blocks=tuple(_blocks(story, parts, numbers)),
        pictures=tuple(_picture(rows[pk], *words) for pk, *words in shown),
        subjects=tuple(_subjects(story)),
        credit=_credit(story, origin, credit)[:400],
        copyright=story.copyright or _copyright(story),
        usage=take.item.get("usage", "") if take else "",
        source=origin.station.name,
        url=url_of(story),
    )
    return item, {name: file for name, file in files.items() if file}


def document(item: Item, number: int, at: datetime) -> bytes:
    """Return an item as the bytes of version ``number``."""
    members = as_ninjs(item)
    kept = {"dateline": item.dateline, "canonical_url": item.url, "published": _moment(item.published_at)}
    members |= {name: kept[name] for name in _KEPT_APART if kept[name]}
    members.pop("located", None)  # it would be read as a place that the story is about
    members |= {"version": str(number), "versionCreated": at.isoformat()}
    return json.dumps(members, ensure_ascii=False, sort_keys=True).encode()


def order(guid: str, status: str, number: int, at: datetime) -> bytes:
    """Return the document that kills a story or withdraws it. It says nothing of the story but its name."""
    return document(Item(format=FORMAT, guid=guid, status=status), number, at)


def words_of(item: Item, files: Mapping[str, str]) -> str:
    """Return everything that an item says, to tell whether a sister must hear of it."""
    return json.dumps([to_plain(item), sorted(files.items())], sort_keys=True, ensure_ascii=False)


def bytes_of(file: str) -> bytes:
    """Return a picture's bytes as they were received or uploaded. Raises OSError when they are gone."""
    return path_of(file).read_bytes()


def path_of(file: str) -> Path:
    """Return where a picture's file is, received or uploaded."""
    is_received = file.startswith("sha256:")
    return beside_path(file.removeprefix("sha256:")) if is_received else Path(settings.MEDIA_ROOT, file)


def _places(story: Story, parts: Iterable[BodyPart]) -> list[tuple[int, str, str, str]]:
    """Return (picture, caption, credit, alt) of the lead and the body's pictures, in order."""
    lead = (story.lead_picture_id, story.lead_caption, story.lead_credit, story.lead_alt)
    body = [(part.picture_id, part.caption, part.credit, part.alt) for part in parts if part.picture_id]
    return [lead, *body] if story.lead_picture_id else body


def _may_travel(row: Picture) -> bool:
    """Tell whether a picture's rights allow it. One with an end of its own stays: a sister may hear too late."""
    is_ours = row.wire is None or row.wire.is_shareable
    has_file = bool(row.source) or bool(row.file)
    if file := _file(row):
        has_file = path_of(file).is_file()
    return is_ours and has_file and row.expires_at is None and row.state in ("wanted", "ready")


def _href(row: Picture) -> str:
    """Return where a picture is, or the name of the file that goes along: it never asks that host (RFC 2606)."""
    return row.source if row.source.startswith(("http://", "https://")) else f"https://sister.invalid/pictures/{row.pk}"


def _file(row: Picture) -> str:
    """Return the file that goes with the document; "" for one that is fetched from where we had it."""
    if row.source:
        return row.source if row.source.startswith("sha256:") else ""
    return row.file.name if row.file else ""


def _picture(row: Picture, caption: str, credit: str, alt: str) -> ItemPicture:
    mime = "image/jpeg"  # that it is one; which, its bytes say
    return ItemPicture(
        renditions=(Rendition(_href(row), mime),),
        guid=_href(row),
        caption=f"FILE - {caption}" if row.is_file_photo and caption else caption,
        credit=credit or row.credit,
        copyright=row.copyright,
        usage=row.usage_terms,
        alt=alt or row.alt,
    )


def _blocks(story: Story, parts: Iterable[BodyPart], numbers: Mapping[int, int]) -> Iterator[Block]:
    """Yield the body, with the notes for readers in the words by which a copy desk knows them."""
    for line in story.public_note.splitlines():
        if line.strip():
            yield _line(f"EDITOR'S NOTE — {line.strip()}")
    if story.correction:
        yield _line(f"Correction: {' '.join(story.correction.split())}")
    for part in parts:
        if part.kind != "picture":
            yield _block(part)
        elif part.picture_id in numbers:
            yield Block("picture", picture=numbers[part.picture_id])
    for words in (story.update_note, story.contributors, story.disclaimer):
        if words.strip():
            yield _line(words.strip())


def _line(words: str) -> Block:
    return Block("paragraph", html.escape(words, quote=False), words)


def _block(part: BodyPart) -> Block:
    text = html.unescape(_TAG.sub(" " if part.kind == "table" else "", part.html))
    level = 2 if part.kind == "subhead" else 0
    return Block(part.kind, part.html, text, level, part.ordered, url=part.url)


def _bylines(story: Story) -> tuple[str, ...]:
    line = views.byline(story.bylines, story.byline_agency).removeprefix("By ")
    return (line,) if line else ()


def _dateline(story: Story) -> str:
    place = ", ".join(part for part in (story.dateline, story.dateline_date) if part)
    return f"{place} ({story.dateline_agency}) — ".lstrip() if story.dateline_agency else place


def _credit(story: Story, origin: Story, ours: str) -> str:
    """Return the agency's credit and whose hands it came through; of our own copy, our name."""
    said = story.credit or (story.wire.credit_line or story.wire.title if story.wire else "")
    if origin.wire is None:
        return (said if story is not origin else "") or origin.credit or ours or origin.station.name
    via = f" via {origin.station.name}"
    return said if not said or said.endswith(via) else f"{said}{via}"


def _copyright(story: Story) -> str:
    return story.wire.copyright_line if story.wire else story.station.copyright


def _subjects(story: Story) -> Iterator[Subject]:
    if story.section:
        yield Subject("subject", story.section.name, story.section.slug)
    for topic in story.topics.all():
        yield Subject("subject", topic.name, topic.media_topic)


def _moment(at: Any) -> str:
    return at.isoformat() if at else ""
