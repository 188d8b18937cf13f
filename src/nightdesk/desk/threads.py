"""Running stories: those that belong together share a thread, found by the agency's own signs or chosen by an editor.

A story joins by itself when it runs and another public story of its wire has the same slugline within a few days, or
one of the two names the other as related. What an editor chose, also “no thread”, is never changed by itself.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from wagtail.log_actions import log

from nightdesk.desk import changes, facts, fronts, sql
from nightdesk.desk.models import Station, Story, Thread, Wire
from nightdesk.desk.staff.models import User
from nightdesk.kit.slugs import slugify
from nightdesk.matching.identity import mark, slug_key
from nightdesk.wire.item import Item

WITHIN = timedelta(days=4)  # between two stories of one slugline
FAMILY_ID = "thread"  # the scheme of an id by which a sister station says the slugline
_JOINING = ("related", "evolved-from")
_MOST = 20
_GENERAL = {
    "weather", "sports", "sport", "news", "business", "briefs", "brief", "digest", "advisory", "top news", "headlines",
    "markets", "stocks", "local", "national", "world", "features", "entertainment", "update", "story", "politics",
}  # fmt: skip
_DESKS = {"bc", "us", "eu", "un", "uk"}  # first words that name the agency's desk
_OF_FAMILY = (
    "SELECT id FROM desk_story WHERE station_id = %s AND family = %s AND NOT (family = '')"
    " AND wire_id = %s AND first_run_at >= %s"
    " ORDER BY first_run_at DESC, id DESC LIMIT %s"
)
_RELATED = (
    "SELECT DISTINCT take.wire_key FROM desk_mark mark JOIN desk_take take ON take.id = mark.take_id"
    " WHERE mark.wire_id = {} AND mark.name IN ({{}})"
)
_OF_KEYS = (  # apart: in one question SQLite looks at every story of the station
    "SELECT id FROM desk_story WHERE wire_id = {} AND station_id = {} AND NOT (wire_key = '') AND wire_key IN ({{}})"
)


def family_of(item: Item, wire: Wire) -> str:
    """Return the family that an item's slugline names, "" when it has none or one that says nothing."""
    said = item.slugline
    if wire.kind == "sister":
        said = next((value for scheme, value in item.ids if scheme == FAMILY_ID), "")
    family = slug_key(said)[:120]
    return "" if _bare(family) in _GENERAL else family


def gather(story: Story, now: datetime) -> None:
    """Put a story that runs into the thread of its mates, if it has any; the first two open one."""
    if story.thread_id or story.is_thread_chosen or story.wire_id is None:
        return
    ids = {pk for pk in (*_of_family(story), *_related(story)) if pk != story.pk}
    if not ids:
        return
    found = Story.objects.filter(pk__in=ids).select_related("station", "thread").defer("body")
    mates = sorted((mate for mate in found if _may_join(mate, now)), key=lambda mate: (mate.first_run_at, mate.pk))
    if not mates:
        return
    with transaction.atomic():
        thread = next((mate.thread for mate in reversed(mates) if mate.thread), None) or _open(story, mates)
        for mate in mates:
            if mate.thread is None:
                _move(mate, thread, now)
        Story.objects.filter(pk=story.pk).update(thread=thread)
        story.thread = thread


def choose(story: Story, thread: Thread, *, by: User | None, now: datetime) -> None:
    """Put a story into a thread of its station, for good."""
    if thread.station_id != story.station_id:
        raise ValueError("a thread of another station")
    _decide(story, thread, f"Into “{thread}”", by=by, now=now)


def take_out(story: Story, *, by: User | None, now: datetime) -> None:
    """Take a story out of its thread; it does not come back by itself."""
    _decide(story, None, "Out of its thread", by=by, now=now)


def start(station: Station, name: str) -> Thread:
    """Open a thread under a name that an editor chose; one that has the name already is the same thread."""
    found = Thread.objects.filter(station=station, name__iexact=name.strip()).first()
    return found or Thread.objects.create(station=station, name=name.strip()[:120], slug=_free_slug(station.pk, name))


def merge(thread: Thread, into: Thread, *, now: datetime) -> None:
    """Move every story of a thread into another of the station, the oldest first; the emptied thread goes."""
    if thread.pk == into.pk or thread.station_id != into.station_id:
        raise ValueError("two threads of one station are needed")
    with transaction.atomic():
        stories = Story.objects.filter(thread=thread).select_related("station").defer("body")
        for story in stories.order_by("first_run_at", "pk"):
            _move(story, into, now)
        pk = thread.pk
        thread.delete()
        changes.record([f"thread:{pk}/name"], f"merged into {into}", at=now)


def _decide(story: Story, thread: Thread | None, says: str, *, by: User | None, now: datetime) -> None:
    with transaction.atomic():
        Story.objects.filter(pk=story.pk).update(is_thread_chosen=True)
        story.is_thread_chosen = True
        log(story, "nightdesk.thread", user=by, data={"reason": says})
        _move(story, thread, now)


def _move(story: Story, thread: Thread | None, now: datetime) -> None:
    """Change a story's thread, its places in fronts, and tell the press of both."""
    Story.objects.filter(pk=story.pk).update(thread=thread)
    story.thread = thread
    places = fronts.place(story) if facts.may_run(story, now).ok else []
    changes.record([f"story:{story.pk}/page", f"story:{story.pk}/card", *places], "thread", at=now)


def _may_join(mate: Story, now: datetime) -> bool:
    was_taken_out = mate.is_thread_chosen and mate.thread_id is None
    return not was_taken_out and facts.may_run(mate, now).ok


def _of_family(story: Story) -> Iterable[int]:
    if not story.family or story.first_run_at is None:
        return ()
    since = sql.at(story.first_run_at - WITHIN)
    asked = (story.station_id, story.family, story.wire_id, since, _MOST)
    return [pk for (pk,) in sql.rows(_OF_FAMILY, asked)]


def _related(story: Story) -> Iterable[int]:
    """Return the stories that this one's newest version names as related, or that name it."""
    take = story.newest_take
    if take is None:
        return ()
    refs = take.item.get("refs", ())
    names = {mark("guid", ref["guid"]) for ref in refs if ref.get("role") in _JOINING and ref.get("guid")}
    names.add(mark("related", take.guid))
    wire_id = int(story.wire_id or 0)
    keys = [key for (key,) in sql.rows_in(_RELATED.format(wire_id), sorted(names))]
    return [pk for (pk,) in sql.rows_in(_OF_KEYS.format(wire_id, int(story.station_id)), keys)]


def _open(story: Story, mates: list[Story]) -> Thread:
    """Open a thread under words of the slugline, or of section and day: never a headline's, which may be killed."""
    family = story.family or next((mate.family for mate in mates if mate.family), "")
    first = mates[0]
    name = _bare(family).capitalize() or f"{first.section or 'News'}, {first.first_run_at:%B} {first.first_run_at.day}"
    return Thread.objects.create(station_id=story.station_id, name=name[:120], slug=_free_slug(story.station_id, name))


def _bare(family: str) -> str:
    """Return a family without the words that name the agency's desk: “bc us ferry strike” is “ferry strike”."""
    words = family.split()
    while words and words[0] in _DESKS:
        words = words[1:]
    return " ".join(words)


def _free_slug(station_id: int, name: str) -> str:
    words, number = slugify(name), 1
    known = Thread.objects.filter(station_id=station_id, slug__startswith=words)
    taken, slug = set(known.values_list("slug", flat=True)), words
    while slug in taken:
        number += 1
        slug = f"{words}-{number}"
    return slug
