"""The station edited a story, and the agency goes on: readers get both, or an editor is asked."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.db import transaction

from nightdesk.desk import filing, sorting
from nightdesk.desk.body import parts_of
from nightdesk.desk.models import Alert, MergeQuestion, Section, Story
from tests.newsroom_cast import BODY, NOON, make_item, make_station, make_wire

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
OURS = "The harbor office in Port Ellery answers questions on Tuesday."
NEWER = (*BODY[:2], BODY[2].replace("three hundred", "four hundred"))
CLASHING = (*BODY[:2], BODY[2].replace("in the spring", "in the summer of next year"))
NOTE = "A story on Monday gave a wrong number of passengers. It is four hundred."


@pytest.fixture
def wire():
    sorting.forget()
    return make_wire(make_station())


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create(username="editor_a")


def deliver(wire, version: int, *, now=None, **more):
    """Send one version of the story; each is sent at its number's hour."""
    item = make_item(version=str(version), created_at=NOON + version * HOUR, **more)
    delivery, _ = filing.receive(wire, f"{item!r}".encode(), received_at=NOON)
    return filing.file(item, delivery, 0, now=now or NOON + version * HOUR)


def edit(editor, *, publish: bool = True, **fields) -> Story:
    """Do what an editor does in the form: take the newest words, change some, save or publish."""
    story = Story.objects.get()
    words = story.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(words, name, value)
    revision = words.save_revision(user=editor, clean=False)
    revision.created_at = story.newest_take.filed_at + HOUR / 2  # Wagtail asks the clock of the machine
    revision.save(update_fields=["created_at"])
    if publish:
        revision.publish(user=editor, skip_permission_checks=True)
    return Story.objects.get()


def with_ours(at: int = 2, text: str = OURS) -> list[dict]:
    """Return the body as it stands, with a paragraph of the station's own."""
    stream = list(Story.objects.get().get_latest_revision_as_object().body.raw_data)
    stream.insert(at, {"type": "paragraph", "value": f'<p data-block-key="k1">{text}</p>', "id": "1"})
    return stream


def reworded(old: str, new: str) -> list[dict]:
    stream = Story.objects.get().get_latest_revision_as_object().body.raw_data
    return [{**block, "value": block["value"].replace(old, new)} for block in stream]


def readers_get() -> list[str]:
    story = Story.objects.get()
    return [part.html for part in parts_of(story.body.raw_data)] if story.live else []


def test_an_edit_and_an_update_of_other_paragraphs_both_reach_readers(wire, editor):
    deliver(wire, 1)
    edit(editor, body=with_ours(), headline="Our ferry pier stays open")
    deliver(wire, 2, paragraphs=NEWER)
    story = Story.objects.get()
    assert (story.headline, story.waiting_take, story.updated_at) == (
        "Our ferry pier stays open",
        None,
        NOON + 2 * HOUR,
    )
    assert OURS in readers_get()
    assert "four hundred" in readers_get()[-1]
    assert not Alert.objects.exists()


def test_the_next_update_still_finds_the_edit(wire, editor):
    deliver(wire, 1)
    edit(editor, body=with_ours())
    for version, number in ((2, "four"), (3, "five"), (4, "six")):
        deliver(wire, version, paragraphs=(*BODY[:2], BODY[2].replace("three hundred", f"{number} hundred")))
    assert OURS in readers_get()
    assert "six hundred" in readers_get()[-1]


def test_an_update_that_does_not_go_with_the_edit_changes_nothing_and_is_asked(wire, editor):
    deliver(wire, 1)
    edit(editor, body=reworded("in the spring", "in April"))
    before = readers_get()
    deliver(wire, 2, paragraphs=CLASHING)
    story = Story.objects.get()
    assert (readers_get(), story.state, story.waiting_take.version) == (before, "running", "2")
    question = MergeQuestion.objects.get()
    [asked] = [piece for piece in question.sides["pieces"] if piece["is_conflict"]]
    assert ["in April" in asked["ours"][0]["value"], "in the summer" in asked["theirs"][0]["value"]] == [True, True]
    assert "does not go with the edit" in Alert.objects.get(kind="question", story=story).says


def test_a_later_update_that_goes_with_the_edit_settles_the_question(wire, editor):
    deliver(wire, 1)
    edit(editor, body=reworded("in the spring", "in April"))
    deliver(wire, 2, paragraphs=CLASHING)
    deliver(wire, 3, paragraphs=(*BODY, "The vote was seven to two."))
    assert "in April" in readers_get()[2]
    assert readers_get()[-1] == "The vote was seven to two."
    assert not MergeQuestion.objects.exists()
    assert Story.objects.get().waiting_take is None


TAKES = {
    2: {"paragraphs": (*BODY, "The vote was seven to two.")},
    3: {"paragraphs": CLASHING},
    4: {"paragraphs": (*CLASHING, "Nobody abstained."), "headline": "Pier stays"},
}
CORRECTED = TAKES | {3: {"paragraphs": NEWER, "editorial_types": ("Corrective",)}}


