"""A newsroom whose stories are searched."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from nightdesk.press.run import Press
from nightdesk.search import finding
from nightdesk.search.indexing import index_waiting
from tests.press.newsroom import Newsroom, open_newsroom


@pytest.fixture
def room(db: None) -> Newsroom:
    return open_newsroom()


@pytest.fixture
def press(room: Newsroom, tmp_path: Path, settings) -> Press:
    settings.MEDIA_ROOT = str(tmp_path / "pictures")
    settings.PUBLIC_ROOT = tmp_path / "public"
    return Press(threading.Event(), now=room.clock)


@pytest.fixture
def index(room: Newsroom, press: Press) -> Callable[[], None]:
    """Plan what changed, and index it."""

    def act() -> None:
        press.settle()
        while index_waiting(room.now):
            pass

    return act


@pytest.fixture
def find(room: Newsroom) -> Callable[..., list[str]]:
    """Return the headlines that a question finds at the first station."""

    def ask(words: str, station: int = 0, **more) -> list[str]:
        _, view = finding.answer(room.stations[station], finding.Question(words, **more), room.now)
        return [one.card.headline for one in view.found]

    return ask
