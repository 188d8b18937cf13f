"""A kill is first; a fault takes nothing away; losing a race is harmless."""

import threading
from pathlib import Path

import pytest

from nightdesk.desk.models import Change, Story
from nightdesk.press import bake, planning, shelving
from nightdesk.press.kinds import front, story
from nightdesk.press.models import Sheet
from nightdesk.press.run import Press, bake_all
from nightdesk.press.run import bake as bake_by_hand
from nightdesk.press.stores.disk import Disk
from nightdesk.press.why import why
from tests.press.newsroom import Newsroom

PAGE = "stations/harbor/2026/11/23/bridge-reopens"


def says(tree: Path, word: str) -> list[str]:
    """Return the names of the plain files in the tree that contain a word."""
    files = (path for path in (tree / "stations").rglob("*") if path.is_file() and path.suffix not in (".gz", ".br"))
    return sorted(str(path.relative_to(tree / "stations")) for path in files if word in path.read_text("latin-1"))


def test_a_killed_story_is_nowhere_and_its_address_says_gone(room: Newsroom, press: Press, tree: Path):
    killed = room.story("Bridge reopens", topics=room.topics[:1], lead_picture=room.picture("aaaa"))
    press.settle()
    assert (tree / "stations/harbor/pictures/aaaa/800.webp").exists()
    room.kill(killed)
    press.settle()
    assert says(tree, "Bridge reopens") == []
    assert sorted(path.name for path in (tree / PAGE).iterdir()) == ["gone.html", "gone.html.br", "gone.html.gz"]
    assert "no longer available" in (tree / PAGE / "gone.html").read_text()
    assert not (tree / "stations/harbor/pictures/aaaa").exists()


def test_a_kill_unlinks_before_anything_is_written(room: Newsroom, press: Press, tree: Path, monkeypatch):
    killed = room.story("Bridge reopens")
    press.settle()
    room.kill(killed)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(planning, "plan_urgent", full)
    with pytest.raises(OSError, match="No space"):
        press.settle()
    assert not (tree / PAGE / "index.html").exists()
    assert not (tree / PAGE / "index.html.br").exists()


def test_a_kill_leaves_no_copy_on_a_full_disk(room: Newsroom, press: Press, tree: Path, monkeypatch):
    killed = room.story("Bridge reopens")
    press.settle()
    room.kill(killed)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Disk, "stage", full)
    press.settle()
    assert says(tree, "Bridge reopens") == []
    monkeypatch.undo()
    room.later(minutes=10)
    press.store.root = str(tree)
    press.settle()
    assert (tree / "stations/harbor/index.html").exists()


def test_a_picture_stays_while_another_story_shows_it(room: Newsroom, press: Press, tree: Path):
    picture = room.picture("bbbb")
    one, _ = room.story(lead_picture=picture), room.story(lead_picture=picture)
    press.settle()
    room.kill(one)
    press.settle()
    assert (tree / "stations/harbor/pictures/bbbb/800.jpg").exists()
    assert not (tree / "stations/mesa/pictures").exists()


def test_a_kill_between_rendering_and_renaming_wins(room: Newsroom, press: Press, tree: Path, monkeypatch):
    """The baker has rendered; the kill commits and unlinks; the baker must not put the page back."""
    killed = room.story("Bridge reopens")
    real = shelving.stage

    def stage(store, address, baked):
        if address.endswith("/bridge-reopens/"):
            room.kill(killed)
        return real(store, address, baked)

    monkeypatch.setattr(bake.shelving, "stage", stage)
    press.plan()
    press.bakery.bake_some()
    assert not (tree / PAGE / "index.html").exists()
    assert list((tree / ".press").iterdir()) == []
    monkeypatch.undo()
    press.settle()
    assert says(tree, "Bridge reopens") == []


def test_a_kill_after_the_last_look_takes_the_file_back(room: Newsroom, press: Press, tree: Path, monkeypatch):
    """The baker has looked at the gate; the kill commits; the baker renames; its second look unlinks."""
    killed = room.story("Bridge reopens")
    real = Disk.place

    def place(store, staged):
        Story.objects.filter(pk=killed.pk).update(state="killed", killed_at=room.now)
        real(store, staged)

    monkeypatch.setattr(Disk, "place", place)
    press.plan()
    press.bakery.bake_some()
    assert says(tree, "Bridge reopens") == []


def test_a_front_that_cannot_be_baked_keeps_its_old_file(room: Newsroom, press: Press, tree: Path, monkeypatch):
    room.story("Bridge reopens")
    press.settle()
    room.story("Bridge closes")

    def broken(*_):
        raise ValueError("no such ink")

    monkeypatch.setattr(front.printer, "front", broken)
    press.settle()
    home = tree / "stations/harbor/index.html"
    assert "Bridge reopens" in home.read_text()
    assert "Bridge closes" not in home.read_text()
    told = why("harbor:/")
    assert told["fault"].splitlines()[-1] == "ValueError: no such ink"
    assert told["next_try_at"] > room.now
    assert "Bridge closes" in (tree / "stations/harbor/feed.rss").read_text()
    monkeypatch.undo()
    room.later(seconds=10)
    press.settle()
    assert "Bridge closes" in home.read_text()
    assert why("harbor:/")["fault"] == ""


