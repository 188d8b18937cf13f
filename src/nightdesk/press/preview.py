"""Show a story as readers would get it, to those who may edit it: the same printer over a story that is not stored.

The gate is not asked, the file is not written, and the picture comes from the newsroom's own files, since
readers' files stand in the public tree only while a public story shows them. So do the styles: the newsroom's
host may be no station's.
"""

from dataclasses import replace
from typing import Any

from django.conf import settings

from nightdesk.desk.body import parts_of
from nightdesk.desk.models import Picture, Story
from nightdesk.kit import clock
from nightdesk.press import views
from nightdesk.press.clippings import Clippings
from nightdesk.reader import render as printer
from nightdesk.reader.cards import PersonView, PictureFile, PictureView, StationView

MARK = "Preview"


def story(story: Story, mode: str) -> bytes:
    """Return the story's page, marked as a preview. ``mode`` is Wagtail's; every mode shows the same."""
    clippings = Clippings()
    station = clippings.station(story.station_id)
    if station is None:
        raise ValueError("a story without a station cannot be shown")
    parts = tuple(parts_of(story.body.raw_data))
    pictures = _pictures({part.picture_id for part in parts} | {story.lead_picture_id})
    row = _Row(story)
    wire = clippings.wire_of(story)
    lead = pictures.get(story.lead_picture_id or 0)
    card = views.card_view(
        row, station.row, station.sections.get(story.section_id or 0), wire, views.lead_of(row, lead) if lead else None
    )
    authors = [PersonView(author.name, "", author.role, author.bio) for author in story.authors.all()]
    view = views.story_view(row, card, parts, pictures, story.topics.all(), authors, wire, station.row.zone)
    shown = replace(
        view,
        robots="noindex",
        lead=_ours(view.lead, pictures),
        blocks=tuple(replace(block, picture=_ours(block.picture, pictures)) for block in view.blocks),
    )
    page = printer.story(_marked(station.view), replace(shown, card=replace(card, picture=shown.lead)))
    return page.replace(b'="/assets/', b'="' + settings.NIGHTDESK_PREVIEW_ASSETS.encode())


class _Row:
    """A story that may never have run: it gets today's date, so that its page shows one."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self.first_run_at = story.first_run_at or clock.now()
        self.slug = story.slug or "preview"

    def __getattr__(self, name: str) -> Any:
        return getattr(self._story, name)


def _pictures(ids: set[int | None]) -> dict[int, Picture]:
    return {picture.pk: picture for picture in Picture.objects.filter(pk__in=ids - {None})}


def _ours(view: PictureView | None, pictures: dict[int, Picture]) -> PictureView | None:
    """Return a picture with the newsroom's file instead of readers' prints."""
    if view is None or not view.files:
        return view
    key = view.files[0].path.split("/")[2]
    [picture] = [picture for picture in pictures.values() if picture.key == key][:1]
    mime = "image/png" if picture.file.name.endswith(".png") else "image/jpeg"
    path = f"{settings.MEDIA_URL}{picture.file.name}"
    return replace(view, files=(PictureFile(path, picture.width, picture.height, mime),))


def _marked(view: StationView) -> StationView:
    """Say in the station's own line that this is no public page."""
    return replace(view, name=f"{MARK} · {view.name}")
