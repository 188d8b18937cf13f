"""The demo: an invented group of two stations, their wires, and sample copy that comes in through them."""

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.db import transaction

from nightdesk.desk.models import Author, HousePage, Section, Station, Topic, Wire

SAMPLES = Path(str(files("nightdesk") / "samples"))
_PARTS = ("look", "tagline", "copyright", "contact_email", "tips_email", "legal_html", "community_html", "gone_text")


def set_up(port: str) -> None:
    """Create the demo's stations and wires, then lay the sample copy into the wires' folders."""
    manifest = json.loads((SAMPLES / "manifest.json").read_text())
    group = json.loads((SAMPLES / "group.json").read_text())
    with transaction.atomic():
        stations = {
            one["slug"]: _station(one, group[one["slug"]], manifest["sections"], port) for one in manifest["stations"]
        }
        wires = [(_wire(one, stations), one["files"]) for one in manifest["wires"]]
    for wire, names in wires:
        _feed(wire, names)


def _station(one: dict[str, str], more: dict[str, Any], sections: list[dict[str, str]], port: str) -> Station:
    station = Station.objects.create(
        slug=one["slug"],
        name=one["name"],
        call_sign=one["call_sign"],
        host=one["host"],
        url=f"http://{one['host']}{port}",
        market=one["market"],
        zone=one["zone"],
        language=one["language"],
        **{name: more[name] for name in _PARTS},
    )
    Section.objects.bulk_create(
        Section(station=station, rank=rank, **section) for rank, section in enumerate(sections, start=1)
    )
    Topic.objects.bulk_create(Topic(station=station, **topic) for topic in more["topics"])
    Author.objects.bulk_create(Author(station=station, **author) for author in more["authors"])
    HousePage.objects.bulk_create(HousePage(station=station, **page) for page in more["pages"])
    return station


def _wire(one: dict[str, Any], stations: dict[str, Station]) -> Wire:
    wire = Wire.objects.create(
        name=one["name"],
        title=one["title"],
        kind="folder",
        folder=f"wires/{one['name']}",
        policy=one["policy"],
        agency_names=one["agency_names"],
        credit_line=one["credit"],
        copyright_line=one["copyright"],
        section_map=one["section_map"],
        default_section=one["default_section"],
        is_full_text_in_feeds=one.get("is_full_text_in_feeds", False),
    )
    wire.watched.mkdir(parents=True, exist_ok=True)
    wire.stations.set(stations[slug] for slug in one["stations"])
    return wire


def _feed(wire: Wire, names: list[str]) -> None:
    """Lay the sample files into the wire's folder: pictures first, documents by an atomic rename."""
    source, folder = SAMPLES / wire.name, wire.watched
    if (source / "pictures").is_dir():
        shutil.copytree(source / "pictures", folder / "pictures", dirs_exist_ok=True)
    for name in names:
        part = folder / f".{name}.part"
        shutil.copyfile(source / name, part)
        part.rename(folder / name)
