"""Bake by hand, and ask why a sheet is as it is and what happened to its story."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from nightdesk.desk import history
from nightdesk.desk.models import Story
from nightdesk.kit import clock
from nightdesk.kit.refused import UNKNOWN, WRONG_USE, Refused
from nightdesk.press import run
from nightdesk.press.models import Sheet
from nightdesk.press.why import why as tell
from nightdesk.web.finding import address_of, story_of


def bake(addresses: Sequence[str], *, everything: bool) -> int:
    """Bake these sheets, or all of them, now."""
    if everything == bool(addresses):
        raise Refused("name the addresses to bake, or say --all.", WRONG_USE)
    baked = (
        run.bake_all(now=clock.now())
        if everything
        else run.bake([address_of(one) for one in addresses], now=clock.now())
    )
    print(f"nightdesk: {baked} sheets baked", file=sys.stderr)
    return 0


def why(name: str, *, as_json: bool = False) -> int:
    """Tell what happened to a story, what its sheet showed, what caused it last, and its last failure."""
    address = name if name.isdecimal() else address_of(name)
    story = _story(name)
    if story is not None and name.isdecimal():
        address = Sheet.objects.filter(about=f"story:{story.pk}").values_list("address", flat=True).first() or ""
    sheet = tell(address)
    if sheet is None and story is None:
        raise Refused(f"no sheet has the address “{name}”.", UNKNOWN)
    now = clock.now()
    events = history.of(story, now) if story else []
    if as_json:
        told = sheet or {}
        if story:
            told |= {
                "story": story.pk,
                "stands": history.now_stands(story, now),
                "history": [asdict(one) for one in events],
            }
        print(json.dumps(told, indent=1, ensure_ascii=False, default=str))
        return 0
    if story:
        print(f"“{story.headline}”, story {story.pk} of {story.station}: {story.state}.")
        print(history.now_stands(story, now))
        for event in events:
            print(f"  {_at(event.at)}  {event.who}: {event.says}")
    for line in _of_sheet(sheet):
        print(line)
    return 0


def _story(name: str) -> Story | None:
    try:
        return story_of(name)
    except Refused:
        return None


def _of_sheet(sheet: dict[str, Any] | None) -> Iterator[str]:
    if sheet is None:
        yield "It has no page: it never had an address."
        return
    there = "is there" if sheet["is_present"] else "is not there"
    yield f"The file of {sheet['address']} {there}. Last baked {_at(sheet['baked_at'])}, because of: {sheet['cause']}."
    if sheet["is_stale"]:
        yield "It is to be baked anew."
    if sheet["wakes_at"]:
        yield f"It is looked at again at {_at(sheet['wakes_at'])}."
    if sheet["fault"]:
        last = sheet["fault"].splitlines()[-1]
        yield f"Baking it failed at {_at(sheet['faulted_at'])} ({sheet['tries']} times): {last}"
        yield f"It is tried again at {_at(sheet['next_try_at'])}."
    yield f"It showed: {', '.join(sheet['showed']) or 'nothing'}."


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment else "never"
