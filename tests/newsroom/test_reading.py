"""One story is read beside its questions; what is accepted or dismissed is an edit or a lesson, with a name on it."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from nightdesk.desk import decide, filing, sorting
from nightdesk.desk.models import Lesson, Station, Story
from nightdesk.kit import clock
from nightdesk.matching import changes
from tests.newsroom.cast import make_person
from tests.newsroom_cast import BODY, NOON, make_item, make_wire

pytestmark = pytest.mark.django_db
TWICE = "The pier will will close on Friday, said Mara Tolliver of the harbor office , who runs it ."
CREWS = "The US pays for 5 crews on the pier, and the town for the rest of the work on it, the harbor office said."


def deliver(wire, number: int = 1, **more) -> Story:
    sorting.forget()
    delivery, _ = filing.receive(wire, f"{number} {more}".encode(), received_at=NOON)
    filing.file(make_item(version=str(number), **more), delivery, 0, now=NOON)
    return Story.objects.filter(wire=wire).order_by("-pk").first()


@pytest.fixture
def story(harbor) -> Story:
    return deliver(make_wire(harbor.station, policy="hold"), paragraphs=(*BODY[:2], TWICE, CREWS))


def at(story: Story, name: str = "story") -> str:
    return reverse(f"nightdesk_{name}", args=(story.pk,))


def asked(client, story: Story) -> dict[str, object]:
    return {one.check: one for _, one in client.get(at(story)).context["asked"]}


def words_of(story: Story) -> str:
    return str(Story.objects.get(pk=story.pk).get_latest_revision_as_object().body.raw_data[:])


def mend(client, story: Story, **said) -> str:
    return client.post(at(story, "story_mend"), said, follow=True).content.decode()


def test_a_question_stands_beside_the_copy_with_its_words_marked_in_both(at_desk, editor_a, story):
    desk = at_desk(editor_a)
    page = desk.get(at(story)).content.decode()
    assert "The same word twice" in page and "Not an error at Harbor" in page
    shown = desk.get(at(story, "story_page"))
    copy = shown.content.decode()
    assert ">will will</mark>" in copy and "\ue000" not in copy and "\\ue000" not in copy
    assert "script-src 'none'" in shown["Content-Security-Policy"] and shown["X-Frame-Options"] == "SAMEORIGIN"


def test_an_accepted_edit_is_a_draft_of_the_person_and_its_question_is_gone(at_desk, editor_a, story):
    desk = at_desk(editor_a)
    said = mend(desk, story, apply=asked(desk, story)["doubled"].key)
    assert "1 edit is made." in said and "The same word twice" not in said
    assert "pier will close" in words_of(story)
    assert Story.objects.get(pk=story.pk).latest_revision.user == editor_a
    assert "“will will” became “will”" in str(ModelLogEntry.objects.get(action="nightdesk.mended").message)


def test_accepting_all_that_is_safe_leaves_what_an_editor_must_judge(at_desk, editor_a, harbor):
    Station.objects.filter(pk=harbor.station.pk).update(house_style="wire")
    story = deliver(make_wire(harbor.station, policy="hold"), paragraphs=(*BODY[:2], TWICE, CREWS))
    desk = at_desk(editor_a)
    assert "house" in asked(desk, story)
    assert "edits are made." in mend(desk, story, apply="safe")
    assert "house" not in asked(desk, story)
    assert "The U.S. pays for five crews" in words_of(story) and "will will" in words_of(story)


def test_an_edit_of_words_that_changed_meanwhile_is_not_made(at_desk, editor_a, story):
    desk = at_desk(editor_a)
    key = asked(desk, story)["doubled"].key
    mend(desk, story, apply=key)
    before = words_of(story)
    assert "The words changed meanwhile." in mend(desk, story, apply=key)
    assert words_of(story) == before


def test_what_an_editor_calls_no_error_is_not_asked_in_this_story_again(at_desk, editor_a, harbor, story):
    desk = at_desk(editor_a)
    other = deliver(make_wire(harbor.station, name="second", policy="hold"), paragraphs=(*BODY[:2], TWICE))
    assert "is not asked about again in this story." in mend(desk, story, dismiss=asked(desk, story)["doubled"].key)
    assert "doubled" not in asked(desk, story) and "doubled" in asked(desk, other)


def test_a_station_that_was_taught_asks_no_story_of_its_own_again(at_desk, editor_a, harbor, mesa, story):
    desk = at_desk(editor_a)
    mend(desk, story, dismiss=asked(desk, story)["doubled"].key, where="everywhere", reason="A refrain.")
    lesson = Lesson.objects.get(check_name="doubled")
    assert (lesson.station, lesson.words, lesson.reason, lesson.by) == (
        harbor.station, "will will", "A refrain.", editor_a,
    )  # fmt: skip
    both = make_wire(harbor.station, mesa.station, name="both", policy="run-clean")
    twice = TWICE.replace(" ,", ",").replace(" .", ".")
    deliver(both, headline="A closed pier", paragraphs=(*BODY[:2], twice))
    states = dict(Story.objects.filter(wire=both).values_list("station__slug", "state"))
    assert states == {"harbor": "running", "mesa": "held"}


def test_what_blocks_a_story_cannot_be_taught_away(at_desk, editor_a, harbor):
    blocked = deliver(make_wire(harbor.station, policy="hold"), paragraphs=())
    desk = at_desk(editor_a)
    page = desk.get(at(blocked)).content.decode()
    assert "May not run as it is." in page
    assert "The words changed meanwhile." in mend(desk, blocked, dismiss=asked(desk, blocked)["truncated"].key)
    assert not Lesson.objects.filter(check_name="truncated").exists()


def test_words_that_may_not_be_altered_are_not(at_desk, editor_a, harbor):
    sealed = deliver(make_wire(harbor.station, policy="hold", is_unaltered=True), paragraphs=(*BODY[:2], TWICE))
    desk = at_desk(editor_a)
    assert "its words may not be altered" in desk.get(at(sealed)).content.decode()
    mend(desk, sealed, apply=asked(desk, sealed)["doubled"].key)
    assert "will will" in words_of(sealed)


def test_a_killed_story_is_read_and_not_changed(at_desk, editor_a, story):
    desk = at_desk(editor_a)
    key = asked(desk, story)["doubled"].key
    decide.kill(story, by=None, reason="Wrong man.", now=clock.now())
    assert "It was killed." in desk.get(at(story)).content.decode()
    assert "It cannot be changed." in mend(desk, story, apply=key)
    assert "will will" in words_of(story)


def test_the_version_before_stands_beside_the_newest_both_whole(at_desk, editor_a, harbor):
    wire = make_wire(harbor.station, policy="hold")
    deliver(wire)
    newer = deliver(wire, 2, headline="Ferry pier to stay", paragraphs=(BODY[0], BODY[2], "A new end was told."))
    page = at_desk(editor_a).get(at(newer)).content.decode()
    assert "<del>" in page and "<ins>" in page and "A new end was told." in page and "who chairs the council" in page


def test_both_sides_of_a_comparison_are_whole():
    old = [("headline", "Pier stays"), ("paragraph", "One two three four five."), ("paragraph", "It goes.")]
    new = [("headline", "Pier stays"), ("paragraph", "One two nine four five."), ("paragraph", "It is new here.")]
    rows = list(changes.side_by_side(old, new))
    for at_side, side in ((0, old), (1, new)):
        assert [" ".join(words for _, words in row[at_side]) for row in rows if row[at_side]] == [
            text for _, text in side
        ]


def test_bytes_and_item_are_one_click_away_and_nobody_elses(at_desk, editor_a, mesa, story):
    desk = at_desk(editor_a)
    raw = desk.get(reverse("nightdesk_take_raw", args=(story.newest_take_id,)))
    assert raw["Content-Type"].startswith("text/plain") and "sandbox" in raw["Content-Security-Policy"]
    assert raw.content.startswith(b"1 {")
    read = desk.get(reverse("nightdesk_take_item", args=(story.newest_take_id,))).content.decode()
    assert "tag:coastline.example,2026:pier" in read
    neighbour = at_desk(make_person("editor_b", mesa.station))
    for name, pk in (("story", story.pk), ("story_page", story.pk), ("take_raw", story.newest_take_id),
                     ("take_item", story.newest_take_id)):  # fmt: skip
        assert neighbour.get(reverse(f"nightdesk_{name}", args=(pk,))).status_code == 404
    assert neighbour.post(at(story, "story_mend"), {"apply": "safe"}).status_code == 404


def test_rights_and_what_it_touches_are_told(at_desk, editor_a, story):
    page = at_desk(editor_a).get(at(story)).content.decode()
    assert "Coastline" in page and "may not have it" in page and "The home page and its feed" in page
