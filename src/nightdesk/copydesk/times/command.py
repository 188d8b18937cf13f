"""The command ``nightdesk times``: the time expressions of a story, for people or as JSON."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nightdesk.copydesk.story_file import StoryText, each_story
from nightdesk.copydesk.times.expression import TimeExpression
from nightdesk.copydesk.times.reader import read
from nightdesk.kit.refused import WRONG_USE, Refused


def times_of(paths: Iterable[str], out: TextIO, err: TextIO, *, published: str | None = None, zone: str = "UTC",
             as_json: bool = False) -> int:  # fmt: skip
    """Write every time expression of every story. ``published`` is used when a document says no moment of its own.

    Returns 0, or 3 when a file cannot be read. Raises Refused when the moment or the zone is none.
    """
    moment = _moment(published, _zone(zone)) if published else None

    def tell(story: StoryText) -> None:
        found = read(story.paragraphs, published_at=moment or story.published_at, zone=zone)
        _write(story, found, out, as_json=as_json)

    return each_story(paths, err, tell)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise Refused(f"“{name}” is no time zone; say it like America/Chicago.", WRONG_USE) from fault


def _moment(words: str, zone: ZoneInfo) -> datetime:
    """Read an ISO moment or day; without an offset it is the station's wall clock, and a day means its noon."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError as fault:
        raise Refused(f"“{words}” is no moment; say it like 2024-01-26T15:00:00-05:00.", WRONG_USE) from fault
    if len(words) == len("2024-01-26"):
        found = found.replace(hour=12)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=zone)


def _write(story: StoryText, found: tuple[TimeExpression, ...], out: TextIO, *, as_json: bool) -> None:
    if as_json:
        out.write(
            json.dumps({"file": story.name, "times": [_plain(story, one) for one in found]}, ensure_ascii=False) + "\n"
        )
        return
    for one in found:
        stretch = f" {one.starts_at.isoformat()}/{one.ends_at.isoformat()}" if one.starts_at and one.ends_at else ""
        print(f"{story.name}:{one.paragraph + 1}: {one.type} {one.value}{stretch}: {one.text}", file=out)


def _plain(story: StoryText, one: TimeExpression) -> dict[str, Any]:
    told: dict[str, Any] = {"text": one.text, "paragraph": one.paragraph, "start": one.start, "end": one.end}
    if story.starts is not None:
        first = story.starts[one.paragraph]
        told |= {"file_start": first + one.start, "file_end": first + one.end}
    return told | {
        "type": one.type,
        "value": one.value,
        "mod": one.mod or None,
        "quant": one.quant or None,
        "starts_at": one.starts_at.isoformat() if one.starts_at else None,
        "ends_at": one.ends_at.isoformat() if one.ends_at else None,
        "anchor": one.anchor or None,
        "rule": one.rule,
    }
