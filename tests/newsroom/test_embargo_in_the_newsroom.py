"""An embargo in the newsroom: typed by the station's clock, shown where the story stands, lifted by who may."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from nightdesk.desk.models import Story
from nightdesk.desk.newsroom.embargo import WrongHour, moment_of
from nightdesk.kit import clock
from tests.newsroom.cast import make_person

pytestmark = pytest.mark.django_db


def form_of(story: Story) -> str:
    return reverse("nightdesk_story_embargo", args=[story.pk])


def test_an_editor_sets_an_embargo_by_the_stations_clock_and_reads_it_everywhere(at_desk, editor_a, harbor):
    browser = at_desk(editor_a)
    day = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%d")
    page = browser.post(form_of(harbor.story), {"do": "set", "until": f"{day}T06:00", "reason": "Police."}, follow=True)
    story = Story.objects.get(pk=harbor.story.pk)
    assert story.desk_embargo_until == moment_of(f"{day}T06:00", "America/New_York")
    shown = page.content.decode()
    assert "06:00 EST (America/New_York)" in shown or "06:00 EDT (America/New_York)" in shown
    assert "Embargo of the desk" in shown
    assert "It is held: somebody must let it run, too." in shown
    edit = browser.get(reverse("wagtailsnippets_desk_story:edit", args=[story.pk])).content.decode()
    assert "Embargo of the desk: until" in edit
    history = browser.get(reverse("nightdesk_story_history", args=[story.pk])).content.decode()
    assert "Embargoed by the desk: Police." in history


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"until": "", "reason": "x"}, "Give a day and an hour."),
        ({"until": "2020-01-01T06:00", "reason": "x"}, "lies ahead"),
        ({"until": "2126-01-01T06:00", "reason": ""}, "Say why"),
    ],
)
def test_what_is_not_said_is_asked_for_and_nothing_is_done(at_desk, editor_a, harbor, posted, says):
    page = at_desk(editor_a).post(form_of(harbor.story), {"do": "set", **posted})
    assert says in page.content.decode()
    assert Story.objects.get(pk=harbor.story.pk).desk_embargo_until is None


def test_a_producer_sets_no_embargo_and_another_station_does_not_see_the_form(at_desk, mesa, harbor):
    producer = make_person("producer_a", harbor.station, role="producer")
    asked = {"do": "set", "until": "2126-01-01T06:00", "reason": "x"}
    stranger = make_person("editor_b", mesa.station)
    at_desk(producer).post(form_of(harbor.story), asked)
    assert at_desk(stranger).post(form_of(harbor.story), asked).status_code == 404
    assert Story.objects.get(pk=harbor.story.pk).desk_embargo_until is None


def test_an_editor_does_not_lift_the_agencys_embargo_and_a_chief_does(at_desk, editor_a, chief_a, harbor):
    until = clock.now() + timedelta(days=1)
    Story.objects.filter(pk=harbor.story.pk).update(embargo_until=until)
    page = at_desk(editor_a).get(form_of(harbor.story)).content.decode()
    assert "can be lifted by a copy chief" in page
    at_desk(editor_a).post(form_of(harbor.story), {"do": "lift-wires", "reason": "It is out."})
    assert Story.objects.get(pk=harbor.story.pk).lifted_embargo_until is None
    at_desk(chief_a).post(form_of(harbor.story), {"do": "lift-wires", "reason": "It is out."})
    assert Story.objects.get(pk=harbor.story.pk).lifted_embargo_until == until


def test_an_hour_that_the_clock_shows_twice_is_the_later_and_one_that_it_never_shows_is_asked_again():
    assert moment_of("2026-11-01T01:30", "America/New_York") == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    with pytest.raises(WrongHour):
        moment_of("2026-03-08T02:30", "America/New_York")
