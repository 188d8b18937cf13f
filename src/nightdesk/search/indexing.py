"""Keep the index true to the stories, after they ran and apart from their filing: a story never waits for its words.

The press names the stories that changed (``press_unindexed``), in the transaction that plans their pages. Here they are
read, and written in a short transaction of their own. A story that changes while it is read has another ``wish`` by
then: its row stays, and it is read again.
"""

import logging
import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction

from nightdesk.desk import facts, gate, ledger, sql
from nightdesk.desk.body import BodyPart, parts_of
from nightdesk.desk.models import Picture, Station
from nightdesk.desk.precedence import give_way
from nightdesk.desk.rooms import keep_at
from nightdesk.kit import clock
from nightdesk.press import rows
from nightdesk.search import on_postgresql, on_sqlite
from nightdesk.search.entries import Words, row_of, unpacked, words_of
from nightdesk.search.models import Entry

log = logging.getLogger(__name__)

BATCH = 20
IDLE_S = 0.5
_WAITING = "SELECT story_id, wish FROM press_unindexed ORDER BY story_id DESC LIMIT %s"
_AWAY = (InterfaceError, OperationalError)  # the database, for a moment; the rows stay, and are tried again
_DONE = "DELETE FROM press_unindexed WHERE story_id = %s AND wish = %s"


class Indexing:
    """The room's loop: read what changed, rest when nothing did."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop

    def run(self) -> None:
        """Work until told to stop."""
        keep_at(self.stop, self._step, idle_s=IDLE_S, trouble="the index could not be written")

    @staticmethod
    def _step() -> int:
        """Rest while the disk is full: what room a kill has made is the kill's."""
        return 0 if ledger.is_short_of_room() else index_waiting(clock.now())


def index_waiting(now: datetime) -> int:
    """Read some of the stories that wait, the newest first, and write what changed; return how many there were."""
    waiting = dict(sql.rows(_WAITING, (BATCH,)))
    try:
        _index(waiting, now)
    except _AWAY:
        raise
    except Exception as fault:  # noqa: BLE001 - one story that cannot be read must not keep the others out
        log.warning("%s cannot be put into the search together: %r", sorted(waiting), fault)
        for story_id, wish in waiting.items():
            _index_alone(story_id, wish, now)
    return len(waiting)


def _index_alone(story_id: int, wish: int, now: datetime) -> None:
    """Index one story. One that cannot be is taken out, so that it is not found by words that it has no longer."""
    try:
        _index({story_id: wish}, now)
    except _AWAY:
        raise
    except Exception:  # noqa: BLE001 - see above
        log.exception("story:%s cannot be put into the search; it is not found before it changes", story_id)
        with transaction.atomic():
            if sql.run(_DONE, (story_id, wish)) and (entry := Entry.objects.filter(pk=story_id).first()):
                _take_out(entry)


def _index(waiting: Mapping[int, int], now: datetime) -> None:
    """Read stories and write what changed; ``waiting`` is the wish of each."""
    if not waiting:
        return
    found = _read(sorted(waiting), now)
    give_way()
    with transaction.atomic():
        standing = Entry.objects.select_for_update().in_bulk(list(waiting))
        for story_id, wish in sorted(waiting.items()):
            if sql.run(_DONE, (story_id, wish)):
                _write(story_id, found.get(story_id), standing.get(story_id))


def _read(story_ids: Sequence[int], now: datetime) -> Mapping[int, tuple[Any, Words]]:
    """Return the rows and words of those that readers may see now."""
    standing = [row for row in rows.pages(story_ids) if row.first_run_at and gate.may_run(facts.of(row), now).ok]
    ids = [row.pk for row in standing]
    languages = dict(Station.objects.values_list("pk", "language"))
    topic_ids, author_ids = rows.topic_ids(ids), rows.author_ids(ids)
    names = {pk: topic.name for pk, topic in rows.topics(pk for _, pk in topic_ids).items()}
    authors = {pk: author.name for pk, author in rows.authors(pk for _, pk in author_ids).items()}
    bodies = {row.pk: tuple(parts_of(row.body.raw_data)) for row in standing}
    hidden = _hidden(standing, bodies, now)
    return {
        row.pk: (
            row,
            words_of(
                row,
                bodies[row.pk],
                [names[topic] for story, topic in sorted(topic_ids) if story == row.pk and topic in names],
                {
                    author: authors[author]
                    for story, author in sorted(author_ids)
                    if story == row.pk and author in authors
                },
                languages.get(row.station_id, "en"),
                hidden,
            ),
        )
        for row in standing
    }


def _hidden(standing: Iterable[Any], bodies: Mapping[int, Sequence[BodyPart]], now: datetime) -> frozenset[int]:
    """Return those of the stories' pictures that were killed or whose right has ended: nobody reads their captions."""
    shown = {part.picture_id for parts in bodies.values() for part in parts if part.picture_id}
    shown |= {row.lead_picture_id for row in standing if row.lead_picture_id}
    if not shown:
        return frozenset()
    gone = Picture.every.filter(pk__in=shown).exclude(killed_at=None, expires_at=None).order_by()
    told = gone.values_list("pk", "killed_at", "expires_at")
    return frozenset(pk for pk, killed_at, expires_at in told if killed_at or (expires_at and expires_at <= now))


def _write(story_id: int, found: tuple[Any, Words] | None, entry: Entry | None) -> None:
    """Make the entry of a story what was found. The same words are not written again."""
    if found is None:
        if entry is not None:
            _take_out(entry)
        return
    row, words = found
    digest, place = words.digest(), row_of(story_id, row.first_run_at)
    if entry is not None and (entry.digest, entry.row, entry.station_id) == (digest, place, row.station_id):
        return
    if entry is not None:
        _take_out(entry)
    is_sqlite = connection.vendor == "sqlite"
    packed = words.packed() if is_sqlite else b""
    Entry.objects.create(story_id=story_id, station_id=row.station_id, row=place, digest=digest, packed=packed)
    if is_sqlite:
        on_sqlite.put(place, words)
    else:
        on_postgresql.put(story_id, words)


def _take_out(entry: Entry) -> None:
    if connection.vendor == "sqlite":
        on_sqlite.take_out(entry.row, unpacked(entry.packed))
    Entry.objects.filter(pk=entry.pk).delete()
