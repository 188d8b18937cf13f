"""An editor says which running story a story belongs to, gives threads their names, and makes two of them one."""

import pytest
from django.urls import reverse

from nightdesk.desk import decide
from nightdesk.desk.models import Change, Story, Thread
from tests.newsroom.cast import make_person
from tests.newsroom.test_deciding import edit_of, read
from tests.newsroom_cast import NOON

pytestmark = pytest.mark.django_db


def choosing(story: Story) -> str:
    return reverse("nightdesk_story_thread", args=(story.pk,))


def test_a_story_is_put_into_a_thread_and_says_so(at_desk, editor_a, harbor):
    browser = at_desk(editor_a)
    assert harbor.thread.name in browser.get(choosing(harbor.story)).content.decode()
    answer = browser.post(choosing(harbor.story), {"thread": harbor.thread.pk, "name": ""}, follow=True)
    assert "Part of “The pier of Alderquay”" in answer.content.decode()
    assert (read(harbor.story).thread, read(harbor.story).is_thread_chosen) == (harbor.thread, True)


def test_a_new_thread_is_opened_by_its_name(at_desk, editor_a, harbor):
    at_desk(editor_a).post(choosing(harbor.story), {"thread": "", "name": "The long repair"})
    assert read(harbor.story).thread == Thread.objects.get(name="The long repair", slug="the-long-repair")


def test_a_story_is_taken_out(at_desk, editor_a, harbor):
    at_desk(editor_a).post(choosing(harbor.story), {"thread": harbor.thread.pk, "name": ""})
    at_desk(editor_a).post(choosing(harbor.story), {"thread": "", "name": ""})
    assert (read(harbor.story).thread, read(harbor.story).is_thread_chosen) == (None, True)


def test_another_stations_thread_cannot_be_chosen(at_desk, editor_a, harbor, mesa):
    answer = at_desk(editor_a).post(choosing(harbor.story), {"thread": mesa.thread.pk, "name": ""})
    assert answer.status_code == 200 and read(harbor.story).thread is None
    assert mesa.word not in answer.content.decode()


def test_a_neighbour_finds_no_thread_of_ours(at_desk, harbor, mesa):
    neighbour = at_desk(make_person("editor_b", mesa.station))
    assert neighbour.get(choosing(harbor.story)).status_code == 404
    assert neighbour.get(reverse("wagtailsnippets_desk_thread:edit", args=(harbor.thread.pk,))).status_code == 404


def edit(at_desk, editor, thread: Thread, **more):
    form = {"station": thread.station_id, "name": thread.name, "slug": thread.slug, "merge_into": ""} | more
    return at_desk(editor).post(reverse("wagtailsnippets_desk_thread:edit", args=(thread.pk,)), form, follow=True)


def test_a_thread_gets_another_name(at_desk, editor_a, harbor):
    edit(at_desk, editor_a, harbor.thread, name="The pier, at last")
    assert Thread.objects.get(pk=harbor.thread.pk).name == "The pier, at last"
    assert Change.objects.filter(subject=f"thread:{harbor.thread.pk}/name").exists()


def test_two_threads_are_made_one(at_desk, editor_a, harbor):
    decide.run(read(harbor.story), by=None, cause="by hand", now=NOON)
    at_desk(editor_a).post(choosing(harbor.story), {"thread": harbor.thread.pk, "name": ""})
    other = Thread.objects.create(station=harbor.station, name="Everything about ferries", slug="ferries")
    answer = edit(at_desk, editor_a, harbor.thread, merge_into=other.pk)
    assert "belong to “Everything about ferries”" in answer.content.decode()
    assert read(harbor.story).thread == other and not Thread.objects.filter(pk=harbor.thread.pk).exists()


def test_a_thread_is_not_merged_into_another_stations(at_desk, editor_a, harbor, mesa):
    edit(at_desk, editor_a, harbor.thread, merge_into=mesa.thread.pk)
    assert Thread.objects.filter(pk=harbor.thread.pk).exists()


def test_the_form_of_a_story_leads_to_its_thread(at_desk, editor_a, harbor):
    assert choosing(harbor.story) in at_desk(editor_a).get(edit_of(harbor.story)).content.decode()
