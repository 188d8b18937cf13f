"""Where a station wants it, what was written or edited here goes out when the copy desk and legal have passed it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nightdesk.desk import decide, embargoes, passes, rules
from nightdesk.desk.models import Alert, Duty, Pass, Station, Story
from nightdesk.kit import clock
from tests.newsroom.cast import make_person
from tests.newsroom.test_deciding import act, edit_of, form_of, read
from tests.newsroom_cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(harbor):
    """A station where both desks are asked."""
    Station.objects.filter(pk=harbor.station.pk).update(asks_copy_desk=True, asks_legal=True)
    return harbor


def person(station, role: str):
    made = make_person(role, station)
    Duty.objects.filter(person=made, station=station).update(role=role)
    return type(made).objects.get(pk=made.pk)


def save(browser, story: Story, **more):
    return browser.post(edit_of(story), form_of(story) | more)


def do(browser, story: Story, verb: str, reason: str = "") -> str:
    return browser.post(act(story, verb), {"reason": reason}, follow=True).content.decode()


def test_what_was_edited_here_does_not_run_before_both_have_passed_it(at_desk, editor_a, strict):
    story = strict.story
    save(at_desk(editor_a), story, headline="Pier to close")
    page = at_desk(editor_a).get(reverse("nightdesk_story", args=(story.pk,))).content.decode()
    assert act(story, "run") not in page and act(story, "ask") in page
    assert "The copy desk has not been asked about these words." in page
    assert "Nothing was done. The copy desk has not been asked" in do(at_desk(editor_a), story, "run")
    assert read(story).state == "held"
    assert "It is asked for." in do(at_desk(editor_a), story, "ask")
    assert "The copy desk was asked by editor_a and has not answered." in read(story).hold_reasons
    assert "It is passed." in do(at_desk(person(strict.station, "copy-chief")), story, "pass-copy")
    assert "Legal was asked by editor_a" in do(at_desk(editor_a), story, "run")
    assert "It is passed." in do(at_desk(person(strict.station, "counsel")), story, "pass-legal")
    assert rules.PASSED in read(story).hold_reasons
    assert "It runs." in do(at_desk(editor_a), story, "run")
    assert read(story).headline == "Pier to close"


def test_words_changed_after_the_pass_are_read_again(at_desk, editor_a, strict):
    story = strict.story
    save(at_desk(editor_a), story, headline="Pier to close")
    for role, desk in (("copy-chief", "copy"), ("counsel", "legal")):
        do(at_desk(person(strict.station, role)), story, f"pass-{desk}")
    save(at_desk(editor_a), story, headline="Mayor lied about pier")
    assert "has not been asked about these words" in do(at_desk(editor_a), story, "run")
    assert read(story).state == "held"


def test_filing_under_another_topic_needs_no_second_pass(at_desk, editor_a, strict):
    story = strict.story
    save(at_desk(editor_a), story, headline="Pier to close")
    for role, desk in (("copy-chief", "copy"), ("counsel", "legal")):
        do(at_desk(person(strict.station, role)), story, f"pass-{desk}")
    save(at_desk(editor_a), story, headline="Pier to close", topics=[strict.topic.pk])
    assert "It runs." in do(at_desk(editor_a), story, "run")


def test_publishing_in_the_form_is_no_way_round(at_desk, editor_a, strict):
    story = strict.story
    answer = save(at_desk(editor_a), story, headline="Pier to close", **{"action-publish": "1"})
    assert "It cannot be published yet." in answer.content.decode()
    assert not read(story).live
    new = form_of(Story(headline="All new"), station=strict.station.pk, **{"action-publish": "1"})
    answer = at_desk(editor_a).post(reverse("wagtailsnippets_desk_story:add"), new)
    assert "Save the draft, then ask for the pass." in answer.content.decode()
    assert not Story.objects.filter(headline="All new").exists()
    revision = read(story).save_revision(user=editor_a, clean=False)
    with pytest.raises(passes.NotPassed):
        revision.publish(user=editor_a, skip_permission_checks=True)
    with pytest.raises(passes.NotPassed):
        decide.run(read(story), by=editor_a, cause="by hand", now=NOON)
    assert read(story).state == "held"


def test_a_story_set_to_run_at_a_moment_needs_the_pass_too(at_desk, editor_a, strict):
    save(at_desk(editor_a), strict.story, headline="Pier to close")
    now = clock.now()
    with pytest.raises(passes.NotPassed):
        embargoes.run_at(read(strict.story), now + timedelta(hours=1), by=editor_a, reason="", now=now)
    story = read(strict.story)
    assert (story.state, story.desk_embargo_until) == ("held", None)
    form = {"until": "2099-01-01T08:00", "reason": "For the early show.", "do": "run"}
    page = at_desk(editor_a).post(reverse("nightdesk_story_embargo", args=(story.pk,)), form).content.decode()
    assert "The copy desk has not been asked about these words." in page
    assert read(story).state == "held"


def test_nobody_passes_words_of_their_own(at_desk, strict):
    chief = person(strict.station, "copy-chief")
    save(at_desk(chief), strict.story, headline="Pier to close")
    assert "Nobody passes what they wrote themselves" in do(at_desk(chief), strict.story, "pass-copy")
    assert passes.wanting(read(strict.story))
    save(at_desk(make_person("editor_d", strict.station)), strict.story, headline="Pier to close soon")
    assert "Nobody passes what they wrote themselves" in do(at_desk(chief), strict.story, "pass-copy"), "in turn"


def test_an_editor_has_no_word_for_the_copy_desk_or_for_legal(at_desk, editor_a, strict):
    save(at_desk(editor_a), strict.story, headline="Pier to close")
    for verb in ("pass-copy", "pass-legal", "return-copy"):
        at_desk(editor_a).post(act(strict.story, verb), {"reason": "x"})
    assert not Pass.objects.exists()


def test_what_is_sent_back_says_why_where_its_writer_looks(at_desk, editor_a, strict):
    story = strict.story
    save(at_desk(editor_a), story, headline="Pier to close")
    do(at_desk(person(strict.station, "counsel")), story, "return-legal", "Name the source.")
    assert "Legal sent it back: Name the source." in read(story).hold_reasons
    assert "Legal sent it back: Name the source." in at_desk(editor_a).get(edit_of(story)).content.decode()
    assert "Legal sent it back" in do(at_desk(editor_a), story, "run")


def test_a_draft_of_a_running_story_is_asked_about_on_the_desk_and_readers_keep_what_stands(at_desk, editor_a, harbor):
    story = harbor.story
    decide.run(read(story), by=None, cause="by hand", now=NOON)
    Station.objects.filter(pk=harbor.station.pk).update(asks_copy_desk=True)
    save(at_desk(editor_a), story, headline="Pier to close")
    do(at_desk(editor_a), story, "ask")
    assert "was asked by editor_a" in Alert.objects.get(kind="pass", seen_at=None).says
    assert read(story).headline == story.headline
    do(at_desk(person(harbor.station, "copy-chief")), story, "pass-copy")
    assert "it may run" in Alert.objects.get(kind="pass", seen_at=None).says
    assert "It runs." in do(at_desk(editor_a), story, "run")
    assert read(story).headline == "Pier to close"


def test_agency_copy_that_nobody_touched_is_ruled_by_its_wire_alone(at_desk, editor_a, strict):
    assert "It runs." in do(at_desk(editor_a), strict.story, "run")


def test_one_key_on_the_desk_leaves_what_is_not_passed(at_desk, editor_a, strict):
    save(at_desk(editor_a), strict.story, headline="Pier to close")
    answer = at_desk(editor_a).post(reverse("nightdesk_act"), {"story": strict.story.pk, "do": "run", "sure": "1"})
    assert "has not been asked about these words" in answer.content.decode()
    assert read(strict.story).state == "held"
