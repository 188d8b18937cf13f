"""What was new when it came and is old when it may run; and pictures that may be kept for some days only."""

from datetime import timedelta

import pytest

from nightdesk.desk import filing, sorting
from nightdesk.desk.models import Picture as Stored
from nightdesk.desk.models import Story
from nightdesk.desk.newsroom.story_panels import asked
from nightdesk.wire.item import Picture, Rendition
from tests.newsroom_cast import NOON, make_item, make_station, make_wire

pytestmark = pytest.mark.django_db
SAYS_TODAY = "The council votes on the barrier today, and the mayor will sign at once."


@pytest.fixture(autouse=True)
def fresh_lists():
    sorting.forget()


def _filed(policy, age, **more):
    wire = make_wire(make_station("harbor"), policy=policy)
    at = NOON - age
    item = make_item(paragraphs=(SAYS_TODAY, "Nobody spoke against it. " * 20), published_at=at, created_at=at, **more)
    delivery, _ = filing.receive(wire, b"pier", received_at=NOON)
    filing.file(item, delivery, 0, now=NOON)
    return Story.objects.get()


def test_copy_that_says_today_two_days_late_waits_where_only_clean_copy_runs():
    assert _filed("run-clean", timedelta(days=2)).state == "held"


def test_copy_that_says_today_on_its_day_runs_clean():
    assert _filed("run-clean", timedelta(hours=2)).state == "running"


def test_what_has_gone_stale_never_holds_copy_that_runs_unless_blocked():
    assert _filed("run-unless-blocked", timedelta(days=2)).state == "running"


def test_an_editor_is_asked_about_what_has_gone_stale_before_it_runs():
    story = _filed("hold", timedelta(days=2))
    assert asked(story, NOON) == ("“today” was said 2 days ago.",)
    story.state = "running"
    assert asked(story, NOON) == ()


def _pictured(usage):
    file = Rendition("https://pictures.example/pier.jpg")
    _filed("hold", timedelta(days=2), pictures=(Picture(renditions=(file,), caption="The pier.", usage=usage),))
    return Stored.every.get()


def test_a_picture_that_may_be_kept_for_thirty_days_expires_with_them():
    assert _pictured("No archive after 30 days").expires_at == NOON + timedelta(days=28)


def test_a_picture_without_such_terms_does_not_expire():
    assert _pictured("Handout").expires_at is None
