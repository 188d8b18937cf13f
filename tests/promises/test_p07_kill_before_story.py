"""P7: a kill that comes before its story works the same, on every way a kill is said."""

from datetime import timedelta
from pathlib import Path

import pytest

from nightdesk.desk.models import Alert, Story
from nightdesk.wire.item import Picture as Shot
from nightdesk.wire.item import Ref, Rendition
from tests.newsroom_cast import NOON
from tests.promises.public import House

pytestmark = pytest.mark.django_db
GUID = "tag:coastline.example,2026:pier"
WORDS = ("Ferry pier", "ferry-pier", "islands", GUID)
SHOT = Shot((Rendition("https://pictures.example/pier.jpg", width=800, height=450),), guid="tag:shot")


@pytest.fixture
def house(db, tmp_path: Path, settings) -> House:
    settings.MEDIA_ROOT = str(tmp_path / "pictures")
    settings.PUBLIC_ROOT = tmp_path / "public"
    return House(settings.PUBLIC_ROOT)


@pytest.mark.parametrize(
    "order",
    [
        {"version": "2", "status": "canceled", "headline": "", "paragraphs": ()},
        {"version": "2", "editorial_types": ("Elimination",), "paragraphs": ()},
        {"guid": "tag:kill", "refs": (Ref("cancels", GUID),), "paragraphs": ()},
    ],
    ids=["status", "editorial type", "another document"],
)
@pytest.mark.parametrize("policy", ["run-unless-blocked", "hold"])
def test_a_story_that_comes_after_its_kill_never_runs_and_its_address_never_was(house: House, order, policy):
    house.wire.policy = policy
    house.wire.save(update_fields=["policy"])
    house.deliver(**order)
    assert "not here yet" in Alert.objects.get(kind="kill").says
    house.deliver(version="1")
    house.deliver(version="3", headline="Ferry pier, newer", created_at=NOON + timedelta(hours=2))
    assert house.traces(*WORDS) == []
    assert house.ask("/2026/11/23/ferry-pier-stays-open/")[0].startswith("404")
    assert all(story.killed_at is not None for story in Story.objects.all())


@pytest.mark.parametrize("order", [{"guid": "tag:shot"}, {"guid": "tag:else", "pictures": (SHOT,)}], ids=["id", "file"])
def test_a_picture_that_comes_after_its_kill_is_never_shown(house: House, order):
    house.deliver(**({"version": "2", "status": "canceled", "item_class": "picture", "paragraphs": ()} | order))
    house.deliver(pictures=(SHOT,))
    house.develop()
    assert house.traces("/pictures/") == []
    assert house.ask("/2026/11/23/ferry-pier-stays-open/")[0].startswith("200")
