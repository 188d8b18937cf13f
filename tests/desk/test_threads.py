"""Running stories: what belongs together is found by the agency's signs, and an editor's choice stands."""

from datetime import timedelta
from itertools import permutations

import pytest

from nightdesk.desk import decide, filing, sorting, threads
from nightdesk.desk.models import Placing, Story, Thread
from nightdesk.wire.item import Ref
from tests.newsroom_cast import BODY, NOON, make_item, make_station, make_wire

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def wire():
    sorting.forget()
    return make_wire(make_station())


def file(wire, number: int, *, at=NOON, **more) -> Story:
    words = {"headline": f"Ferry story {number}", "paragraphs": (*BODY, f"Sentence {number} of the day's own.")}
    item = make_item(f"tag:coastline.example:{number}", created_at=at, **(words | more))
    delivery, _ = filing.receive(wire, repr(item).encode(), received_at=at)
    filing.file(item, delivery, 0, now=at)
    return read(number, wire)


def read(number: int, wire) -> Story | None:
    return Story.objects.filter(wire=wire, wire_key=f"tag:coastline.example:{number}").select_related("thread").first()


def threaded(wire) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for story in Story.objects.filter(wire=wire).exclude(thread=None).order_by("pk"):
        found.setdefault(story.thread.name, []).append(story.headline)
    return found


def test_two_stories_of_one_slugline_within_days_share_a_thread_named_by_it(wire):
    file(wire, 1, slugline="BC-US--Ferry Strike", paragraphs=("Crews walked out on Monday.",))
    assert threaded(wire) == {}
    file(wire, 2, slugline="BC-US--Ferry Strike, 1st Ld-Writethru", at=NOON + DAY, paragraphs=("Bread ran short.",))
    assert threaded(wire) == {"Ferry strike": ["Ferry story 1", "Ferry story 2"]}
    assert Placing.objects.filter(front__startswith="thread:").count() == 2


def test_a_slugline_that_comes_back_after_weeks_opens_no_thread(wire):
    file(wire, 1, slugline="Ferry-Strike", paragraphs=("Crews walked out on Monday.",))
    file(wire, 2, slugline="Ferry-Strike", at=NOON + 20 * DAY, paragraphs=("Another year's strike.",))
    assert threaded(wire) == {}


@pytest.mark.parametrize("slugline", ["", "BC-Weather", "BC-US--Sports", "Top News"])
def test_a_slugline_that_says_nothing_joins_nothing(wire, slugline):
    file(wire, 1, slugline=slugline, paragraphs=("Crews walked out on Monday.",))
    file(wire, 2, slugline=slugline, paragraphs=("Bread ran short on the islands.",))
    assert threaded(wire) == {}


def test_two_wires_with_one_slugline_share_no_thread(wire):
    other = make_wire(wire.stations.get(), name="northstar")
    file(wire, 1, slugline="Ferry-Strike")
    file(other, 2, slugline="Ferry-Strike")
    assert not Thread.objects.exists()


@pytest.mark.parametrize("order", list(permutations((1, 2))))
def test_a_document_that_names_another_as_related_joins_it_whichever_comes_first(wire, order):
    refs = {1: (), 2: (Ref("related", "tag:coastline.example:1"),)}
    for number in order:
        file(wire, number, refs=refs[number])
    assert read(1, wire).thread is not None and read(1, wire).thread == read(2, wire).thread
    assert "Ferry" not in read(1, wire).thread.name  # a headline may be killed; section and day are not


def test_a_held_or_killed_story_is_no_mate(wire):
    first = file(wire, 1, slugline="Ferry-Strike")
    decide.kill(first, by=None, reason="Wrong.", now=NOON)
    second = file(wire, 2, slugline="Ferry-Strike", paragraphs=("Bread ran short on the islands.",))
    assert second.thread is None
    decide.hold(second, by=None, reason="A doubt.", now=NOON)
    assert file(wire, 3, slugline="Ferry-Strike", paragraphs=("A third.",)).thread is None


def test_an_editors_choice_outlives_an_old_draft_and_the_next_take(wire):
    story = file(wire, 1)
    thread = threads.start(story.station, "The long pier")
    threads.choose(story, thread, by=None, now=NOON)
    decide.run(story, by=None, cause="an editor", now=NOON)
    file(wire, 1, version="2", headline="Ferry story 1")
    assert read(1, wire).thread == thread


def test_what_an_editor_took_out_does_not_come_back_by_itself(wire):
    file(wire, 1, slugline="Ferry-Strike", paragraphs=("Crews walked out on Monday.",))
    second = file(wire, 2, slugline="Ferry-Strike", paragraphs=("Bread ran short.",))
    threads.take_out(second, by=None, now=NOON)
    file(wire, 2, slugline="Ferry-Strike", version="2", paragraphs=("Bread ran very short.",))
    file(wire, 3, slugline="Ferry-Strike", paragraphs=("A third day.",))
    assert threaded(wire) == {"Ferry strike": ["Ferry story 1", "Ferry story 3"]}
    assert not Placing.objects.filter(story=second, front__startswith="thread:").exists()


def test_two_threads_become_one_with_every_story_in_the_order_in_which_they_ran(wire):
    for number in range(4):
        story = file(wire, number, at=NOON + number * timedelta(hours=1))
        threads.choose(story, threads.start(story.station, "One" if number % 2 else "Two"), by=None, now=NOON + DAY)
    one, two = Thread.objects.get(name="One"), Thread.objects.get(name="Two")
    threads.merge(two, one, now=NOON + DAY)
    assert threaded(wire) == {"One": ["Ferry story 0", "Ferry story 1", "Ferry story 2", "Ferry story 3"]}
    assert not Thread.objects.filter(name="Two").exists()
    placed = Placing.objects.filter(front=f"thread:{one.pk}").order_by("number")
    assert [place.story.headline[-1] for place in placed] == ["1", "3", "0", "2"]


def test_a_thread_of_another_station_takes_no_story_of_ours(wire):
    elsewhere = threads.start(make_station("mesa"), "Elsewhere")
    with pytest.raises(ValueError, match="another station"):
        threads.choose(file(wire, 1), elsewhere, by=None, now=NOON)


def test_two_threads_of_one_name_get_two_addresses(wire):
    station = wire.stations.get()
    first = Thread.objects.create(station=station, name="Ferry strike", slug="ferry-strike")
    assert threads.start(station, "ferry STRIKE ") == first
    assert threads.start(station, "Ferry-strike!").slug == "ferry-strike-2"
