"""The test that makes the press trustworthy: after any acts, the tree is what a bake from nothing gives."""

import shutil
import tempfile
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, given, note
from hypothesis import settings as trial
from hypothesis import strategies as st

from nightdesk.desk import daybook, decide, fronts, ranking, threads
from nightdesk.desk.models import Author, DaybookLine, HousePage, Picture, Section, Station, Story, Thread, Topic, Wire
from nightdesk.press import run
from nightdesk.press.models import Need, Sheet
from nightdesk.press.run import Press
from tests.newsroom_cast import open_anew
from tests.press.newsroom import Newsroom, open_newsroom, paragraph


class _Acts:
    """What can happen in a newsroom, each act by its name; ``a`` and ``b`` choose whom it happens to."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self.pictures: list[Picture] = []

    def _stories(self) -> list[Story]:
        return list(Story.objects.order_by("pk"))

    def _one(self, a: int) -> Story | None:
        stories = self._stories()
        return stories[a % len(stories)] if stories else None

    def write(self, a: int, b: int) -> None:
        station = a % 2
        self.room.story(
            station=station,
            section=self.room.sections[station * 2 + b % 2],
            topics=self.room.topics[station * 2 : station * 2 + b % 3],
            authors=[self.room.authors[station]] if b % 2 else [],
            run=b % 5 > 0,
        )

    def run(self, a: int, b: int) -> None:
        if story := self._one(a):
            self.room.run(story)

    def update(self, a: int, b: int) -> None:
        if story := self._one(a):
            self.room.edit(story, headline=f"Another headline {b}", body=paragraph(f"Newer words {b}."))

    def correct(self, a: int, b: int) -> None:
        if story := self._one(a):
            self.room.edit(story, correction=f"It is {b}." if b % 3 else "")

    def change_again(self, a: int, b: int) -> None:
        """Change a story twice, so that its page of changes has a step and then another."""
        if story := self._one(a):
            for turn in range(2):
                self.room.later(minutes=b + 1)
                self.room.edit(story, body=paragraph(f"Words that were changed {b + turn} times."))

    def kill(self, a: int, b: int) -> None:
        if story := self._one(a):
            self.room.kill(story)

    def hold(self, a: int, b: int) -> None:
        if story := self._one(a):
            self.room.hold(story)

    def sort(self, a: int, b: int) -> None:
        """Move a story to another section and other topics."""
        if story := self._one(a):
            mine = [topic for topic in self.room.topics if topic.station_id == story.station_id]
            part = [section for section in self.room.sections if section.station_id == story.station_id][b % 2]
            self.room.edit(story, section=part, topics=mine[b % 2 : b % 3 + 1])

    def embargo(self, a: int, b: int) -> None:
        station = a % 2
        until = self.room.now + (b % 4) * (self.room.now - self.room.now.replace(hour=14))
        self.room.story(station=station, section=self.room.sections[station * 2], embargo_until=until)

    def expire(self, a: int, b: int) -> None:
        station = a % 2
        until = self.room.now + (b % 3) * (self.room.now - self.room.now.replace(minute=0, hour=13))
        self.room.story(station=station, section=self.room.sections[station * 2], expires_at=until)

    def wait(self, a: int, b: int) -> None:
        self.room.later(hours=(a % 3) * 24, minutes=b * 7)

    def take_picture(self, a: int, b: int) -> None:
        self.pictures.append(self.room.picture(f"{len(self.pictures):04}", is_ready=b % 2 == 0))

    def develop(self, a: int, b: int) -> None:
        if self.pictures:
            number = a % len(self.pictures)
            self.room.develop(self.pictures[number], f"{number:04}")

    def show_picture(self, a: int, b: int) -> None:
        story = self._one(a)
        if story and self.pictures:
            picture = self.pictures[b % len(self.pictures)]
            if b % 2:
                self.room.edit(story, lead_picture=picture)
            else:
                self.room.edit(story, lead_picture=None, body=paragraph("Seen here.", picture=picture.pk))

    def cut_picture(self, a: int, b: int) -> None:
        """Move the point that a picture is cut round, or leave it whole."""
        if self.pictures:
            self.room.move_point(self.pictures[a % len(self.pictures)], ("1515", "", "8585")[b % 3])

    def forbid_cuts(self, a: int, b: int) -> None:
        """A picture is the agency's, whose terms forbid to alter it, or allow it again."""
        wire = Wire.objects.get()
        Wire.objects.filter(pk=wire.pk).update(is_unaltered=bool(a % 2))
        self.room.change(f"wire:{wire.pk}/terms")
        for picture in self.pictures[: b % 3]:
            Picture.every.filter(pk=picture.pk).update(wire=wire)
        self.room.change(*(f"picture:{picture.pk}/file" for picture in self.pictures))

    def kill_picture(self, a: int, b: int) -> None:
        if self.pictures:
            picture = Picture.every.get(pk=self.pictures[a % len(self.pictures)].pk)
            decide.kill_picture(picture, by=None, reason="withdrawn", now=self.room.now)

    def end_picture(self, a: int, b: int) -> None:
        if self.pictures:
            picture = self.pictures[a % len(self.pictures)]
            Picture.every.filter(pk=picture.pk).update(expires_at=self.room.now + timedelta(hours=b % 5 - 2))
            self.room.change(f"picture:{picture.pk}/file")

    def face(self, a: int, b: int) -> None:
        author = self.room.authors[a % 2]
        picture = self.pictures[b % len(self.pictures)] if self.pictures and b % 3 else None
        Author.objects.filter(pk=author.pk).update(picture=picture, name=f"Ada Quill {b % 2}")
        self.room.change(f"author:{author.pk}/name")

    def rename_topic(self, a: int, b: int) -> None:
        topic = self.room.topics[a % 4]
        if not Topic.objects.filter(station_id=topic.station_id, slug=f"topic-{b % 3}").exists():
            Topic.objects.filter(pk=topic.pk).update(slug=f"topic-{b % 3}", name=f"Topic {b}")
            self.room.change(f"topic:{topic.pk}/name")

    def join(self, a: int, b: int) -> None:
        """Put a story into a running story, by hand."""
        if story := self._one(a):
            threads.choose(story, threads.start(story.station, f"Thread {b % 3}"), by=None, now=self.room.now)

    def leave(self, a: int, b: int) -> None:
        if story := self._one(a):
            threads.take_out(story, by=None, now=self.room.now)

    def write_family(self, a: int, b: int) -> None:
        """Two stories of one slugline: the second opens their thread by itself."""
        station = a % 2
        for _ in range(1 + b % 2):
            self.room.story(
                station=station, section=self.room.sections[station * 2], family=f"bridge {b % 2}", run=b % 7 > 0
            )

    def rename_thread(self, a: int, b: int) -> None:
        if thread := Thread.objects.order_by("pk")[a % 3 : a % 3 + 1].first():
            Thread.objects.filter(pk=thread.pk).update(name=f"Thread called {b}")
            self.room.change(f"thread:{thread.pk}/name")

    def merge_threads(self, a: int, b: int) -> None:
        found = list(Thread.objects.filter(station=self.room.stations[a % 2]).order_by("pk"))
        if len(found) > 1:
            threads.merge(found[b % len(found)], found[(b + 1) % len(found)], now=self.room.now)

    def say_outcome(self, a: int, b: int) -> None:
        """An editor decides about a line of the daybook, or takes that back."""
        if story := self._one(a):
            named = {"sentence": "It will open on Tuesday.", "words": "Tuesday", "station": story.station}
            named |= {"starts_at": self.room.now, "ends_at": self.room.now}
            line, _ = DaybookLine.objects.get_or_create(story=story, outcome__in=("", "done", "moved"), defaults=named)
            daybook.decide(line, ("done", "moved", "")[b % 3], note=f"Note {b}.", by=None, now=self.room.now)

    def rename_section(self, a: int, b: int) -> None:
        section = self.room.sections[a % 4]
        if not Section.objects.filter(station_id=section.station_id, slug=f"part-{b % 3}").exists():
            Section.objects.filter(pk=section.pk).update(slug=f"part-{b % 3}", name=f"Part {b}")
            self.room.change(f"section:{section.pk}/name")

    def new_section(self, a: int, b: int) -> None:
        station = self.room.stations[a % 2]
        section, _ = Section.objects.get_or_create(station=station, slug=f"new-{b % 2}", name=f"New {b % 2}")
        self.room.change(f"section:{section.pk}/name")

    def restyle(self, a: int, b: int) -> None:
        station = self.room.stations[a % 2]
        looks, zones = ("plain", "harbor", "mesa"), ("America/Denver", "Asia/Tokyo")
        Station.objects.filter(pk=station.pk).update(look=looks[b % 3], zone=zones[b % 2], tagline=f"Line {b}")
        self.room.change(f"station:{station.pk}/look")

    def rename_station(self, a: int, b: int) -> None:
        station = self.room.stations[a % 2]
        Station.objects.filter(pk=station.pk).update(slug=f"{station.slug}-{b % 2}")
        self.room.change(f"station:{station.pk}/look")

    def terms(self, a: int, b: int) -> None:
        Wire.objects.update(indexing=("index", "noindex")[a % 2], is_full_text_in_feeds=bool(b % 2), title=f"Wire {b}")
        self.room.change(f"wire:{Wire.objects.get().pk}/terms")

    def pick(self, a: int, b: int) -> None:
        if story := self._one(a):
            front = f"section:{story.section_id}" if b % 3 == 0 and story.section_id else "home"
            until = self.room.now + timedelta(minutes=b * 7) if b % 2 else None
            choice = ranking.Choice(story.pk, until, f"Other words {b}" if b % 4 else "")
            station, now = story.station, self.room.now
            rest = [one for one in ranking.standing(station, front, now) if one.story_id != story.pk]
            seen = ranking.version(ranking.standing(station, front, now))
            ranking.arrange(station, front, [choice, *rest[:3]], seen=seen, by=None, says="ranked", now=now)

    def put_up_bar(self, a: int, b: int) -> None:
        if story := self._one(a):
            until = self.room.now + timedelta(minutes=1 + b * 11)
            kind = "weather" if a % 3 == 0 else "breaking"
            ranking.put_up(story.station, f"Line {b}", story=story, until=until, by=None, now=self.room.now, kind=kind)

    def foretell(self, a: int, b: int) -> None:
        """Words with two speakers and a day to come."""
        if story := self._one(a):
            day = self.room.now + timedelta(days=b + 1)
            words = f"The bridge will reopen on {day:%b}. {day.day}."
            said = "“It is a fine bridge and we have missed it,” said Mayor Ada Frye."
            other = "“It was never a bridge that anybody liked,” said Owen Tarrant."
            self.room.edit(story, body=[*paragraph(words), *paragraph(said), *paragraph(other)])

    def house_page(self, a: int, b: int) -> None:
        """Write a page about the station, rename it, or delete it."""
        station = self.room.stations[a % 2]
        row = HousePage.objects.filter(station=station).first() or HousePage(station=station)
        row.name, row.slug, row.body = f"Page {b}", ("privacy", "terms")[b % 2], f"<p>{b}</p>"
        row.url = "https://elsewhere.example/" if b % 5 == 4 else ""
        row.save()
        key = row.pk
        if b % 3 == 2:
            row.delete()
        self.room.change(f"page:{key}/words", f"station:{station.pk}/look")

    def delete(self, a: int, b: int) -> None:
        if (story := self._one(a)) and b % 3 == 0:
            placed = [*story.placings.values_list("front", "number")]
            subjects = [one for front, number in placed for one in fronts.subjects_of(story.station_id, front, number)]
            pk = story.pk
            story.delete()
            self.room.change(f"story:{pk}/page", f"story:{pk}/card", *subjects)


