"""The archive: a front for each day, a calendar for each month, a list of months; a new story touches no older day."""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from django.apps import apps

from nightdesk.desk import fronts
from nightdesk.desk.models import FrontTail, Placing
from nightdesk.press.models import Sheet
from nightdesk.press.run import Press


def page(tree: Path, path: str) -> str:
    file = tree / "stations/harbor" / path.strip("/") / "index.html"
    return file.read_text() if file.exists() else ""


def test_a_story_stands_in_the_day_on_which_it_ran_where_the_station_is(room, press: Press, tree: Path):
    room.now = datetime(2026, 12, 1, 3, 30, tzinfo=UTC)  # ten in the evening of November 30 in New York
    story = room.story("Late ferry sails")
    press.settle()
    assert story.headline in page(tree, "/2026/11/30/") and "Monday, November 30, 2026" in page(tree, "/2026/11/30/")
    assert 'href="/2026/11/30/"' in page(tree, "/2026/11/") and 'href="/2026/11/"' in page(tree, "/archive/")
    assert not page(tree, "/2026/12/") and not page(tree, "/2026/12/01/")


def test_days_and_months_lead_to_their_neighbours(room, press: Press, tree: Path):
    for _ in range(2):
        room.story()
        room.later(days=9)
    press.settle()
    assert 'href="/2026/12/02/"' in page(tree, "/2026/11/23/") and 'href="/2026/11/23/"' in page(tree, "/2026/12/02/")
    assert 'rel="next" href="/2026/11/"' in page(tree, "/2026/12/")
    assert 'rel="prev" href="/2026/12/"' in page(tree, "/2026/11/")


def test_the_second_story_of_a_day_touches_no_other_day_and_no_calendar(room, press: Press, tree: Path):
    room.story()
    room.later(days=1)
    room.story()
    press.settle()
    baked = dict(Sheet.objects.values_list("address", "baked"))
    room.story("Second of the day")
    press.settle()
    touched = {
        address for address, times in Sheet.objects.values_list("address", "baked") if times != baked.get(address)
    }
    assert "harbor:/2026/11/24/" in touched
    assert not touched & {"harbor:/2026/11/23/", "harbor:/2026/11/", "harbor:/archive/"}


def test_a_killed_story_leaves_its_day_and_an_embargoed_one_has_none_yet(room, press: Press, tree: Path):
    killed = room.story("Killed")
    room.story("Embargoed", embargo_until=room.now.replace(day=27))
    press.settle()
    room.kill(killed)
    press.settle()
    day = page(tree, "/2026/11/23/")
    assert "Killed" not in day and "None of the stories of this day stands here any more." in day
    assert not page(tree, "/2026/11/27/") and "/2026/11/27/" not in page(tree, "/2026/11/")


def test_stories_of_before_the_archive_get_their_days_in_the_order_in_which_they_ran(room, press: Press):
    stories = [room.story() for _ in range(3)]
    before = list(Placing.objects.filter(front="day:2026-11-23").order_by("number").values_list("story_id", "number"))
    move = import_module("nightdesk.desk.migrations.0027_days")
    move.leave(apps, None)
    assert not FrontTail.objects.filter(front__startswith="day:").exists()
    move.place(apps, None)
    after = list(Placing.objects.filter(front="day:2026-11-23").order_by("number").values_list("story_id", "number"))
    assert before == after and len(after) == 3
    assert fronts.fronts_of(stories[0])[-1] == "day:2026-11-23"
