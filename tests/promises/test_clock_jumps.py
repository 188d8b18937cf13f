"""A clock that jumps an hour: an embargo never ends before the clock says so; a jump back delays and loses nothing.

What is promised: whole moments (embargo, expiry) go by the wall clock as it stands when it is asked. Deadlines inside a
process are monotonic. A lease that ends later than any lease may is one from before the clock went back: it is void.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import F

from nightdesk.desk import sharing
from nightdesk.desk.models import Delivery, Offer, Story
from nightdesk.intake.filing_line import claim, urgent_wire, waiting_wires
from nightdesk.intake.sources import sister
from nightdesk.kit import clock
from nightdesk.press import bake, planning, quick
from nightdesk.press.models import Sheet
from nightdesk.web import doctor
from nightdesk.wire.item import Embargo
from tests.intake.feeds import document, folder_wire
from tests.intake.sisters import Group
from tests.newsroom_cast import NOON
from tests.promises.public import House

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def house(tmp_path: Path, settings) -> House:
    settings.MEDIA_ROOT, settings.PUBLIC_ROOT = str(tmp_path / "pictures"), tmp_path / "public"
    return House(settings.PUBLIC_ROOT)


def test_an_embargo_is_never_early_by_the_clocks_own_reading(house: House) -> None:
    moment = NOON + 2 * HOUR
    house.deliver(embargo=Embargo(moment, "until two"))
    for now in (NOON + HOUR, NOON, NOON - HOUR, NOON + HOUR, moment - timedelta(seconds=1)):
        house.now = now
        house.press.settle()
        assert house.traces("Ferry pier", "ferry-pier") == [], now
    house.now = moment
    house.press.settle()
    assert house.traces("Ferry pier")


def test_a_kill_after_the_clock_went_back_takes_the_story_down(house: House) -> None:
    house.deliver()
    house.now = NOON - HOUR
    house.deliver(version="2", status="canceled", headline="", paragraphs=())
    assert house.traces("Ferry pier") == []


def test_an_update_after_the_clock_went_back_is_on_the_page(house: House) -> None:
    house.deliver()
    house.now = NOON - HOUR
    house.deliver(version="2", headline="Ferry pier closes")
    assert house.traces("Ferry pier closes")


def test_an_address_that_readers_have_stays_when_the_clock_went_back(house: House) -> None:
    house.deliver()
    story = Story.objects.get()
    house.now = NOON - HOUR
    house.deliver(
        version="2", headline="Pier closes at once", paragraphs=("Other words altogether stand here now. " * 9,)
    )
    house.now = NOON + HOUR
    house.deliver(version="3", headline="Pier closes at once")
    now = Story.objects.get()
    assert (now.slug, now.first_run_at, now.headline) == (story.slug, story.first_run_at, "Pier closes at once")
    assert house.traces("Pier closes at once")


def test_a_lease_from_before_the_clock_went_back_keeps_nobody_out(tmp_path: Path) -> None:
    wire = folder_wire(tmp_path / "in")
    Delivery.objects.create(wire=wire, received_at=NOON, sha256="0" * 64, raw=document(), size_bytes=1, is_urgent=True)
    assert claim(wire.pk, NOON) is not None
    assert claim(wire.pk, NOON) is None
    before = NOON - HOUR
    assert waiting_wires(before) == [wire.pk]
    assert urgent_wire(before) == wire.pk
    assert claim(wire.pk, before) is not None


def test_what_the_press_had_leased_or_put_off_before_the_clock_went_back_is_baked(house: House) -> None:
    house.deliver()
    held = Sheet.objects.filter(address__contains="ferry-pier")
    held.update(leased_until=NOON + bake.LEASE, lease_by="a worker that is gone")
    Sheet.objects.exclude(pk__in=held).update(next_try_at=NOON + timedelta(seconds=bake.LONGEST_WAIT_S))
    house.now = NOON - HOUR
    house.deliver(version="2", headline="Ferry pier closes")
    assert [name for name in house.traces("Ferry pier closes") if name.endswith("/index.html") and "/2026/" in name]
    assert not Sheet.objects.filter(baked__lt=F("wanted")).exists()


def test_no_lease_and_no_pause_of_the_press_is_taken_for_one_from_before_a_jump() -> None:
    assert bake.LEASE < quick.LONGEST_LEASE
    assert timedelta(seconds=bake.LONGEST_WAIT_S) < quick.LONGEST_WAIT
    assert sister.LEASE < sister.LONGEST and sister.LONGEST_PAUSE < sister.LONGEST


def test_an_offer_leased_before_the_clock_went_back_is_handed_over() -> None:
    group = Group("harbor", "mesa")
    story = group.file()
    sharing.offer(story, by=None, now=group.now)
    Offer.objects.update(leased_until=group.now + sister.LEASE)
    assert not sister.hand_over_next(group.now)
    assert sister.hand_over_next(group.now - HOUR)


def test_a_story_shown_by_a_clock_that_ran_ahead_is_taken_back_and_comes_at_its_moment(house: House) -> None:
    moment = NOON + HOUR
    house.deliver(embargo=Embargo(moment, "until one"))
    house.now = moment + HOUR
    house.press.settle()
    assert house.traces("Ferry pier")
    house.now = NOON
    sweep_all(house)
    assert house.traces("Ferry pier") == []
    house.now = moment
    house.press.settle()
    assert house.traces("Ferry pier")


def sweep_all(house: House) -> None:
    """What the slow sweep does in its time, at once."""
    planning.want_wide({f"station:{house.station.pk}/look": "the sweep"}, house.now, house.press.clippings)
    house.press.settle()


def test_doctor_says_that_the_clock_is_behind_what_was_written(tmp_path: Path) -> None:
    wire = folder_wire(tmp_path / "in")
    delivery = Delivery.objects.create(
        wire=wire, received_at=clock.now() + HOUR, sha256="0" * 64, raw=b"", size_bytes=0
    )
    [(level, says)] = list(doctor._clock())
    assert level == "problem"
    assert "minutes behind" in says
    Delivery.objects.filter(pk=delivery.pk).update(received_at=clock.now())
    assert list(doctor._clock()) == []
