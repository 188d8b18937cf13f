"""Stories that belong to a kill without being named by it: those it probably means, and those that quote its victim.

Both are for people: nothing here takes anything down.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from nightdesk.copydesk.copy import Copy
from nightdesk.desk import sql
from nightdesk.desk.models import Alert, Story, Take
from nightdesk.matching import likeness
from nightdesk.matching.identity import mark, names_of, slug_key
from nightdesk.wire.item import Item

MOST_READ = 600  # of the newest stories
MOST_NAMED = 5
A_QUOTATION = 16  # runs of four words in common: some twenty words in a row
_HEADLINE_SHARE = 0.6
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
_SLUG = re.compile(r"\bBC-[A-Z]{2,}[\w-]{0,12}-{1,2}[^,.;:()\n]{2,50}")
_KEYS = (
    "SELECT DISTINCT take.wire_key FROM desk_mark mark JOIN desk_take take ON take.id = mark.take_id"
    " WHERE mark.wire_id = {} AND mark.name IN ({{}})"
)


def suspects(take: Take, item: Item, copy: Copy) -> list[tuple[Story, str]]:
    """Return the stories that a kill told in words probably means, with the reason for each; the surest first."""
    words = "\n".join((item.headline, item.slugline, *copy.private_notes, *(block.text for block in item.blocks)))
    names = set(names_of(item).same()) | {mark("hint", f"slug={key}") for key in _slugs(item.slugline, words)}
    keys = [key for (key,) in sql.rows_in(_KEYS.format(int(take.wire_id)), sorted(names))]
    standing = _readable().filter(wire=take.wire)
    found = {story.pk: (story, "the same name or slugline") for story in standing.filter(wire_key__in=keys)}
    told, runs = set(_WORD.findall(words.casefold())), likeness.shingles(words)
    for story in standing[:MOST_READ]:
        if story.pk not in found and (why := _resemblance(story, told, runs)):
            found[story.pk] = (story, why)
    spoken = " ".join(words.casefold().split())
    # Several stories may share a slugline; the one whose headline stands there word for word is meant before them.
    surest = sorted(found.values(), key=lambda one: " ".join(one[0].headline.casefold().split()) not in spoken)
    return surest[:MOST_NAMED]


def _slugs(slugline: str, words: str) -> Iterator[str]:
    bare = re.sub(r"^[\W_]*(?:(?:KILL|BULLETIN|WITHDRAWN|URGENT)[\W_]+)+", "", slugline, flags=re.IGNORECASE)
    for one in (slugline, bare, *_SLUG.findall(words)):
        if key := slug_key(one):
            yield key


def _resemblance(story: Story, told: set[str], runs: frozenset[tuple[str, ...]]) -> str:
    headline = {word for word in _WORD.findall(story.headline.casefold()) if len(word) > 3}
    if len(headline) >= 2 and len(headline & told) / len(headline) >= _HEADLINE_SHARE:
        return "its headline"
    return "its words" if len(runs & likeness.shingles(words_of(story.body.raw_data))) >= A_QUOTATION else ""


def quoting(killed: Story) -> list[tuple[Story, str]]:
    """Return other running stories, of any wire and station, that link to a killed story or carry its words."""
    named = [address for address in (f"/{killed.slug}/" if killed.slug else "", killed.agency_url) if address]
    others = _readable().filter(state="running").exclude(pk=killed.pk)
    others = others.exclude(Q(wire=killed.wire_id) & Q(wire_key=killed.wire_key) & ~Q(wire_key=""))
    runs = likeness.shingles(words_of(killed.body.raw_data))
    found = []
    for story in others[:MOST_READ]:
        raw = story.body.raw_data
        if any(address in str(list(raw)) for address in named):
            found.append((story, "It links to it."))
            continue
        own = likeness.shingles(words_of(raw))
        if runs and (len(runs & own) >= A_QUOTATION or likeness.likeness(runs, own) >= likeness.SAME):
            found.append((story, "It carries its words."))
    return found


def tell_quoting(stories: Iterable[Story], *, take: Take | None, now: datetime) -> list[Story]:
    """Tell the desks which running stories quote those killed, once; return them.

    Called after the kill is committed: it reads many stories, and no kill waits for that.
    """
    found: dict[int, tuple[Story, Story, str]] = {}
    for killed in stories:
        for story, why in quoting(killed):
            found.setdefault(story.pk, (story, killed, why))
    said = set(Alert.objects.filter(kind="kin", take=take, story__in=found).values_list("story_id", flat=True))
    Alert.objects.bulk_create(
        Alert(
            kind="kin",
            says=f"“{story.headline[:180]}” still runs. {why} {_named(killed, story)} was killed."[:500],
            at=now,
            wire_id=killed.wire_id,
            take=take,
            station_id=story.station_id,
            story=story,
        )
        for pk, (story, killed, why) in found.items()
        if pk not in said
    )
    return [story for story, _, _ in found.values()]


def _named(killed: Story, story: Story) -> str:
    """Name the killed story to those who may know of it."""
    return f"“{killed.headline[:180]}”" if killed.station_id == story.station_id else "A story of a sister station"


def words_of(raw_stream: Sequence[Mapping[str, Any]]) -> str:
    """Return the words of a stored body, without its markup."""
    return "\n".join(html.unescape(_TAG.sub(" ", raw["value"])) for raw in raw_stream if isinstance(raw["value"], str))


def _readable() -> QuerySet[Story]:
    fields = ("headline", "body", "state", "station__name", "wire_key", "wire_id", "slug")
    return Story.objects.filter(killed_at=None).select_related("station").only(*fields).order_by("-pk")
