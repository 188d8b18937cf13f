"""Which other stories a story's page leads to: those with the same topics, or with its names in their headlines.

They are chosen when the story runs and kept with it, so that what runs later touches no older page. Whether one of
them may be shown is asked when the page is made.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable

from nightdesk.copydesk import names
from nightdesk.copydesk.names import BODY, PERSON
from nightdesk.desk import sql
from nightdesk.desk.models import Story

MOST = 4
OF_TOPIC, OF_SECTION = 12, 24  # so many of the newest of a front are looked at
TOPICS = 4
PARAGRAPHS = 6  # whom a story is about is said in its first
_TOPIC, _FULL_NAME, _BODY, _SURNAME = 2, 3, 2, 1
ENOUGH = 2
_TAG = re.compile(r"<[^>]*>")
_NEWEST = "SELECT story_id FROM desk_placing WHERE station_id = %s AND front = %s ORDER BY number DESC LIMIT %s"
_TOLD = "SELECT id, thread_id, headline, deck, summary FROM desk_story WHERE id IN ({})"


def keep(story: Story) -> None:
    """Choose a story's related ones anew, among what ran lately under its topics and in its section."""
    shared = Counter(other for topic in _topics(story) for other in _newest(story, f"topic:{topic}", OF_TOPIC))
    asked = {*shared, *(_newest(story, f"section:{story.section_id}", OF_SECTION) if story.section_id else ())}
    asked.discard(story.pk)
    found = [row for row in sql.rows_in(_TOLD, sorted(asked)) if not (story.thread_id and row[1] == story.thread_id)]
    signs = list(_signs(story)) if found else []
    scored = [
        (_TOPIC * shared[pk] + _named(signs, f"{head} {deck} {summary}"), pk) for pk, _, head, deck, summary in found
    ]
    chosen = [pk for score, pk in sorted(scored, reverse=True) if score >= ENOUGH][:MOST]
    if chosen != story.related:
        Story.objects.filter(pk=story.pk).update(related=chosen)
        story.related = chosen


def _topics(story: Story) -> list[int]:
    return [topic.pk for topic in story.topics.all()][:TOPICS]


def _newest(story: Story, front: str, many: int) -> list[int]:
    return [pk for (pk,) in sql.rows(_NEWEST, (story.station_id, front, many))]


def _signs(story: Story) -> Iterable[tuple[int, re.Pattern[str]]]:
    """Yield what each name of a story is worth, and how it is found in another's headline. Places are everywhere."""
    opening = [raw["value"] for raw in story.body.raw_data if raw["type"] == "paragraph"][:PARAGRAPHS]
    told = names.read([story.headline, story.deck, *(html.unescape(_TAG.sub("", text)) for text in opening)])
    for name in told.all:
        if name.kind == PERSON and " " in name.full:
            yield _FULL_NAME, _word(name.full)
            yield _SURNAME, _word(name.surname)
        elif name.kind == BODY and " " in name.full:
            yield _BODY, _word(name.full)


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _named(signs: Iterable[tuple[int, re.Pattern[str]]], text: str) -> int:
    return sum(worth for worth, pattern in signs if pattern.search(text))