ACTS = [name for name in vars(_Acts) if not name.startswith("_")]
OFTEN = ["write"] * 6 + ["join", "write_family"] * 2 + ["update", "kill", "hold", "run", "wait"] * 2


def files_of(tree: Path) -> dict[str, bytes]:
    root = tree / "stations"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def check(room: Newsroom, press: Press, tree: Path) -> None:
    """Compare the tree with one baked from nothing, and every twin with its file."""
    press.settle()
    assert not list(Sheet.objects.exclude(fault="").values_list("address", "fault"))
    grown = files_of(tree)
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        Need.objects.all().delete()
        Sheet.objects.all().delete()
        run.bake_all(now=room.now, root=Path(folder))
        made = files_of(Path(folder))
        transaction.set_rollback(True)
    assert sorted(grown) == sorted(made)
    assert [name for name in grown if grown[name] != made[name]] == []
    assert not list((tree / ".press").iterdir())


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three stories a page, so that pages are born and left within a few acts."""
    monkeypatch.setattr(fronts, "PAGE", 3)
    monkeypatch.setattr(fronts, "MONTH_PAGE", 4)


def play(acts: list[tuple[str, int, int, bool]]) -> None:
    """Do the acts in a new newsroom, baking after those that say so; then check the tree."""
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-rebuild-"))
    old = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = str(folder / "pictures")
    try:
        with transaction.atomic():
            open_anew()
            room = open_newsroom()
            press = Press(threading.Event(), now=room.clock, root=folder / "public")
            room.change(*(f"station:{station.pk}/look" for station in room.stations))
            press.settle()
            doing = _Acts(room)
            for name, a, b, is_settled in acts:
                getattr(doing, name)(a, b)
                if is_settled:
                    press.settle()
            check(room, press, folder / "public")
            transaction.set_rollback(True)
    finally:
        settings.MEDIA_ROOT = old
        shutil.rmtree(folder, ignore_errors=True)


# Stories of both stations, in both sections, some with topics, authors and pictures: all of it baked before the act.
STANDING = [
    ("take_picture", 0, 0, False),
    ("take_picture", 0, 2, False),
    *(("write", a, b, False) for a in range(2) for b in range(1, 5)),
    ("show_picture", 0, 1, False),
    ("show_picture", 3, 2, False),
    ("correct", 2, 1, False),
    *(("join", a, 1, False) for a in (0, 2, 4, 1, 3)),
    ("write_family", 0, 1, False),
    ("write_family", 1, 1, False),
    ("change_again", 4, 1, False),
    *(("say_outcome", a, a, False) for a in (0, 2, 4)),
    ("face", 0, 1, False),
    ("face", 1, 2, True),
]


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_one_act_beside_baked_stories_reaches_every_page_it_touches(act, small_pages):
    play([*STANDING, *((act, a, b, True) for a, b in ((0, 0), (1, 1), (4, 2), (7, 3)))])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act", ["update", "change_again", "kill", "hold", "correct", "sort", "expire", "embargo", "end_picture"]
)
def test_what_happens_to_a_story_that_time_has_moved_on_from(act, small_pages):
    play([*STANDING, (act, 1, 4, True), (act, 0, 3, True), ("wait", 2, 3, True)])
    play([*STANDING, (act, 1, 2, True), ("wait", 2, 3, True), (act, 5, 1, True), ("run", 1, 0, True)])


@pytest.mark.django_db
@trial(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(OFTEN + ACTS), st.integers(0, 11), st.integers(0, 11), st.booleans()),
        min_size=3,
        max_size=30,
    )
)
def test_the_tree_after_any_acts_is_the_tree_baked_from_nothing(acts, small_pages):
    note("\n".join(f"{name} {a} {b}{' and bake' if is_settled else ''}" for name, a, b, is_settled in acts))
    play(acts)
