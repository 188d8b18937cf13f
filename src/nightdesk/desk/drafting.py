"""From a take to the stories of the stations that the wire serves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nightdesk.copydesk.checks import house, limits
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.desk import body, decide, ordering, revisions, rules, sorting, sql
from nightdesk.desk.models import Station, Story, Take, Wire
from nightdesk.kit.frozen import from_plain
from nightdesk.matching.writethru import Standing
from nightdesk.wire.item import Item

_WAITS_FOR_MERGE = "A newer version came in, and this story was edited here."
_WITHHELD = "The agency asks not to use the story for now."
_KILLED_ONCE = "The agency killed this story once; the kill was undone here."
_CORRECTED = "An earlier version of this story contained an error. It has been corrected."
_STANDS = "SELECT id FROM desk_story WHERE wire_id = %s AND wire_key = %s AND NOT (wire_key = '')"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a take says, read."""

    item: Item
    copy: Copy
    queries: Sequence[Query]


def open_take(take: Take) -> Opened:
    """Return what a stored take says."""
    queries = tuple(from_plain(Query, query) for query in take.queries)
    return Opened(from_plain(Item, take.item), from_plain(Copy, take.copy), queries)


def apply(take: Take, opened: Opened, before: Standing, after: Standing, *, now: datetime) -> list[Story]:
    """Make every station's story what the versions come to, as far as ``take`` changed that.

    Nothing else is touched: what an editor has decided since stays decided.
    """
    stories = {story.station_id: story for story in _standing(take.wire, take.wire_key)}
    changed: dict[int, Story] = {}
    if after.has_other_words(before):
        source = take if after.newest and after.newest.id == take.pk else Take.objects.get(pk=after.newest.id)
        opened = opened if source is take else open_take(source)
        if opened.copy.headline or opened.copy.blocks:
            draft = _Draft(source, opened, after, _correction(after, opened.copy), now)
            for station in sorting.stations_of(take.wire):
                changed[station.pk] = stories[station.pk] = draft.of(stories.get(station.pk), station)
    for station_id, story in stories.items():
        if after.killed_by != before.killed_by or station_id in changed:
            if _kill_here(story, after, now=now):
                changed[station_id] = story
        elif after.withheld_by != before.withheld_by and after.withheld_by:
            decide.hold(story, by=None, reason=_WITHHELD, now=now)
            changed[station_id] = story
    ordered = [story.pk for story in changed.values() if story.newest_take_id != take.pk]
    if ordered and take.order in ("kill", "withhold"):
        Story.objects.filter(pk__in=ordered).update(newest_take=take)
    return list(changed.values())


def obey(take: Take, wire_key: str, *, now: datetime) -> list[Story]:
    """Kill the stories of a key because another document orders it."""
    stories = _standing(take.wire, wire_key)
    for story in stories:
        decide.kill(story, by=None, reason=take.says, now=now)
    return stories


def _kill_here(story: Story, standing: Standing, *, now: datetime) -> bool:
    """Kill a story that the agency killed, unless a person undid that very kill here."""
    if not standing.killed_by or standing.killed_by <= (story.lifted_take_id or 0):
        return False
    decide.kill(story, by=None, reason="The agency withdraws the story.", now=now)
    return True


def _standing(wire: Wire, wire_key: str) -> list[Story]:
    """Return the stations' stories of this key. Mostly there is none yet, which costs one short question."""
    ids = [pk for (pk,) in sql.rows(_STANDS, (wire.pk, wire_key))]
    return list(Story.objects.filter(pk__in=ids).select_related("latest_revision", "station")) if ids else []


def _correction(standing: Standing, copy: Copy) -> str:
    """Return what readers are told was wrong, by the newest correction that says it; "" when nothing was corrected."""
    if not standing.corrections or copy.correction:
        return copy.correction
    ids = [one.id for one in standing.corrections]
    said = {pk: plain.get("correction", "") for pk, plain in Take.objects.filter(pk__in=ids).values_list("pk", "copy")}
    return next((said[pk] for pk in ids if said.get(pk)), _CORRECTED)


class _Draft:
    """What the newest copy makes of the stations' stories."""

    def __init__(self, take: Take, opened: Opened, standing: Standing, correction: str, now: datetime) -> None:
        self.take, self.opened, self.standing, self.correction, self.now = take, opened, standing, correction, now
        self.pictures = ordering.order_pictures(opened.item, opened.copy, take.wire, take.delivery)

    def of(self, story: Story | None, station: Station) -> Story:
        """Return the station's story with this copy: run, or waiting with its reasons."""
        take, now = self.take, self.now
        if story is None:
            story = Story(station=station, wire=take.wire, wire_key=take.wire_key, live=False)
        elif story.killed_at is not None or story.state == "spiked":
            return story
        elif _is_edited_here(story):
            waiting = {"waiting_take": take, "newest_take": take, "hold_reasons": [_WAITS_FOR_MERGE]}
            Story.objects.filter(pk=story.pk).update(**waiting)
            return story
        rights = _Rights.of(story)
        shown = _shown(story)
        _fill(story, station, take, self.opened, self.pictures)
        story.correction = self.correction
        if shown != _shown(story) and story.first_run_at and story.first_run_at <= now:
            story.updated_at = now
        reasons = [*self._orders(story), *rules.reasons_to_hold(_case(station, take.wire, self.opened, story), now)]
        if reasons:
            # What runs already stays as it is; the newer version waits beside it as a draft.
            story.hold_reasons, story.waiting_take = reasons, take if story.slug else None
            rights.tighten(story)
        else:
            decide.give_address(story, now)
        revisions.write(story, goes_out=not reasons, now=now)
        if not reasons or story.slug:
            decide.tell_press(story, cause=f"take {take.pk}, {take.verdict}", now=now)
        return story

    def _orders(self, story: Story) -> Iterator[str]:
        """What keeps this story from running whatever the rules say."""
        if self.standing.killed_by:
            yield _KILLED_ONCE if story.lifted_take_id else "The agency has killed this story."
        if self.standing.withheld_by:
            yield _WITHHELD
        if story.is_held_here:
            yield from story.hold_reasons or ["An editor holds it."]


