"""Rows of the desk to view data for readers. No queries: everything it needs is handed in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from nightdesk.desk.body import BodyPart, safe, safe_page, words_in
from nightdesk.desk.models import Author, HousePage, Section, Station, Thread, Topic, Wire
from nightdesk.press.telling import NOTHING, Telling
from nightdesk.reader import addresses
from nightdesk.reader.cards import (
    BlockView,
    CardView,
    HousePageView,
    NavLink,
    NoteView,
    PersonView,
    PictureFile,
    PictureView,
    StationView,
    StoryView,
)

CHANGED = "The words of this story have changed since it first ran here."
_ORDER = {"image/avif": 0, "image/webp": 1, "image/jpeg": 2}


def station_view(station: Station, sections: Sequence[Section], pages: Sequence[HousePage]) -> StationView:
    """Return a station with its navigation and its foot; privacy is said also where nobody has written it."""
    links = [NavLink(page.name, page.url or addresses.house_page(page.slug)) for page in pages if page.is_in_footer]
    if not any(page.slug == addresses.PRIVACY.strip("/") for page in pages):
        links.append(NavLink("Privacy", addresses.PRIVACY))
    return StationView(
        slug=station.slug,
        name=station.name,
        call_sign=station.call_sign,
        tagline=station.tagline,
        url=station.url.rstrip("/"),
        language=station.language,
        zone=station.zone,
        look=station.look,
        sections=tuple(section_link(section) for section in sections),
        legal_html=safe(station.legal_html),
        copyright=station.copyright,
        community_html=safe(station.community_html),
        contact_email=station.contact_email,
        tips_email=station.tips_email,
        footer_links=tuple(links),
        crawlers=station.crawlers,
        security_contact=_contact(station.security_contact or station.contact_email),
        terms_path=next((page.url or addresses.house_page(page.slug) for page in pages if page.slug == "terms"), ""),
        hub=station.websub_hub,
    )


def _contact(said: str) -> str:
    """Return an address as RFC 9116 wants it: a URI."""
    return f"mailto:{said}" if "@" in said and "/" not in said else said


def house_page_view(page: HousePage) -> HousePageView:
    """Return what a station says of itself; it passes the same boundary as everybody's markup."""
    return HousePageView(page.name, addresses.house_page(page.slug), safe_page(page.body))


def section_link(section: Section) -> NavLink:
    return NavLink(section.name, addresses.section(section.slug))


def topic_link(topic: Topic) -> NavLink:
    return NavLink(topic.name, addresses.topic(topic.slug))


def thread_link(thread: Thread) -> NavLink:
    return NavLink(thread.name, addresses.thread(thread.slug))


def picture_view(
    row: Any, *, caption: str = "", credit: str = "", alt: str = "", file_photo: bool = False, is_whole: bool = False
) -> PictureView:
    """Return a picture as one story shows it; what the story does not say, the picture says. ``is_whole``: uncut."""
    said = credit or row.credit
    return PictureView(
        files=_files(row.key, row.prints),
        crops=() if is_whole or row.is_whole else _files(row.key, row.crops or ()),
        alt=alt or row.alt,
        caption=caption,
        credit_parts=tuple(part.strip() for part in said.split("/") if part.strip()),
        is_file_photo=file_photo or row.is_file_photo,
        copyright=row.copyright,
    )


def _files(key: str, made: Iterable[Any]) -> tuple[PictureFile, ...]:
    ordered = sorted(made, key=lambda one: (_ORDER.get(one[2], 9), one[0]))
    return tuple(
        PictureFile(f"/pictures/{key}/{name}", width, height, mime, name.partition("-")[0] if "x" in name else "")
        for width, height, mime, name in ordered
    )


def lead_of(row: Any, picture: Any, wire: Wire | None = None) -> PictureView:
    """Return a story's lead picture; it is not cut where the wire's terms forbid any change."""
    return picture_view(
        picture,
        caption=row.lead_caption,
        credit=row.lead_credit,
        alt=row.lead_alt,
        file_photo=row.is_lead_file_photo,
        is_whole=wire is not None and wire.is_unaltered,
    )


def card_view(
    row: Any, station: Station, section: Section | None, wire: Wire | None, picture: PictureView | None
) -> CardView:
    """Return a story as fronts and feeds show it. A story without an address (a preview) gets none."""
    path = path_of(row, station)
    return CardView(
        story_id=row.pk or 0,
        path=path,
        url=addresses.absolute(station.url, path),
        headline=row.headline,
        deck=row.deck,
        summary=row.summary,
        section=section_link(section) if section else None,
        published_at=_there(row.first_run_at, station.zone),
        updated_at=_there(row.updated_at, station.zone),
        picture=picture,
        byline=byline(row.bylines, row.byline_agency),
        credit=row.credit or (wire.credit_line or wire.title if wire else ""),
        dateline=row.dateline,
        language=row.language or station.language,
        is_indexable=wire is None or wire.indexing == "index",
        is_full_text_in_feeds=wire is None or wire.is_full_text_in_feeds,
        guid=addresses.story_tag(station.url, row.first_run_at.date(), row.slug) if path != addresses.HOME else "",
    )


