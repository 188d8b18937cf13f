"""When words changed is said truly, and what readers had is kept; a story that ran once leaves nothing."""

from datetime import timedelta

import pytest

from nightdesk.desk import decide, filing, sorting
from nightdesk.desk.models import Edition, Story
from tests.newsroom_cast import BODY, NOON, make_item, make_station, make_wire

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NEWER = (*BODY, "The vote was seven to two.")


@pytest.fixture
def wire():
    sorting.forget()
    return make_wire(make_station())


def deliver(wire, version: int, **more) -> Story:
    at = NOON + version * HOUR
    item = make_item(version=str(version), created_at=at, **more)
    delivery, _ = filing.receive(wire, f"{item!r}".encode(), received_at=at)
    filing.file(item, delivery, 0, now=at)
    return Story.objects.get()


def publish(user, **fields) -> Story:
    """Do what an editor does: change some words and publish them."""
    words = Story.objects.get().get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(words, name, value)
    words.save_revision(user=user, clean=False).publish(user=user, skip_permission_checks=True)
    return Story.objects.get()


def test_a_story_that_ran_once_leaves_no_edition(wire):
    assert deliver(wire, 1).updated_at is None
    assert not Edition.objects.exists()


def test_newer_words_keep_both_versions_with_their_moments(wire):
    deliver(wire, 1)
    story = deliver(wire, 2, paragraphs=NEWER)
    first, second = Edition.objects.all()
    assert (first.ran_at, second.ran_at, story.updated_at) == (NOON + HOUR, NOON + 2 * HOUR, NOON + 2 * HOUR)
    assert len(second.words["blocks"]) == len(first.words["blocks"]) + 1
    assert second.take.version == "2"


@pytest.mark.parametrize(
    "more",
    [
        {"credit": "Coastline Wire Service", "copyright": "© Coastline"},
        {"paragraphs": tuple(f"  {text.replace(' ', '  ', 3)} " for text in BODY)},
        {"bylines": ("Odile Farrant",)},
    ],
    ids=["credit", "white space", "byline"],
)
def test_what_readers_do_not_read_is_no_update(wire, more):
    deliver(wire, 1)
    assert deliver(wire, 2, **more).updated_at is None
    assert not Edition.objects.exists()


def test_an_editors_new_words_are_an_update_and_a_new_section_is_none(wire, admin_user):
    deliver(wire, 1)
    assert publish(admin_user, credit="Somebody else").updated_at is None
    story = publish(admin_user, headline="Pier stays open all winter")
    assert story.updated_at is not None
    assert [one.words["headline"] for one in Edition.objects.all()] == [
        "Ferry pier stays open",
        "Pier stays open all winter",
    ]


def test_a_correction_has_a_moment_of_its_own(wire, admin_user):
    deliver(wire, 1)
    corrected = publish(admin_user, correction="It is the north pier.")
    assert corrected.corrected_at is not None
    changed = publish(admin_user, headline="Pier stays open all winter")
    assert changed.corrected_at == corrected.corrected_at < changed.updated_at
    assert publish(admin_user, correction="").corrected_at is None


def test_a_story_that_comes_corrected_was_corrected_when_the_agency_says(wire):
    item = make_item(version="2", created_at=NOON, editorial_types=("Corrective",))
    delivery, _ = filing.receive(wire, b"corrected", received_at=NOON + HOUR)
    filing.file(item, delivery, 0, now=NOON + HOUR)
    story = Story.objects.get()
    assert (story.corrected_at, story.updated_at) == (NOON, None)


PIER = "CORRECTION: An earlier version of this story named the wrong pier. It is the north pier."
CHAIR = "CORRECTION: An earlier version of this story misspelled the name of the chair. She is Mara Tolliver."


def told(story: Story) -> list[str]:
    return [line.partition("this story ")[2] for line in story.correction.splitlines()]


def test_a_correction_in_the_words_of_the_copy_outlives_the_next_update(wire):
    deliver(wire, 1)
    corrected = deliver(wire, 2, paragraphs=(PIER, *BODY))
    updated = deliver(wire, 3, paragraphs=NEWER)
    assert told(corrected) == told(updated) == ["named the wrong pier. It is the north pier."]
    assert corrected.corrected_at == updated.corrected_at == NOON + 2 * HOUR


def test_a_second_correction_does_not_take_the_first_away(wire):
    deliver(wire, 1)
    deliver(wire, 2, paragraphs=(PIER, *BODY))
    story = deliver(wire, 3, paragraphs=(CHAIR, *BODY))
    assert [line.split()[0] for line in told(story)] == ["misspelled", "named"]


def test_a_correction_that_is_only_put_better_is_told_once(wire):
    deliver(wire, 1)
    deliver(wire, 2, paragraphs=(PIER, *BODY))
    story = deliver(wire, 3, paragraphs=(PIER.replace("named the wrong", "gave the wrong"), *NEWER))
    assert told(story) == ["gave the wrong pier. It is the north pier."]


def test_what_was_taken_down_is_compared_with_nothing(wire, admin_user):
    deliver(wire, 1)
    decide.hold(Story.objects.get(), by=admin_user, reason="A doubt.", now=NOON + 2 * HOUR)
    publish(admin_user, headline="Pier stays open all winter")
    [only] = Edition.objects.all()
    assert (only.is_fresh, only.words["headline"]) == (True, "Pier stays open all winter")


def test_an_embargoed_story_changes_before_its_moment_without_a_word_to_readers(wire):
    from nightdesk.wire.item import Embargo

    embargo = Embargo(NOON + 9 * HOUR, "21:00")
    deliver(wire, 1, embargo=embargo)
    assert deliver(wire, 2, embargo=embargo, paragraphs=NEWER).updated_at is None
    assert not Edition.objects.exists()