@dataclass(frozen=True, slots=True)
class _Rights:
    """Embargo and expiry of what runs, so that a version that only waits cannot loosen them."""

    embargo_until: datetime | None
    is_embargo_unreadable: bool
    expires_at: datetime | None

    @classmethod
    def of(cls, story: Story) -> "_Rights":
        return cls(story.embargo_until, story.is_embargo_unreadable, story.expires_at)

    def tighten(self, story: Story) -> None:
        """Give the story the stricter of its new and its old rights, when it has run."""
        if story.slug:
            moments = [at for at in (self.embargo_until, story.embargo_until) if at]
            story.embargo_until = max(moments, default=None)
            story.is_embargo_unreadable = self.is_embargo_unreadable or story.is_embargo_unreadable
            story.expires_at = min([at for at in (self.expires_at, story.expires_at) if at], default=None)


def _shown(story: Story) -> tuple[Any, ...]:
    """Return what readers read in a story, to tell whether a version changes any of it."""
    body = [(part["type"], part["value"]) for part in story.body.raw_data]
    return (story.headline, story.deck, story.correction, story.update_note, story.lead_picture_id, body)


def _is_edited_here(story: Story) -> bool:
    return story.latest_revision is not None and story.latest_revision.user_id is not None


def _case(station: Station, wire: Wire, opened: Opened, story: Story) -> rules.Case:
    item, copy, queries = opened.item, opened.copy, opened.queries
    blocks = tuple(query.says for query in queries if query.severity == "block")
    return rules.Case(
        policy=wire.policy,
        blocks=blocks,
        questions=sum(query.severity != "block" and query.check != house.NAME for query in queries),
        said_at=item.published_at or item.created_at or item.sent_at,
        max_age_days=wire.max_age_days,
        wire_markets=wire.markets,
        story_market=copy.market,
        station_market=station.market,
        is_embargo_unreadable=story.is_embargo_unreadable,
        status=item.status,
        is_public_kind=not any(kind.casefold().startswith("advisory") for kind in item.editorial_types),
    )


def _fill(
    story: Story,
    station: Station,
    take: Take,
    opened: Opened,
    pictures: Mapping[int, body.PlacedPicture],
) -> None:
    """Put the copy into the story's fields."""
    wire, item, copy = take.wire, opened.item, opened.copy
    for name, value in _words(copy, wire).items():
        setattr(story, name, value)
    story.section = sorting.section_of(station, wire, item)
    story.newest_take, story.waiting_take = take, None
    story.embargo_until = item.embargo.until if item.embargo else None
    story.is_embargo_unreadable = item.embargo is not None and item.embargo.until is None
    story.expires_at = _expiry(item, wire)
    story.agency_url = item.url[:1000] if item.url.startswith(("http://", "https://")) else ""
    lead = pictures.get(0)
    story.lead_picture_id = lead.picture_id if lead else None
    story.lead_caption, story.lead_credit = (lead.caption, lead.credit[:400]) if lead else ("", "")
    story.lead_alt = lead.alt[:400] if lead else ""
    story.is_lead_file_photo = bool(lead and copy.cutlines[0].is_file_photo)
    others = {number: placed for number, placed in pictures.items() if number != 0}
    story.body = body.stream_of(copy.blocks, others)
    story.authors = sorting.authors_of(station, copy)
    story.topics = sorting.topics_of(station, item, copy)


def _words(copy: Copy, wire: Wire) -> dict[str, Any]:
    return {
        "headline": copy.headline[:400] or copy.slugline[:400] or "(no headline)",
        "deck": copy.deck,
        "bylines": list(copy.bylines),
        "byline_agency": copy.byline_agency[:200],
        "dateline": copy.dateline[:200],
        "dateline_agency": copy.dateline_agency[:80],
        "dateline_date": copy.dateline_date[:40],
        "correction": copy.correction,
        "update_note": copy.update_note,
        "public_note": "\n".join(copy.public_notes),
        "private_note": "\n".join(copy.private_notes),
        "contributors": copy.contributors,
        "disclaimer": copy.disclaimer,
        "credit": (copy.credit or wire.credit_line)[:400],
        "copyright": copy.copyright or wire.copyright_line,
        "language": copy.language[:20],
    }


def _expiry(item: Item, wire: Wire) -> datetime | None:
    """The earliest of the agency's own moment and the ends of the days that the wire's and the item's terms allow."""
    begun_at = item.first_created_at or item.published_at or item.created_at
    allowed = (wire.storage_days, limits.days_to_keep(item.usage))
    stored = [begun_at + timedelta(days=days) for days in allowed if days] if begun_at else []
    return min((at for at in (item.expires_at, *stored) if at is not None), default=None)
