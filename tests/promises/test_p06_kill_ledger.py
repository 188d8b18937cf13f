"""P6: a kill survives the restore of an older database, and one that had no room in the database.

A restore is what it is: the rows of before are put back, the ledger and the public tree stay as they are.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from nightdesk.desk import decide, filing, ledger, restoring
from nightdesk.desk.models import Alert, Picture, Story, Take
from nightdesk.desk.staff.models import User
from nightdesk.press.run import Press, bake_all
from nightdesk.wire.item import Picture as ItemPicture
from nightdesk.wire.item import Ref, Rendition
from tests.newsroom_cast import make_item, make_station, make_wire
from tests.promises.public import House, kill_by_hand, story_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(tmp_path: Path, settings) -> House:
    settings.MEDIA_ROOT, settings.PUBLIC_ROOT = str(tmp_path / "pictures"), tmp_path / "public"
    return House(settings.PUBLIC_ROOT)


def restored(house: House, since: Callable[[], None]) -> None:
    """Let something happen, put the database of before back, and open the house again."""
    before = transaction.savepoint()
    since()
    transaction.savepoint_rollback(before)
    connection.run_on_commit.clear()
    house.press = Press(house.press.stop, now=house.clock, root=house.tree)


def lifter() -> User:
    return User.objects.create_superuser("ada", "ada@harbor.example", "a long password")


def lifted(house: House, story: Story, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        decide.lift_kill(Story.objects.get(pk=story.pk), by=lifter(), reason="Right after all.", now=house.now)


def test_a_story_killed_by_hand_stays_dead_when_an_older_database_is_put_back(house: House) -> None:
    house.deliver()
    story = story_of(house)
    restored(house, lambda: kill_by_hand(house, story))
    assert Story.objects.get(pk=story.pk).killed_at is None
    house.press.settle()
    assert Story.objects.get(pk=story.pk).killed_at == house.now
    assert house.traces("Ferry pier", "ferry-pier") == [
        name for name in house.traces("ferry-pier") if name.endswith(("gone.html", "gone.html.gz", "gone.html.br"))
    ]
    assert "from a backup" in Alert.objects.get(story=story, kind="kill").says


def test_everything_baked_by_hand_after_a_restore_brings_no_killed_story_back(house: House) -> None:
    house.deliver()
    restored(house, lambda: kill_by_hand(house, story_of(house)))
    bake_all(now=house.now, root=house.tree)
    assert house.traces("Ferry pier") == []


def test_a_story_that_is_younger_than_the_backup_and_comes_again_is_dead(house: House) -> None:
    def since() -> None:
        house.deliver()
        kill_by_hand(house, story_of(house))

    restored(house, since)
    assert not Story.objects.exists()
    house.deliver(version="2")
    assert Story.objects.get().state == "killed"
    assert house.traces("Ferry pier", "ferry-pier") == [
        name for name in house.traces("ferry-pier") if "gone.html" in name
    ]


def test_an_agencys_kill_is_known_after_a_restore_before_the_story_comes_again(house: House) -> None:
    def since() -> None:
        house.deliver()
        house.deliver(version="2", status="canceled", headline="", paragraphs=())

    restored(house, since)
    assert not Take.objects.exists()
    restoring.kill_again(now=house.now)
    assert Take.objects.get().order == "kill"
    house.deliver(version="3")
    assert Story.objects.get().state == "killed"
    assert house.traces("Ferry pier") == []


def test_a_kill_by_reference_and_of_a_picture_come_back_too(house: House) -> None:
    shown = ItemPicture((Rendition("https://pictures.example/pier.jpg"),), guid="urn:picture:9", caption="The pier.")
    house.deliver(pictures=(shown,))

    def since() -> None:
        refs = (Ref("cancels", "tag:coastline.example,2026:pier"),)
        house.deliver("urn:order:1", refs=refs, headline="KILL", paragraphs=())
        house.deliver("urn:picture:9", status="canceled", item_class="picture", headline="", paragraphs=())

    restored(house, since)
    house.press.settle()
    assert Story.objects.get().killed_at == house.now
    assert Picture.every.get().state == "killed"


def test_a_picture_that_was_killed_by_hand_comes_back_only_by_a_person_with_the_right(
    house: House, django_capture_on_commit_callbacks
) -> None:
    shown = ItemPicture((Rendition("https://pictures.example/pier.jpg"),), guid="urn:picture:9", caption="The pier.")
    house.deliver(pictures=(shown,))
    house.develop()
    picture = Picture.every.get()
    assert house.traces(picture.key)
    decide.kill_picture(picture, by=None, reason="Wrong man.", now=house.now)
    house.press.settle()
    assert house.traces(picture.key) == []
    reader = User.objects.create_user("bo", "bo@harbor.example", "a long password")
    with pytest.raises(PermissionDenied):
        decide.lift_picture_kill(picture, by=reader, reason="I like it.", now=house.now)
    with django_capture_on_commit_callbacks(execute=True):
        decide.lift_picture_kill(picture, by=lifter(), reason="Right man.", now=house.now)
    house.press.settle()
    assert house.traces(picture.key)
    assert restoring.kill_again(now=house.now) == 0


def test_reading_the_ledger_twice_changes_nothing(house: House) -> None:
    house.deliver()
    restored(house, lambda: kill_by_hand(house, story_of(house)))
    assert restoring.kill_again(now=house.now) == 1
    count = len(ledger.book.lines())
    assert restoring.kill_again(now=house.now) == 0
    assert len(ledger.book.lines()) == count


def test_a_kill_that_was_undone_is_not_brought_back(house: House, django_capture_on_commit_callbacks) -> None:
    house.deliver()
    story = story_of(house)

    def since() -> None:
        kill_by_hand(house, story)
        lifted(house, story, django_capture_on_commit_callbacks)

    restored(house, since)
    assert restoring.kill_again(now=house.now) == 0
    assert Story.objects.get(pk=story.pk).killed_at is None


def test_another_story_that_got_the_number_of_a_killed_one_is_not_hit(house: House) -> None:
    """A database of before gives the numbers out again."""
    house.deliver()
    story = story_of(house)
    kill_by_hand(house, story)
    line = ledger.book.lines()[-1]
    told = json.loads(ledger.path().read_text().splitlines()[-1])
    other = told | {"key": "", "wire": "", "names": [], "begun_at": "2020-01-01T00:00:00+00:00"}
    ledger.path().write_text(json.dumps(other) + "\n")
    Story.objects.filter(pk=story.pk).update(killed_at=None, state="running")
    assert line.row == story.pk
    assert restoring.kill_again(now=house.now) == 0
    house.deliver("tag:coastline.example,2026:ferry", headline="Ferry sails", paragraphs=("Other words of it.",) * 3)
    assert Story.objects.get(headline="Ferry sails").state == "running"


def test_another_wire_and_another_station_keep_the_story_of_the_same_name(house: House) -> None:
    house.deliver()
    restored(house, lambda: kill_by_hand(house, story_of(house)))
    wire = make_wire(house.station, make_station("island"), name="skyline")
    delivery, _ = filing.receive(wire, b"of another wire", received_at=house.now)
    filing.file(make_item(paragraphs=("Skyline has words of its own about it.",) * 2), delivery, 0, now=house.now)
    house.press.settle()
    assert list(Story.objects.filter(wire=wire).values_list("state", flat=True)) == ["running", "running"]
    assert Story.objects.get(wire=house.wire).state == "killed"


def test_a_torn_last_line_costs_that_line_and_nothing_else(house: House) -> None:
    house.deliver()
    kill_by_hand(house, story_of(house))
    whole = ledger.path().read_bytes()
    ledger.path().write_bytes(whole + whole[: len(whole) // 2])
    assert len(ledger.book.lines()) == 1
    house.deliver("tag:coastline.example,2026:ferry", headline="Ferry sails", paragraphs=("Other words of it.",) * 3)
    kill_by_hand(house, story_of(house, "Ferry sails"))
    told = [line.key for line in ledger.Book().lines()]
    assert told == ["tag:coastline.example,2026:pier", "tag:coastline.example,2026:ferry"]


def test_a_kill_whose_recording_breaks_off_is_carried_into_the_database(house: House) -> None:
    house.deliver()
    story = story_of(house)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        decide.kill(story, by=None, reason="Wrong man.", now=house.now)
        raise ZeroDivisionError
    assert Story.objects.get(pk=story.pk).killed_at is None
    house.press.turn()
    assert [name for name in house.traces("Ferry pier") if "/202" in name] == []  # unlinked before it is recorded
    restoring.kill_again(now=house.now)
    house.press.settle()
    assert house.traces("Ferry pier") == []


def test_the_ledger_repeats_no_word_of_what_it_kills(house: House) -> None:
    house.deliver()
    house.deliver(version="2", status="canceled", headline="Mayor stole it", paragraphs=("The mayor stole it.",))
    text = ledger.path().read_text()
    assert "mayor" not in text.lower()
    assert "Ferry pier" not in text
    assert ledger.path().stat().st_mode & 0o077 == 0


def test_the_reserve_is_given_up_for_a_kill_and_laid_again(house: House, settings, tmp_path: Path) -> None:
    settings.KILL_LEDGER = tmp_path / "kills.jsonl"
    ledger.keep_reserve()
    reserve = tmp_path / "kills.reserve"
    assert reserve.stat().st_size == ledger.RESERVE_BYTES
    assert ledger.make_room()
    assert not reserve.exists()
    assert not ledger.make_room()
    ledger.keep_reserve()
    assert reserve.exists()


def test_a_person_can_read_the_ledger(house: House) -> None:
    """One JSON object a line: what, when, who, why."""
    house.deliver()
    kill_by_hand(house, story_of(house))
    [told] = [json.loads(line) for line in ledger.path().read_text().splitlines()]
    assert (told["what"], told["station"], told["why"]) == ("kill", "harbor", "Wrong man.")
    assert told["at"].startswith("2026-11-23T12:00")
