"""What must not be missed stands on the first screen of those it concerns; a story's history tells who did what."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from nightdesk.desk import decide, filing
from nightdesk.desk.models import Alert, Story
from nightdesk.web import pressroom
from tests.newsroom_cast import NOON, make_item

pytestmark = pytest.mark.django_db


def alert(house, kind: str, says: str) -> Alert:
    return Alert.objects.create(kind=kind, says=says, at=NOON, station=house.station, story=house.story)


def test_open_alerts_stand_on_the_first_screen_of_their_station_kills_first(at_desk, editor_a, harbor, mesa):
    alert(harbor, "kill", "The agency withdraws the story.")
    alert(harbor, "advisory", "A budget of the day.")
    alert(mesa, "kill", f"{mesa.word} is killed.")
    page = at_desk(editor_a).get(reverse("wagtailadmin_home")).content.decode()
    assert page.index("The agency withdraws the story.") < page.index("A budget of the day.")
    assert mesa.word not in page


def test_an_alert_that_was_seen_is_gone_and_says_who_saw_it(at_desk, editor_a, harbor):
    one = alert(harbor, "kill", "The agency withdraws the story.")
    answer = at_desk(editor_a).post(reverse("nightdesk_alert_seen", args=(one.pk,)), follow=True)
    assert "The agency withdraws the story." not in answer.content.decode()
    assert Alert.objects.get(pk=one.pk).seen_by == editor_a
    at_desk(editor_a).post(reverse("nightdesk_alert_seen", args=(one.pk,)))
    told = ModelLogEntry.objects.get(action="nightdesk.seen")
    assert (told.user, told.data["reason"]) == (editor_a, "The agency withdraws the story.")


def test_nobody_puts_away_the_alert_of_another_station(at_desk, editor_a, harbor, mesa):
    one = alert(mesa, "kill", "Not yours.")
    assert at_desk(editor_a).post(reverse("nightdesk_alert_seen", args=(one.pk,))).status_code == 404
    assert Alert.objects.get(pk=one.pk).seen_at is None


@pytest.fixture
def killed(harbor, chief_a) -> Story:
    """A story that came, was run by a person, was updated, and was killed by the agency."""
    for number, more in enumerate(({}, {"version": "2"}, {"version": "3", "status": "canceled"})):
        delivery, _ = filing.receive(harbor.wire, f"{number}".encode(), received_at=NOON, source=f"in/{number}.xml")
        filing.file(make_item(**({"headline": "Ferry pier"} | more)), delivery, 0, now=NOON)
        if not number:
            decide.run(Story.objects.get(headline="Ferry pier"), by=chief_a, cause="run by chief_a", now=NOON)
    return Story.objects.get(headline="Ferry pier")


def test_a_storys_history_tells_which_delivery_caused_what_and_who_decided(at_desk, editor_a, killed, mesa):
    page = at_desk(editor_a).get(reverse("nightdesk_story_history", args=(killed.pk,))).content.decode()
    for words in ("version 1 of “Ferry pier”", "0.xml", "It is a newer version.", "chief_a", "It is a kill.", "2.xml"):
        assert words in page, words
    assert "It is not public. It was killed." in page
    assert " EST</time>" in page or " EDT</time>" in page, "the station's own time, and it says so"
    assert at_desk(editor_a).get(reverse("nightdesk_story_history", args=(mesa.story.pk,))).status_code == 404


def test_the_command_tells_the_same_in_plain_words(killed, capsys):
    assert pressroom.why(str(killed.pk)) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"“Ferry pier”, story {killed.pk} of Harbor: killed.\nIt is not public. It was killed.")
    assert "Harbor-Wire: Sent version 3" in said or "harbor-wire: Sent version 3" in said
    assert "chief_a" in said
