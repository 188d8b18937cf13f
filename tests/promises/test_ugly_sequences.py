"""What wires send on bad days, as bytes through the door of filing, in every order: what a stranger finds is the same.

Searched is everything public: names and text of every page, front, feed and sitemap, with their twins.
"""

from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from django.db import transaction

from nightdesk.desk import filing
from nightdesk.desk.models import Story
from tests.newsroom_cast import open_anew
from tests.promises.public import House
from tests.promises.ugly import CASES, LATER, ONE_ORDER, kill, nj

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 13, tzinfo=UTC)
WORDS = ("Pier", "Quay", "Dock", "KILL", "Stock")


def feed(house: House, raw: bytes) -> None:
    house.later(minutes=1)
    delivery, is_new = filing.receive(house.wire, raw, received_at=house.now)
    if is_new:
        filing.process(delivery, now=house.now)
    house.press.settle()


def found(house: House) -> str:
    """Return the words of which a stranger finds a headline; where there is none, those that an address has.

    An address keeps the words of its first run, and the page of changes has the words of before.
    """
    files = [(name, text) for name, text in house.public() if "/changes/" not in name]
    texts = [word for word in WORDS if any(f"{word} stays" in text or f"{word} prices" in text for _, text in files)]
    names = [word for word in WORDS if any(f"/{word.lower()}-" in name for name, _ in files if "gone.html" not in name)]
    return " ".join(texts or names)


@pytest.mark.parametrize("name", CASES)
def test_what_a_stranger_finds_in_the_end(name: str, tmp_path: Path, settings) -> None:
    messages, word = CASES[name]
    settings.MEDIA_ROOT = str(tmp_path / "pictures")
    for number, order in enumerate([messages] if name in ONE_ORDER else permutations(messages)):
        settings.PUBLIC_ROOT = tmp_path / f"public-{number}"
        with transaction.atomic():
            open_anew()
            house = House(settings.PUBLIC_ROOT, now=NOW)
            for raw in (*order, order[0]):  # the first once more: a repeat changes nothing
                feed(house, raw)
            assert found(house) == word, [messages.index(raw) for raw in order]
            transaction.set_rollback(True)


def test_words_that_only_an_embargoed_version_had_are_in_no_address(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT, settings.PUBLIC_ROOT = str(tmp_path / "pictures"), tmp_path / "public"
    house = House(settings.PUBLIC_ROOT, now=NOW)
    feed(house, nj(embargoed=LATER))
    feed(house, nj(version="2", head="Quay"))
    assert house.traces("ier stays", "pier-stays") == []
    assert house.ask("/2026/11/25/quay-stays-open/")[0].startswith("200")


def test_a_story_whose_embargo_was_put_off_and_that_was_killed_was_never_there(tmp_path: Path, settings) -> None:
    """It was killed after its first moment and before its second: nobody saw it, so its address is unknown for good."""
    settings.MEDIA_ROOT, settings.PUBLIC_ROOT = str(tmp_path / "pictures"), tmp_path / "public"
    house = House(settings.PUBLIC_ROOT, now=NOW)
    feed(house, nj(embargoed="2026-11-25T13:03:30Z"))
    feed(house, nj(version="2", embargoed=LATER))
    house.later(minutes=5)
    feed(house, kill(version="3"))
    house.now = datetime(2026, 12, 26, tzinfo=UTC)
    house.press.settle()
    story = Story.objects.get()
    for day in ("2026/11/25", "2026/12/25"):
        assert house.ask(f"/{day}/{story.slug}/")[0].startswith("404")
    assert house.traces("ier stays", "pier-stays") == []
