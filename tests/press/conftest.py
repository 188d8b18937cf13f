"""A press over a public tree of its own."""

import threading
from pathlib import Path

import pytest

from nightdesk.press.run import Press
from tests.press.newsroom import Newsroom, open_newsroom


@pytest.fixture
def room(db: None) -> Newsroom:
    return open_newsroom()


@pytest.fixture
def tree(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "pictures")
    settings.PUBLIC_ROOT = tmp_path / "public"
    return settings.PUBLIC_ROOT


@pytest.fixture
def press(room: Newsroom, tree: Path) -> Press:
    """A press that has baked the empty newsroom."""
    machine = Press(threading.Event(), now=room.clock)
    for station in room.stations:
        room.change(f"station:{station.pk}/look")
    machine.settle()
    return machine
