"""P6: within a moment of a kill no public copy exists, and nothing but a person with the right brings it back."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.urls import reverse

from nightdesk.desk import changes, decide
from nightdesk.desk.models import Alert, Delivery, Picture, Story, Take
from nightdesk.intake import filing_line
from nightdesk.kit import clock
from nightdesk.kit.refused import Refused
from nightdesk.press import planning, quick
from nightdesk.press.stores.disk import Disk
from nightdesk.web import kills
from nightdesk.wire.haste import is_urgent
from nightdesk.wire.item import Picture as Shot
from nightdesk.wire.item import Ref, Rendition
from tests.newsroom.cast import make_person
from tests.newsroom_cast import BODY, NOON
from tests.promises.public import House, kill_by_hand, story_of

pytestmark = pytest.mark.django_db
PATH = "/2026/11/23/ferry-pier-stays-open/"
WORDS = ("Ferry pier", "ferry-pier", "islands", "Tolliver", "tag:coastline", "pier.jpg", "key0")
SHOT = Shot((Rendition("https://pictures.example/pier.jpg", width=800, height=450),), guid="tag:shot", caption="Pier.")


@pytest.fixture
def house(db, tmp_path: Path, settings) -> House:
    settings.MEDIA_ROOT = str(tmp_path / "pictures")
    settings.PUBLIC_ROOT = tmp_path / "public"
    return House(settings.PUBLIC_ROOT)


@pytest.fixture
def running(house: House) -> House:
    """A story with a picture and a correction: on its page, fronts, feeds, sitemaps and the corrections page."""
    house.deliver(pictures=(SHOT,), editorial_types=("Corrective",), slugline="BC-Pier")
    house.develop()
    assert len(house.traces(*WORDS)) > 15
    return house


def only_the_address_is_left(house: House) -> bool:
    """The address stays and answers 410; nothing on the page behind it, or anywhere else, says what was there."""
    names = house.traces(*WORDS)
    assert [name for name in names if "/ferry-pier-stays-open/gone.html" not in name] == []
    texts = [text for name, text in house.public() if name in names]
    return not any(word in text for text in texts for word in WORDS)


@pytest.mark.parametrize(
    "order",
    [
        {"version": "2", "status": "canceled", "headline": "KILL Ferry pier", "paragraphs": ()},
        {"version": "2", "editorial_types": ("Kill",)},
        {"guid": "tag:kill", "refs": (Ref("cancels", "tag:coastline.example,2026:pier"),)},
    ],
    ids=["status", "editorial type", "another document"],
)
def test_a_kill_leaves_no_public_copy_and_its_page_repeats_nothing(running: House, order):
    running.deliver(**order)
    assert only_the_address_is_left(running)
    status, _, body = running.ask(PATH)
    assert status.startswith("410")
    assert running.station.gone_text.encode() in body


def test_the_notice_is_the_stations_own(running: House):
    running.station.gone_text = "We took this back."
    running.station.save(update_fields=["gone_text"])
    changes.record([f"station:{running.station.pk}/look"], "edited", at=running.now)
    kill_by_hand(running, story_of(running))
    assert b"We took this back." in running.ask(PATH)[2]


def test_a_later_version_or_a_repeat_does_not_bring_it_back(running: House):
    running.deliver(version="2", status="canceled")
    running.deliver(version="3", headline="Ferry pier again", created_at=NOON + timedelta(hours=2))
    running.deliver(pictures=(SHOT,), editorial_types=("Corrective",), slugline="BC-Pier")
    assert only_the_address_is_left(running)


def test_the_legal_copy_is_kept(running: House):
    words = Take.objects.get().copy
    running.deliver(version="2", status="canceled")
    assert Take.objects.order_by("pk")[0].copy == words
    assert Delivery.objects.count() == 2
    assert "islands" in str(story_of(running).body.raw_data)


def test_a_kill_unlinks_before_it_writes_anything(running: House, monkeypatch):
    story = story_of(running)
    decide.kill(story, by=None, reason="Wrong man.", now=running.now)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(planning, "plan_urgent", full)
    with pytest.raises(OSError, match="No space"):
        running.press.settle()
    assert running.ask(PATH)[0].startswith("404")


def test_a_kill_needs_no_free_disk(running: House, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Disk, "stage", full)
    kill_by_hand(running, story_of(running))
    assert running.traces(*WORDS) == []


def test_a_kill_that_was_planned_needs_no_room_in_the_database_to_leave_the_fronts(running: House, monkeypatch):
    def full(*_, **__):
        raise DatabaseError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(quick, "lease", full)
        decide.kill(story_of(running), by=None, reason="Wrong man.", now=running.now)
        for _ in range(2):  # also when the plan was made by a press that is no more
            with pytest.raises(DatabaseError, match="is full"):
                running.press.hurry()
        assert running.traces(*WORDS) == []
        assert running.ask("/")[0].startswith("404")
    running.press.settle()
    assert only_the_address_is_left(running)
    assert running.ask("/")[0].startswith("200")


def test_the_command_takes_the_page_away_before_it_records_and_says_when_it_cannot(running: House, monkeypatch):
    def full(*_, **__):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(decide, "kill", full)
    with pytest.raises(Refused, match="does not take the kill.*it may come back"):
        kills.kill(f"{running.station.url}{PATH}", reason="Wrong man.")
    assert running.ask(PATH)[0].startswith("404")


def test_the_command_needs_no_running_house(running: House, monkeypatch, capsys):
    monkeypatch.setattr(clock, "now", running.clock)
    assert kills.kill(f"harbor:{PATH}", reason="Wrong man.") == 0
    assert capsys.readouterr().out == f"{story_of(running).pk}\tharbor\tkilled\n"
    assert only_the_address_is_left(running)


def test_a_kill_in_a_long_queue_is_filed_first(house: House):
    for number in range(40):
        document = b'{"pubstatus": "usable", "n": %d}' % number
        house.turns += 1
        filing_line.filing.receive(house.wire, document, received_at=NOON)
    kill, _ = filing_line.filing.receive(house.wire, b'{"pubstatus": "canceled"}', received_at=NOON)
    assert filing_line.urgent_wire(NOON) == house.wire.pk
    assert filing_line.claim(house.wire.pk, NOON) == kill


def test_a_feed_keeps_its_turn_unless_it_buries_an_entry():
    assert not is_urgent(b"<rss version='2.0'><title>KILL</title></rss>")
    assert is_urgent(b"<feed xmlns='http://www.w3.org/2005/Atom'><at:deleted-entry ref='x'/></feed>")
    assert is_urgent(b'<newsItem><pubStatus qcode="stat:canceled"/></newsItem>')
    assert not is_urgent(b'{"pubstatus": "usable", "headline": "Skilled work"}')


def test_a_killed_picture_leaves_every_page_and_the_story_stays(running: House):
    running.deliver("tag:shot", "2", status="canceled", item_class="picture", paragraphs=(), headline="")
    assert running.traces("key0", "pier.jpg") == []
    assert running.ask(PATH)[0].startswith("200")
    assert Picture.every.get().state == "killed"
    assert "withdraws the picture" in Alert.objects.get(kind="kill", says__contains="picture").says


def test_a_picture_killed_by_its_file_alone_is_gone_too(running: House):
    running.deliver("tag:other-id", "2", status="canceled", item_class="picture", paragraphs=(), pictures=(SHOT,))
    assert running.traces("key0") == []


def test_a_picture_of_a_killed_story_stays_while_another_shows_it(running: House):
    running.deliver("tag:second", pictures=(SHOT,), headline="Second story", paragraphs=("Nothing of the kind.",) * 2)
    running.deliver(version="2", status="canceled")
    assert any("key0" in name for name in running.traces("key0"))


def test_running_stories_that_quote_it_are_named_to_the_desk(running: House, capsys):
    other = make_item_that_quotes()
    running.deliver("tag:other", **other)
    running.deliver(version="2", status="canceled")
    told = Alert.objects.get(kind="kin")
    assert told.story == story_of(running, "What the islands said")
    assert "still runs" in told.says


def make_item_that_quotes() -> dict:
    said = "A reader writes that the hearing was long and the hall was cold, and that nobody left before the end of it."
    return {"headline": "What the islands said", "paragraphs": (said, BODY[1], BODY[2])}


@pytest.mark.parametrize("way", ["publish", "old draft", "schedule", "unpublish", "unlock", "delete", "bulk"])
def test_nothing_in_the_editing_room_revives_or_removes_a_killed_story(running: House, client, admin_user, way):
    story = story_of(running)
    draft = story.latest_revision
    draft.approved_go_live_at = running.now
    draft.save(update_fields=["approved_go_live_at"])
    kill_by_hand(running, story)
    client.force_login(admin_user)
    edit = reverse("wagtailsnippets_desk_story:edit", args=(story.pk,))
    if way == "publish":
        client.post(edit, {"headline": "Back", "body-count": "0", "action-publish": "1"})
    elif way == "old draft":
        draft.publish(skip_permission_checks=True)
    elif way == "schedule":
        from django.core.management import call_command

        draft.refresh_from_db()
        assert draft.approved_go_live_at is None
        call_command("publish_scheduled")
    elif way == "bulk":
        address = reverse("wagtail_bulk_action", args=("desk", "story", "delete"))
        client.post(f"{address}?id={story.pk}")
    else:
        client.post(reverse(f"wagtailsnippets_desk_story:{way}", args=(story.pk,)))
    running.later(minutes=5)
    running.press.settle()
    assert Story.objects.get(pk=story.pk).state == "killed"
    assert only_the_address_is_left(running)


def test_only_a_person_with_the_right_undoes_a_kill_and_the_log_says_who(running: House):
    story = story_of(running)
    kill_by_hand(running, story)
    editor = make_person("editor_a", running.station)
    chief = make_person("chief_a", running.station, role="copy-chief")
    elsewhere = make_person("chief_b", role="copy-chief")
    for nobody in (editor, elsewhere):
        with pytest.raises(PermissionDenied):
            decide.lift_kill(story, by=nobody, reason="A mistake.", now=running.now)
    decide.lift_kill(story, by=chief, reason="The agency took its kill back.", now=running.now)
    running.press.settle()
    story = story_of(running)
    assert (story.state, story.killed_at) == ("held", None)
    assert running.ask(PATH)[0].startswith("404")
    [entry] = [one for one in _log(story) if one.action == "nightdesk.unkill"]
    assert (entry.user, entry.data["reason"]) == (chief, "The agency took its kill back.")


def _log(story: Story):
    from wagtail.models import ModelLogEntry

    return ModelLogEntry.objects.filter(object_id=str(story.pk))


def test_a_kill_that_was_lifted_does_not_come_back_by_a_repeat_but_a_newer_one_kills_again(running: House):
    kill = {"version": "2", "status": "canceled", "paragraphs": (), "headline": ""}
    running.deliver(**kill)
    chief = make_person("chief_a", running.station, role="copy-chief")
    decide.lift_kill(story_of(running), by=chief, reason="A mistake.", now=running.now)
    running.deliver(**kill)
    assert story_of(running).state == "held"
    decide.run(story_of(running), by=chief, cause="it is right", now=running.now)
    running.press.settle()
    assert running.ask(PATH)[0].startswith("200")
    running.deliver(**(kill | {"version": "3"}))
    assert only_the_address_is_left(running)


@pytest.mark.parametrize(
    "more",
    [
        {"headline": "KILL: BC-Pier", "paragraphs": ("A kill is mandatory. Make certain it is not published.",)},
        {"headline": "Coastline advisory", "paragraphs": ("KILL KILL KILL", "Ferry pier stays open is withdrawn.")},
        {"headline": "STORY WITHDRAWN: Ferry pier stays open", "paragraphs": ()},
        {"headline": "Ferry pier stays open", "paragraphs": ("EDITORS: This kill/takedown is mandatory.",)},
    ],
    ids=["kill is mandatory", "kill kill kill", "withdrawn", "takedown"],
)
def test_the_words_of_a_kill_alarm_the_desk_are_never_public_and_take_nothing_down(running: House, more):
    running.deliver("tag:advisory", slugline="BC-Pier", **more)
    told = Alert.objects.filter(kind="kill-advisory")
    assert [one.story for one in told] == [story_of(running)]
    assert Story.objects.count() == 1
    assert running.ask(PATH)[0].startswith("200")
    assert running.traces("mandatory", "WITHDRAWN", "KILL") == []


def test_of_stories_that_share_a_slugline_the_one_whose_headline_the_words_name_comes_first(running: House):
    running.deliver("tag:first", slugline="BC-Pier", headline="How to cross without a ferry", paragraphs=BODY[1:])
    for number in range(2, 6):
        other = (f"Nothing of paragraph {number} is anywhere else in this harbor tonight.",)
        running.deliver(f"tag:{number}", slugline="BC-Pier", headline=f"Pier notes, part {number}", paragraphs=other)
    running.deliver(
        "tag:advisory",
        slugline="BC-Pier",
        headline="KILL: BC-Pier",
        paragraphs=("Kill “How to Cross Without a Ferry”.",),
    )
    told = Alert.objects.filter(kind="kill-advisory").order_by("pk")
    assert told[0].story.headline == "How to cross without a ferry"


def test_the_words_of_a_kill_under_the_storys_own_name_hold_it_until_somebody_decides(running: House):
    running.deliver(version="2", headline="KILL: Pier", paragraphs=("A kill is mandatory.",))
    assert story_of(running).state == "held"
    assert running.ask(PATH)[0].startswith("404")
    assert "A kill is mandatory" not in str(story_of(running).body.raw_data)


def test_a_story_about_a_kill_is_a_story(running: House):
    filed = running.deliver(
        "tag:about",
        headline="Agency withdraws report after a day",
        paragraphs=(
            "The agency sent a kill on Monday: “A kill is mandatory,” it read, and newsrooms obeyed.",
            *BODY[1:],
        ),
    )
    assert filed.verdict.kind == "new"
    assert not Alert.objects.filter(kind="kill-advisory").exists()
