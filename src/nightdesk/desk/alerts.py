"""Words to editors that must not be missed, written in the transaction that gave cause for them."""

from collections.abc import Sequence
from datetime import datetime

from nightdesk.copydesk.copy import Copy
from nightdesk.desk import kin, sorting
from nightdesk.desk.models import Alert, Picture, Story, Take
from nightdesk.matching.verdict import Verdict
from nightdesk.wire.item import Item

_STAYS = "It is not public."
_STATE = {
    "running": "It still runs: kill it if that is right.",
    "held": "It is held: kill it, or let it run.",
}
_NOT_YET = "The story is not here yet. If it comes, it will not run."
_ALWAYS = {"kill": "kill", "withhold": "withhold", "advisory": "advisory", "reuse": "question", "held": "question"}


def tell(
    take: Take,
    item: Item,
    copy: Copy,
    verdict: Verdict,
    stories: Sequence[Story],
    doubts: Sequence[str],
    *,
    now: datetime,
) -> None:
    """Tell the desks of the stations concerned what an item ordered, or what is doubtful about it."""
    said = [(_ALWAYS[verdict.kind], verdict.says)] if verdict.kind in _ALWAYS else []
    if take.order == "correction" and not copy.correction:
        said.append(
            ("correction", "The agency corrects this story but says nothing for readers: write what was wrong.")
        )
    said += [("question", doubt) for doubt in doubts]
    name = take.headline or item.slugline or item.guid
    if not said:
        return
    concerned: list[tuple[int, Story | None]] = [(story.station_id, story) for story in stories]
    if not concerned:
        concerned = [(station.pk, None) for station in sorting.stations_of(take.wire)]
        said = [(kind, f"{says} {_NOT_YET}" if kind == "kill" else says) for kind, says in said]
    Alert.objects.bulk_create(
        Alert(
            kind=kind,
            says=f"{name}: {says}"[:500],
            at=now,
            wire=take.wire,
            take=take,
            station_id=station_id,
            story=story,
        )
        for kind, says in said
        for station_id, story in concerned
    )


def tell_of_kill_words(take: Take, item: Item, copy: Copy, words: str, *, now: datetime) -> None:
    """Tell the desks, urgently, that an item carries the words of a kill, and which stories it probably means."""
    name = take.headline or item.slugline or item.guid
    begun = f"{name[:150]}: this is told in the words of a kill (“{words[:80]}”)."
    rows = [
        Alert(
            station_id=story.station_id,
            story=story,
            says=f"{begun} It probably means “{story.headline[:150]}” ({why}). {_STATE.get(story.state, _STAYS)}",
        )
        for story, why in kin.suspects(take, item, copy)
    ] or [
        Alert(station=station, says=f"{begun} No story of this wire is like it: look for it yourself.")
        for station in sorting.stations_of(take.wire)
    ]
    for row in rows:
        row.kind, row.says, row.at, row.wire, row.take = "kill-advisory", row.says[:500], now, take.wire, take
    Alert.objects.bulk_create(rows)


def tell_of_pictures(take: Take, pictures: Sequence[Picture], *, now: datetime) -> None:
    """Tell the desks of the wire's stations which pictures an order took out of their pages."""
    Alert.objects.bulk_create(
        Alert(
            kind="kill",
            says=f"The agency withdraws the picture “{picture.title[:200]}”. It is taken out of every page.",
            at=now,
            wire=take.wire,
            take=take,
            station=station,
        )
        for picture in pictures
        for station in sorting.stations_of(take.wire)
    )
