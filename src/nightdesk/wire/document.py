"""A delivered document, opened: XML as a tree, JSON as values, with the repairs that it took to open it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nightdesk.wire.charsets import decode
from nightdesk.wire.item import Repair, WireFault
from nightdesk.wire.profiles import GENERAL, Profile
from nightdesk.wire.xml import read_xml

LARGEST_BYTES = 15_000_000
MOST_OBJECTS = 100_000  # of one JSON document
MOST_VALUES = 1_000_000  # of one JSON document, by its commas
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Document:
    """``root`` is set for XML, ``data`` for JSON; ``text`` is what both were read from."""

    text: str
    root: Any = None
    data: Any = None
    repairs: list[Repair] = field(default_factory=list)
    url: str = ""
    language: str = ""
    received_at: datetime | None = None
    profile: Profile = GENERAL
    zone: tzinfo | None = None
    spelt_dates: int = 3  # how many dates may still go to the slow reader of spelt-out dates


def open_document(raw: bytes, headers: Mapping[str, str], received_at: datetime | None, profile: Profile) -> Document:
    """Return the document. Raises WireFault when it is too large, empty, or neither XML nor JSON."""
    if len(raw) > LARGEST_BYTES:
        raise WireFault("size", f"This document has {len(raw):,} bytes; {LARGEST_BYTES:,} are the most we read.")
    text, repairs = decode(raw, headers)
    text = text.lstrip("\ufeff \t\r\n\0")
    document = Document(text, repairs=list(repairs), received_at=received_at, profile=profile, zone=_zone(profile))
    for name, value in headers.items():
        if name.lower() == "content-location":
            document.url = value
        elif name.lower() == "content-language":
            document.language = value
    if not text:
        raise WireFault("document", "This document is empty.")
    if text[0] in "{[":
        document.data = _read_json(document)
    elif text[0] == "<" or "<" in text[:2000]:
        document.root, mended = read_xml(text[text.index("<") :])
        document.repairs.extend(mended)
        if text[0] != "<":
            document.repairs.append(Repair("markup", "There were words before the first tag; they were left out."))
    else:
        raise WireFault("format", "This is neither XML nor JSON, so it is no wire format that we know.")
    return document


def _zone(profile: Profile) -> tzinfo | None:
    if not profile.zone:
        return None
    try:
        return ZoneInfo(profile.zone)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise WireFault("profile", f"“{profile.zone}” is no time zone.") from fault


def _read_json(document: Document) -> Any:
    if document.text.count("{") > MOST_OBJECTS or document.text.count(",") > MOST_VALUES:
        raise WireFault("size", "This JSON has more objects and values than any copy needs.")
    twice: set[str] = set()

    def whole(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            twice.update(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        return found

    try:
        data = _load(document, whole)
    except RecursionError as fault:
        raise WireFault("json", "This JSON is nested too deeply.") from fault
    except ValueError as fault:
        raise WireFault("json", f"This JSON cannot be read: {' '.join(str(fault).split())[:200]}") from fault
    if twice:
        names = ", ".join(sorted(twice)[:5])
        document.repairs.append(Repair("contradiction", f"A name stands twice in one object: {names}"))
    if _SURROGATE.search(document.text):
        data = _without_lone_surrogates(data)
    return data


def _load(document: Document, whole: Any) -> Any:
    """Read strictly, or line by line; line breaks and tabs that stand bare in a string are forgiven, and told."""
    try:
        return json.loads(document.text, object_pairs_hook=whole)
    except json.JSONDecodeError as fault:
        if fault.msg == "Extra data" and (lines := _lines(document.text, whole)):
            return lines
        if "control character" not in str(fault):
            raise
    data = json.loads(document.text, strict=False, object_pairs_hook=whole)
    document.repairs.append(Repair("characters", "Control characters stood bare in the JSON; they were mended."))
    return data


def _lines(text: str, whole: Any) -> list[Any]:
    """Return the values of JSON lines, one a line, or nothing when one of them is none."""
    try:
        return [json.loads(line, object_pairs_hook=whole) for line in text.split("\n") if line.strip()]
    except ValueError:
        return []


def _without_lone_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_lone_surrogates(one) for one in value]
    if isinstance(value, dict):
        return {_LONE.sub("\ufffd", name): _without_lone_surrogates(one) for name, one in value.items()}
    return value
