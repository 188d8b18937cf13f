"""From a take to the stories of the stations that the wire serves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import connection

from nightdesk.copydesk.checks import house, limits, stale
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.embargo import embargo_in_words, stricter
from nightdesk.copydesk.query import Query
from nightdesk.desk import (
    body,
    decide,
    editions,
    ledger,
    lessons,
    local_edits,
    ordering,
    revisions,
    rules,
    sorting,
    sql,
    stand_ins,
    threads,
    tracing,
    twins,
)
from nightdesk.desk.models import Station, Story, Take, Wire
from nightdesk.desk.stand_ins import Rights
from nightdesk.kit.frozen import from_plain
from nightdesk.matching import writethru
from nightdesk.matching.identity import names_of
from nightdesk.matching.writethru import Standing
from nightdesk.wire.item import Item

_WITHHELD = "The agency asks not to use the story for now."
_KILLED_ONCE = "The agency killed this story once; the kill was undone here."
_CORRECTED = "An earlier version of this story contained an error. It has been corrected."
_SAME_WORDS = 0.8  # of both
_COPY = ("", "correction")
_STANDS = "SELECT id FROM desk_story WHERE wire_id = %s AND wire_key = %s AND NOT (wire_key = '')"


@dataclass(frozen=True)
class Opened:
    """What a take says, read."""

    item: Item
    copy: Copy
    queries: Sequence[Query]

    @cached_property
    def words_mark(self) -> str:
        """What copies of these very words share, "" when they are too few."""
        return twins.mark_of(self.copy)


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
    is_news = after.has_other_words(before)
    waiting = {} if is_news else {pk: story for pk, story in stories.items() if _waits(story)}
    if after.newest and (is_news or (waiting and take.order in _COPY)):
        source = take if after.newest and after.newest.id == take.pk else Take.objects.get(pk=after.newest.id)
        opened = opened if source is take else open_take(source)
        if opened.copy.headline or opened.copy.blocks:
            draft = Draft(source, opened, after, now)
            for station in sorting.stations_of(take.wire) if is_news else ():
                changed[station.pk] = stories[station.pk] = draft.of(stories.get(station.pk), station)
                if line := draft.dead.get(station.pk):
                    decide.kill(stories[station.pk], by=None, reason=f"{line.why} (the kill ledger)", now=now)
            for station_id, story in waiting.items():
                if draft.again(story):
                    changed[station_id] = story
    for station_id, story in stories.items():
        if after.killed_by != before.killed_by or station_id in changed:
            if _kill_here(story, after, now=now):
                changed[station_id] = story
        elif (after.withheld_by != before.withheld_by and after.withheld_by) or _is_withheld_now(story, before, after):
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


def meet_again(story: Story, *, now: datetime) -> None:
    """Bring the newest edit of a story and the newest take together once more: somebody edited it since."""
    standing = writethru.stand(tracing.versions(story.wire, story.wire_key)) if story.wire and story.wire_key else None
    if standing and standing.newest:
        take = Take.objects.select_related("wire", "delivery").get(pk=standing.newest.id)
        Draft(take, open_take(take), standing, now).again(story)


def _waits(story: Story) -> bool:
    """Tell whether the newest take of a story is not what readers have."""
    return story.waiting_take_id is not None or story.state == "held"


def _is_withheld_now(story: Story, before: Standing, after: Standing) -> bool:
    """Tell whether an order that came late withholds what runs, though a newer version, which waits, is above it."""
    return story.merged_take_id in after.withheld - before.withheld and story.state == "running"


def _kill_here(story: Story, standing: Standing, *, now: datetime) -> bool:
    """Kill a story that the agency killed, unless a person undid that very kill here."""
    if not standing.killed_by or standing.killed_by <= (story.lifted_take_id or 0):
        return False
    decide.kill(story, by=None, reason="The agency withdraws the story.", now=now)
    return True


def _standing(wire: Wire, wire_key: str) -> list[Story]:
    """Return the stations' stories of this key. Mostly there is none yet, which costs one short question."""
    ids = [pk for (pk,) in sql.rows(_STANDS, (wire.pk, wire_key))]
    if not ids:
        return []
    # Locked, so that no kill by hand is overwritten by the row as it was read here.
    locked = (
        Story.objects.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else Story.objects
    )
    return list(locked.filter(pk__in=ids).select_related("latest_revision", "station"))


