"""Related stories on a page: what may not be shown is not named, and comes back when it may."""

from pathlib import Path

from nightdesk.desk import related
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


def test_no_chain_of_hyphens_is_read_as_thousands_of_names_as_long_as_itself():
    chain = "A-" * 2000 + "A " + "B-" * 2000 + "B"
    assert sum(map(len, related._names(chain))) < len(chain)
    names = related._names(f"Mayor Anne-Marie O’Shea-Verin met {chain}")
    assert names >= {"Mayor Anne-Marie", "Anne-Marie O’Shea-Verin"}
