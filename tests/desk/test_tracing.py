"""Which versions are of one story: by ids, by references, by a slugline and like words; never across wires."""

from base64 import b64encode
from datetime import timedelta
from itertools import permutations

import pytest
from django.db import transaction

from nightdesk.desk import decide, filing, sorting
from nightdesk.desk.models import Alert, Story, Take
from nightdesk.wire.item import Picture, Ref, Rendition
from tests.newsroom_cast import BODY, NOON, make_item, make_station, make_wire, open_anew

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
OTHER = (
    "MILL CROSSING (Coastline) — A choir of forty singers left for a tour of nine cities on Sunday.",
    "It will sing in barns, in a tannery and in one cathedral, and come home in time for the harvest, its leader said.",
    "The truck broke down twice before noon, and each time the basses pushed while the sopranos gave opinions.",
)


@pytest.fixture
def wire():
    sorting.forget()
    return make_wire(make_station())


def deliver(wire, item, *, now=NOON):
    delivery, _ = filing.receive(wire, f"{item!r}".encode(), received_at=now)
    return filing.file(item, delivery, 0, now=now)


def headlines() -> list[str]:
    return sorted(Story.objects.filter(state="running").values_list("headline", flat=True))


def in_both_orders(wire_maker, items):
    """Yield what runs after each order of arrival."""
    for order in permutations(items):
        with transaction.atomic():
            open_anew()
            wire = wire_maker()
            for turn, item in enumerate(order):
                deliver(wire, item, now=NOON + turn * HOUR)
            yield headlines()
            transaction.set_rollback(True)


def new_wire():
    return make_wire(make_station())


FIRST = make_item("urn:a", created_at=NOON, headline="Pier stays open")
AFTER = {"created_at": NOON + HOUR, "headline": "Pier stays open all year"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"ids": (("itemid", "77aa"),)}, {"ids": (("itemid", "77aa"),)}),
        ({}, {"refs": (Ref("replaces", "urn:a"),)}),
        ({}, {"refs": (Ref("evolved-from", "urn:a"),)}),
        ({"slugline": "BC-Pier"}, {"slugline": "BC-Pier,1st Ld-Writethru"}),
    ],
    ids=["agency id", "replaces", "evolved from", "slugline and words"],
)
def test_a_version_under_another_guid_finds_its_story_whichever_comes_first(first, second):
    items = (make_item("urn:a", **({"created_at": NOON, "headline": "Pier stays open"} | first)),
             make_item("urn:b", **(AFTER | second)))  # fmt: skip
    assert list(in_both_orders(new_wire, items)) == [["Pier stays open all year"]] * 2


def picture(article: str) -> tuple[Picture, ...]:
    hidden = b64encode(f"/_components/article/instances/{article}".encode()).decode()
    return (Picture((Rendition(f"https://pictures.example/coastline-{hidden}.jpg"),)),)


def test_the_id_of_an_article_hidden_in_a_picture_name_joins_like_words(wire):
    deliver(wire, make_item("urn:a", pictures=picture("cm0001pier")))
    deliver(wire, make_item("urn:b", pictures=picture("cm0001pier"), **AFTER))
    assert headlines() == ["Pier stays open all year"]


def test_the_same_picture_with_another_story_joins_nothing(wire):
    deliver(wire, make_item("urn:a", pictures=picture("cm0001pier")))
    deliver(wire, make_item("urn:b", pictures=picture("cm0001pier"), paragraphs=OTHER, headline="Choir leaves"))
    assert headlines() == ["Choir leaves", "Ferry pier stays open"]


def test_two_stories_of_one_slugline_stay_two(wire):
    deliver(wire, make_item("urn:a", slugline="Briefs"))
    deliver(wire, make_item("urn:b", slugline="Briefs", paragraphs=OTHER, headline="Choir leaves"))
    assert headlines() == ["Choir leaves", "Ferry pier stays open"]


def test_like_words_of_another_week_stay_two(wire):
    deliver(wire, make_item("urn:a", slugline="Weather"))
    deliver(wire, make_item("urn:b", slugline="Weather", created_at=NOON + timedelta(days=7), headline="Weather again"))
    assert headlines() == ["Ferry pier stays open", "Weather again"]


def test_no_wire_finds_the_story_of_another(wire):
    other = make_wire(wire.stations.get(), name="meridian")
    deliver(wire, make_item("urn:a", ids=(("itemid", "1"),)))
    deliver(other, make_item("urn:k", refs=(Ref("cancels", "urn:a"),), ids=(("itemid", "1"),)))
    deliver(other, make_item("urn:a", version="9", status="canceled"))
    assert headlines() == ["Ferry pier stays open"]


