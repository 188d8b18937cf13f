"""What ninjs 3.1 (IPTC, News in JSON) asks of a story, in our own words, each a sentence when broken."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

NAMES = {
    "uri": str, "standard": dict, "type": str, "version": str, "firstCreated": str, "versionCreated": str,
    "pubStatus": str, "language": str, "headlines": list, "descriptions": list, "bodies": list, "by": str,
    "located": str, "subjects": list, "infoSources": list, "copyrightNotice": str, "usageTerms": str,
    "altIds": list, "associations": list, "name": str, "renditions": list,
}  # fmt: skip
PARTS = {
    "headlines": {"role", "contentType", "value"},
    "descriptions": {"role", "contentType", "value"},
    "bodies": {"role", "contentType", "value"},
    "subjects": {"name", "uri"},
    "infoSources": {"name", "role"},
    "altIds": {"role", "value"},
    "renditions": {"name", "href", "contentType", "width", "height"},
}
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def story(told: dict[str, Any], *, is_part: bool = False) -> Iterator[str]:
    """Yield every rule that an object breaks."""
    for name, value in told.items():
        if name not in NAMES:
            yield f"{name} is not a member of ninjs"
        elif not isinstance(value, NAMES[name]) or value in ("", [], {}):
            yield f"{name} is a {NAMES[name].__name__} that says something"
    if not URI.fullmatch(told.get("uri", "")):
        yield "uri is a whole URI"
    if told.get("pubStatus") != "usable":
        yield "what is public is usable"
    if told.get("type") != ("picture" if is_part else "text"):
        yield "a story is text, what it shows is a picture"
    if not is_part and set(told.get("standard", ())) != {"name", "version", "schema"}:
        yield "the standard is named with its version and schema"
    for name in ("firstCreated", "versionCreated"):
        if name in told and not (MOMENT.fullmatch(told[name]) and datetime.fromisoformat(told[name])):
            yield f"{name} is a moment with a zone"
    for name, members in PARTS.items():
        for part in told.get(name, ()):
            if not set(part) <= members or not all(part.values()):
                yield f"{name} hold {members}, none of them empty"
    for part in (*told.get("subjects", ()), *told.get("renditions", ())):
        if not URI.fullmatch(part.get("uri") or part.get("href") or ""):
            yield "subjects and renditions have whole addresses"
    for part in told.get("associations", ()):
        yield from story(part, is_part=True)
