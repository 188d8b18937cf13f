"""Where a ninjs object leaves its standard: told, never a reason to refuse copy that can be read.

A version that is a whole number is no fault to speak of; one like 1.10 is, for JSON reads it as 1.1.
"""

from collections.abc import Iterator, Mapping
from typing import Any

_TEXTS = {
    "uri", "type", "profile", "version", "title", "headline", "usageterms", "ednote", "byline", "by", "slugline",
    "language", "copyrightnotice", "mimetype", "pubstatus", "representationtype", "versioncreated", "firstcreated",
    "contentcreated", "expires", "located", "description_text", "description_html", "body_text", "body_html",
    "body_xhtml",
}  # fmt: skip
_LISTS = {
    "person", "people", "organisation", "organisations", "place", "places", "subject", "subjects", "event", "events",
    "object", "objects", "infosource", "infosources", "genre", "genres", "headlines", "descriptions", "bodies",
}  # fmt: skip
_OBJECTS = {"digitalsourcetype", "rightsinfo", "standard", "$standard", "associations", "altids"}
_TYPES = {"text", "audio", "video", "picture", "graphic", "composite", "component", "animated", "planning", "event"}
_STATUSES = {"usable", "withheld", "canceled"}
_SHAPES = {
    "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection", "Feature",
    "FeatureCollection",
}  # fmt: skip
_REPRESENTATIONS = {"complete", "incomplete", "full", "partial"}


def _is_as_good_as_text(name: str, value: Any) -> bool:
    """Tell whether agencies write a member in this way and lose nothing: a whole version, usage terms as a list."""
    if name == "version":
        return type(value) is int
    return name == "usageterms" and isinstance(value, list) and all(isinstance(one, str) for one in value)


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def faults(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for every member whose value the standard does not allow."""
    for name, value in data.items():
        low = name.lower()
        if low in _TEXTS and not isinstance(value, str) and not _is_as_good_as_text(low, value):
            yield f"“{name}” is not text."
        elif low in _LISTS and not (isinstance(value, list) and all(isinstance(one, dict) for one in value)):
            yield f"“{name}” is not a list of objects."
        elif low in _OBJECTS and not isinstance(value, dict | list):
            yield f"“{name}” is not an object."
        elif low == "urgency" and not (isinstance(value, int) and 1 <= value <= 9 or str(value) in "123456789"):
            yield "“urgency” is not a number from 1 to 9."
        elif low == "infosource" and any(not isinstance(part, str | list) for one in value for part in one.values()):
            yield "“infosource” holds more than words."
    lower = {name.lower(): value for name, value in data.items()}
    yield from _words(lower)
    yield from _parts(lower)


def _words(data: Mapping[str, Any]) -> Iterator[str]:
    for name, allowed in (("type", _TYPES), ("pubstatus", _STATUSES), ("representationtype", _REPRESENTATIONS)):
        said = data.get(name)
        if isinstance(said, str) and said not in allowed:
            yield f"“{said[:60]}” is no {name} of ninjs."


def _parts(data: Mapping[str, Any]) -> Iterator[str]:
    rights = data.get("rightsinfo")
    if isinstance(rights, dict) and "linkedrights" in rights and "encodedrights" in rights:
        yield "“rightsinfo” says its rights twice."
    for place in (*_objects(data.get("place")), *_objects(data.get("places"))):
        shape = place.get("geojson") or place.get("geoJSON")
        if shape is not None and (not isinstance(shape, dict) or shape.get("type") not in _SHAPES):
            yield "A place has a shape that is no GeoJSON."
            break
    associations = data.get("associations")
    members = list(associations.values()) if isinstance(associations, dict) else associations
    if not isinstance(members, list):
        return
    if any(not isinstance(one, dict) for one in members):
        yield "An associated object is no object."
    elif isinstance(associations, list) and any("name" not in one for one in members):
        yield "An associated object has no name."
