"""What one story costs does not grow with the archive: no statement of its way walks a table that does.

The house's own tests run on SQLite, which tells how it would answer each statement. A walk, or a search by nothing
but the station or the wire of a story, is a walk through years of stories.
"""

import re
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nightdesk.desk import filing, sorting
from nightdesk.desk.models import Author, Topic
from nightdesk.press.run import Press
from nightdesk.wire.item import Ref, Subject
from tests.newsroom_cast import NOON, make_item, make_station, make_wire

GROWING = ("desk_story", "desk_take", "desk_mark", "desk_placing", "desk_delivery", "press_sheet", "press_need")
WAITING = (
    "change_waiting",
    "sheet_stale",
    "sheet_wakes",
    "story_wakes",
    "sheet_faulted",
)  # hold only what is to be done
WALK = re.compile(rf"SCAN (?:{'|'.join(GROWING)})\b")
BROAD = re.compile(r"desk_(?:story|take|placing|delivery)_(?:station|wire)_id_\w+ \((?:station|wire)_id=\?\)")


def deliver(wire, item) -> None:
    delivery, _ = filing.receive(wire, f"{item!r}".encode(), received_at=NOON)
    filing.file(item, delivery, 0, now=NOON)


def plans(statements) -> list[tuple[str, str]]:
    """Return (statement, how SQLite would answer it) of those that look something up."""
    found = []
    with connection.cursor() as cursor:
        for sql in dict.fromkeys(statements):
            if re.match(r"SELECT|UPDATE|DELETE", sql):
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"))
                found += [(sql, row[3]) for row in cursor.fetchall()]
    return found


@pytest.mark.django_db
def test_no_statement_for_one_story_walks_the_archive(tmp_path, settings):
    settings.PUBLIC_ROOT = tmp_path / "public"
    sorting.forget()
    station = make_station()
    wire = make_wire(station)
    Topic.objects.create(station=station, name="Ferries", slug="ferries")
    Author.objects.create(station=station, name="Ada Quill", slug="ada-quill")
    press = Press(threading.Event(), now=lambda: NOON)
    common = {"slugline": "BC-Pier", "bylines": ("Ada Quill",), "subjects": (Subject("keyword", "Ferries"),)}
    deliver(wire, make_item("urn:first", **common))
    press.settle()
    with CaptureQueriesContext(connection) as captured:
        deliver(wire, make_item("urn:second", refs=(Ref("related", "urn:first"),), headline="A second pier", **common))
        press.settle()
        deliver(wire, make_item("urn:first", version="2", headline="Pier stays open all year", **common))
        press.settle()
        deliver(wire, make_item("urn:kill", refs=(Ref("cancels", "urn:first"),), headline="KILL", paragraphs=()))
        press.settle()
    asked = [query["sql"] for query in captured.captured_queries]
    assert len(asked) > 100
    told = [(sql, plan) for sql, plan in plans(asked) if not any(index in plan for index in WAITING)]
    assert [one for one in told if WALK.search(one[1]) or BROAD.search(one[1])] == []
