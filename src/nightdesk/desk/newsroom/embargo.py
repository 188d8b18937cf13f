"""An embargo in an editor's words and hours: the station's zone, and which zone that is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from nightdesk.desk import embargoes
from nightdesk.desk.models import Story


class WrongHour(ValueError):
    """What an editor typed is no moment where the station is."""


def local(at: datetime, zone: str) -> str:
    """Return a moment as the clock shows it where the station is."""
    return f"{at.astimezone(ZoneInfo(zone)):%-d %b %Y, %H:%M %Z} ({zone})"


def moment_of(text: str, zone: str) -> datetime:
    """Return the moment that a day and an hour (``2026-11-26T06:00``) mean in a zone. Raises WrongHour.

    An hour that the clock shows twice, in autumn, is taken as the later: an embargo never ends too early.
    """
    try:
        typed = datetime.fromisoformat(text.strip())
    except ValueError:
        raise WrongHour("Give a day and an hour.") from None
    if typed.tzinfo is not None:
        raise WrongHour("Give the hour of the station’s own clock, without a zone.")
    at = typed.replace(tzinfo=ZoneInfo(zone), fold=1)
    if at.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != typed:
        raise WrongHour("The clock is put forward over that hour: it does not exist. Give another.")
    return at.astimezone(UTC)


def lines(story: Story, now: datetime) -> Iterator[tuple[str, str, bool]]:
    """Yield (name, words, whether it stops something) for the wire's embargo and the desk's own."""
    zone = story.station.zone
    has_wires = embargoes.has_wires(story, now)
    lifted = "" if has_wires else f", lifted by {story.embargo_set_by or 'an editor'}"
    if story.is_embargo_unreadable:
        words = "cannot be read" if not has_wires else "cannot be read: it does not go out"
        yield "Embargo of the agency", f"{words}{lifted}", has_wires
    elif story.embargo_until:
        is_over = story.embargo_until <= now
        yield "Embargo of the agency", f"until {local(story.embargo_until, zone)}{'' if is_over else lifted}", has_wires
    if story.desk_embargo_until:
        by = f", set by {story.embargo_set_by}" if story.embargo_set_by else ""
        said = f"until {local(story.desk_embargo_until, zone)}{by}"
        yield "Embargo of the desk", said, embargoes.has_own(story, now)
