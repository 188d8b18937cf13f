"""The desk shows what cannot wait, what waits and what runs; what is done there is told first and can be taken back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nightdesk.desk import decide, filing, sorting
from nightdesk.desk.models import Act, Alert, Change, Delivery, Story
from nightdesk.desk.rules import HOLDS_ALL
from nightdesk.kit import clock
from nightdesk.press.models import Sheet
from tests.house.test_flat import BROAD, WALK, plans
from tests.newsroom.cast import make_person
from tests.newsroom_cast import NOON, make_item, make_wire

pytestmark = pytest.mark.django_db
DESK, COLUMNS, ACT, UNDO = (f"nightdesk_{name}" for name in ("desk", "columns", "act", "undo"))


def told(client, name: str = DESK, **asked) -> str:
    return client.get(reverse(name), asked).content.decode()


def column(page: str, name: str) -> str:
    return page.partition(f"nd-col--{name}")[2].partition("</section>")[0]


def act(client, **said):
    return client.post(reverse(ACT), said, follow=True)


def read(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def a_story(house, number: int, **more) -> Story:
    named = {"state": "held", "hold_reasons": [HOLDS_ALL], "live": False, "section": house.section}
    story = Story(station=house.station, wire=house.wire, headline=f"Ferry {number}", **(named | more))
    story.save()
    story.save_revision(clean=False, log_action=False)
    return story


def test_what_waits_stands_with_its_reasons_and_its_age_the_newest_first(at_desk, editor_a, harbor):
    for number, minutes in ((1, 50), (2, 5)):
        a_story(harbor, number, moved_at=clock.now() - timedelta(minutes=minutes, seconds=5))
    waiting = column(told(at_desk(editor_a)), "waiting")
    assert waiting.index("Ferry 2") < waiting.index("Ferry 1")
    assert HOLDS_ALL in waiting and "50 minutes ago" in waiting and "5 minutes ago" in waiting
    assert f"The council of {harbor.word} has a question." in waiting


def test_what_went_out_says_by_whom_or_by_which_rule(at_desk, editor_a, harbor):
    decide.run(a_story(harbor, 1), by=editor_a, cause="by hand", now=clock.now())
    wire = make_wire(harbor.station)
    sorting.forget()
    delivery, _ = filing.receive(wire, b"1", received_at=NOON)
    filing.file(make_item(), delivery, 0, now=NOON)
    out = column(told(at_desk(editor_a)), "out")
    assert "Run by editor_a." in out
    assert "Run by the rule of Coastline: run unless something blocks it." in out


def test_a_newer_version_that_waits_stands_under_waiting_though_its_story_runs(at_desk, editor_a, harbor):
    story = a_story(harbor, 1)
    decide.run(story, by=editor_a, cause="by hand", now=clock.now())
    delivery, _ = filing.receive(harbor.wire, b"1", received_at=NOON)
    take = filing.file(make_item(), delivery, 0, now=NOON).take
    Story.objects.filter(pk=story.pk).update(waiting_take=take, hold_reasons=["A word is missing."])
    page = told(at_desk(editor_a))
    waiting = column(page, "waiting")
    assert "Ferry 1" not in column(page, "out")
    assert "Running; a newer version waits" in waiting and "A word is missing." in waiting


def test_now_tells_of_kills_unreadable_embargoes_refused_copy_and_what_stands_still(at_desk, editor_a, harbor):
    Alert.objects.create(kind="kill", says="It is withdrawn.", at=NOON, station=harbor.station, story=harbor.story)
    Story.objects.filter(pk=harbor.story.pk).update(is_embargo_unreadable=True)
    Delivery.objects.create(wire=harbor.wire, received_at=NOON, sha256="2", raw=b"", size_bytes=0)
    Change.objects.create(subject="story:1/page", cause="killed", at=NOON, is_urgent=True)
    type(harbor.wire).objects.update(quiet_alarm_min=30)
    Sheet.objects.create(address="harbor:/about/", station=harbor.station, kind="page", about="x", rank=1,
                         fault="Traceback\nKeyError: 'lead'", faulted_at=NOON)  # fmt: skip
    now = column(told(at_desk(editor_a)), "now")
    told_of = (
        "A kill waits for the press", "It is withdrawn.", "Copy has come in and is not filed",
        "Its embargo cannot be read", "/about/ could not be made anew", "Nothing comes in: last heard",
        f"Ask {harbor.word}.", f"The markup of {harbor.word} is broken.",
    )  # fmt: skip
    assert [words for words in told_of if words.replace("'", "&#x27;") not in now] == []
    assert [now.index(words) for words in told_of] == sorted(now.index(words) for words in told_of)


def test_everything_is_of_the_persons_stations_only(at_desk, editor_a, harbor, mesa):
    for name in (DESK, COLUMNS):
        page = told(at_desk(editor_a), name)
        assert harbor.word in page and mesa.word not in page
    assert harbor.word in told(at_desk(editor_a), station=mesa.station.pk)  # not theirs to choose: nothing is narrowed
    neighbour = make_person("nobody")
    assert "You have no station yet." in told(at_desk(neighbour))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [({"text": "ferry SEVEN"}, ["Seven"]), ({"state": "spiked"}, ["Spiked one"]), ({"wire": "wire"}, ["Seven"])],
)
def test_the_desk_is_narrowed_by_words_state_and_wire(at_desk, editor_a, harbor, asked, shown):
    other = make_wire(harbor.station)
    for headline, more in (
        ("Ferry Seven", {"wire": other}), ("Ferry Eight", {}), ("Spiked one", {"state": "spiked"}),
    ):  # fmt: skip
        Story.objects.filter(pk=a_story(harbor, 1).pk).update(headline=headline, **more)
    page = told(at_desk(editor_a), **(asked if "wire" not in asked else {"wire": other.pk}))
    found = [one for one in ("Seven", "Eight", "Spiked one") if one in column(page, "waiting") + column(page, "out")]
    assert found == shown
    assert f"Ask {harbor.word}." in column(page, "now")


def test_a_search_finds_a_story_however_many_came_after_it(at_desk, editor_a, harbor):
    old = {"headline": "Zeppelin over the harbor", "moved_at": NOON - timedelta(days=900)}
    Story.objects.filter(pk=a_story(harbor, 1, state="running").pk).update(**old)
    named = {"station": harbor.station, "wire": harbor.wire, "state": "running", "body": []}
    Story.objects.bulk_create(Story(headline=f"Ferry {number}", **named) for number in range(2500))
    page = told(at_desk(editor_a), text="zeppelin")
    assert "Zeppelin over the harbor" in column(page, "out") and "Ferry" not in column(page, "out")


def test_a_percent_sign_is_only_a_percent_sign(at_desk, editor_a, harbor):
    assert harbor.story.headline not in column(told(at_desk(editor_a), text="%"), "waiting")


def test_the_columns_are_sent_again_only_when_they_say_something_else(at_desk, editor_a, harbor):
    desk = at_desk(editor_a)
    first = desk.get(reverse(COLUMNS))
    again = desk.get(reverse(COLUMNS), headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    a_story(harbor, 7)
    newer = desk.get(reverse(COLUMNS), headers={"If-None-Match": first["ETag"]})
    assert newer.status_code == 200 and "Ferry 7" in newer.content.decode()


def test_one_key_runs_a_story_with_which_nothing_is_wrong_and_asks_about_another(at_desk, editor_a, harbor):
    ready = a_story(harbor, 1)
    assert "Let run: “Ferry 1”." in act(at_desk(editor_a), one=f"run-{ready.pk}").content.decode()
    assert (read(ready).state, read(ready).moved_by) == ("running", editor_a)
    answer = act(at_desk(editor_a), one=f"run-{harbor.story.pk}")
    assert answer.redirect_chain[-1][0] == reverse("nightdesk_story_act", args=(harbor.story.pk, "run"))
    assert read(harbor.story).state == "held"


def test_many_at_once_are_told_first_with_what_stays_and_why(at_desk, editor_a, harbor):
    ready = [a_story(harbor, number) for number in range(3)]
    killed = a_story(harbor, 8)
    decide.kill(killed, by=None, reason="Wrong man.", now=NOON)
    ids = [story.pk for story in (*ready, harbor.story, killed)]
    page = act(at_desk(editor_a), do="run", story=ids).content.decode()
    assert "This would run 3 stories." in page and "2 stay as they are, because:" in page
    assert "It was killed." in page and f"The council of {harbor.word} has a question." in page
    assert {read(story).state for story in ready} == {"held"}
    act(at_desk(editor_a), do="run", story=ids, sure="1")
    assert {read(story).state for story in ready} == {"running"}
    assert [read(harbor.story).state, read(killed).state] == ["held", "killed"]
    assert Act.objects.get().by == editor_a


def test_an_embargoed_story_is_let_run_and_counted_as_waiting(at_desk, editor_a, harbor):
    story = a_story(harbor, 1, embargo_until=clock.now() + timedelta(days=1))
    assert (
        "1 of them waits for the end of an embargo."
        in act(at_desk(editor_a), do="run", story=[story.pk]).content.decode()
    )


def test_nothing_is_held_at_once_without_a_reason(at_desk, editor_a, harbor):
    story = a_story(harbor, 1)
    decide.run(story, by=None, cause="by hand", now=NOON)
    assert "Say why." in act(at_desk(editor_a), do="hold", story=[story.pk], sure="1", reason=" ").content.decode()
    assert read(story).state == "running"


def test_undo_lets_every_story_stand_as_it_did(at_desk, editor_a, harbor):
    spiked = a_story(harbor, 1, state="spiked", hold_reasons=["Dull."], is_held_here=True)
    held = a_story(harbor, 2)
    desk = at_desk(editor_a)
    act(desk, do="hold", story=[spiked.pk], sure="1", reason="Look again.")
    assert read(spiked).hold_reasons == ["Look again."]
    page = desk.post(reverse(UNDO), follow=True).content.decode()
    assert "Taken back: 1 story stands as before." in page
    assert (read(spiked).state, read(spiked).hold_reasons, read(spiked).is_held_here) == ("spiked", ["Dull."], True)
    act(desk, one=f"run-{held.pk}")
    desk.post(reverse(UNDO))
    assert (read(held).state, read(held).hold_reasons, read(held).is_held_here) == ("held", [HOLDS_ALL], False)


def test_undoing_a_hold_puts_back_what_readers_had_and_no_newer_draft(at_desk, editor_a, harbor):
    story = a_story(harbor, 1)
    decide.run(story, by=None, cause="by hand", now=NOON)
    draft = read(story)
    draft.headline = "Not ready yet"
    draft.save_revision(user=editor_a, clean=False)
    act(at_desk(editor_a), one=f"hold-{story.pk}", sure="1", reason="A call came.")
    assert not decide.facts.may_run(read(story), clock.now()).ok
    at_desk(editor_a).post(reverse(UNDO))
    assert decide.facts.may_run(read(story), clock.now()).ok
    assert (read(story).headline, read(story).is_held_here) == ("Ferry 1", False)


def test_undo_leaves_alone_what_moved_since_and_what_others_did(at_desk, editor_a, chief_a, harbor):
    one, other = a_story(harbor, 1), a_story(harbor, 2)
    act(at_desk(editor_a), do="run", story=[one.pk, other.pk], sure="1")
    decide.kill(read(one), by=chief_a, reason="Wrong man.", now=clock.now())
    assert "There is nothing left to take back." in at_desk(chief_a).post(reverse(UNDO), follow=True).content.decode()
    page = at_desk(editor_a).post(reverse(UNDO), follow=True).content.decode()
    assert "Moved since and left alone: Ferry 1." in page
    assert [read(one).state, read(other).state] == ["killed", "held"]
    assert "There is nothing left to take back." in at_desk(editor_a).post(reverse(UNDO), follow=True).content.decode()


def test_a_neighbour_decides_nothing_here(at_desk, mesa, harbor):
    story = a_story(harbor, 1)
    neighbour = at_desk(make_person("editor_b", mesa.station))
    for said in ({"one": f"run-{story.pk}"}, {"do": "run", "story": [story.pk], "sure": "1"}, {"do": "kill"}):
        assert act(neighbour, **said).status_code == 404
    assert read(story).state == "held"


def test_the_desk_asks_a_dozen_questions_and_walks_no_archive(at_desk, editor_a, harbor, mesa):
    mesa.station.staff.add(editor_a)
    for number in range(30):
        story = a_story(harbor, number)
        if number % 2:
            decide.run(story, by=editor_a, cause="by hand", now=NOON)
    desk = at_desk(editor_a)
    told(desk)
    for name in (DESK, COLUMNS):
        for asked in ({}, {"text": "ferry", "wire": harbor.wire.pk}):
            with CaptureQueriesContext(connection) as captured:
                told(desk, name, **asked)
            asked_of = [query["sql"] for query in captured.captured_queries]
            assert len(asked_of) <= 12, [one[:90] for one in asked_of]
            used = " ".join(how for _, how in plans(asked_of))
            assert "story_newer" in used and "story_unreadable" in used and "COVERING INDEX story_desk" in used
            found = [(sql, how) for sql, how in plans(asked_of) if WALK.search(how) or BROAD.search(how)]
            assert found == []
