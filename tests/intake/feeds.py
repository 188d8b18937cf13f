"""A feed, a document and the wires of the intake's tests."""

import json
from pathlib import Path

from nightdesk.desk.models import Wire
from tests.newsroom_cast import make_station, make_wire


def feed(*headlines: str) -> bytes:
    """Return an RSS feed with one item for each headline."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{headline.lower().replace(' ', '-')}</guid><title>{headline}</title>"
        f"<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate><description>The council of Port Ellery met on Monday. "
        f"{headline}, the mayor said after the meeting.</description></item>"
        for headline in headlines
    )
    return f"<rss version='2.0'><channel><title>Meridian Wire</title>{items}</channel></rss>".encode()


def document(guid: str = "m-1", headline: str = "Harbour bridge reopens", **more: object) -> bytes:
    """Return a ninjs document."""
    item = {
        "uri": guid,
        "type": "text",
        "version": "1",
        "pubstatus": "usable",
        "versioncreated": "2026-11-23T10:00:00Z",
        "headline": headline,
        "body_xhtml": "<p>PORT ELLERY (Meridian) — The bridge reopened on Monday after four weeks of repair.</p>",
    }
    return json.dumps(item | more).encode()


def a_wire(kind: str, name: str = "meridian", **more: object) -> Wire:
    """Return a wire of one station; ``more`` are its columns."""
    wire = make_wire(make_station(f"station-{name}"), name=name)
    Wire.objects.filter(pk=wire.pk).update(kind=kind, **more)
    wire.refresh_from_db()
    return wire


def folder_wire(home: Path, name: str = "meridian") -> Wire:
    home.mkdir(parents=True, exist_ok=True)
    return a_wire("folder", name, folder=str(home))
