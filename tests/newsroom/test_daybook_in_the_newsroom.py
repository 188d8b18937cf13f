"""An editor looks at what the stories said would happen, and says what came of it."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from nightdesk.desk import decide
from nightdesk.desk.models import DaybookLine
from nightdesk.kit import clock
from tests.newsroom.cast import make_person
from tests.newsroom.test_deciding import read

pytestmark = pytest.mark.django_db
LIST = "nightdesk_daybook"


@pytest.fixture
def line(harbor) -> DaybookLine:
    decide.run(read(harbor.story), by=None, cause="by hand", now=clock.now())
    said = {"sentence": "Alderquay will vote on Tuesday.", "words": "Tuesday"}
    moments = {"starts_at": clock.now(), "ends_at": clock.now()}
    return DaybookLine.objects.create(story=harbor.story, station=harbor.station, **said, **moments)


def one(line: DaybookLine) -> str:
    return reverse("nightdesk_daybook_line", args=(line.pk,))


def test_the_daybook_lists_open_lines_of_public_stories_with_their_story(at_desk, editor_a, harbor, line):
    page = at_desk(editor_a).get(reverse(LIST)).content.decode()
    assert line.sentence in page and harbor.story.headline in page and one(line) in page


def test_an_editor_says_what_came_of_it(at_desk, editor_a, line):
    browser = at_desk(editor_a)
    browser.post(one(line), {"outcome": "not-done", "note": "The council met and did not vote."})
    line.refresh_from_db()
    assert (line.outcome, line.note, line.decided_by) == ("not-done", "The council met and did not vote.", editor_a)
    told = ModelLogEntry.objects.get(action="nightdesk.daybook")
    assert told.user == editor_a and "It did not happen. The council met and did not vote." in told.data["reason"]
    assert line.sentence not in browser.get(reverse(LIST)).content.decode()
    assert "It did not happen." in browser.get(reverse(LIST), {"show": "decided"}).content.decode()


def test_the_line_of_a_held_story_is_nowhere(at_desk, editor_a, harbor, line):
    decide.hold(read(harbor.story), by=None, reason="A doubt.", now=clock.now())
    assert line.sentence not in at_desk(editor_a).get(reverse(LIST)).content.decode()
    assert at_desk(editor_a).get(one(line)).status_code == 404


def test_a_neighbour_sees_nothing_of_it(at_desk, mesa, line):
    neighbour = at_desk(make_person("editor_b", mesa.station))
    assert line.sentence not in neighbour.get(reverse(LIST)).content.decode()
    assert neighbour.post(one(line), {"outcome": "done"}).status_code == 404
    line.refresh_from_db()
    assert line.outcome == ""