class Draft:
    """What the newest copy makes of the stations' stories."""

    def __init__(self, take: Take, opened: Opened, standing: Standing, now: datetime) -> None:
        self.take, self.opened, self.standing, self.now = take, opened, standing, now
        self.dead: dict[int, ledger.Line] = {}  # by station: killed here once, and the database knows nothing of it
        self._corrections = _corrections(standing)
        self._pictures = {take.pk: ordering.order_pictures(opened.item, opened.copy, take.wire, take.delivery)}

    def of(self, story: Story | None, station: Station) -> Story:
        """Return the station's story with this copy: run, or waiting with its reasons."""
        take, now = self.take, self.now
        if story is None:
            story = Story(station=station, wire=take.wire, wire_key=take.wire_key, live=False)
            if line := ledger.book.killed(station.slug, take.wire.name, names_of(self.opened.item).same()):
                self.dead[station.pk] = line
        elif story.killed_at is not None or story.state == "spiked":
            return story
        elif edits := local_edits.of(story):
            return local_edits.Meeting(self, story, station, edits).settle()
        stood = story.merged_take_id if story.slug else None
        old = editions.before(story)
        story.moved_at, story.moved_by = now, None
        self.fill(story, take, self.opened, station)
        if reasons := self.reasons(story, story, station, self.opened):
            self._wait(story, station, reasons, stood, old)
            return story
        self.note(story, old)
        decide.give_address(story, now)
        revisions.write(story, goes_out=True, now=now)
        decide.tell_press(story, cause=f"take {take.pk}, {take.verdict}", now=now)
        return story

    def _wait(
        self, story: Story, station: Station, reasons: list[str], stood: int | None, old: editions.Before
    ) -> None:
        """Keep the newest version, which fills the story, as a draft; beside it runs the newest one that may."""
        take, now = self.take, self.now
        found = stand_ins.look(self, story, station, stood)
        if found.take is None:
            if story.slug:
                Rights.strictest([Rights.of(story), *found.rights]).put_on(story)
                decide.move_unseen(story, now)
            story.hold_reasons, story.waiting_take = reasons, take if story.slug else None
            revisions.write(story, goes_out=False, now=now)
        else:
            newest = Rights.of(story)
            self.fill(story, found.take, found.opened, station)
            Rights.strictest([newest, *found.rights]).put_on(story)
            story.newest_take = story.waiting_take = take
            self.note(story, old)
            decide.give_address(story, now)
            story.hold_reasons = reasons
            revisions.write(story, goes_out=True, now=now)
            words = self.filled(take, self.opened, station)
            words.pk = story.pk
            revisions.write_draft(story, words, now=now)
        if story.slug:
            cause = f"take {take.pk}, {take.verdict}" if found.take is None else f"take {found.take.pk}; a newer waits"
            decide.tell_press(story, cause=cause, now=now)

    def again(self, story: Story) -> bool:
        """Look once more at a story whose newest take waits: another came that may run, or goes with the edit."""
        if story.killed_at is not None or story.state == "spiked":
            return False
        if edits := local_edits.of(story):
            local_edits.Meeting(self, story, story.station, edits).settle()
            return False
        self.of(story, story.station)
        return True

    def note(self, story: Story, old: editions.Before) -> None:
        """Keep what readers had, now that another version takes its place."""
        editions.note(story, old, now=self.now, said_at=self.take.said_at)

    def fill(self, story: Story, take: Take, opened: Opened, station: Station) -> None:
        """Put a take's copy into the story's fields, with what is corrected by whichever take."""
        _fill(story, station, take, opened, self._ordered(take, opened))
        story.correction = self._correction(opened.copy, None)

    def filled(self, take: Take, opened: Opened, station: Station) -> Story:
        """Return a story of these words alone, not to be saved."""
        story = Story(station=station, wire=take.wire)
        self.fill(story, take, opened, station)
        return story

    def as_it_was(self, take: Take, station: Station, at: datetime) -> Story:
        """Return what a take was here at a moment, not to be saved: later corrections were not said yet."""
        opened = self.open(take)
        story = self.filled(take, opened, station)
        story.correction = self._correction(opened.copy, at)
        return story

    def open(self, take: Take) -> Opened:
        """Return what a take says."""
        return self.opened if take.pk == self.take.pk else open_take(take)

    def reasons(self, story: Story, filled: Story, station: Station, opened: Opened) -> list[str]:
        """Return what keeps a version (``filled``) of a story from running."""
        return [
            *self._orders(story, opened),
            *rules.reasons_to_hold(_case(station, self.take.wire, opened, filled, self.now), self.now),
        ]

    def _ordered(self, take: Take, opened: Opened) -> Mapping[int, body.PlacedPicture]:
        if take.pk not in self._pictures:
            self._pictures[take.pk] = ordering.order_pictures(opened.item, opened.copy, take.wire, take.delivery)
        return self._pictures[take.pk]

    def _correction(self, copy: Copy, at: datetime | None) -> str:
        """Return what readers are told was wrong, the newest first; ``at`` leaves out what was said later. "" when
        nothing was. A sister says all of it each time, as her editors word it now."""
        said = [text for filed_at, text in self._corrections if at is None or filed_at <= at]
        if copy.correction and self.take.wire.kind == "sister":
            return copy.correction
        told: list[str] = []
        for line in "\n".join((copy.correction, *said)).splitlines():
            if line.strip() and not any(_is_told(line, other) for other in told):
                told.append(line)
        return "\n".join(told) or (_CORRECTED if said else "")

    def _orders(self, story: Story, opened: Opened) -> Iterator[str]:
        """What keeps this story from running whatever the rules say."""
        if story.station_id in self.dead:
            yield "It was killed here once: the kill ledger says so."
        if self.standing.killed_by:
            yield _KILLED_ONCE if story.lifted_take_id else "The agency has killed this story."
        if self.standing.withheld_by:
            yield _WITHHELD
        if story.is_held_here:
            yield from story.hold_reasons or ["An editor holds it."]
        if twin := twins.of(story, opened.words_mark):
            yield f"It has the words of “{twin}”, which runs here already."


