"""P8, by hand: what an editor embargoes is nowhere before its moment, whatever else is sent, published or undone."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from nightdesk.desk import decide, embargoes, history, undoing
from nightdesk.desk.models import Act, Picture, Story
from nightdesk.desk.staff.models import User
from nightdesk.wire.item import Embargo, Rendition
from nightdesk.wire.item import Picture as Shot
from tests.newsroom.cast import make_person
from tests.newsroom_cast import NOON
from tests.promises.public import House, story_of

pytestmark = pytest.mark.django_db

PATH = "/2026/11/23/ferry-pier-stays-open/"
WORDS = ("Ferry pier", "ferry-pier", "islands", "Tolliver", "pier.jpg", "Piers")
MOMENT = NOON + timedelta(hours=2)
SHOT = Shot((Rendition("https://pictures.example/pier.jpg", width=800, height=450),), guid="tag:shot", caption="Pier.")


@pytest.fixture
def house(db, tmp_path: Path, settings) -> House:
    settings.MEDIA_ROOT = str(tmp_path / "pictures")
    settings.PUBLIC_ROOT = tmp_path / "public"
    return House(settings.PUBLIC_ROOT)


@pytest.fixture
def chief(house) -> User:
    return make_person("chief", house.station, role="copy-chief")


@pytest.fixture
def editor(house) -> User:
    return make_person("editor", house.station, role="editor")


def everything_told(house: House) -> list[str]:
    keys = [f"/{key}/" for key in Picture.every.exclude(key="").values_list("key", flat=True)]
    folders = [str(path) for path in (house.tree / "stations").rglob("*") if path.is_dir()]
    return house.traces(*WORDS, *keys) + [name for name in folders if "ferry-pier" in name or "/pictures/" in name]


def is_unknown(house: House, path: str = PATH) -> bool:
    return house.ask(path) == house.ask("/2026/11/23/never-was-anything/") and house.ask(path)[0].startswith("404")


def embargo(house: House, by: User, until=MOMENT) -> None:
    assert embargoes.set_until(story_of(house), until, by=by, reason="Asked by the police.", now=house.now)
    house.press.settle()


def test_a_story_that_readers_have_vanishes_until_its_moment_and_comes_back_where_it_was(house, editor):
    house.deliver(pictures=(SHOT,))
    house.develop()
    house.deliver(version="2", headline="Ferry pier stays open for good", pictures=(SHOT,))
    house.press.settle()
    assert house.ask(PATH)[0].startswith("200")
    [story] = Story.objects.all()
    embargoes.set_until(story, MOMENT, by=editor, reason="Asked by the police.", now=house.now)
    house.press.settle()
    assert everything_told(house) == []
    assert is_unknown(house)
    assert is_unknown(house, f"{PATH}changes/")
    house.later(hours=1, minutes=59)
    house.press.settle()
    assert everything_told(house) == []
    house.later(minutes=1)
    house.press.settle()
    assert "Ferry pier stays open for good" in house.ask(PATH)[2].decode()
    assert Story.objects.get().first_run_at == NOON


@pytest.mark.parametrize("happens", ["update", "correction", "draft", "run again", "wire's shorter one", "restored"])
def test_nothing_that_comes_before_the_moment_brings_it_out(house, editor, happens):
    house.deliver()
    draft = story_of(house).latest_revision
    embargo(house, editor)
    if happens == "update":
        house.deliver(version="2")
    elif happens == "correction":
        house.deliver(version="2", editorial_types=("Corrective",))
    elif happens == "draft":
        draft.publish(skip_permission_checks=True)
    elif happens == "run again":
        decide.run(story_of(house), by=editor, cause="run", now=house.now)
    elif happens == "wire's shorter one":
        house.deliver(version="2", embargo=Embargo(NOON + timedelta(minutes=5)))
        house.later(minutes=10)
    else:
        story = story_of(house)
        decide.kill(story, by=None, reason="Wrong man.", now=house.now)
        boss = User.objects.create_superuser("boss")
        decide.lift_kill(story, by=boss, reason="It was the right man.", now=house.now)
        decide.run(Story.objects.get(), by=boss, cause="run", now=house.now)
    house.press.settle()
    assert everything_told(house) == []
    assert is_unknown(house)
    assert Story.objects.get().desk_embargo_until == MOMENT


def test_the_later_of_the_agencys_and_the_desks_holds(house, editor):
    house.deliver(embargo=Embargo(NOON + timedelta(hours=4)))
    embargo(house, editor)
    house.later(hours=3)
    house.press.settle()
    assert everything_told(house) == []
    house.later(hours=1)
    house.press.settle()
    assert house.ask(PATH)[0].startswith("200")


def test_a_held_story_runs_at_the_moment_that_an_editor_chose(house, editor):
    house.wire.policy = "hold"
    house.wire.save(update_fields=["policy"])
    house.deliver()
    assert embargoes.run_at(story_of(house), MOMENT, by=editor, reason="For the morning.", now=house.now)
    house.press.settle()
    assert everything_told(house) == []
    house.later(hours=2)
    house.press.settle()
    assert house.ask(PATH)[0].startswith("200")
    assert story_of(house).first_run_at == MOMENT


def test_a_run_at_a_moment_is_taken_back_as_one(house, editor):
    house.wire.policy = "hold"
    house.wire.save(update_fields=["policy"])
    house.deliver()
    reasons = story_of(house).hold_reasons
    embargoes.run_at(story_of(house), MOMENT, by=editor, reason="For the morning.", now=house.now)
    house.later(minutes=1)
    assert undoing.undo(undoing.newest(editor), by=editor, now=house.now) == (1, [])
    story = story_of(house)
    assert (story.state, story.desk_embargo_until, story.hold_reasons) == ("held", None, reasons)
    house.later(hours=3)
    house.press.settle()
    assert everything_told(house) == []


def test_an_embargo_lifted_by_hand_is_over_at_once_and_is_written_down(house, editor):
    house.deliver()
    embargo(house, editor)
    assert embargoes.lift_own(story_of(house), by=editor, reason="It is out elsewhere.", now=house.now)
    house.press.settle()
    assert house.ask(PATH)[0].startswith("200")
    said = [event.says for event in history.of(story_of(house), house.now)]
    assert any("Embargoed by the desk: Asked by the police. (until 2026-11-23 14:00 UTC)" in one for one in said)
    assert any("Embargo lifted: It is out elsewhere." in one for one in said)
    assert {entry.user for entry in ModelLogEntry.objects.filter(action__startswith="nightdesk.embargo")} == {editor}


def test_an_embargo_is_taken_back_as_any_act(house, editor):
    house.deliver()
    embargo(house, editor)
    house.later(minutes=1)
    assert undoing.undo(undoing.newest(editor), by=editor, now=house.now) == (1, [])
    house.press.settle()
    assert house.ask(PATH)[0].startswith("200")
    assert undoing.newest(editor) is None


def test_an_embargo_that_a_kill_overtook_is_not_taken_back(house, editor):
    house.deliver()
    embargo(house, editor)
    house.later(minutes=1)
    decide.kill(story_of(house), by=None, reason="Wrong man.", now=house.now)
    assert undoing.undo(undoing.newest(editor), by=editor, now=house.now)[0] == 0
    house.later(hours=5)
    house.press.settle()
    assert house.traces("islands", "Tolliver") == []


def test_a_story_killed_under_an_embargo_of_the_desks_is_unknown_for_good(house, editor):
    house.wire.policy = "hold"
    house.wire.save(update_fields=["policy"])
    house.deliver()
    embargoes.run_at(story_of(house), MOMENT, by=editor, reason="For the morning.", now=house.now)
    house.press.settle()
    decide.kill(story_of(house), by=None, reason="Wrong man.", now=house.now)
    house.press.settle()
    assert is_unknown(house)
    house.later(hours=3)
    house.press.settle()
    assert is_unknown(house)
    assert everything_told(house) == []


def test_the_agencys_embargo_is_lifted_by_who_may_and_by_nobody_else(house, editor, chief):
    house.deliver(embargo=Embargo(MOMENT))
    story = story_of(house)
    with pytest.raises(PermissionDenied):
        embargoes.lift_wires(story, by=editor, reason="I know better.", now=house.now)
    assert everything_told(house) == []
    assert embargoes.lift_wires(story, by=chief, reason="The agency rang.", now=house.now)
    house.press.settle()
    assert house.ask(PATH)[0].startswith("200")
    assert Act.objects.get().by == chief


@pytest.mark.parametrize(("hours", "status"), [(2, "200"), (1, "200"), (3, "404")])
def test_a_lifted_embargo_stands_again_only_when_a_newer_version_says_a_later_moment(house, chief, hours, status):
    house.deliver(embargo=Embargo(MOMENT))
    embargoes.lift_wires(story_of(house), by=chief, reason="The agency rang.", now=house.now)
    house.deliver(version="2", embargo=Embargo(NOON + timedelta(hours=hours)))
    assert house.ask(PATH)[0].startswith(status)


def test_an_embargo_that_cannot_be_read_is_lifted_for_one_version(house, chief):
    house.deliver(embargo=Embargo(None, "soon"))
    story = story_of(house)
    assert story.state == "held"
    embargoes.lift_wires(story, by=chief, reason="The agency rang.", now=house.now)
    house.press.settle()
    assert everything_told(house) == []
    decide.run(story, by=chief, cause="run", now=house.now)
    house.press.settle()
    assert house.ask(PATH)[0].startswith("200")
    house.deliver(version="2", embargo=Embargo(None, "later"))
    assert is_unknown(house)


def test_a_moment_that_is_over_is_no_embargo(house, editor):
    house.deliver()
    with pytest.raises(embargoes.WrongMoment):
        embargoes.set_until(story_of(house), house.now, by=editor, reason="Late.", now=house.now)
    assert not Act.objects.exists()
