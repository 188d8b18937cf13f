"""A story is written here from nothing, is kept while somebody writes, and says what its pictures show."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from nightdesk.desk.models import Picture, Section, Story, Topic
from nightdesk.kit import clock
from tests.newsroom.cast import make_house, make_person, make_picture
from tests.newsroom.test_deciding import edit_of, form_of, read

pytestmark = pytest.mark.django_db
ADD = reverse("wagtailsnippets_desk_story:add")
AS_A_SCRIPT = {"HTTP_ACCEPT": "application/json"}


def blank(**more):
    return form_of(Story(headline="Lock bridge opens")) | {"station": "", "topics": []} | more


def save_by_itself(browser, address: str, **more):
    """Do what the page does two seconds after a change."""
    return browser.post(address, blank(**more), **AS_A_SCRIPT)


def test_a_story_written_here_is_held_until_somebody_runs_it(at_desk, editor_a, harbor):
    answer = at_desk(editor_a).post(ADD, blank(station=harbor.station.pk))
    assert answer.status_code == 302
    story = Story.objects.get(headline="Lock bridge opens")
    assert (story.station, story.state, story.live) == (harbor.station, "held", False)


def test_a_form_without_a_station_says_so_and_keeps_what_was_written(at_desk, editor_a, harbor):
    answer = at_desk(editor_a).post(ADD, blank(station=""))
    assert "Say which station it is for." in answer.content.decode()
    assert "Lock bridge opens" in answer.content.decode()


def test_a_new_story_begins_at_the_station_its_writer_wrote_for_last(at_desk, harbor):
    mesa = make_house("mesa", "Bravostone")
    both = make_person("editor_c", harbor.station, mesa.station)
    at_desk(both).post(ADD, blank(station=mesa.station.pk))
    form = at_desk(both).get(ADD).context["form"]
    assert form["station"].value() == mesa.station.pk
    assert str(harbor.section) in str(form["section"]) and f"({mesa.station})" in str(form["topics"])


def test_what_is_written_is_kept_without_being_saved_and_readers_see_nothing(at_desk, editor_a, harbor):
    answer = save_by_itself(at_desk(editor_a), ADD, station=harbor.station.pk)
    assert json.loads(answer.content)["success"] is True
    story = Story.objects.get(headline="Lock bridge opens")
    answer = save_by_itself(at_desk(editor_a), edit_of(story), station=harbor.station.pk, headline="Lock bridge shut")
    assert json.loads(answer.content)["success"] is True
    story.refresh_from_db()
    assert (story.live, story.get_latest_revision_as_object().headline) == (False, "Lock bridge shut")


def test_two_who_write_at_once_do_not_write_over_each_other(at_desk, editor_a, harbor):
    story = harbor.story
    loaded = {"loaded_revision_id": story.latest_revision_id, "loaded_revision_created_at": "2020-01-01T00:00:00+00:00"}
    at_desk(editor_a).post(edit_of(story), form_of(story, headline="First to save"))
    answer = save_by_itself(at_desk(editor_a), edit_of(story), headline="Second to save", **loaded)
    said = json.loads(answer.content)
    assert (said["success"], said["error_code"]) == (False, "invalid_revision")
    assert read(story).get_latest_revision_as_object().headline == "First to save"


def choose(browser, story, picture, **more):
    form = form_of(story, lead_picture=picture.pk, **{"action-publish": "1"}) | more
    return browser.post(edit_of(story), form)


def test_a_picture_chosen_here_brings_its_credit_and_what_it_shows(at_desk, editor_a, harbor):
    picture = make_picture("Lock", harbor.station)
    Picture.objects.filter(pk=picture.pk).update(alt="A lock with its gates open.", credit="Ib Sørby")
    assert choose(at_desk(editor_a), harbor.story, picture).status_code == 302
    story = read(harbor.story)
    assert (story.lead_alt, story.lead_credit) == ("A lock with its gates open.", "Ib Sørby")


def test_a_picture_that_nobody_described_does_not_go_out(at_desk, editor_a, harbor):
    picture = make_picture("Lock", harbor.station)
    answer = choose(at_desk(editor_a), harbor.story, picture)
    assert "Say what the picture shows" in answer.content.decode()
    assert not read(harbor.story).live
    assert choose(at_desk(editor_a), harbor.story, picture, lead_alt="A lock.").status_code == 302


def test_a_picture_whose_right_has_ended_cannot_be_chosen(at_desk, editor_a, harbor):
    picture = make_picture("Lock", harbor.station)
    Picture.objects.filter(pk=picture.pk).update(alt="A lock.", expires_at=clock.now() - timedelta(days=1))
    assert "has ended" in choose(at_desk(editor_a), harbor.story, picture).content.decode()
    chooser = at_desk(editor_a).get(reverse("wagtailimages_chooser:choose_results")).content.decode()
    assert "The right to show it ended on" in chooser


def test_a_topic_that_the_agency_names_is_made_from_the_story(at_desk, editor_a, harbor):
    link = f"?station={harbor.station.slug}&name=Local+elections&media_topic=medtop:20000574"
    page = at_desk(editor_a).get(reverse("wagtailsnippets_desk_topic:add") + link).content.decode()
    assert 'value="Local elections"' in page and 'value="local-elections"' in page
    form = {"station": harbor.station.pk, "name": "Local elections", "slug": "local-elections", "words": ""}
    at_desk(editor_a).post(reverse("wagtailsnippets_desk_topic:add"), form | {"media_topic": "politics"})
    assert Topic.objects.get(name="Local elections").media_topic == "medtop:11000000"
    answer = at_desk(editor_a).post(
        reverse("wagtailsnippets_desk_topic:add"), form | {"slug": "b", "media_topic": "elecshuns"}
    )
    assert "is no IPTC Media Topic" in answer.content.decode()


def test_the_draft_is_thrown_away_from_the_story_itself(at_desk, editor_a, harbor):
    story = harbor.story
    at_desk(editor_a).post(edit_of(story), form_of(story, headline="Out", **{"action-publish": "1"}))
    discard = reverse("nightdesk_story_act", args=(story.pk, "discard"))
    assert discard not in at_desk(editor_a).get(edit_of(story)).content.decode()
    at_desk(editor_a).post(edit_of(story), form_of(story, headline="Never mind"))
    assert discard in at_desk(editor_a).get(edit_of(story)).content.decode()
    assert "as if nobody had written" in at_desk(editor_a).post(discard, follow=True).content.decode()
    assert read(story).get_latest_revision_as_object().headline == "Out"


def test_a_section_is_not_deleted_from_under_its_stories(at_desk, harbor):
    chief = make_person("chief_a", harbor.station, role="administrator")
    delete = reverse("wagtailsnippets_desk_section:delete", args=(harbor.section.pk,))
    answer = at_desk(chief).post(delete, follow=True).content.decode()
    assert "has 1 story: file them elsewhere first." in answer
    assert Section.objects.filter(pk=harbor.section.pk).exists()
    Story.objects.update(section=None)
    at_desk(chief).post(delete)
    assert not Section.objects.filter(pk=harbor.section.pk).exists()
