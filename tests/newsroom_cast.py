"""A station, a wire and an item, for tests that need a newsroom in sight."""

from datetime import UTC, datetime
from uuid import uuid4

from django.conf import settings

from nightdesk.desk import sorting
from nightdesk.desk.models import Section, Station, Wire
from nightdesk.wire.item import Block, Item

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BODY = (
    "PORT ELLERY (Coastline) — The council voted on Monday night to keep the old ferry pier open through the winter.",
    "“We heard the islands,” said Mara Tolliver, who chairs the council, after a hearing of four hours.",
    "The pier carries three hundred passengers a day, and its repair will begin in the spring, the harbor office said.",
)


def open_anew() -> None:
    """Forget what no rollback takes back: the lists in memory, and the kill ledger, whose file another takes over."""
    sorting.forget()
    settings.KILL_LEDGER = settings.KILL_LEDGER.with_name(f"kills-{uuid4().hex}.jsonl")


def make_station(slug: str = "harbor", **more) -> Station:
    station = Station.objects.create(
        slug=slug,
        name=slug.title(),
        host=f"{slug}.localhost",
        url=f"http://{slug}.localhost",
        **({"market": f"Port {slug.title()}"} | more),
    )
    Section.objects.create(station=station, slug="local", name="Local", rank=1)
    return station


def make_wire(*stations: Station, name: str = "coastline", policy: str = "run-unless-blocked", **more) -> Wire:
    wire = Wire.objects.create(name=name, title=name.title(), kind="manual", policy=policy, **more)
    wire.stations.set(stations)
    return wire


def make_item(guid: str = "tag:coastline.example,2026:pier", version: str = "1", **more) -> Item:
    blocks = tuple(Block("paragraph", text, text) for text in more.pop("paragraphs", BODY))
    return Item(
        **(
            {
                "format": "ninjs 3.0",
                "guid": guid,
                "version": version,
                "status": "usable",
                "created_at": NOON,
                "headline": "Ferry pier stays open",
                "language": "en",
                "blocks": blocks,
                "credit": "Coastline",
                "copyright": "© 2026 Coastline",
            }
            | more
        )
    )
