"""P10: no wire can kill, change or impersonate another's story."""

import pytest

from nightdesk.desk import filing, sorting
from nightdesk.desk.models import Story
from tests.newsroom_cast import NOON, make_item, make_station, make_wire

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "attack",
    [
        {"version": "9", "status": "canceled", "blocks": ()},
        {"version": "9", "status": "withheld"},
        {"version": "9", "headline": "Not what the agency said"},
        {"version": "9", "editorial_types": ("Kill",)},
    ],
    ids=["kill", "withhold", "update", "kill by type"],
)
def test_a_wire_that_uses_anothers_guid_touches_nothing_of_it(attack):
    sorting.forget()
    station = make_station()
    theirs, other = make_wire(station, name="coastline"), make_wire(station, name="northstar")
    _deliver(theirs, make_item())
    before = Story.objects.values().get(wire=theirs)
    _deliver(other, make_item(**attack))
    assert Story.objects.values().get(wire=theirs) == before


def test_a_story_of_one_station_is_not_made_at_another_that_does_not_take_the_wire():
    sorting.forget()
    make_station("mesa")
    _deliver(make_wire(make_station("harbor")), make_item())
    assert set(Story.objects.values_list("station__slug", flat=True)) == {"harbor"}


def _deliver(wire, item):
    delivery, _ = filing.receive(wire, repr(item).encode(), received_at=NOON)
    return filing.file(item, delivery, 0, now=NOON)