@pytest.mark.parametrize("takes", [TAKES, CORRECTED], ids=["updates", "a correction among them"])
def test_after_an_edit_the_order_of_the_takes_does_not_matter(takes, django_user_model):
    ends = []
    for order in permutations(takes):
        with transaction.atomic():
            sorting.forget()
            wire = make_wire(make_station())
            deliver(wire, 1)
            edit(django_user_model.objects.create(username="editor_a"), body=reworded("in the spring", "in April"))
            for turn, version in enumerate(order):
                deliver(wire, version, now=NOON + (9 + turn) * HOUR, **takes[version])
            story = Story.objects.get()
            question = MergeQuestion.objects.filter(story=story).first()
            ends.append((story.headline, readers_get(), story.correction, question and question.take.version))
            transaction.set_rollback(True)
    assert all(end == ends[0] for end in ends)
    assert "in April" in ends[0][1][2]


def test_words_that_may_not_be_altered_are_never_mixed(editor):
    sorting.forget()
    wire = make_wire(make_station(), is_unaltered=True)
    deliver(wire, 1)
    edit(editor, body=with_ours())
    before = readers_get()
    deliver(wire, 2, paragraphs=NEWER)
    assert readers_get() == before
    assert MergeQuestion.objects.get().sides["is_whole"] is True


def test_a_correction_that_does_not_go_with_the_edit_is_told_to_readers_at_once(wire, editor):
    deliver(wire, 1)
    edit(editor, body=reworded("three hundred", "some three hundred"))
    deliver(wire, 2, paragraphs=NEWER, editorial_types=("Corrective",))
    story = Story.objects.get()
    assert "some three hundred" in readers_get()[2]
    assert story.correction == "An earlier version of this story contained an error. It has been corrected."
    assert MergeQuestion.objects.exists()
    edit(editor, headline="Pier stays open, with a new line")
    assert Story.objects.get().correction == story.correction


def test_an_editors_own_correction_and_the_agencys_both_stand(wire, editor):
    deliver(wire, 1)
    edit(editor, correction="We had the day wrong.", body=with_ours())
    deliver(wire, 2, paragraphs=NEWER, editorial_types=("Corrective",))
    assert Story.objects.get().correction.splitlines() == [
        "We had the day wrong.",
        "An earlier version of this story contained an error. It has been corrected.",
    ]
    deliver(wire, 3, paragraphs=(*NEWER, "The vote was seven to two."))
    assert len(Story.objects.get().correction.splitlines()) == 2


def test_a_draft_that_nobody_published_holds_no_update_up_and_is_carried_along(wire, editor):
    deliver(wire, 1)
    edit(editor, publish=False, body=with_ours())
    deliver(wire, 2, paragraphs=NEWER)
    assert OURS not in readers_get()
    assert "four hundred" in readers_get()[-1]
    draft = Story.objects.get().get_latest_revision_as_object()
    words = [part.html for part in parts_of(draft.body.raw_data)]
    assert OURS in words
    assert "four hundred" in words[-1]


def test_a_draft_that_does_not_go_with_the_update_is_asked_about_and_kept(wire, editor):
    deliver(wire, 1)
    edit(editor, publish=False, body=reworded("in the spring", "in April"))
    deliver(wire, 2, paragraphs=CLASHING)
    assert "in the summer" in readers_get()[2]
    assert "in April" in str(Story.objects.get().get_latest_revision_as_object().body.raw_data)
    assert "draft" in Alert.objects.get(kind="question").says


def test_an_unpublished_edit_of_a_story_that_never_ran_is_not_passed_by(editor):
    sorting.forget()
    wire = make_wire(make_station())
    deliver(wire, 1, status="mystery")
    edit(editor, publish=False, body=with_ours())
    deliver(wire, 2, paragraphs=NEWER)
    story = Story.objects.get()
    assert (story.state, story.hold_reasons) == ("held", ["An edit made here has not been published."])


def test_an_update_that_the_rules_hold_waits_as_a_draft_with_the_edit_in_it(wire, editor):
    deliver(wire, 1)
    edit(editor, body=with_ours())
    before = readers_get()
    deliver(wire, 2, paragraphs=NEWER, status="mystery")
    story = Story.objects.get()
    assert (readers_get(), "mystery" in story.hold_reasons[0]) == (before, True)
    words = str(story.get_latest_revision_as_object().body.raw_data)
    assert OURS in words
    assert "four hundred" in words


def test_another_picture_is_not_given_our_caption(wire, editor):
    story = Story(lead_caption="Ours", lead_picture_id=1)
    from nightdesk.desk import merging

    base, theirs = Story(lead_caption="Old", lead_picture_id=1), Story(lead_caption="New", lead_picture_id=2)
    merged = merging.bring_together(base, story, theirs)
    assert [one.place for one in merged.conflicts] == ["lead"]


def test_what_an_editor_filed_elsewhere_stays_there(wire, editor):
    deliver(wire, 1)
    station = wire.stations.get()
    section = Section.objects.create(station=station, slug="sea", name="Sea", rank=2)
    edit(editor, section=section)
    deliver(wire, 2, paragraphs=NEWER)
    assert Story.objects.get().section == section


def test_a_kill_takes_an_edited_story_down(wire, editor):
    deliver(wire, 1)
    edit(editor, body=with_ours())
    deliver(wire, 2, status="canceled", paragraphs=(), headline="")
    deliver(wire, 3, paragraphs=NEWER)
    assert Story.objects.get().state == "killed"