def test_a_later_document_that_names_two_stories_of_which_none_ran_joins_them():
    wire = make_wire(make_station(), policy="hold")
    deliver(wire, make_item("urn:a"))
    deliver(wire, make_item("urn:b", paragraphs=OTHER))
    deliver(wire, make_item("urn:c", refs=(Ref("replaces", "urn:a"), Ref("replaces", "urn:b")), **AFTER))
    assert Story.objects.exclude(state="spiked").get().headline == "Pier stays open all year"
    assert Take.objects.values("wire_key").distinct().count() == 1


def test_a_later_document_that_names_two_stories_that_both_ran_moves_nothing_and_asks(wire):
    deliver(wire, make_item("urn:a"))
    deliver(wire, make_item("urn:b", paragraphs=OTHER, headline="Choir leaves"))
    deliver(wire, make_item("urn:c", refs=(Ref("replaces", "urn:a"), Ref("replaces", "urn:b")), **AFTER))
    assert headlines() == ["Choir leaves", "Pier stays open all year"]
    assert "both ran here" in Alert.objects.get(kind="question").says


def test_a_guid_used_again_for_another_story_is_held_and_asked_about(wire):
    deliver(wire, make_item("urn:a"))
    filed = deliver(wire, make_item("urn:a", version="2", paragraphs=OTHER, headline="Choir leaves on tour"))
    assert (filed.verdict.kind, headlines()) == ("reuse", ["Ferry pier stays open"])
    assert Alert.objects.filter(kind="question").exists()


def test_a_kill_of_several_documents_kills_each_and_no_other(wire):
    for guid, words in (("urn:a", BODY), ("urn:b", OTHER), ("urn:c", BODY[:1] + OTHER[1:])):
        deliver(wire, make_item(guid, paragraphs=words, headline=f"Story {guid}"))
    deliver(wire, make_item("urn:k", refs=(Ref("cancels", "urn:a"), Ref("cancels", "urn:b")), headline="KILL"))
    assert headlines() == ["Story urn:c"]
    assert Alert.objects.filter(kind="kill").count() == 2


def test_a_version_under_another_guid_of_a_story_killed_by_reference_does_not_run(wire):
    deliver(wire, make_item("urn:k", refs=(Ref("cancels", "urn:a"),), headline="KILL"))
    deliver(wire, make_item("urn:b", refs=(Ref("replaces", "urn:a"),), **AFTER))
    assert headlines() == []


def test_a_story_a_person_spiked_stays_spiked_when_a_newer_version_comes(wire, django_user_model):
    deliver(wire, FIRST)
    editor = django_user_model.objects.create(username="editor_a")
    decide.spike(Story.objects.get(), by=editor, reason="Not for us.", now=NOON)
    deliver(wire, make_item("urn:a", version="2", **AFTER))
    assert Story.objects.get().state == "spiked"


def test_a_story_a_person_holds_waits_with_its_newest_version(wire, django_user_model):
    deliver(wire, FIRST)
    editor = django_user_model.objects.create(username="editor_a")
    decide.hold(Story.objects.get(), by=editor, reason="Ask the harbor office.", now=NOON)
    deliver(wire, make_item("urn:a", version="2", **AFTER))
    story = Story.objects.get()
    assert (story.state, story.hold_reasons) == ("held", ["Ask the harbor office."])
    decide.run(story, by=editor, cause="asked", now=NOON)
    assert headlines() == ["Pier stays open all year"]


def test_a_version_that_waits_cannot_lift_the_embargo_of_what_runs(wire):
    from nightdesk.wire.item import Embargo

    deliver(wire, make_item("urn:a", embargo=Embargo(NOON + HOUR, "13:00")))
    deliver(wire, make_item("urn:a", version="2", status="mystery", **AFTER))
    story = Story.objects.get()
    assert (story.headline, story.embargo_until) == ("Ferry pier stays open", NOON + HOUR)


def test_the_same_words_under_a_new_number_are_no_news_for_readers(wire):
    deliver(wire, FIRST)
    deliver(wire, make_item("urn:a", version="2", created_at=NOON + HOUR, headline="Pier stays open"), now=NOON + HOUR)
    assert Story.objects.get().updated_at is None


def test_the_last_reading_of_an_undated_feed_stands(wire):
    for words in ("one", "two", "three", "four"):
        deliver(wire, make_item("urn:a", version="", created_at=None, format="rss 2.0", headline=f"Pier, {words}"))
    assert headlines() == ["Pier, four"]
