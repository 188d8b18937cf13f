"""P5: what is published is on its page and in every front, feed and sitemap at once, and a crash delays it little."""

import socket
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from nightdesk.desk import decide, filing
from nightdesk.kit import clock
from nightdesk.press import bake
from nightdesk.press.models import Sheet
from nightdesk.press.run import Press, release_dead
from nightdesk.wire.item import Embargo
from tests.newsroom_cast import NOON, make_item
from tests.promises.public import House, story_of

pytestmark = pytest.mark.django_db
PLACES = (
    "stations/harbor/2026/11/23/ferry-pier-stays-open/index.html",
    "stations/harbor/index.html",
    "stations/harbor/local/index.html",
    "stations/harbor/feed.rss",
    "stations/harbor/feed.atom",
    "stations/harbor/feed.json",
    "stations/harbor/local/feed.rss",
    "stations/harbor/sitemap-news.xml",
    "stations/harbor/sitemaps/2026-11-1.xml",
)


@pytest.fixture
def house(db, tmp_path: Path, settings) -> House:
    settings.MEDIA_ROOT = str(tmp_path / "pictures")
    settings.PUBLIC_ROOT = tmp_path / "public"
    return House(settings.PUBLIC_ROOT)


def lacking(house: House, words: str, places=PLACES) -> list[str]:
    texts = dict(house.public())
    return [place for place in places if words not in texts.get(place, "")]


def test_a_story_is_on_its_page_and_in_every_front_feed_and_sitemap_in_one_go(house: House):
    house.deliver()
    assert lacking(house, "ferry-pier-stays-open", PLACES[1:]) == []
    assert lacking(house, "Ferry pier stays open", PLACES[:1]) == []


def test_an_update_reaches_the_same_places(house: House):
    house.deliver()
    house.later(minutes=10)
    house.deliver(version="2", headline="Ferry pier stays open all winter", created_at=NOON + timedelta(minutes=10))
    assert lacking(house, "all winter", PLACES[:8]) == []


def test_a_press_that_died_with_sheets_in_hand_is_succeeded_at_once_here_and_within_a_minute_elsewhere(house: House):
    house.deliver()
    story = story_of(house)
    decide.go_out(story, by=None, cause="again", now=house.now)
    house.press.plan()
    dead = f"{socket.gethostname()}:{2**22 + 1}:1-dead"
    for name in (dead, "another-machine:77:1-dead"):
        taken = Sheet.objects.filter(kind__in=("story", "front"))
        taken.update(wanted=9, lease_by=name, leased_until=house.now + bake.LEASE)
        assert house.press.bakery.bake_some(only=list(taken.values_list("pk", flat=True))) == 0
        release_dead(house.now)
        house.later(seconds=0 if name == dead else 31)
        house.press.settle()
        assert not taken.exclude(baked=9).exists()
        Sheet.objects.update(baked=8)
    assert timedelta(seconds=60) > bake.LEASE


@pytest.mark.django_db(transaction=True)
def test_at_a_hundred_stories_a_minute_each_is_everywhere_within_ten_seconds(house: House):
    stop = threading.Event()
    press = threading.Thread(target=Press(stop, root=house.tree).run)
    press.start()
    late = []
    try:
        for number in range(12):
            begun = clock.seconds()
            item = make_item(f"tag:{number}", headline=f"Story {number} of the harbor", created_at=clock.now(),
                             paragraphs=(f"The words of story {number}.",) * 3)  # fmt: skip
            delivery, _ = filing.receive(house.wire, f"{number}".encode(), received_at=clock.now())
            filing.file(item, delivery, 0, now=clock.now())
            while lacking(house, f"story-{number}-of-the-harbor", ("stations/harbor/index.html", PLACES[3], PLACES[7])):
                assert clock.seconds() - begun < 10, f"story {number} is not everywhere after ten seconds"
                stop.wait(0.02)
            late.append(clock.seconds() - begun)
            stop.wait(max(0.0, 0.6 - late[-1]))
    finally:
        stop.set()
        press.join()
    assert max(late) < 10


def test_whatever_the_press_writes_it_writes_while_who_files_gives_way(house: House):
    """A statement outside waits in SQLite's queue, which is none: a moment that came waited for seconds."""
    alone: list[str] = []

    def watch(execute, sql, params, many, context):
        is_write = sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if is_write and connection.vendor == "sqlite" and not house.press.bakery.precedence._depth:
            alone.append(sql[:80])
        return execute(sql, params, many, context)

    moment = house.now + timedelta(minutes=5)
    house.deliver(embargo=Embargo(moment, "in five minutes"))
    house.deliver("tag:coastline.example,2026:ferry", headline="Ferry sails", expires_at=moment)
    with connection.execute_wrapper(watch):
        for house.now in (moment, moment + timedelta(days=2)):  # then the news sitemap lets go of the pier
            assert house.press.wake()
            house.press.settle()
    assert house.traces("Ferry pier")
    assert alone == []
