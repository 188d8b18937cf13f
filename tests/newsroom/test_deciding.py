"""What an editor decides by hand reaches the desk, once, with a reason, and only with the right to it."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from nightdesk.desk import decide
from nightdesk.desk.models import Change, Story
from tests.newsroom_cast import NOON

pytestmark = pytest.mark.django_db


def act(story: Story, verb: str) -> str:
    return reverse("nightdesk_story_act", args=(story.pk, verb))


def read(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def edit_of(story: Story) -> str:
    return reverse("wagtailsnippets_desk_story:edit", args=(story.pk,))


def form_of(story: Story, **more) -> dict[str, str]:
    """The editing form as a browser would send it."""
    empty = (
        "deck", "bylines", "byline_agency", "dateline", "dateline_agency", "dateline_date", "contributors",
        "disclaimer", "credit", "copyright", "language", "lead_picture", "lead_caption", "lead_credit", "lead_alt",
        "section", "correction", "update_note", "public_note", "private_note",
    )  # fmt: skip
    return dict.fromkeys(empty, "") | {"headline": story.headline, "body-count": "0"} | more


def test_an_editor_runs_a_held_story(at_desk, editor_a, harbor):
    answer = at_desk(editor_a).post(act(harbor.story, "run"), follow=True)
    assert "It runs." in answer.content.decode()
    story = read(harbor.story)
    assert (story.state, story.live, story.slug) == ("running", True, "ferry-pier-alderquay-stays-open")


def test_running_tells_the_press_once(harbor):
    decide.run(read(harbor.story), by=None, cause="by hand", now=NOON)
    assert Change.objects.filter(subject=f"story:{harbor.story.pk}/page").count() == 1


@pytest.mark.parametrize(("verb", "state"), [("hold", "held"), ("spike", "spiked")])
def test_holding_and_spiking_keep_the_reason(at_desk, editor_a, harbor, verb, state):
    decide.run(read(harbor.story), by=None, cause="by hand", now=NOON)
    at_desk(editor_a).post(act(harbor.story, verb), {"reason": "The harbor office called."})
    story = read(harbor.story)
    assert (story.state, story.hold_reasons) == (state, ["The harbor office called."])
    entry = ModelLogEntry.objects.get(action=f"nightdesk.{state}")
    assert (entry.user, entry.data["reason"]) == (editor_a, "The harbor office called.")
    assert "The harbor office called." in str(entry.message)


def test_nothing_is_held_without_a_reason(at_desk, editor_a, harbor):
    decide.run(read(harbor.story), by=None, cause="by hand", now=NOON)
    answer = at_desk(editor_a).post(act(harbor.story, "hold"), {"reason": "  "})
    assert "Say why." in answer.content.decode()
    assert read(harbor.story).state == "running"


def test_looking_at_the_question_decides_nothing(at_desk, chief_a, harbor):
    assert at_desk(chief_a).get(act(harbor.story, "kill")).status_code == 200
    assert read(harbor.story).state == "held"


def test_an_editor_cannot_kill_and_a_chief_can(at_desk, editor_a, chief_a, harbor):
    at_desk(editor_a).post(act(harbor.story, "kill"), {"reason": "Wrong man."})
    assert read(harbor.story).killed_at is None
    at_desk(chief_a).post(act(harbor.story, "kill"), {"reason": "Wrong man."})
    assert read(harbor.story).killed_at is not None
    assert Change.objects.filter(subject=f"story:{harbor.story.pk}/page", is_urgent=True).exists()


def test_a_killed_story_is_not_run_edited_or_published_again(at_desk, editor_a, harbor):
    decide.kill(harbor.story, by=None, reason="Wrong man.", now=NOON)
    browser = at_desk(editor_a)
    browser.post(act(harbor.story, "run"))
    browser.post(edit_of(harbor.story), form_of(harbor.story, headline="Back again", **{"action-publish": "1"}))
    story = read(harbor.story)
    assert (story.state, story.killed_at, story.live) == ("killed", NOON, False)
    assert story.get_latest_revision_as_object().headline == harbor.story.headline


def test_a_chief_lifts_a_kill_and_an_editor_cannot(at_desk, editor_a, chief_a, harbor):
    decide.kill(harbor.story, by=None, reason="Wrong man.", now=NOON)
    at_desk(editor_a).post(act(harbor.story, "unkill"), {"reason": "It was the right man."})
    assert read(harbor.story).state == "killed"
    at_desk(chief_a).post(act(harbor.story, "unkill"), {"reason": "It was the right man."})
    story = read(harbor.story)
    assert (story.state, story.killed_at) == ("held", None)
    assert "chief_a lifted the kill: It was the right man." in story.hold_reasons
    assert ModelLogEntry.objects.get(action="nightdesk.unkill").user == chief_a


def test_the_editing_form_of_a_killed_story_says_that_it_is_locked(at_desk, admin_user, harbor):
    decide.kill(harbor.story, by=None, reason="Wrong man.", now=NOON)
    page = at_desk(admin_user).get(edit_of(harbor.story)).content.decode()
    assert "This story was killed. It is kept as it was" in page
    assert 'name="action-publish"' not in page


def test_a_kill_outlives_the_publishing_of_a_draft_opened_before_it(harbor):
    draft = read(harbor.story).latest_revision
    decide.kill(read(harbor.story), by=None, reason="Wrong man.", now=NOON)
    draft.publish(skip_permission_checks=True)
    assert (read(harbor.story).state, read(harbor.story).killed_at) == ("killed", NOON)


def test_publishing_in_the_editing_room_lets_the_story_run(at_desk, editor_a, harbor):
    answer = at_desk(editor_a).post(
        edit_of(harbor.story), form_of(harbor.story, headline="Pier open all winter", **{"action-publish": "1"})
    )
    assert answer.status_code == 302, answer.context["form"].errors
    story = read(harbor.story)
    assert (story.state, story.slug, story.headline) == ("running", "pier-open-all-winter", "Pier open all winter")
    assert Change.objects.filter(subject=f"story:{story.pk}/page").count() == 1


def test_saving_a_draft_changes_nothing_for_readers(at_desk, editor_a, harbor):
    at_desk(editor_a).post(edit_of(harbor.story), form_of(harbor.story, headline="Not yet"))
    assert read(harbor.story).state == "held"
    assert not Change.objects.exists()
    assert read(harbor.story).latest_revision.user == editor_a


def test_unpublishing_in_the_editing_room_holds_the_story(at_desk, editor_a, harbor):
    decide.run(read(harbor.story), by=None, cause="by hand", now=NOON)
    at_desk(editor_a).post(reverse("wagtailsnippets_desk_story:unpublish", args=(harbor.story.pk,)))
    assert read(harbor.story).state == "held"


def test_bylines_are_written_with_commas(at_desk, editor_a, harbor):
    at_desk(editor_a).post(edit_of(harbor.story), form_of(harbor.story, bylines=" Mara Tolliver,  Ib Sørby ,"))
    assert read(harbor.story).get_latest_revision_as_object().bylines == ["Mara Tolliver", "Ib Sørby"]


def test_what_belongs_to_another_station_cannot_be_put_into_a_story(at_desk, editor_a, harbor, mesa):
    for name, row in (("section", mesa.section), ("topics", mesa.topic), ("authors", mesa.author)):
        answer = at_desk(editor_a).post(edit_of(harbor.story), form_of(harbor.story, **{name: row.pk}))
        assert name in answer.context["form"].errors
        assert mesa.word not in answer.content.decode()


@pytest.mark.parametrize("view", ["edit", "preview_on_edit"])
@pytest.mark.parametrize("field", ["lead_picture", "body-0-value-picture"])
def test_a_form_that_names_another_stations_picture_does_not_exist(at_desk, editor_a, harbor, mesa, view, field):
    # Shown again with its errors, or as a preview, the form would show the picture.
    block = {"body-0-type": "picture", "body-0-id": "x", "body-0-order": "0", "body-0-deleted": "", "body-count": "1"}
    block |= {f"body-0-value-{name}": "" for name in ("picture", "caption", "credit", "alt")}
    address = reverse(f"wagtailsnippets_desk_story:{view}", args=(harbor.story.pk,))
    sent = form_of(harbor.story, **block) | {field: str(mesa.picture.pk)}
    assert at_desk(editor_a).post(address, sent).status_code == 404
    assert at_desk(editor_a).post(address, sent | {field: str(harbor.picture.pk)}).status_code != 404


def test_a_story_cannot_be_moved_to_another_station(at_desk, editor_a, harbor, mesa):
    at_desk(editor_a).post(edit_of(harbor.story), form_of(harbor.story, station=mesa.station.pk))
    assert read(harbor.story).station == harbor.station


def test_a_refused_delivery_is_read_again(at_desk, editor_a, harbor):
    at_desk(editor_a).post(reverse("nightdesk_delivery_retry", args=(harbor.delivery.pk,)))
    harbor.delivery.refresh_from_db()
    assert (harbor.delivery.outcome, harbor.delivery.fault) == ("received", "")


def test_the_first_screen_says_what_waits_and_why_at_ones_own_stations(at_desk, editor_a, harbor, mesa):
    page = at_desk(editor_a).get(reverse("wagtailadmin_home")).content.decode()
    assert "The council of Alderquay has a question." in page
    assert "The markup of Alderquay is broken." in page
    assert mesa.word not in page


def test_the_list_can_be_narrowed_by_state_and_wire(at_desk, editor_a, harbor):
    browser, stories = at_desk(editor_a), reverse("wagtailsnippets_desk_story:list")
    assert harbor.word in browser.get(stories, {"state": "held", "wire": harbor.wire.pk}).content.decode()
    assert harbor.story.headline not in browser.get(stories, {"state": "running"}).content.decode()


def test_an_edit_of_a_topic_tells_the_press(at_desk, editor_a, harbor):
    topic = harbor.topic
    at_desk(editor_a).post(
        reverse("wagtailsnippets_desk_topic:edit", args=(topic.pk,)), {"name": "Piers", "slug": "ferries"}
    )
    topic.refresh_from_db()
    assert topic.name == "Piers"
    assert Change.objects.filter(subject=f"topic:{topic.pk}/name").exists()