def path_of(row: Any, station: Station) -> str:
    """Return a story's path, or "/" while it has none."""
    if not row.slug or row.first_run_at is None:
        return addresses.HOME
    return addresses.story(row.first_run_at, row.slug, station.zone)


def byline(names: Sequence[str], agency: str) -> str:
    """Return "By Ada Quill and Ben Marsh, Meridian Wire"."""
    if not names:
        return f"By {agency}" if agency else ""
    listed = " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
    return f"By {listed}, {agency}" if agency else f"By {listed}"


def story_view(
    row: Any,
    card: CardView,
    parts: Sequence[BodyPart],
    pictures: Mapping[int, Any],
    topics: Iterable[Topic],
    authors: Sequence[PersonView],
    wire: Wire | None,
    zone: str,
    changes_path: str = "",
    told: Telling = NOTHING,
) -> StoryView:
    """Return a whole story page. ``pictures`` are those that may be shown now."""
    return StoryView(
        card=card,
        bylines=_bylines(row.bylines, authors),
        byline_agency=row.byline_agency,
        dateline=row.dateline,
        dateline_agency=row.dateline_agency,
        dateline_date=row.dateline_date,
        lead=card.picture,
        blocks=tuple(
            block for at, part in enumerate(parts) if (block := _block(part, pictures, told.anchored.get(at)))
        ),
        voices=told.voices,
        accounts=told.accounts,
        ahead=told.ahead,
        notes=tuple(_notes(row, card, zone, changes_path)),
        contributors=row.contributors,
        disclaimer=row.disclaimer,
        copyright=row.copyright,
        topics=tuple(topic_link(topic) for topic in topics),
        author=authors[0] if authors else None,
        canonical_url=row.agency_url if wire and wire.is_canonical_agency and row.agency_url else card.url,
        robots="" if card.is_indexable else "noindex",
        comments_allowed=wire is None or wire.are_comments_allowed,
        agency_name=row.agency_name or ((wire.title or wire.credit_line) if wire else ""),
        agency_url=row.agency_url,
        word_count=words_in(parts),
    )


def person_view(author: Author, picture: Any) -> PersonView:
    """Return somebody with a byline; ``picture`` is a row or None."""
    shown = picture_view(picture) if picture else None
    return PersonView(author.name, addresses.author(author.slug), author.role, author.bio, shown)


def _block(part: BodyPart, pictures: Mapping[int, Any], anchored: str | None) -> BlockView | None:
    if part.kind != "picture":
        return BlockView(part.kind, part.html, ordered=part.ordered, url=part.url, anchored=anchored or "")
    row = pictures.get(part.picture_id or 0)
    if row is None:
        return None
    return BlockView("picture", picture=picture_view(row, caption=part.caption, credit=part.credit, alt=part.alt))


def _bylines(names: Sequence[str], authors: Sequence[PersonView]) -> tuple[PersonView, ...]:
    known = {author.name.casefold(): author for author in authors}
    return tuple(known.get(name.casefold()) or PersonView(name) for name in names)


def corrections_of(row: Any, zone: str) -> Iterator[NoteView]:
    """Yield what was wrong in a story, a note for each thing, the newest first.

    Only the newest has a moment: that of the others is not kept, and this one would be false.
    """
    at = _there(row.corrected_at, zone)
    for line in filter(str.strip, row.correction.splitlines()):
        yield NoteView("correction", line.strip(), at)
        at = None


def _notes(row: Any, card: CardView, zone: str, changes_path: str) -> Iterator[NoteView]:
    yield from corrections_of(row, zone)
    for line in row.public_note.splitlines():
        if line.strip():
            yield NoteView("editors-note", line.strip())
    is_correction_alone = bool(row.correction) and row.corrected_at == row.updated_at
    if row.update_note:
        yield NoteView("update", row.update_note, card.updated_at, changes_path)
    elif card.updated_at and (changes_path or not is_correction_alone):
        yield NoteView("update", CHANGED, card.updated_at, changes_path)


def _there(moment: datetime | None, zone: str) -> datetime | None:
    return moment.astimezone(_zone(zone)) if moment else None


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
