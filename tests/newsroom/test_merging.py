"""An editor chooses between the station's words and the agency's, place by place, without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nightdesk.desk import filing, sorting
from nightdesk.desk.models import MergeQuestion, Story
from tests.newsroom.cast import make_person
from tests.newsroom.test_deciding import form_of
from tests.newsroom_cast import BODY, NOON, make_item, make_wire

HOUR = timedelta(hours=1)


def deliver(wire, version: int, **more):
    item = make_item(version=str(version), created_at=NOON + version * HOUR, **more)
    delivery, _ = filing.receive(wire, f"{item!r}".encode(), received_at=NOON)
    filing.file(item, delivery, 0, now=NOON + version * HOUR)


@pytest.fixture
def asked(harbor, editor_a) -> Story:
    """A story whose last paragraph and headline both sides changed, and to which the agency added one."""
    return ask(harbor, editor_a)


def ask(harbor, editor, **terms) -> Story:
    sorting.forget()
    wire = make_wire(harbor.station, **terms)
    deliver(wire, 1)
    story = Story.objects.get(wire=wire)
    words = story.get_latest_revision_as_object()
    body = [{**one, "value": one["value"].replace("in the spring", "in April")} for one in words.body.raw_data]
    words.body, words.headline = body, "Our ferry pier stays open"
    words.save_revision(user=editor, clean=False).publish(user=editor, skip_permission_checks=True)
    last = BODY[2].replace("in the spring", "in the summer")
    deliver(wire, 2, paragraphs=(BODY[0], "It was a long night.", BODY[1], last), headline="Ferry pier to stay")
    return Story.objects.get(wire=wire)


def address(story: Story) -> str:
    return reverse("nightdesk_story_merge", args=(story.pk,))


def answers(page, **chosen) -> dict[str, str]:
    return {"asked": page.context["asked"], "do": "run"} | chosen


def place_in_text(page) -> str:
    [name] = [one["name"] for one in page.context["places"] if one.get("label") == "In the text"]
    return name


def test_both_sides_are_shown_and_the_story_leads_to_them(at_desk, editor_a, asked):
    page = at_desk(editor_a).get(address(asked))
    words = page.content.decode()
    assert "April" in words
    assert "summer" in words
    assert "It was a long night." in words
    edit = at_desk(editor_a).get(reverse("wagtailsnippets_desk_story:edit", args=(asked.pk,)))
    assert address(asked) in edit.content.decode()


def test_what_was_chosen_runs_and_later_updates_start_from_it(at_desk, editor_a, asked):
    browser = at_desk(editor_a)
    page = browser.get(address(asked))
    browser.post(address(asked), answers(page, headline="ours", **{place_in_text(page): "theirs"}))
    story = Story.objects.get(pk=asked.pk)
    assert (story.headline, story.waiting_take, story.hold_reasons) == ("Our ferry pier stays open", None, [])
    assert "in the summer" in str(story.body.raw_data)
    assert "It was a long night." in str(story.body.raw_data)
    assert not MergeQuestion.objects.exists()
    last = BODY[2].replace("in the spring", "in the autumn")
    deliver(story.wire, 3, paragraphs=(BODY[0], "It was a long night.", BODY[1], last), headline="Ferry pier to stay")
    story.refresh_from_db()
    assert story.headline == "Our ferry pier stays open"
    assert "in the autumn" in str(story.body.raw_data)


def test_both_changes_are_proposed_in_one_and_run_only_when_they_are_chosen(at_desk, editor_a, harbor):
    sorting.forget()
    wire = make_wire(harbor.station)
    deliver(wire, 1)
    story = Story.objects.get(wire=wire)
    words = story.get_latest_revision_as_object()
    ours = BODY[2].replace("three hundred", "some three hundred")
    words.body = [{**one, "value": one["value"].replace(BODY[2], ours)} for one in words.body.raw_data]
    words.save_revision(user=editor_a, clean=False).publish(user=editor_a, skip_permission_checks=True)
    deliver(wire, 2, paragraphs=(*BODY[:2], BODY[2].replace("in the spring", "in the summer")))
    story = Story.objects.get(wire=wire)
    wanted = ours.replace("in the spring", "in the summer")
    browser = at_desk(editor_a)
    page = browser.get(address(story))
    assert wanted not in str(story.body.raw_data)
    assert "Both changes" in page.content.decode()
    browser.post(address(story), answers(page, **{place_in_text(page): "proposal"}))
    story.refresh_from_db()
    assert wanted in str(story.body.raw_data)


def test_a_proposal_that_nobody_made_is_not_taken(at_desk, editor_a, asked):
    browser = at_desk(editor_a)
    page = browser.get(address(asked))
    assert page.content.decode().count("Both changes") == 1, "of the headline alone"
    again = browser.post(address(asked), answers(page, headline="proposal", **{place_in_text(page): "proposal"}))
    assert "1 left" in again.content.decode()
    assert Story.objects.get(pk=asked.pk).headline == "Our ferry pier stays open"


def test_a_place_left_open_is_said_and_nothing_happens(at_desk, editor_a, asked):
    browser = at_desk(editor_a)
    page = browser.get(address(asked))
    again = browser.post(address(asked), answers(page, headline="theirs"))
    assert "1 left" in again.content.decode()
    assert Story.objects.get(pk=asked.pk).headline == "Our ferry pier stays open"


def test_a_draft_changes_nothing_for_readers(at_desk, editor_a, asked):
    browser = at_desk(editor_a)
    page = browser.get(address(asked))
    browser.post(address(asked), answers(page, do="draft", headline="theirs", **{place_in_text(page): "both"}))
    story = Story.objects.get(pk=asked.pk)
    assert story.headline == "Our ferry pier stays open"
    assert story.get_latest_revision_as_object().headline == "Ferry pier to stay"


def test_an_answer_to_an_older_question_is_not_taken(at_desk, editor_a, asked):
    browser = at_desk(editor_a)
    page = browser.get(address(asked))
    words = asked.get_latest_revision_as_object()
    words.headline = "Edited meanwhile"
    words.save_revision(user=editor_a, clean=False)
    browser.post(address(asked), answers(page, headline="theirs", **{place_in_text(page): "theirs"}))
    assert Story.objects.get(pk=asked.pk).headline == "Our ferry pier stays open"
    assert "Edited meanwhile" in browser.get(address(asked)).content.decode()


def test_words_that_may_not_be_altered_are_taken_or_left_whole(at_desk, editor_a, harbor):
    asked = ask(harbor, editor_a, is_unaltered=True)
    browser = at_desk(editor_a)
    page = browser.get(address(asked))
    browser.post(address(asked), answers(page, whole="theirs"))
    story = Story.objects.get(pk=asked.pk)
    assert (story.headline, "April" in str(story.body.raw_data)) == ("Ferry pier to stay", False)


def test_the_question_of_another_station_is_not_there(at_desk, mesa, asked):
    assert at_desk(make_person("editor_b", mesa.station)).get(address(asked)).status_code == 404


def test_a_form_filled_before_an_update_came_does_not_bring_the_older_words_back(at_desk, editor_a, harbor):
    sorting.forget()
    wire = make_wire(harbor.station)
    deliver(wire, 1)
    story = Story.objects.get(wire=wire)
    loaded = story.latest_revision_id
    deliver(wire, 2, headline="Ferry pier to stay")
    form = form_of(story, deck="Our own line.", **{"action-publish": "1", "loaded_revision_id": str(loaded)})
    at_desk(editor_a).post(reverse("wagtailsnippets_desk_story:edit", args=(story.pk,)), form)
    story.refresh_from_db()
    assert (story.headline, story.deck) == ("Ferry pier to stay", "Our own line.")
