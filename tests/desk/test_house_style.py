"""A station's house style is proposed when its copy is filed, and keeps nothing from running."""

import pytest

from nightdesk.desk import filing, sorting
from nightdesk.desk.models import Story, Take
from nightdesk.wire.item import Block
from tests.newsroom_cast import NOON, make_item, make_station, make_wire

pytestmark = pytest.mark.django_db
WORDS = "The US pays for 5 crews on the pier, and the town for the rest of the work on it. " * 4


@pytest.fixture(autouse=True)
def fresh_lists():
    sorting.forget()


def _file(wire):
    item = make_item(blocks=(Block("paragraph", html=WORDS, text=WORDS),))
    delivery, _ = filing.receive(wire, b"pier", received_at=NOON)
    filing.file(item, delivery, 0, now=NOON)
    return {query["check"] for query in Take.objects.get().queries}


def _station(slug, style):
    station = make_station(slug)
    station.house_style = style
    station.save(update_fields=["house_style"])
    return station


def test_a_station_with_a_style_gets_proposals_and_its_clean_copy_still_runs():
    wire = make_wire(_station("harbor", "wire"))
    wire.policy = "run-clean"
    wire.save(update_fields=["policy"])
    assert _file(wire) == {"house"}
    assert Story.objects.get().state == "running"


def test_stations_that_write_differently_have_no_style_in_common():
    assert _file(make_wire(_station("harbor", "wire"), _station("mesa", "magazine"))) == set()


def test_a_wire_that_may_not_be_altered_gets_no_proposals():
    wire = make_wire(_station("harbor", "wire"))
    wire.is_unaltered = True
    wire.save(update_fields=["is_unaltered"])
    assert _file(wire) == set()
