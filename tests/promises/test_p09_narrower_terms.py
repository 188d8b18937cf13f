"""P9: what a wire's new terms forbid is taken down at once, whenever it ran; wider ones give nothing back."""

from datetime import timedelta
from pathlib import Path

import pytest

from nightdesk.desk import wires
from nightdesk.desk.models import Story
from tests.newsroom_cast import NOON
from tests.promises.public import House, kill_by_hand, story_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(tmp_path: Path, settings) -> House:
    settings.MEDIA_ROOT, settings.PUBLIC_ROOT = str(tmp_path / "pictures"), tmp_path / "public"
    return House(settings.PUBLIC_ROOT)


def amend(house: House, **named) -> int:
    stopped = wires.stops(house.wire, named, now=house.now)
    wires.amend(house.wire, named, [house.station], by=None, now=house.now)
    house.press.settle()
    return stopped


def address(house: House) -> str:
    return f"/2026/11/{NOON:%d}/{story_of(house).slug}/"


def test_a_market_taken_off_a_wire_takes_its_stories_down_everywhere(house: House) -> None:
    house.deliver()
    house.deliver(guid="tag:coastline.example,2026:second", headline="Second ferry")
    assert house.ask(address(house))[0].startswith("200")
    assert amend(house, markets="Port Somewhere, Port Elsewhere") == 2
    assert house.traces("Ferry pier", "Second ferry") == []
    assert house.ask(address(house))[0].startswith("410")


def test_wider_terms_bring_nothing_back_by_themselves(house: House) -> None:
    house.deliver()
    amend(house, markets="Port Somewhere")
    house.later(hours=1)
    assert amend(house, markets="") == 0
    assert house.traces("Ferry pier") == []
    house.deliver(version="2", headline="Ferry pier closes")
    assert house.traces("Ferry pier closes"), "a newer version has the terms of its day"


def test_fewer_days_of_storage_end_what_is_older_and_wake_the_rest_in_time(house: House) -> None:
    house.deliver(published_at=NOON, created_at=NOON)
    house.later(days=3)
    house.deliver(
        guid="tag:coastline.example,2026:second", headline="Second ferry", published_at=house.now, created_at=house.now
    )
    assert amend(house, storage_days=2) == 1
    assert house.traces("Ferry pier") == []
    assert house.traces("Second ferry")
    house.later(days=2, seconds=1)
    house.press.settle()
    assert house.traces("Second ferry") == []


def test_more_days_lengthen_nothing_that_ends_sooner(house: House) -> None:
    house.deliver(expires_at=NOON + DAY)
    assert amend(house, storage_days=30) == 0
    assert Story.objects.get().expires_at == NOON + DAY
    assert house.traces("Ferry pier")


def test_a_killed_story_stays_as_it_was(house: House) -> None:
    house.deliver()
    kill_by_hand(house, story_of(house))
    assert amend(house, markets="Port Somewhere") == 0
    assert Story.objects.get().expires_at is None


def test_terms_that_say_nothing_of_markets_or_days_stop_nothing(house: House) -> None:
    house.deliver()
    assert amend(house, credit_line="Coastline") == 0
    assert house.traces("Ferry pier")
