"""A batch that a wire takes back at once must not leave a front, or a feed, with nothing on it."""

from pathlib import Path

from nightdesk.press.run import Press
from tests.press.newsroom import Newsroom
from tests.press.test_archive import page
from tests.press.test_rebuild import check, small_pages  # noqa: F401 - a fixture


def test_what_ran_before_stands_on_a_front_whose_newest_stories_were_all_taken_down(
    room: Newsroom,
    press: Press,
    tree: Path,
    small_pages,  # noqa: F811
):
    old = room.story("Bridge opens", authors=room.authors[:1])
    batch = [room.story(f"Ferry {number}", authors=room.authors[:1]) for number in range(8)]
    press.settle()
    assert "Bridge opens" not in page(tree, "")
    for story in batch:
        room.kill(story)
    press.settle()
    assert all("Bridge opens" in page(tree, where) for where in ("", "news", "people/ada-quill"))
    assert b"Bridge opens" in (tree / "stations/harbor/feed.rss").read_bytes()
    check(room, press, tree)
    room.hold(old)
    press.settle()
    assert "Bridge opens" not in page(tree, "")
    room.run(old)
    room.story("Ferry sails after all", authors=room.authors[:1])
    press.settle()
    assert "Bridge opens" not in page(tree, "") and "after all" in page(tree, "")
    check(room, press, tree)
