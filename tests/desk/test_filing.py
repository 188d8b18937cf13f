"""From an item to the stations' stories."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from django.db import OperationalError

from nightdesk.desk import decide, filing, sorting
from nightdesk.desk.models import Change, Delivery, Placing, Story, Take, Topic
from nightdesk.wire.item import Block, Embargo, Picture, Rendition, Subject
from tests.desk.dialects import ninjs
from tests.newsroom_cast import NOON, make_item, make_station, make_wire

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def fresh_lists():
    sorting.forget()


@pytest.fixture
def wire():
    return make_wire(make_station())


def deliver(wire, item, *, now=NOON):
    """File one item as the only one of a delivery of its own."""
    raw = f"{item!r}".encode()
    delivery, _ = filing.receive(wire, raw, received_at=now)
    return filing.file(item, delivery, 0, now=now)


def test_clean_copy_runs_and_the_press_is_told(wire):
    filed = deliver(wire, make_item())
    [story] = Story.objects.all()
    assert (filed.verdict.kind, story.state, story.live) == ("new", "running", True)
    assert (story.slug, story.first_run_at) == ("ferry-pier-stays-open", NOON)
    assert f"story:{story.pk}/page" in set(Change.objects.values_list("subject", flat=True))


def test_every_station_of_a_wire_gets_a_story_of_its_own():
    wire = make_wire(make_station("harbor"), make_station("mesa"))
    deliver(wire, make_item())
    assert sorted(Story.objects.values_list("station__slug", flat=True)) == ["harbor", "mesa"]


def test_the_same_item_in_another_delivery_changes_nothing(wire):
    deliver(wire, make_item())
    before = Change.objects.count()
    again = filing.file(make_item(sent_at=NOON + HOUR), other_delivery(wire, b"again"), 0, now=NOON + HOUR)
    assert again.verdict.kind == "repeat"
    assert (Take.objects.count(), Change.objects.count()) == (1, before)


def test_a_higher_version_takes_the_place_of_the_story_at_the_same_address(wire):
    deliver(wire, make_item())
    deliver(wire, make_item(version="2", headline="Ferry pier to stay open all year"), now=NOON + HOUR)
    [story] = Story.objects.all()
    assert (story.headline, story.slug) == ("Ferry pier to stay open all year", "ferry-pier-stays-open")
    assert story.updated_at == NOON + HOUR


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_readers_see_depends_on_the_versions_and_not_on_their_order(wire, order):
    takes = [make_item(version=str(number), headline=f"Pier story, take {number}") for number in (1, 2, 3)]
    for number in order:
        deliver(wire, takes[number])
    assert Story.objects.get().headline == "Pier story, take 3"


def test_a_kill_takes_the_story_down_and_nothing_brings_it_back(wire):
    deliver(wire, make_item())
    deliver(wire, make_item(version="2", status="canceled", blocks=()), now=NOON + HOUR)
    deliver(wire, make_item(version="3", headline="Back again"), now=NOON + 2 * HOUR)
    [story] = Story.objects.all()
    assert (story.state, story.killed_at) == ("killed", NOON + HOUR)
    assert Change.objects.filter(is_urgent=True).exists()


def test_a_kill_that_comes_first_waits_for_its_story(wire):
    deliver(wire, make_item(version="2", status="canceled", blocks=(), headline=""))
    assert deliver(wire, make_item()).verdict.kind == "held"
    assert not Story.objects.filter(state="running").exists()


def test_a_story_and_its_kill_in_one_delivery_are_never_public(wire):
    """The kill is the second item, and is filed first: the story has no address, and none that is gone."""
    raw = b"[" + ninjs("copy", 1) + b"," + ninjs("kill", 2) + b"]"
    delivery, _ = filing.receive(wire, raw, received_at=NOON)
    assert [one.verdict.kind for one in filing.process(delivery, now=NOON)] == ["kill", "held"]
    [story] = Story.objects.all()
    assert (story.state, story.slug, story.first_run_at) == ("killed", "", None)
    assert [take.number for take in Take.objects.order_by("pk")] == [1, 0]


def test_a_withheld_story_is_held_with_its_reason(wire):
    deliver(wire, make_item())
    deliver(wire, make_item(version="2", status="withheld"))
    story = Story.objects.get()
    assert story.state == "held"
    assert "not to use" in story.hold_reasons[0]


def test_an_update_that_may_not_run_leaves_the_public_story_as_it_was_and_waits(wire):
    deliver(wire, make_item())
    deliver(wire, make_item(version="2", headline="Doubtful", status="mystery"))
    story = Story.objects.get()
    assert (story.state, story.headline, story.waiting_take.version) == ("running", "Ferry pier stays open", "2")
    assert "mystery" in story.hold_reasons[0]


def test_an_advisory_never_runs(wire):
    deliver(wire, make_item(editorial_types=("Advisory",)))
    assert not Story.objects.filter(state="running").exists()


def test_a_story_is_filed_under_the_topics_its_headline_or_its_subjects_name(wire):
    station = wire.stations.get()
    for slug, words in (("ferries", "ferry, ferries"), ("pie", "pi"), ("harbor", "")):
        Topic.objects.create(station=station, slug=slug, name=slug.title(), words=words)
    deliver(wire, make_item(subjects=(Subject("keyword", "HARBOR"),)))
    assert {topic.slug for topic in Story.objects.get().topics.all()} == {"ferries", "harbor"}


def test_a_picture_that_travels_as_an_item_is_kept_and_is_no_story(wire):
    assert deliver(wire, make_item(item_class="picture")).verdict.kind == "part"
    assert (Take.objects.count(), Story.objects.count()) == (1, 0)


def test_pictures_that_stand_nowhere_in_the_text_stand_below_it(wire):
    captions = (
        "The pier at dawn on Monday.",
        "The chair of the council speaks.",
        "The pier at dawn on Monday.",
        "Mara",
    )
    pictures = tuple(
        Picture((Rendition(f"https://pictures.example/{number}.jpg"),), caption=caption)
        for number, caption in enumerate(captions)
    )
    deliver(wire, make_item(pictures=pictures))
    [story] = Story.objects.all()
    assert story.lead_caption == captions[0]
    shown = [raw["value"]["caption"] for raw in story.body.raw_data if raw["type"] == "picture"]
    assert shown == [captions[1]]  # not the lead's other size, nor the writer's portrait
    assert story.body.raw_data[-1]["type"] == "picture"


def test_an_unknown_status_is_held(wire):
    deliver(wire, make_item(status="mystery"))
    assert Story.objects.get().state == "held"


def test_an_embargo_that_cannot_be_read_is_held(wire):
    deliver(wire, make_item(embargo=Embargo(None, "until told otherwise")))
    assert Story.objects.get().state == "held"


def test_an_embargoed_story_waits_at_the_gate_until_its_moment(wire):
    deliver(wire, make_item(embargo=Embargo(NOON + HOUR, "13:00")))
    story = Story.objects.get()
    assert (story.state, story.wakes_at, story.first_run_at) == ("running", NOON + HOUR, NOON + HOUR)


def test_an_embargoed_story_is_counted_in_no_front_before_its_moment(wire):
    deliver(wire, make_item(embargo=Embargo(NOON + HOUR, "13:00")))
    assert not Placing.objects.exists()
    decide.wake(Story.objects.get(), now=NOON + HOUR)
    assert set(Placing.objects.values_list("front", flat=True)) >= {"home", "month:2026-11"}


def test_a_story_without_a_deck_is_summed_up_by_its_first_words(wire):
    deliver(wire, make_item(deck=""))
    assert Story.objects.get().summary.startswith("The council voted on Monday night")


def test_old_copy_is_held_as_archive():
    wire = make_wire(make_station(), max_age_days=2)
    deliver(wire, make_item(created_at=NOON - timedelta(days=9)))
    assert "Archive" in Story.objects.get().hold_reasons[0]


def test_no_wire_can_touch_another_wires_story(wire):
    other = make_wire(make_station("mesa"), wire.stations.get(), name="northstar")
    deliver(wire, make_item())
    deliver(other, make_item(version="9", status="canceled", blocks=()))
    assert Story.objects.get(wire=wire).state == "running"


def test_a_story_edited_here_keeps_its_words_and_waits(wire, admin_user):
    deliver(wire, make_item())
    story = Story.objects.get()
    story.headline = "Our own headline"
    story.save_revision(user=admin_user).publish(user=admin_user)
    deliver(wire, make_item(version="2", headline="Theirs"))
    story.refresh_from_db()
    assert story.headline == "Our own headline"
    assert story.waiting_take.version == "2"


def test_publishing_an_older_draft_does_not_undo_a_kill(wire):
    deliver(wire, make_item())
    draft = Story.objects.get().latest_revision
    deliver(wire, make_item(version="2", status="canceled", blocks=()), now=NOON + HOUR)
    draft.publish()
    story = Story.objects.get()
    assert (story.state, story.killed_at) == ("killed", NOON + HOUR)


def test_filing_the_same_delivery_again_after_a_crash_changes_nothing(wire):
    delivery = other_delivery(wire, b"x")
    filing.file(make_item(), delivery, 0, now=NOON)
    filing.file(make_item(), delivery, 0, now=NOON + HOUR)
    assert (Take.objects.count(), Story.objects.count()) == (1, 1)


def test_two_stories_with_one_headline_have_two_addresses(wire):
    deliver(wire, make_item("a"))
    deliver(wire, make_item("b"))
    assert Story.objects.values("slug").distinct().count() == 2


def test_the_same_bytes_are_the_same_delivery(wire):
    first, is_new = filing.receive(wire, b"<rss/>", received_at=NOON)
    again, is_new_again = filing.receive(wire, b"<rss/>", received_at=NOON + HOUR)
    assert (is_new, is_new_again, first.pk == again.pk) == (True, False, True)


def test_bytes_that_are_no_copy_are_refused_with_a_reason_and_kept(wire):
    delivery, _ = filing.receive(wire, b"\x00\x01 no copy", received_at=NOON)
    assert filing.process(delivery, now=NOON) == []
    kept = Delivery.objects.get()
    assert kept.outcome == "refused"
    assert kept.fault


def test_whitespace_alone_is_no_change():
    item = make_item()
    loose = tuple(Block(one.kind, one.html.replace(" ", "  "), one.text.replace(" ", "  ")) for one in item.blocks)
    assert filing.digest_of(replace(item, blocks=loose)) == filing.digest_of(item)


def other_delivery(wire, raw):
    return filing.receive(wire, raw, received_at=NOON)[0]


def test_a_database_that_is_away_is_no_fault_of_the_document(wire, monkeypatch):
    def away(*_, **__):
        raise OperationalError("connection is bad")

    delivery, _ = filing.receive(wire, ninjs("copy", 1), received_at=NOON)
    with monkeypatch.context() as patch, pytest.raises(OperationalError):
        patch.setattr(filing, "file", away)
        filing.process(delivery, now=NOON)
    delivery.refresh_from_db()
    assert delivery.outcome == "received"
    filing.process(delivery, now=NOON)
    assert delivery.outcome == "filed"
