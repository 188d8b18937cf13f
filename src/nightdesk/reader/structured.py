"""What machines read on a page: JSON-LD in schema.org's words. Data, never script.

``<``, ``>``, ``&`` and the two line separators are written as escapes, so no text can end the
element it stands in or start another.
"""

import json
from typing import Any

from nightdesk.reader.addresses import absolute
from nightdesk.reader.assets import paths as asset_paths
from nightdesk.reader.cards import FrontView, NoteView, PersonView, PictureView, StationView, StoryView
from nightdesk.reader.characters import legible, safe_link
from nightdesk.reader.times import machine

_ESCAPES = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029")
LOGOS = {look: f"mark-{look}.png" for look in ("plain", "harbor", "mesa")}
LOGO_SIDE = 256
_HEADLINE_LIMIT = 110  # what search engines read of a headline
_LEAST_PIXELS = 50_000  # of an image that search engines take


def escaped(data: dict[str, Any]) -> str:
    """Return the JSON of ``data`` as it may stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _ESCAPES:
        text = text.replace(char, escape)
    return text


def news_story(station: StationView, view: StoryView) -> str:
    """Return a story as a schema.org NewsArticle, naming the agency whose copy it is."""
    return escaped({"@context": "https://schema.org", "@type": "NewsArticle", **_article(station, view)})


def _article(station: StationView, view: StoryView) -> dict[str, Any]:
    """Return what is told of a story under any of schema.org's types for one."""
    card = view.card
    data = {
        "mainEntityOfPage": view.canonical_url or card.url,
        "url": card.url,
        "headline": _shortened(card.headline),
        "description": card.deck or card.summary,
        "inLanguage": card.language,
        "datePublished": machine(card.published_at, station.zone) if card.published_at else "",
        "dateModified": _changed(station, view),
        "author": _authors(station, view),
        "publisher": publisher(station),
        "image": _images(station, view.lead or card.picture),
        "articleSection": card.section.title if card.section else "",
        "keywords": [topic.title for topic in view.topics],
        "wordCount": view.word_count,
        "correction": [_correction(station, note) for note in view.notes if note.kind == "correction"],
        "creditText": card.credit or view.agency_name,
        "copyrightNotice": view.copyright,
        "isBasedOn": _source(view),
        "isAccessibleForFree": True,  # all of it: no part is kept back, so none is named
    }
    return _filled(data)


def front(station: StationView, view: FrontView) -> str:
    """Return what a front is: the newsroom's home, a person's page, or a collection."""
    url = absolute(station.url, view.path)
    if view.kind == "home" and view.number is None:
        return escaped({"@context": "https://schema.org", **publisher(station)})
    if view.kind == "author" and view.author:
        data = {"@type": "ProfilePage", "url": url, "mainEntity": _person(station, view.author)}
    else:
        data = {"@type": "CollectionPage", "url": url, "name": view.title, "isPartOf": absolute(station.url, "/")}
    return escaped({"@context": "https://schema.org", **_filled(data)})


def publisher(station: StationView) -> dict[str, Any]:
    return {
        "@type": "NewsMediaOrganization",
        "name": legible(station.name),
        "url": absolute(station.url, "/"),
        "logo": {
            "@type": "ImageObject",
            "url": absolute(station.url, asset_paths()[LOGOS.get(station.look, LOGOS["plain"])]),
            "width": LOGO_SIDE,
            "height": LOGO_SIDE,
        },
    }


def _authors(station: StationView, view: StoryView) -> list[dict[str, Any]] | dict[str, Any]:
    people = [_person(station, person) for person in view.bylines]
    if people:
        return people
    agency = view.byline_agency or view.agency_name or view.card.credit
    return {"@type": "Organization", "name": agency} if agency else publisher(station)


def _person(station: StationView, person: PersonView) -> dict[str, Any]:
    url = absolute(station.url, person.path) if person.path else ""
    return _filled({"@type": "Person", "name": person.name, "url": url, "jobTitle": person.role})


def _source(view: StoryView) -> dict[str, Any]:
    """Return the agency's own copy, where another's words were run: whose it is and, if known, where."""
    if not view.agency_name:
        return {}
    agency = {"@type": "NewsMediaOrganization", "name": legible(view.agency_name)}
    return _filled({"@type": "CreativeWork", "publisher": agency, "url": safe_link(view.agency_url)})


def _images(station: StationView, picture: PictureView | None) -> list[dict[str, Any]]:
    """Return the picture in every ratio there is of it, each with its words and whose it is; none too small to take."""
    if picture is None:
        return []
    return [
        _filled(
            {
                "@type": "ImageObject",
                "url": absolute(station.url, file.path),
                "contentUrl": absolute(station.url, file.path),
                "width": file.width,
                "height": file.height,
                "caption": picture.caption,
                "creditText": picture.credit,
                "copyrightNotice": picture.copyright,
            }
        )
        for file in picture.shared
        if file.width * file.height >= _LEAST_PIXELS
    ]


def _correction(station: StationView, note: NoteView) -> dict[str, Any]:
    at = machine(note.at, station.zone) if note.at else ""
    return _filled({"@type": "CorrectionComment", "text": note.text, "datePublished": at})


def _changed(station: StationView, view: StoryView) -> str:
    moment = view.card.updated_at or view.card.published_at
    return machine(moment, station.zone) if moment else ""


def _shortened(headline: str) -> str:
    if len(headline) <= _HEADLINE_LIMIT:
        return headline
    fits = headline[: _HEADLINE_LIMIT - 1]
    return (fits.rpartition(" ")[0] or fits).rstrip(" ,;:") + "…"  # some scripts have no spaces


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: legible(value) if isinstance(value, str) else value for name, value in data.items() if value}