def test_the_same_page_is_not_written_twice(room: Newsroom, press: Press, tree: Path):
    told = room.story("Bridge reopens")
    press.settle()
    before = (tree / PAGE / "index.html").stat()
    room.change(f"story:{told.pk}/page", f"story:{told.pk}/card")
    assert press.settle() > 0
    after = (tree / PAGE / "index.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_new_story_touches_no_older_page(room: Newsroom, press: Press, tree: Path):
    for _ in range(45):
        room.story()
    press.settle()
    room.later(minutes=1)
    room.story("The newest of all")
    press.settle()
    fresh = set(Sheet.objects.filter(baked_at=room.now).values_list("address", flat=True))
    assert not [address for address in fresh if "/page/" in address]
    assert {"harbor:/", "harbor:/news/", "harbor:/feed.rss", "harbor:/sitemap-news.xml"} <= fresh
    assert not [address for address in fresh if address.startswith("mesa:")]


def test_an_embargoed_story_comes_at_its_moment_and_not_before(room: Newsroom, press: Press, tree: Path):
    room.story("Bridge reopens", embargo_until=room.now.replace(hour=18))
    press.settle()
    assert says(tree, "Bridge reopens") == []
    assert says(tree, "bridge-reopens") == []
    room.later(hours=2, minutes=59)
    press.settle()
    assert says(tree, "Bridge reopens") == []
    room.later(minutes=1)
    press.settle()
    assert "harbor/index.html" in says(tree, "Bridge reopens")
    assert (tree / PAGE / "index.html").exists()


def now_says(tree: Path, words: str) -> list[str]:
    """Return the files that say words as what is true now: the page of changes tells what was."""
    return [name for name in says(tree, words) if "/changes/" not in name]


def test_a_lease_that_ran_out_is_taken_over_and_the_newest_wins(room: Newsroom, press: Press, tree: Path, monkeypatch):
    """One worker renders and stalls; another bakes newer copy; the first one's file must not stay."""
    told = room.story("Bridge reopens")
    other = Press(threading.Event(), now=room.clock)
    real = story.render

    def stalled(about, path, reading):
        baked = real(about, path, reading)
        monkeypatch.setattr(story, "render", real)
        room.later(minutes=5)
        room.edit(told, headline="Bridge closes again")
        other.settle()
        return baked

    monkeypatch.setattr(story, "render", stalled)
    press.plan()
    press.bakery.bake_some()
    press.settle()
    assert "Bridge closes again" in (tree / PAGE / "index.html").read_text()
    assert now_says(tree, "Bridge reopens") == []


def test_what_another_worker_planned_is_not_baked_from_old_clippings(room: Newsroom, press: Press, tree: Path):
    told = room.story("Bridge reopens")
    press.settle()
    other = Press(threading.Event(), now=room.clock)
    room.edit(told, headline="Bridge closes again")
    other.plan()
    press.settle()
    assert now_says(tree, "Bridge reopens") == []


def test_a_lost_file_comes_back_by_hand(room: Newsroom, press: Press, tree: Path):
    room.story("Bridge reopens")
    press.settle()
    (tree / PAGE / "index.html").unlink()
    stray = tree / "stations/harbor/2026/11/22/killed-long-ago/index.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("from an old backup")
    assert bake_by_hand(["harbor:/2026/11/23/bridge-reopens/"], now=room.now) == 1
    assert (tree / PAGE / "index.html").exists()
    assert bake_all(now=room.now) > 20
    assert not stray.exists()


def test_every_host_leads_to_its_station(room: Newsroom, press: Press, tree: Path):
    assert (tree / "hosts/harbor.example/index.html").read_text() == (tree / "stations/harbor/index.html").read_text()
    assert (tree / "hosts/_first").resolve() == (tree / "stations/harbor").resolve()
    room.stations[1].host = "nine.example"
    room.stations[1].save(update_fields=["host"])
    room.change(f"station:{room.stations[1].pk}/look")
    press.settle()
    assert (tree / "hosts/nine.example").resolve() == (tree / "stations/mesa").resolve()
    assert not (tree / "hosts/mesa.example").is_symlink()


def test_full_text_is_in_feeds_only_where_the_wire_allows_it(room: Newsroom, press: Press, tree: Path):
    room.story("Bridge reopens")
    press.settle()
    rss = tree / "stations/harbor/feed.rss"
    assert "Traffic flows again" not in rss.read_text()
    room.wire.is_full_text_in_feeds = True
    room.wire.save(update_fields=["is_full_text_in_feeds"])
    room.change(f"wire:{room.wire.pk}/terms")
    press.settle()
    assert "Traffic flows again" in rss.read_text()
    assert not Change.objects.filter(planned_at=None).exists()


@pytest.mark.parametrize("dialect", ["rss", "atom", "json"])
def test_full_text_in_a_feed_says_where_it_is_from_and_whose_it_is(
    room: Newsroom, press: Press, tree: Path, dialect: str
):
    room.wire.is_full_text_in_feeds = True
    room.wire.save(update_fields=["is_full_text_in_feeds"])
    room.story("Bridge reopens", dateline="Port Ellery, Conn.", copyright="© 2026 Meridian Wire.")
    press.settle()
    feed = (tree / f"stations/harbor/feed.{dialect}").read_text()
    for part in ("Traffic flows again", "Port Ellery, Conn.", "© 2026 Meridian Wire."):
        assert part in feed, part
