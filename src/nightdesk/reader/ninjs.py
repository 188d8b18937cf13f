"""Stories as data: IPTC's News in JSON 3.1, one object a story, in pages counted from the oldest end.

What a story says here is what fronts and feeds say of it; its whole text goes in only where the press has put it,
which it does only where the wire's terms allow it.
"""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from nightdesk.reader.addresses import absolute
from nightdesk.reader.cards import CardView, DataView, PictureView, StationView
from nightdesk.reader.characters import legible, safe_link
from nightdesk.reader.fragments import Fragments
from nightdesk.reader.times import machine

_SCHEMA = {"name": "ninjs", "version": "3.1", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}
_STORIES: Fragments[bytes] = Fragments(600)


def page(station: StationView, path: str, entries: Sequence[DataView], *, older: str = "", newer: str = "") -> bytes:
    """Return a page of stories, the newest first; ``older`` and ``newer`` are the paths of its neighbours."""
    head = {
        "title": legible(station.name),
        "homePage": absolute(station.url, "/"),
        "page": absolute(station.url, path),
        "newer": absolute(station.url, newer) if newer else None,
        "older": absolute(station.url, older) if older else None,
        "terms": absolute(station.url, station.terms_path) if station.terms_path else None,
        "language": station.language,
    }
    written = [
        _STORIES(
            (station, one.card),
            (one.full_html, one.topics, one.corrections, one.copyright),
            partial(_story, station, one),
        )
        for one in entries
    ]
    return _json(head)[:-1] + b',"stories":[' + b",".join(written) + b"]}\n"


def _story(station: StationView, view: DataView) -> bytes:
    card, full = view.card, view.full_html
    moment = card.updated_at or card.published_at
    said = card.deck or card.summary
    found: dict[str, Any] = {
        "uri": safe_link(card.url),
        "standard": _SCHEMA,
        "type": "text",
        "version": f"{moment:%Y%m%d%H%M%S}" if moment else "",
        "firstCreated": machine(card.published_at, station.zone) if card.published_at else "",
        "versionCreated": machine(moment, station.zone) if moment else "",
        "pubStatus": "usable",
        "language": card.language,
        "headlines": [_text("main", card.headline)],
        "descriptions": [
            *([_text("summary", said)] if said else []),
            *(_text("correction", words) for words in view.corrections),
        ],
        "bodies": [{"role": "main", "contentType": "text/html", "value": legible(full)}] if full else [],
        "by": card.byline.removeprefix("By "),
        "located": card.dateline,
        "subjects": _subjects(station, view),
        "infoSources": [{"name": legible(card.credit), "role": "agency"}] if card.credit else [],
        "copyrightNotice": " ".join(view.copyright.split()) or ("" if card.credit else station.copyright),
        "usageTerms": _terms(station, card),
        "altIds": [{"role": "tag", "value": card.guid}] if card.guid else [],
        "associations": [_picture(station, card.picture)] if card.picture and card.picture.files else [],
    }
    return _json({name: legible(one) if isinstance(one, str) else one for name, one in found.items() if one})


def _text(role: str, words: str) -> dict[str, str]:
    return {"role": role, "contentType": "text/plain", "value": legible(words)}


def _terms(station: StationView, card: CardView) -> str:
    """Say whose words these are, and where the station's terms stand."""
    agency = f"What {card.credit} wrote belongs to it: ask it before you publish or mine it." if card.credit else ""
    own = absolute(station.url, station.terms_path) if station.terms_path else ""
    return " ".join(filter(None, (agency, own)))


def _subjects(station: StationView, view: DataView) -> list[dict[str, str]]:
    section = view.card.section
    found = [(section.title, absolute(station.url, section.path))] if section else []
    return [{"name": legible(name), "uri": legible(uri)} for name, uri in (*found, *view.topics)]


def _picture(station: StationView, picture: PictureView) -> dict[str, Any]:
    """Return the lead picture with every file there is of it, as long as it may be shown."""
    last = absolute(station.url, picture.files[-1].path)
    found = {
        "name": "lead",
        "uri": last,
        "type": "picture",
        "pubStatus": "usable",
        "descriptions": [_text("caption", picture.caption)] if picture.caption else [],
        "by": legible(picture.credit),
        "renditions": [
            {
                "name": f"{file.width}-{file.mime.partition('/')[2]}",
                "href": absolute(station.url, quote(file.path)),
                "contentType": file.mime,
                "width": file.width,
                "height": file.height,
            }
            for file in picture.files
        ],
    }
    return {name: one for name, one in found.items() if one}


def _json(values: dict[str, Any]) -> bytes:
    return legible(json.dumps(values, ensure_ascii=False, separators=(",", ":"))).encode()
