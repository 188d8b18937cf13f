"""From a take to the stories of the stations that the wire serves."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from nightdesk.copydesk.checks import limits
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.desk import body, decide, ordering, revisions, rules, sorting, sql
from nightdesk.desk.models import Delivery, Station, Story, Take, Wire
from nightdesk.matching.verdict import Verdict
from nightdesk.wire.item import Item

_WAITS_FOR_MERGE = "A newer version came in, and this story was edited here."


def apply(
    take: Take,
    item: Item,
    copy: Copy,
    queries: Sequence[Query],
    verdict: Verdict,
    delivery: Delivery,
    *,
    now: datetime,
) -> list[Story]:
    """Do to every station's story what the verdict says, inside the caller's transaction."""
    wire = take.wire
    if verdict.kind in ("stale", "part"):
        return []
    standing = {story.station_id: story for story in _standing(wire, take.wire_key)}
    if verdict.kind in ("kill", "withhold", "held"):
        return [_obey(story, verdict, take, now) for story in standing.values()]
    if not copy.headline and not copy.blocks:
        return []
    pictures = ordering.order_pictures(item, copy, wire, delivery)
    return [
        _draft(standing.get(station.pk), station, take, item, copy, queries, pictures, now)
        for station in sorting.stations_of(wire)
    ]


_STANDS = "SELECT id FROM desk_story WHERE wire_id = %s AND wire_key = %s AND NOT (wire_key = '')"


def _standing(wire: Wire, wire_key: str) -> list[Story]:
    """Return the stations' stories of this key. Mostly there is none yet, which costs one short question."""
    ids = [pk for (pk,) in sql.rows(_STANDS, (wire.pk, wire_key))]
    return list(Story.objects.filter(pk__in=ids).select_related("latest_revision", "station")) if ids else []


def _obey(story: Story, verdict: Verdict, take: Take, now: datetime) -> Story:
    """An order of the agency against a story that stands."""
    Story.objects.filter(pk=story.pk).update(newest_take=take)
    if verdict.kind == "kill":
        decide.kill(story, by=None, reason=verdict.says, now=now)
    elif verdict.kind == "withhold":
        decide.hold(story, by=None, reason=verdict.says, now=now)
    return story


def _draft(
    story: Story | None,
    station: Station,
    take: Take,
    item: Item,
    copy: Copy,
    queries: Sequence[Query],
    pictures: Mapping[int, body.PlacedPicture],
    now: datetime,
) -> Story:
    if story is None:
        story = Story(station=station, wire=take.wire, wire_key=take.wire_key, live=False)
    elif story.killed_at is not None:
        return story
    elif _is_edited_here(story):
        Story.objects.filter(pk=story.pk).update(waiting_take=take, newest_take=take, hold_reasons=[_WAITS_FOR_MERGE])
        return story
    _fill(story, station, take, item, copy, pictures, now)
    reasons = rules.reasons_to_hold(_case(station, take.wire, item, copy, queries, story), now)
    if reasons:
        # What runs already stays as it is; the newer version waits beside it as a draft.
        story.hold_reasons, story.waiting_take = reasons, take if story.slug else None
    else:
        decide.give_address(story, now)
    revisions.write(story, goes_out=not reasons, now=now)
    if not reasons or story.slug:
        decide.tell_press(story, cause=f"take {take.pk}, {take.verdict}", now=now)
    return story


def _is_edited_here(story: Story) -> bool:
    return story.latest_revision is not None and story.latest_revision.user_id is not None


def _case(station: Station, wire: Wire, item: Item, copy: Copy, queries: Sequence[Query], story: Story) -> rules.Case:
    blocks = tuple(query.says for query in queries if query.severity == "block")
    return rules.Case(
        policy=wire.policy,
        blocks=blocks,
        questions=len(queries) - len(blocks),
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
    item: Item,
    copy: Copy,
    pictures: Mapping[int, body.PlacedPicture],
    now: datetime,
) -> None:
    """Put the copy into the story's fields."""
    wire = take.wire
    for name, value in _words(copy, wire).items():
        setattr(story, name, value)
    story.section = sorting.section_of(station, wire, item)
    story.newest_take, story.waiting_take = take, None
    story.embargo_until = item.embargo.until if item.embargo else None
    story.is_embargo_unreadable = item.embargo is not None and item.embargo.until is None
    story.expires_at = _expiry(item, wire)
    story.agency_url = item.url[:1000] if item.url.startswith(("http://", "https://")) else ""
    if story.first_run_at and story.first_run_at <= now:
        story.updated_at = now
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
