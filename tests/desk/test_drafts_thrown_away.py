"""A draft that nobody wants any more counts for nothing, and is not lost."""

import pytest

from nightdesk.desk import drafts, sorting
from nightdesk.desk.models import MergeQuestion, Story
from tests.desk.test_local_edits import CLASHING, HOUR, NEWER, OURS, deliver, edit, with_ours
from tests.newsroom_cast import BODY, NOON, make_station, make_wire

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire():
    sorting.forget()
    return make_wire(make_station())


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create(username="editor_a")


def words_to_edit() -> str:
    return str(Story.objects.get().get_latest_revision_as_object().body.raw_data)


def throw(editor, now=NOON + 5 * HOUR) -> bool:
    return drafts.throw_away(Story.objects.get(), by=editor, now=now)


def test_the_form_begins_with_what_readers_have_once_the_draft_is_thrown_away(wire, editor):
    deliver(wire, 1, paragraphs=BODY)
    edit(editor, publish=False, body=with_ours())
    assert OURS in words_to_edit()
    assert throw(editor)
    story = Story.objects.get()
    assert OURS not in words_to_edit()
    assert (story.state, story.has_unpublished_changes) == ("running", False)
    assert OURS in str([one.content for one in story.revisions.all()]), "its words can still be read"


def test_the_edit_that_readers_have_stays_an_edit_made_here(wire, editor):
    deliver(wire, 1, paragraphs=BODY)
    edit(editor, body=with_ours())
    edit(editor, publish=False, headline="Not like this")
    assert throw(editor)
    assert OURS in words_to_edit()
    deliver(wire, 2, paragraphs=NEWER)
    story = Story.objects.get()
    assert OURS in str(story.body.raw_data)
    assert "four hundred" in str(story.body.raw_data)
    assert story.headline != "Not like this"


def test_a_question_about_the_draft_goes_with_it_and_newer_copy_runs_as_it_came(wire, editor):
    deliver(wire, 1, paragraphs=BODY)
    edit(editor, publish=False, body=with_ours(2, BODY[2].replace("in the spring", "in May")))
    deliver(wire, 2, paragraphs=CLASHING)
    assert throw(editor)
    assert not MergeQuestion.objects.exists()
    deliver(wire, 3, paragraphs=NEWER)
    assert "four hundred" in words_to_edit()
    assert "in May" not in words_to_edit()


def test_a_held_story_has_the_agencys_words_again(editor):
    sorting.forget()
    wire = make_wire(make_station(), policy="hold")
    deliver(wire, 1, paragraphs=BODY)
    edit(editor, publish=False, body=with_ours())
    deliver(wire, 2, paragraphs=NEWER)
    assert throw(editor)
    assert OURS not in words_to_edit()
    assert "four hundred" in words_to_edit()
    assert Story.objects.get().state == "held"


def test_without_a_draft_there_is_nothing_to_throw_away(wire, editor):
    deliver(wire, 1, paragraphs=BODY)
    assert not throw(editor)
    edit(editor, body=with_ours())
    assert not throw(editor)
    assert OURS in words_to_edit()
