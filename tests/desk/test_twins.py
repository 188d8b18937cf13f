"""The same words twice at one station: the second story waits for an editor, whichever wire it came by."""

import pytest

from nightdesk.desk import filing, sorting
from nightdesk.desk.models import Story
from tests.newsroom_cast import BODY, NOON, make_item, make_station, make_wire

pytestmark = pytest.mark.django_db
WORDS = (*BODY, "The ferry office will print a new timetable in January and post it at both landings, the harbor said.")


def deliver(wire, item) -> Story | None:
    delivery, _ = filing.receive(wire, f"{item!r}".encode(), received_at=NOON)
    filed = filing.file(item, delivery, 0, now=NOON)
    return filed.stories[0] if filed.stories else None


@pytest.fixture
def station():
    sorting.forget()
    return make_station()


def test_the_same_words_under_another_name_wait_and_say_what_runs(station):
    wire = make_wire(station)
    deliver(wire, make_item("urn:a", paragraphs=WORDS))
    twin = deliver(wire, make_item("urn:b", paragraphs=WORDS, headline="Pier open all winter"))
    assert twin.state == "held"
    assert "“Ferry pier stays open”, which runs here already" in twin.hold_reasons[0]


def test_another_wire_of_the_station_brings_a_twin_too(station):
    deliver(make_wire(station), make_item("urn:a", paragraphs=WORDS))
    assert deliver(make_wire(station, name="meridian"), make_item("urn:x", paragraphs=WORDS)).state == "held"


def test_another_station_is_free_to_run_the_words(station):
    deliver(make_wire(station), make_item("urn:a", paragraphs=WORDS))
    assert (
        deliver(make_wire(make_station("mesa"), name="meridian"), make_item("urn:x", paragraphs=WORDS)).state
        == "running"
    )


def test_a_new_version_of_the_same_story_is_no_twin(station):
    wire = make_wire(station)
    deliver(wire, make_item("urn:a", paragraphs=WORDS))
    assert deliver(wire, make_item("urn:a", version="2", paragraphs=WORDS, headline="Pier open")).state == "running"


def test_a_few_words_of_a_formula_are_no_twin(station):
    wire = make_wire(station)
    deliver(wire, make_item("urn:a", paragraphs=("The lottery numbers are 4, 8 and 15.",)))
    assert deliver(wire, make_item("urn:b", paragraphs=("The lottery numbers are 4, 8 and 15.",))).state == "running"
