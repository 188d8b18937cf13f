"""The cast of the newsroom: two stations of a group, and who may do what at which of them."""

import io
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image

from nightdesk.desk.models import (
    Alert,
    Author,
    DaybookLine,
    Delivery,
    Duty,
    HousePage,
    Lesson,
    Picture,
    Section,
    Station,
    Story,
    Take,
    Thread,
    Topic,
    Wire,
)
from nightdesk.desk.staff.models import User
from tests.newsroom_cast import NOON, make_station, make_wire


@dataclass(frozen=True)
class House:
    """Everything one station has. ``word`` stands in every text of it, so that a leak can be seen."""

    word: str
    station: Station
    wire: Wire
    story: Story
    section: Section
    topic: Topic
    thread: Thread
    line: DaybookLine
    author: Author
    picture: Picture
    delivery: Delivery
    alert: Alert
    take: Take
    lesson: Lesson
    house_page: HousePage


def make_house(slug: str, word: str) -> House:
    station = make_station(slug)
    wire = make_wire(station, name=f"{slug}-wire", policy="hold")
    section = Section.objects.get(station=station)
    thread = Thread.objects.create(station=station, name=f"The pier of {word}", slug="pier")
    topic = Topic.objects.create(station=station, name=f"Ferries {word}", slug="ferries")
    author = Author.objects.create(station=station, name=f"Mara {word}", slug="mara")
    picture = make_picture(f"Pier {word}", station)
    story = Story(
        station=station,
        wire=wire,
        wire_key=slug,
        headline=f"Ferry pier {word} stays open",
        section=section,
        state="held",
        hold_reasons=[f"The council of {word} has a question."],
        body=[{"type": "paragraph", "value": f"<p>Word from {word}.</p>", "id": "1"}],
        lead_picture=picture,
        live=False,
    )
    story.save()
    story.save_revision(clean=False, log_action=False)
    line = DaybookLine.objects.create(
        story=story, station=station, sentence=f"{word} will vote in March.", words="March", starts_at=NOON,
        ends_at=NOON,
    )  # fmt: skip
    delivery = Delivery.objects.create(
        wire=wire,
        received_at=NOON,
        sha256=slug,
        raw=zlib.compress(b""),
        size_bytes=0,
        source=f"{word}.xml",
        outcome="refused",
        fault=f"The markup of {word} is broken.",
    )
    take = Take.objects.create(
        delivery=delivery, number=0, wire=wire, wire_key=f"{slug}-take", guid=slug, digest=slug, headline=word,
        item={"headline": word}, verdict="part", filed_at=NOON,
    )  # fmt: skip
    alert = Alert.objects.create(kind="question", says=f"Ask {word}.", at=NOON, station=station, story=story)
    lesson = Lesson.objects.create(station=station, check_name="names", words=f"Mayor {word}", reason=word, at=NOON)
    return House(
        word, station, wire, story, section, topic, thread, line, author, picture, delivery, alert, take, lesson,
        HousePage.objects.create(station=station, name=f"Terms of {word}", slug="terms", body=f"<p>{word}</p>"),
    )  # fmt: skip


def make_picture(title: str, station: Station | None) -> Picture:
    picture = Picture(title=title, station=station, key=title[-8:], file_size=1)
    picture.file = ContentFile(png(60, 40), name=f"{title}.png".replace(" ", "-"))
    picture.save()
    return picture


def png(width: int = 640, height: int = 480, colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, format="PNG")
    return out.getvalue()


def made_file(picture: Picture, name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "made" / picture.key / name


def make_person(name: str, *stations: Station, role: str = "editor") -> User:
    person = User.objects.create_user(name, f"{name}@station.example", "correct-horse-battery")
    for station in stations:
        Duty.objects.create(station=station, person=person, role=role)
    return person
