"""Words to editors that must not be missed, written in the transaction that gave cause for them."""

from collections.abc import Sequence
from datetime import datetime

from nightdesk.copydesk.copy import Copy
from nightdesk.desk import sorting
from nightdesk.desk.models import Alert, Story, Take
from nightdesk.matching.verdict import Verdict
from nightdesk.wire.item import Item

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
