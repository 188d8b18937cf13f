"""Stations that share copy, for tests: what is handed over is filed, until nothing waits."""

from datetime import timedelta

from nightdesk.desk import decide, facts, filing, sharing, sorting
from nightdesk.desk.models import Delivery, Section, Story, Wire
from nightdesk.intake.sources import sister
from tests.newsroom_cast import NOON, make_item, make_station, make_wire


class Group:
    """Stations by name, each taking from the one before it, and a clock that goes on by itself."""

    def __init__(self, *names: str, wire: dict | None = None) -> None:
        sorting.forget()
        self.now, self.count = NOON, 0
        self.stations = {name: make_station(name) for name in names}
        for giver, taker in zip(names, names[1:], strict=False):
            self.link(giver, taker)
        first = self.stations[names[0]]
        self.agency = make_wire(first, **({"is_shareable": True} | (wire or {})))

    def link(self, giver: str, taker: str, **more) -> Wire:
        wire = Wire.objects.create(
            name=f"{taker}-from-{giver}",
            title=giver.title(),
            kind="sister",
            sister=self.stations[giver],
            **({"policy": "run-unless-blocked", "is_shareable": True} | more),
        )
        wire.stations.set([self.stations[taker]])
        sorting.forget()
        return wire

    def file(self, version: str = "1", **more) -> Story:
        """The agency sends a version to the first station."""
        self.now += timedelta(minutes=1)
        self.count += 1
        item = make_item(version=version, **more)
        delivery, _ = filing.receive(self.agency, f"{self.count} {item!r}".encode(), received_at=self.now)
        filing.file(item, delivery, 0, now=self.now)
        return self.at(next(iter(self.stations)))

    def write(self, station: str, headline: str = "The library opens on Sundays", **more) -> Story:
        """The station's own newsroom writes a story, and runs it."""
        body = more.pop("body", [{"type": "paragraph", "value": f"<p>{'It opens at nine. ' * 12}</p>", "id": "1"}])
        home = self.stations[station]
        named = {"headline": headline, "body": body, "live": False, "section": Section.objects.get(station=home)}
        story = Story(station=home, **(named | more))
        story.save(force_insert=True)
        return self.edit(story)

    def edit(self, story: Story, **named) -> Story:
        """An editor changes a story and runs it."""
        self.now += timedelta(minutes=1)
        story.refresh_from_db()
        fresh = story.get_latest_revision_as_object() if story.latest_revision_id else story
        for name, value in named.items():
            setattr(fresh, name, value)
        fresh.save_revision(clean=False, log_action=False)
        story.refresh_from_db()
        decide.run(story, by=None, cause="an editor", now=self.now)
        return self.fresh(story)

    def offer(self, story: Story) -> None:
        sharing.offer(story, by=None, now=self.now)

    def settle(self) -> None:
        """Hand over and file until nothing waits."""
        self.now += timedelta(minutes=1)
        while sister.hand_over_next(self.now) or self.file_waiting():
            self.now += timedelta(seconds=1)

    def file_waiting(self) -> bool:
        waiting = list(Delivery.objects.filter(outcome="received", wire__state="on").order_by("pk"))
        for delivery in waiting:
            filing.process(delivery, now=self.now)
        return bool(waiting)

    def at(self, station: str, **more) -> Story | None:
        return Story.objects.filter(station=self.stations[station], **more).order_by("pk").last()

    def fresh(self, story: Story) -> Story:
        return Story.objects.get(pk=story.pk)

    def is_public(self, story: Story | None) -> bool:
        return story is not None and facts.may_run(story, self.now).ok