def _is_told(line: str, other: str) -> bool:
    """Tell whether a correction says what another says, with the same figures and nearly the same words."""
    one, two = (set(text.casefold().split()) for text in (line, other))
    has_figure = any(any(sign.isdigit() for sign in word) for word in one ^ two)
    return not has_figure and len(one & two) >= _SAME_WORDS * len(one | two)


def _corrections(standing: Standing) -> list[tuple[datetime, str]]:
    """Return when each correction was filed and what it tells readers ("" when nothing), the newest version first."""
    ids = [one.id for one in standing.corrections]
    if not ids:
        return []
    found = {pk: said for pk, *said in Take.objects.filter(pk__in=ids).values_list("pk", "filed_at", "copy")}
    return [(found[pk][0], found[pk][1].get("correction", "")) for pk in ids if pk in found]


def _case(station: Station, wire: Wire, opened: Opened, story: Story, now: datetime) -> rules.Case:
    item, copy, queries = opened.item, opened.copy, opened.queries
    if wire.policy == "run-clean":
        queries = lessons.left(queries, copy, station.pk)
    blocks = tuple(query.says for query in queries if query.severity == "block")
    asked = [query for query in queries if query.severity != "block" and query.check != house.NAME]
    return rules.Case(
        policy=wire.policy,
        blocks=blocks,
        questions=len(asked) + sum(1 for _ in stale.at_run(copy, now)),
        said_at=item.published_at or item.created_at or item.sent_at,
        max_age_days=wire.max_age_days,
        wire_markets=wire.markets,
        story_market=copy.market,
        station_market=station.market,
        is_embargo_unreadable=story.is_embargo_unreadable,
        status=item.status,
        editorial_types=item.editorial_types,
        signals=item.signals,
        labels=(*item.labels, *copy.labels),
        expires_at=story.expires_at,
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
    story.newest_take = story.merged_take = take
    story.waiting_take = None
    embargo = stricter(item.embargo, embargo_in_words(item, copy))
    story.embargo_until = embargo.until if embargo else None
    story.is_embargo_unreadable = embargo is not None and embargo.until is None
    story.expires_at = _expiry(item, wire, take.filed_at)
    story.agency_url = item.url[:1000] if item.url.startswith(("http://", "https://")) else ""
    story.family = threads.family_of(item, wire)
    story.agency_name = item.source[:120] if wire.kind == "sister" else ""
    lead = pictures.get(0)
    story.lead_picture_id = lead.picture_id if lead else None
    story.lead_caption, story.lead_credit = (lead.caption, lead.credit[:400]) if lead else ("", "")
    story.lead_alt = lead.alt[:400] if lead else ""
    story.is_lead_file_photo = bool(lead and copy.cutlines[0].is_file_photo)
    others = {number: placed for number, placed in pictures.items() if number != 0}
    story.body = body.stream_of((*copy.blocks, *body.below(copy.blocks, pictures)), others)
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


def _expiry(item: Item, wire: Wire, filed_at: datetime) -> datetime | None:
    """The earliest of the agency's own moment and the ends of the days that the wire's and the item's terms allow.

    The days begin when the agency wrote the story; without a date, or with one that lies ahead, when it came.
    """
    begun_at = min(item.first_created_at or item.published_at or item.created_at or filed_at, filed_at)
    allowed = (wire.storage_days, limits.days_to_keep(item.usage))
    stored = [begun_at + timedelta(days=days) for days in allowed if days]
    return min((at for at in (item.expires_at, *stored) if at is not None), default=None)
