"""A small invented newsroom for the press's tests: stations, stories, and the desk's verbs in short."""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image

from nightdesk.desk import changes, decide
from nightdesk.desk.models import Author, Picture, Section, Station, Story, Topic, Wire

START = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@dataclass
class Newsroom:
    """Two stations with sections, topics, authors, a wire, and a clock that is moved by hand."""

    now: datetime = START
    stations: list[Station] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    wire: Wire | None = None
    count: int = 0

    def clock(self) -> datetime:
        return self.now

    def later(self, **how: float) -> datetime:
        self.now += timedelta(**how)
        return self.now

    def story(self, headline: str = "", *, station: int = 0, **more) -> Story:
        """Write a story and let it run, unless ``run=False``."""
        self.count += 1
        has_run = more.pop("run", True)
        topics, authors = more.pop("topics", ()), more.pop("authors", ())
        named = {
            "headline": headline or f"Bridge {self.count} reopens after repairs",
            "deck": "The crossing had been closed since spring.",
            "body": paragraph(f"Traffic flows again, story {self.count}."),
            "bylines": ["Ada Quill"],
            "section": self.sections[station * 2],
            "wire": self.wire,
            "wire_key": f"key-{self.count}",
            "live": False,
            "language": "en-US",
        }  # fmt: skip
        story = Story(station=self.stations[station], **(named | more))
        story.save(force_insert=True)
        story.topics, story.authors = list(topics), list(authors)
        story.save_revision(clean=False, log_action=False)
        if has_run:
            self.run(story)
        return story

    def run(self, story: Story) -> None:
        story.refresh_from_db()
        decide.run(story, by=None, cause=f"run {story.pk}", now=self.now)
        story.refresh_from_db()

    def edit(self, story: Story, **named) -> None:
        """Publish a new revision of a story with these fields."""
        fresh = story.get_latest_revision_as_object()
        for name, value in named.items():
            setattr(fresh, name, value)
        fresh.save_revision(clean=False, log_action=False)
        self.run(story)

    def kill(self, story: Story) -> None:
        story.refresh_from_db()
        decide.kill(story, by=None, reason="The agency killed it.", now=self.now)

    def hold(self, story: Story) -> None:
        story.refresh_from_db()
        decide.hold(story, by=None, reason="A question.", now=self.now)

    def change(self, *subjects: str, is_urgent: bool = False) -> None:
        changes.record(subjects, "a test", at=self.now, is_urgent=is_urgent)

    def picture(self, key: str, *, is_ready: bool = True) -> Picture:
        picture = Picture.every.create(title=key, state="wanted", source_key=f"source-{key}")
        if is_ready:
            self.develop(picture, key)
        return picture

    def develop(self, picture: Picture, key: str) -> None:
        """Do what the darkroom does: files on disk, the row ready, a word to the press."""
        folder = Path(settings.MEDIA_ROOT, "made", key)
        folder.mkdir(parents=True, exist_ok=True)
        prints = [[800, 450, "image/webp", "800.webp"], [800, 450, "image/jpeg", "800.jpg"]]
        for _, _, _, name in prints:
            (folder / name).write_bytes(f"picture {key} {name}".encode())
        named = {"state": "ready", "key": key, "prints": prints, "width": 800, "height": 450}
        Picture.every.filter(pk=picture.pk).update(**named, crops=self._cut(folder, "5050"))
        self.change(f"picture:{picture.pk}/file")

    def move_point(self, picture: Picture, point: str) -> None:
        """Cut a picture round another point, as the darkroom does; none: leave it whole."""
        row = Picture.every.get(pk=picture.pk)
        if row.key:
            crops = self._cut(Path(settings.MEDIA_ROOT, "made", row.key), point) if point else []
            Picture.every.filter(pk=picture.pk).update(crops=crops)
            self.change(f"picture:{picture.pk}/file")

    def _cut(self, folder: Path, point: str) -> list[list]:
        crops = [[400, 400, "image/avif", f"1x1-400-{point}.avif"], [400, 400, "image/jpeg", f"1x1-400-{point}.jpg"],
                 [630, 630, "image/jpeg", f"1x1-630-{point}.jpg"]]  # fmt: skip
        for *_, name in crops:
            (folder / name).write_bytes(_square(point))
        return crops


@cache
def _square(point: str) -> bytes:
    """Return a square that can be drawn into the image of a shared story."""
    out = io.BytesIO()
    Image.new("RGB", (630, 630), f"#{point}00").save(out, "JPEG")
    return out.getvalue()


def paragraph(words: str, **pictures: int) -> list[dict]:
    """Return a raw body of one paragraph, and of a picture when ``picture`` names one."""
    stream = [{"type": "paragraph", "value": f"<p>{words}</p>", "id": words}]
    for name, picture_id in pictures.items():
        value = {"picture": picture_id, "caption": words, "credit": "Pool", "alt": ""}
        stream.append({"type": "picture", "value": value, "id": f"{words} {name}"})
    return stream


def open_newsroom() -> Newsroom:
    """Return a newsroom with nothing in it but its lists."""
    room = Newsroom()
    room.wire = Wire.objects.create(name="meridian", title="Meridian Wire", kind="manual", policy="run-unless-blocked")
    for slug, name, zone in (("harbor", "Harbor 6", "America/New_York"), ("mesa", "Mesa 9", "America/Denver")):
        station = Station.objects.create(
            slug=slug, name=name, host=f"{slug}.example", url=f"https://{slug}.example", zone=zone, look=slug
        )
        room.stations.append(station)
        for part in ("news", "weather"):
            room.sections.append(Section.objects.create(station=station, name=part.title(), slug=part))
        for topic in ("rivers", "schools"):
            room.topics.append(Topic.objects.create(station=station, name=topic.title(), slug=topic))
        room.authors.append(Author.objects.create(station=station, name="Ada Quill", slug="ada-quill", role="Reporter"))
        room.wire.stations.add(station)
    return room
