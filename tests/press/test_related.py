"""Related stories on a page: what may not be shown is not named, and comes back when it may."""

from pathlib import Path

from nightdesk.press.run import Press
from tests.press.test_archive import page


def test_a_killed_story_leaves_the_pages_that_led_to_it(room, press: Press, tree: Path):
    first = room.story("Reservoir is full", topics=[room.topics[0]])
    last = room.story("Reservoir empties", topics=[room.topics[0]])
    press.settle()
    where = f"{last.first_run_at:%Y/%m/%d}/{last.slug}"
    assert "Reservoir is full" in page(tree, where)
    room.hold(first)
    press.settle()
    assert "Reservoir is full" not in page(tree, where)
    room.run(first)
    press.settle()
    assert "Reservoir is full" in page(tree, where)
    room.kill(first)
    press.settle()
    assert "Reservoir is full" not in page(tree, where)
