"""A running story on readers' pages: what ran before, its own front, and nothing of what may not be public."""

from pathlib import Path

from nightdesk.desk import daybook, threads
from nightdesk.desk.models import DaybookLine, Story, Thread
from nightdesk.press.models import Sheet
from nightdesk.press.reading import LOOKED_AHEAD
from nightdesk.press.run import Press
from tests.press.newsroom import Newsroom


def three_days(room: Newsroom) -> list[Story]:
    stories = []
    for number in range(3):
        stories.append(room.story(f"Bridge story of day {number}", family="bridge"))
        room.later(days=1)
    return stories


def page(tree: Path, path: str) -> str:
    file = tree / "stations/harbor" / path.strip("/") / "index.html"
    return file.read_text() if file.exists() else ""


def page_of(tree: Path, story: Story) -> str:
    return page(tree, f"{story.first_run_at:%Y/%m/%d}/{story.slug}")


def test_a_story_names_what_ran_before_it(room, press: Press, tree: Path):
    first, second, third = three_days(room)
    press.settle()
    assert "Previously in" in page_of(tree, third)
    assert page_of(tree, third).index(second.headline) < page_of(tree, third).index(first.headline)
    assert first.headline in page_of(tree, second) and third.headline not in page_of(tree, first)
    assert "Previously in" not in page_of(tree, first) and 'href="/threads/bridge/"' in page_of(tree, first)


def test_the_threads_front_has_every_story_the_newest_first(room, press: Press, tree: Path):
    stories = three_days(room)
    press.settle()
    front = page(tree, "/threads/bridge/")
    places = [front.index(story.headline) for story in stories]
    assert places == sorted(places, reverse=True)


def test_a_story_leads_to_the_next_of_its_thread_and_past_a_killed_one(room, press: Press, tree: Path):
    first, second, third = three_days(room)
    press.settle()
    assert f'rel="next" href="/{second.first_run_at:%Y/%m/%d}/{second.slug}/"' in page_of(tree, first)
    assert 'rel="next"' not in page_of(tree, third)
    room.kill(second)
    press.settle()
    assert second.headline not in page_of(tree, first) and third.headline in page_of(tree, first)


def test_a_killed_or_held_story_is_gone_from_its_thread_and_from_the_pages_after_it(room, press: Press, tree: Path):
    first, second, third = three_days(room)
    press.settle()
    room.kill(first)
    room.hold(second)
    press.settle()
    for text in (page_of(tree, third), page(tree, "/threads/bridge/")):
        assert first.headline not in text and second.headline not in text
    assert third.headline in page(tree, "/threads/bridge/")


def test_a_thread_of_which_nothing_is_public_has_no_page(room, press: Press, tree: Path):
    stories = three_days(room)
    press.settle()
    for story in stories:
        room.hold(story)
    press.settle()
    assert page(tree, "/threads/bridge/") == ""


def test_an_embargoed_story_joins_when_its_moment_comes(room, press: Press, tree: Path):
    room.story("Bridge opens", family="bridge")
    late = room.story("Bridge closes", family="bridge", embargo_until=room.now.replace(hour=20))
    press.settle()
    assert Thread.objects.count() == 0
    room.later(hours=6)
    press.settle()
    assert "Bridge opens" in page_of(tree, Story.objects.get(pk=late.pk))
    assert "Bridge closes" in page(tree, "/threads/bridge/")


def test_a_story_taken_out_is_gone_from_the_pages_of_its_thread(room, press: Press, tree: Path):
    first, second, third = three_days(room)
    press.settle()
    threads.take_out(Story.objects.get(pk=second.pk), by=None, now=room.now)
    press.settle()
    assert second.headline not in page_of(tree, third) and first.headline in page_of(tree, third)
    assert "/threads/" not in page_of(tree, second)


def test_a_new_name_reaches_every_page_of_the_thread_and_the_address_stays(room, press: Press, tree: Path):
    stories = three_days(room)
    press.settle()
    thread = Thread.objects.get()
    Thread.objects.filter(pk=thread.pk).update(name="The long repair")
    room.change(f"thread:{thread.pk}/name")
    press.settle()
    assert all("The long repair" in page_of(tree, story) for story in stories)
    assert "<h1>The long repair" in page(tree, "/threads/bridge/")


def test_a_new_story_of_a_thread_bakes_the_nearest_pages_before_it_and_no_older_one(room, press: Press, tree: Path):
    for number in range(5):
        room.story(f"Bridge story of day {number}", family="bridge")
        room.later(days=1)
    press.settle()
    older = Sheet.objects.filter(kind="story").order_by("pk")
    before = dict(older.values_list("about", "wanted"))
    room.story("Bridge story of day 5", family="bridge")
    press.settle()
    touched = [about for about, wanted in older.values_list("about", "wanted") if wanted != before.get(about, wanted)]
    assert len(touched) == LOOKED_AHEAD and "story:1" not in touched


def test_what_came_of_it_stands_on_the_threads_front_while_its_story_is_public(room, press: Press, tree: Path):
    first, *_ = three_days(room)
    said = {"sentence": "It will open on Tuesday.", "words": "Tuesday", "starts_at": room.now, "ends_at": room.now}
    line = DaybookLine.objects.create(story=first, station=first.station, **said)
    press.settle()
    assert "What came of it" not in page(tree, "/threads/bridge/")
    daybook.decide(line, "moved", note="It opens in May.", by=None, now=room.now)
    press.settle()
    for words in ("What came of it", "It will open on Tuesday.", "It was moved.", "It opens in May."):
        assert words in page(tree, "/threads/bridge/")
    room.hold(first)
    press.settle()
    assert "It will open on Tuesday." not in page(tree, "/threads/bridge/")


def test_a_running_story_is_followed_by_feed_while_any_of_it_is_public(room, press: Press, tree: Path):
    stories = three_days(room)
    press.settle()
    folder = tree / "stations/harbor/threads/bridge"
    for name in ("feed.rss", "feed.atom", "feed.json"):
        assert name in page(tree, "/threads/bridge/")
        text = (folder / name).read_text()
        places = [text.index(story.headline) for story in stories]
        assert places == sorted(places, reverse=True)
    room.kill(stories[0])
    press.settle()
    assert stories[0].headline not in (folder / "feed.rss").read_text()
    for story in stories[1:]:
        room.hold(story)
    press.settle()
    assert not list(folder.glob("feed.*"))
