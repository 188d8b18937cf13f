"""Every decision stands in the trail: for those who answer for the station, in words, and as a file."""

import csv
import io
import json

import pytest
from django.urls import reverse

from nightdesk.desk import decide, people
from nightdesk.desk.models import Entry, Story
from tests.newsroom_cast import NOON

pytestmark = pytest.mark.django_db
TRAIL = "nightdesk_trail"


def shown(browser, **asked) -> str:
    answer = browser.get(reverse(TRAIL), asked)
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


@pytest.fixture
def decided(harbor, mesa, editor_a, chief_a):
    """A hold and a kill here, and a hold at the neighbour's."""
    decide.spike(harbor.story, by=editor_a, reason="Not ours.", now=NOON)
    decide.kill(harbor.story, by=chief_a, reason="=2+5+cmd", now=NOON)
    decide.spike(mesa.story, by=None, reason="Elsewhere.", now=NOON)
    people.give(harbor.station, editor_a, "producer", by=chief_a)


def test_a_copy_chief_reads_the_acts_of_their_station_and_of_no_other(at_desk, chief_a, decided):
    page = shown(at_desk(chief_a))
    for words in ("Spiked: Not ours.", "Killed: =2+5+cmd", "Role given: Producer at Harbor, was Editor"):
        assert words in page
    for words in ("Bravostone", "Elsewhere", "Mesa"):
        assert words not in page


def test_an_editor_reads_no_trail(at_desk, editor_a):
    assert "does not let you read and export the audit trail" in shown_after(at_desk(editor_a))


def shown_after(browser) -> str:
    return browser.get(reverse(TRAIL), follow=True).content.decode()


def test_the_trail_is_narrowed_by_person_verb_story_station_and_day(at_desk, chief_a, editor_a, harbor, decided):
    desk = at_desk(chief_a)
    cases = (
        ({"person": chief_a.pk}, "Killed", "Spiked"), ({"verb": "nightdesk.spiked"}, "Spiked:", "Killed:"),
        ({"on": str(harbor.story.pk)}, "Killed:", "Role given"), ({"on": "ferry"}, "Killed:", "Role given"),
        ({"station": harbor.station.pk, "since": "2000-01-01"}, "Killed:", "Nothing like that"),
        ({"until": "2000-01-01"}, "Nothing like that", "Killed:"),
    )  # fmt: skip
    for asked, there, gone in cases:
        page = shown(desk, **asked).partition("<table")[2] or shown(desk, **asked)
        assert there in page, asked
        assert gone not in page, asked


@pytest.mark.parametrize(
    "asked",
    [{"person": "x"}, {"since": "yesterday"}, {"until": "9999-12-31"}, {"on": "9" * 99}, {"before": "x"}, {"as": "exe"},
     {"station": "99999999999999999999"}, {"verb": "no.such"}, {"on": "\x00"}],
)  # fmt: skip
def test_nothing_asked_breaks_the_page(asked, at_desk, chief_a, decided):
    assert at_desk(chief_a).get(reverse(TRAIL), asked).status_code in (200, 400)


def test_older_acts_are_a_page_away(at_desk, chief_a, harbor):
    for number in range(60):
        decide.hold(harbor.story, by=chief_a, reason=f"Reason {number}.", now=NOON)
        Story.objects.filter(pk=harbor.story.pk).update(state="running")
    page = shown(at_desk(chief_a))
    assert "Reason 59." in page
    assert "Reason 9." not in page
    older = page.partition('href="?before=')[2].partition('"')[0]
    assert "Reason 9." in shown(at_desk(chief_a), before=older)


def test_an_address_is_kept_only_where_a_proxy_of_ours_says_it(client, editor_a, settings):
    for trusted, kept in ((False, None), (True, "192.0.2.7")):
        settings.IS_BEHIND_PROXY = trusted
        said = {"username": "editor_a", "password": "correct-horse-battery"}
        client.post(reverse("wagtailadmin_login"), said, headers={"X-Forwarded-For": "10.0.0.1, 192.0.2.7"})
        assert Entry.objects.order_by("-pk").first().data.get("from") == kept
        client.logout()


def test_the_whole_trail_is_a_file_that_no_spreadsheet_runs(at_desk, chief_a, decided, harbor):
    Story.objects.filter(pk=harbor.story.pk).update(headline="=HYPERLINK()")
    Entry.objects.log_action(Story.objects.get(pk=harbor.story.pk), "nightdesk.run", user=chief_a)
    rows = list(csv.DictReader(io.StringIO(shown(at_desk(chief_a), **{"as": "csv"}))))
    assert [row["what"] for row in rows] == ["Run", "Role", "Kill", "Spike"]
    assert rows[0]["on"] == "'=HYPERLINK()"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]
    lines = [json.loads(line) for line in shown(at_desk(chief_a), **{"as": "jsonl"}).splitlines()]
    assert [(line["who"], line["kind"]) for line in lines[:1]] == [("chief_a", "story")]
    assert len(lines) == 4


def test_what_happened_at_a_station_is_told_after_its_row_is_gone(at_desk, chief_a, harbor, decided):
    harbor.story.delete()
    assert "Killed:" in shown(at_desk(chief_a))
