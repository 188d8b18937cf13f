"""What the copy desk was told is listed by station, and a lesson that is taken back is asked about again."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from nightdesk.desk import lessons
from nightdesk.desk.models import Lesson
from nightdesk.kit import clock
from tests.newsroom.cast import make_person
from tests.newsroom.test_reading import TWICE, asked, deliver, mend
from tests.newsroom_cast import BODY, make_wire

pytestmark = pytest.mark.django_db
LIST = "nightdesk_lessons"


def back(client, lesson: Lesson):
    return client.post(reverse("nightdesk_lesson_back", args=(lesson.pk,)), follow=True)


def test_the_lessons_of_ones_stations_are_listed_with_who_said_so_and_why(at_desk, editor_a, harbor, mesa):
    words = ("names", "Ines Marlow")
    lessons.teach(harbor.story, words, reason="That is her name.", by=editor_a, now=clock.now(), is_everywhere=True)
    page = at_desk(editor_a).get(reverse(LIST)).content.decode()
    for said in ("“Ines Marlow”", "editor_a", "That is her name.", f"Mayor {harbor.word}"):
        assert said in page
    assert mesa.word not in page
    found = at_desk(editor_a).get(reverse(LIST), {"q": "marlow"}).content.decode()
    assert "Ines Marlow" in found and harbor.word not in found


def test_a_lesson_that_is_taken_back_is_asked_about_again(at_desk, editor_a, harbor):
    story = deliver(make_wire(harbor.station, policy="hold"), paragraphs=(*BODY[:2], TWICE))
    desk = at_desk(editor_a)
    mend(desk, story, dismiss=asked(desk, story)["doubled"].key, where="everywhere", reason="A song.")
    assert "doubled" not in asked(desk, story)
    page = back(desk, Lesson.objects.get(check_name="doubled")).content.decode()
    assert "asks about “will will” again" in page
    assert "doubled" in asked(desk, story)
    assert "asked about again" in ModelLogEntry.objects.filter(action="nightdesk.taught").first().data["reason"]


def test_a_lesson_of_one_story_leads_to_it(at_desk, editor_a, harbor):
    lessons.teach(harbor.story, ("names", "Ada Quill"), reason="", by=editor_a, now=clock.now())
    desk = at_desk(editor_a)
    assert "Ada Quill" not in desk.get(reverse(LIST)).content.decode()
    page = desk.get(reverse(LIST), {"show": "story"}).content.decode()
    assert "Ada Quill" in page and reverse("nightdesk_story", args=(harbor.story.pk,)) in page


def test_nobody_takes_back_what_another_station_taught(at_desk, harbor, mesa):
    assert back(at_desk(make_person("editor_b", mesa.station)), harbor.lesson).status_code == 404
    back(at_desk(make_person("producer", harbor.station, role="producer")), harbor.lesson)
    assert Lesson.objects.filter(pk=harbor.lesson.pk).exists()


def test_an_empty_list_says_where_lessons_come_from(at_desk, editor_a, harbor):
    Lesson.objects.all().delete()
    assert "Not an error…" in at_desk(editor_a).get(reverse(LIST)).content.decode()
