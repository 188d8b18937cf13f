"""Which other stories a story's page leads to: those with the same topics, or with its names in their heads.

They are chosen when the story runs and kept with it, so that what runs later touches no older page. Whether one of
them may be shown is asked when the page is made.

A name is two capitalised words side by side that stand in both. One that stands in many heads (the town's own) tells
nothing and does not count. Reading names properly costs a millisecond a story, and finds hardly more here.
"""

import html
import re
from collections import Counter

from nightdesk.desk import sql
from nightdesk.desk.models import Story

MOST = 4
OF_TOPIC, OF_SECTION = 12, 24  # so many of the newest of a front are looked at
TOPICS = 4
PARAGRAPHS = 6  # whom a story is about is said in its first
COMMON = 3  # a name in so many of the heads looked at is everybody's
_TOPIC = _NAME = ENOUGH = 2
_TAG = re.compile(r"<[^>]*>")
_PAIR = re.compile(r"\b(?=([A-Z][\w’'-]{1,40} [A-Z][\w’'-]{1,40}))")  # bounded, since it is tried at every hyphen
_NEWEST = "SELECT story_id FROM desk_placing WHERE station_id = %s AND front = %s ORDER BY number DESC LIMIT %s"
_TOLD = "SELECT id, thread_id, headline, deck, summary FROM desk_story WHERE id IN ({})"


def keep(story: Story) -> None:
    """Choose a story's related ones anew, among what ran lately under its topics and in its section."""
    shared = Counter(other for topic in _topics(story) for other in _newest(story, f"topic:{topic}", OF_TOPIC))
    asked = {*shared, *(_newest(story, f"section:{story.section_id}", OF_SECTION) if story.section_id else ())}
    asked.discard(story.pk)
    found = [row for row in sql.rows_in(_TOLD, sorted(asked)) if not (story.thread_id and row[1] == story.thread_id)]
    heads = {pk: _names(" . ".join((headline, deck, summary))) for pk, _, headline, deck, summary in found}
    often = Counter(name for names in heads.values() for name in names)
    own = {name for name in _names(_opening(story)) if 0 < often[name] < COMMON} if heads else set()
    scored = [(_TOPIC * shared[pk] + _NAME * len(own & names), pk) for pk, names in heads.items()]
    chosen = [pk for score, pk in sorted(scored, reverse=True) if score >= ENOUGH][:MOST]
    if chosen != story.related:
        Story.objects.filter(pk=story.pk).update(related=chosen)
        story.related = chosen


def _topics(story: Story) -> list[int]:
    return [topic.pk for topic in story.topics.all()][:TOPICS]


def _newest(story: Story, front: str, many: int) -> list[int]:
    return [pk for (pk,) in sql.rows(_NEWEST, (story.station_id, front, many))]


def _opening(story: Story) -> str:
    texts = [raw["value"] for raw in story.body.raw_data if raw["type"] == "paragraph"][:PARAGRAPHS]
    return " . ".join((story.headline, story.deck, *(html.unescape(_TAG.sub("", text)) for text in texts)))


def _names(text: str) -> set[str]:
    return set(_PAIR.findall(text))
