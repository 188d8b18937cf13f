"""A worker died between putting a file in place and saying so: whoever comes next does not trust the old digest."""

import threading
from pathlib import Path

import pytest

from nightdesk.press import run
from nightdesk.press.bake import Bakery
from nightdesk.press.run import Press
from tests.press.newsroom import Newsroom
from tests.press.test_kills_and_faults import says


class Died(BaseException):
    """The power went."""


@pytest.fixture
def dies(monkeypatch: pytest.MonkeyPatch):
    """Return a function that bakes what is due and dies before it is recorded."""

    def bake(press: Press) -> None:
        def die(*_):
            raise Died

        with monkeypatch.context() as patch:
            patch.setattr(Bakery, "_record", die)
            press.plan()
            with pytest.raises(Died):
                press.bakery.bake_some()

    return bake


def another(room: Newsroom, tree: Path) -> Press:
    """Return the worker that comes after: the dead one's leases have run out."""
    room.later(minutes=5)
    return Press(threading.Event(), now=room.clock, root=tree)


def test_a_front_with_a_story_that_was_held_meanwhile_is_written_again(room, press, tree, dies):
    room.story("Bridge closes")
    press.settle()
    held = room.story("Bridge reopens")
    dies(press)
    assert says(tree, "Bridge reopens")
    room.hold(held)
    another(room, tree).settle()
    assert says(tree, "Bridge reopens") == []


def test_a_page_that_was_taken_away_and_runs_again_unchanged_comes_back(room, press, tree, dies):
    story = room.story("Bridge reopens")
    press.settle()
    page = [name for name in says(tree, "Bridge reopens") if "bridge-reopens" in name]
    room.hold(story)
    dies(press)
    assert not (tree / "stations" / page[0]).exists()
    room.run(story)
    another(room, tree).settle()
    assert [name for name in says(tree, "Bridge reopens") if "bridge-reopens" in name] == page


def test_leases_that_a_start_takes_back_are_not_trusted_either(room, press, tree, dies, monkeypatch):
    held = room.story("Bridge reopens")
    dies(press)
    room.hold(held)
    monkeypatch.setattr(run, "_is_alive", lambda pid: False)
    run.release_dead(room.now)
    Press(threading.Event(), now=room.clock, root=tree).settle()
    assert says(tree, "Bridge reopens") == []


def test_a_notice_that_another_worker_had_baked_comes_back_after_the_unlink(room, press, tree):
    killed = room.story("Bridge reopens")
    press.settle()
    room.kill(killed)
    press.settle()
    assert list(tree.rglob("gone.html"))
    press.unlink([f"story:{killed.pk}"])
    assert not list(tree.rglob("gone.html"))
    press.settle()
    assert list(tree.rglob("gone.html"))
