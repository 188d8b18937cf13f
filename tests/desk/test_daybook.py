"""The daybook follows what runs: its lines come with the story, change with it, and go with it."""

from datetime import timedelta

import pytest

from nightdesk.desk import daybook, decide, filing, sorting
from nightdesk.desk.models import DaybookLine, Story
from tests.newsroom_cast import BODY, NOON, make_item, make_station, make_wire

pytestmark = pytest.mark.django_db
VOTE = "The council will vote on the pier next week."


@pytest.fixture
def wire():
    sorting.forget()
    return make_wire(make_station())


def file(wire, version: str = "1", *more: str, **named) -> Story:
    at = NOON + timedelta(hours=int(version))
    item = make_item(version=version, created_at=at, paragraphs=(*BODY, *more), **named)
    delivery, _ = filing.receive(wire, repr(item).encode(), received_at=at)
    filing.file(item, delivery, 0, now=at)
    return Story.objects.get(wire=wire)


def lines() -> list[str]:
    found = list(DaybookLine.objects.select_related("story"))
    return [line.sentence for line in daybook.shown(found, NOON + timedelta(days=1))]


def test_a_story_that_runs_brings_its_dated_sentences(wire):
    file(wire, "1", VOTE)
    line = DaybookLine.objects.get()
    assert (line.sentence, line.words, line.outcome) == (VOTE, "next week", "")
    assert (line.starts_at.date().isoformat(), line.ends_at.date().isoformat()) == ("2026-11-30", "2026-12-07")


def test_a_held_story_brings_none(wire):
    wire.policy = "hold"
    wire.save(update_fields=["policy"])
    file(wire, "1", VOTE)
    assert not DaybookLine.objects.exists()


def test_the_lines_are_those_of_the_newest_words_and_what_was_decided_stays(wire):
    file(wire, "1", VOTE, "The pier will close on Dec. 1.")
    daybook.decide(DaybookLine.objects.get(sentence=VOTE), "done", note="", by=None, now=NOON)
    file(wire, "2", "The pier will close on Dec. 2.")
    assert sorted(lines()) == [VOTE, "The pier will close on Dec. 2."]


def test_words_that_only_wait_bring_no_line(wire):
    file(wire, "1", VOTE)
    wire.policy = "hold"
    wire.save(update_fields=["policy"])
    sorting.forget()
    file(wire, "2", "The pier will close on Dec. 1.")
    assert lines() == [VOTE]


def test_a_hold_hides_the_lines_and_a_kill_deletes_them(wire):
    story = file(wire, "1", VOTE)
    decide.hold(story, by=None, reason="A doubt.", now=NOON)
    assert lines() == []
    decide.run(Story.objects.get(), by=None, cause="an editor", now=NOON + timedelta(hours=2))
    assert lines() == [VOTE]
    decide.kill(Story.objects.get(), by=None, reason="Wrong.", now=NOON)
    assert not DaybookLine.objects.exists()


def test_running_again_keeps_each_line_once(wire):
    story = file(wire, "1", VOTE, VOTE)
    pk = DaybookLine.objects.get().pk
    decide.tell_press(story, cause="again", now=NOON + timedelta(hours=2))
    assert DaybookLine.objects.get().pk == pk


def test_an_outcome_can_be_taken_back(wire):
    file(wire, "1", VOTE)
    line = DaybookLine.objects.get()
    daybook.decide(line, "moved", note="To December.", by=None, now=NOON)
    daybook.decide(line, "", note="", by=None, now=NOON)
    line.refresh_from_db()
    assert (line.outcome, line.note, line.decided_at) == ("", "", None)
    with pytest.raises(ValueError, match="no outcome"):
        daybook.decide(line, "perhaps", note="", by=None, now=NOON)
