"""A clock that jumps an hour: an embargo never ends before the clock says so; a jump back delays and loses nothing.

What is promised: whole moments (embargo, expiry) go by the wall clock as it stands when it is asked. Deadlines inside a
process are monotonic. A lease that ends later than any lease may is one from before the clock went back: it is void.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from nightdesk.desk.models import Delivery
from nightdesk.intake.filing_line import claim, urgent_wire, waiting_wires
from nightdesk.kit import clock
from nightdesk.web import doctor
from nightdesk.wire.item import Embargo
from tests.intake.feeds import document, folder_wire
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


def test_a_lease_from_before_the_clock_went_back_keeps_nobody_out(tmp_path: Path) -> None:
    wire = folder_wire(tmp_path / "in")
    Delivery.objects.create(wire=wire, received_at=NOON, sha256="0" * 64, raw=document(), size_bytes=1, is_urgent=True)
    assert claim(wire.pk, NOON) is not None
    assert claim(wire.pk, NOON) is None
    before = NOON - HOUR
    assert waiting_wires(before) == [wire.pk]
    assert urgent_wire(before) == wire.pk
    assert claim(wire.pk, before) is not None


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
