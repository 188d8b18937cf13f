"""An editor offers a story to sister stations, sees where each copy stands, and takes the offer back."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from nightdesk.desk import decide
from nightdesk.desk.models import Offer, Story, Wire
from nightdesk.desk.staff.models import User
from nightdesk.intake.sources import sister
from tests.newsroom.cast import House, make_house, make_person
from tests.newsroom.test_deciding import act, edit_of, read
from tests.newsroom_cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def mesa(harbor: House) -> House:
    house = make_house("mesa", "Bravostone")
    wire = Wire.objects.create(name="mesa-from-harbor", kind="sister", sister=harbor.station)
    wire.stations.set([house.station])
    Wire.objects.filter(pk=harbor.wire.pk).update(is_shareable=True)
    return house


def test_an_offered_story_says_so_and_which_version_each_sister_has(at_desk, editor_a, harbor, mesa):
    decide.run(read(harbor.story), by=None, cause="by hand", now=NOON)
    answer = at_desk(editor_a).post(act(harbor.story, "offer"), follow=True).content.decode()
    assert "It is offered to sister stations" in answer and "Offered to sister stations." in answer
    assert sister.hand_over_next(NOON)
    assert f"{mesa.station}: has version 1." in at_desk(editor_a).get(edit_of(harbor.story)).content.decode()
    assert ModelLogEntry.objects.get(action="nightdesk.offered").user == editor_a


def test_an_offer_is_taken_back_with_a_reason(at_desk, editor_a, harbor, mesa):
    decide.run(read(harbor.story), by=None, cause="by hand", now=NOON)
    at_desk(editor_a).post(act(harbor.story, "offer"))
    assert sister.hand_over_next(NOON)
    at_desk(editor_a).post(act(harbor.story, "withdraw"), {"reason": "Ours alone."})
    assert not Offer.objects.get().is_open
    assert sister.hand_over_next(NOON)
    page = at_desk(editor_a).get(edit_of(harbor.story)).content.decode()
    assert "was asked not to use it" in page and "Offer to sister stations" in page


def test_why_a_story_may_not_go_is_said_in_words(at_desk, editor_a, harbor, mesa):
    Wire.objects.filter(pk=harbor.wire.pk).update(is_shareable=False)
    decide.run(read(harbor.story), by=None, cause="by hand", now=NOON)
    at_desk(editor_a).post(act(harbor.story, "offer"))
    assert sister.hand_over_next(NOON)
    assert "do not allow offering its stories" in at_desk(editor_a).get(edit_of(harbor.story)).content.decode()


def test_where_no_sister_listens_nothing_can_be_offered(at_desk, editor_a, harbor):
    assert act(harbor.story, "offer") not in at_desk(editor_a).get(edit_of(harbor.story)).content.decode()


def test_a_neighbour_cannot_offer_our_story(at_desk, harbor, mesa):
    neighbour = make_person("editor_b", mesa.station)
    assert at_desk(neighbour).post(act(harbor.story, "offer")).status_code == 404
    assert not Offer.objects.exists()


def test_a_sisters_wire_serves_one_other_station(at_desk, harbor, mesa):
    administrator = User.objects.create_superuser("administrator", "a@station.example", "correct-horse-battery")
    wire = Wire.objects.get(kind="sister")
    form = {"policy": "hold", "indexing": "index", "stations": [harbor.station.pk]}
    answer = at_desk(administrator).post(reverse("nightdesk_wire_edit", args=(wire.pk,)), form)
    assert "serves one station, and another than it takes from" in answer.content.decode()
    assert Story.objects.filter(station=harbor.station).count() == 1
