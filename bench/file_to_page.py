"""CPU to take one wire item to every page it touches, beside 1,000, 10,000 and 100,000 stories.

    python bench/file_to_page.py [--sizes 1000,10000,100000] [--items 60] [--batch 10] [--rounds 3]

Each size gets a database and a public tree of its own. The archive is filled in bulk (stories, places in their
fronts, sheets and needs); then items are received and filed and baked: one at a time (a quiet night), and
``batch`` at a time (fronts and feeds then serve several stories). No pictures; drawing the image that is shown when
a story is shared, which no page waits for, is counted apart. CPU of this process only, user and system; the sizes
are measured in turn, ``rounds`` times, and the best of each counts; the ratio is to the first size.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
CHUNK = 5000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="1000,10000,100000")
    options.add_argument("--items", type=int, default=60)
    options.add_argument("--batch", type=int, default=10)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--one", type=int, help="measure this size and print JSON")
    options.add_argument("--profile", action="store_true", help="print where the press spends its time")
    told = options.parse_args()
    if told.one is not None:
        print(json.dumps(measure(told.one, told.items, told.batch, told.profile)))
        return
    sizes = told.sizes.split(",")
    rounds: dict[str, list[dict[str, float]]] = {size: [] for size in sizes}
    for _ in range(told.rounds):
        for size in sizes:
            command = f"{sys.executable} {__file__} --one {size} --items {told.items} --batch {told.batch}"
            with os.popen(command + (" --profile" if told.profile else "")) as child:
                rounds[size].append(json.loads(child.read().splitlines()[-1]))
    print("ms of CPU an item          one at a time      |      in batches               | apart")
    print("  stories     file     bake     both  ratio |            bake     both  ratio | drawing")
    first = _best(rounds[sizes[0]])
    for size in sizes:
        ms = _best(rounds[size])
        print(
            f"{int(size):>9,} {ms['file']:>8.1f} {ms['bake']:>8.1f} {ms['file'] + ms['bake']:>8.1f}"
            f" {(ms['file'] + ms['bake']) / (first['file'] + first['bake']):>6.2f} | {ms['bake_batch']:>15.1f}"
            f" {ms['file'] + ms['bake_batch']:>8.1f}"
            f" {(ms['file'] + ms['bake_batch']) / (first['file'] + first['bake_batch']):>6.2f}"
            f" | {ms['draw']:>7.1f}",
            flush=True,
        )


def _best(rounds: list[dict[str, float]]) -> dict[str, float]:
    """Return the least of each figure: what other work on the machine adds is not ours."""
    return {name: min(one[name] for one in rounds) for name in rounds[0]}


def measure(size: int, items: int, batch: int, is_profiled: bool) -> dict[str, float]:
    """Return milliseconds of CPU an item: filing, baking one by one, baking in batches."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NIGHTDESK_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "nightdesk.web.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        wire, lists = open_house()
        fill(size, lists)
        from nightdesk.kit import garbage
        from nightdesk.press.run import Press

        press = Press(threading.Event(), now=lambda: NOW)
        drawing = Drawing()
        press.settle()
        run(wire, press, 0, 5, 1)  # warm
        garbage.look_seldom()  # as `nightdesk work` does
        profiler = None
        if is_profiled:
            import cProfile

            profiler = cProfile.Profile(time.process_time)
        drawing.took_s = 0.0
        filed, baked = run(wire, press, 5, items, 1, profiler)
        drawn = drawing.took_s
        if profiler:
            import pstats

            sys.stdout = sys.stderr
            pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(45)
            sys.stdout = sys.__stdout__
        _, in_batches = run(wire, press, 5 + items, items, batch)
        ms = [took / items * 1000 for took in (drawn, drawing.took_s - drawn)]
    return {"file": filed, "bake": baked - ms[0], "bake_batch": in_batches - ms[1], "draw": min(ms)}


class Drawing:
    """Counts the CPU that drawing the images of shared stories takes."""

    def __init__(self) -> None:
        from nightdesk.reader import card_image

        self.took_s, self._drawn = 0.0, card_image.drawn
        card_image.drawn = self.drawn

    def drawn(self, station, card, square: bytes | None = None) -> bytes:
        begun = time.process_time()
        try:
            return self._drawn(station, card, square)
        finally:
            self.took_s += time.process_time() - begun


def open_house():
    """Make one station with eight sections, forty topics, an author and a wire."""
    from nightdesk.desk.models import Author, Section, Station, Topic, Wire

    station = Station.objects.create(
        slug="harbor", name="Harbor 6", host="harbor.example", url="https://harbor.example", market="Port Aldine"
    )
    parts = ("News", "World", "Politics", "Business", "Health", "Science", "Sports", "Weather")
    sections = [Section.objects.create(station=station, name=part, slug=part.lower()) for part in parts]
    topics = [Topic.objects.create(station=station, name=f"Topic {n}", slug=f"topic-{n}") for n in range(40)]
    author = Author.objects.create(station=station, name="Ada Quill", slug="ada-quill")
    wire = Wire.objects.create(name="meridian", title="Meridian Wire", kind="manual", policy="run-unless-blocked")
    wire.stations.add(station)
    return wire, (station, sections, topics, author, wire)


def run(wire, press, first: int, items: int, batch: int, profiler=None) -> tuple[float, float]:
    """File and bake the items; return milliseconds of CPU an item for each."""
    from nightdesk.desk import filing

    filed = baked = 0.0
    for start in range(first, first + items, batch):
        begun = time.process_time()
        for number in range(start, start + batch):
            delivery, _ = filing.receive(
                wire, document(number), received_at=NOW, headers={"content-type": "application/json"}
            )
            [one] = filing.process(delivery, now=NOW)
            assert one.stories and one.stories[0].slug, (one.verdict, [s.hold_reasons for s in one.stories])
        between = time.process_time()
        if profiler:
            profiler.enable()
        press.settle()
        if profiler:
            profiler.disable()
        filed += between - begun
        baked += time.process_time() - between
    return filed / items * 1000, baked / items * 1000


def document(number: int) -> bytes:
    """Return a ninjs story of fourteen paragraphs."""
    words = f"The council of Port Aldine met on item {number} and heard from the harbor master about the bridge. " * 3
    body = "".join(f"<p>{words} Paragraph {part} of {number}.</p>" for part in range(14))
    return json.dumps(
        {
            "uri": f"https://meridian.example/{number}",
            "type": "text",
            "version": "1",
            "pubstatus": "usable",
            "versioncreated": "2026-11-23T14:00:00Z",
            "headline": f"Council weighs bridge plan {number} after long debate",
            "byline": "By Ada Quill",
            "language": "en-US",
            "body_xhtml": body,
            "subject": [{"name": f"Topic {number % 40}"}, {"name": f"Topic {(number * 7 + 1) % 40}"}],
        }
    ).encode()


def fill(size: int, lists) -> None:
    """Put an archive into the database: twenty a day, each in seven fronts, with the sheet and needs it would have."""
    from nightdesk.desk.models import FrontTail, Placing, Story
    from nightdesk.press.models import Need, Sheet

    station, sections, topics, author, wire = lists
    tails: dict[str, int] = {}
    for start in range(0, size, CHUNK):
        stories, fronts = [], []
        for number in range(start, min(size, start + CHUNK)):
            at = NOW - timedelta(days=3, minutes=(size - number) * 72)
            stories.append(
                Story(
                    station=station, wire=wire, wire_key=f"old-{number}", headline=f"Old story {number} of the harbor",
                    deck="It was long ago.", slug=f"old-story-{number}", state="running", live=True, first_run_at=at,
                    section=sections[number % 8], bylines=["Ada Quill"], language="en-US",
                    body=json.dumps([{"type": "paragraph", "value": "<p>Words of old.</p>", "id": str(number)}]),
                )
            )  # fmt: skip
            about = [topics[number % 40].pk, topics[(number * 7 + 1) % 40].pk]
            mine = ["home", f"section:{sections[number % 8].pk}", *(f"topic:{topic}" for topic in about)]
            mine += [f"author:{author.pk}", f"month:{at:%Y-%m}", f"day:{at:%Y-%m-%d}"]
            fronts.append(tuple(dict.fromkeys(mine)))
        Story.objects.bulk_create(stories, batch_size=500)
        placings, sheets = [], []
        for story, mine in zip(stories, fronts, strict=True):
            for front in mine:
                tails[front] = tails.get(front, 0) + 1
                placings.append(Placing(station=station, front=front, number=tails[front], story=story))
            sheets.append(
                Sheet(
                    address=f"harbor:{story.first_run_at:/%Y/%m/%d/}{story.slug}/", station=station, kind="story",
                    about=f"story:{story.pk}", rank=10, wanted=1, baked=1, digest="filled", is_present=True,
                    baked_at=NOW, swept_at=NOW,
                )
            )  # fmt: skip
        Placing.objects.bulk_create(placings, batch_size=2000)
        Sheet.objects.bulk_create(sheets, batch_size=1000)
        needs = [
            Need(sheet=sheet, subject=f"{sheet.about}/{aspect}") for sheet in sheets for aspect in ("card", "page")
        ]
        Need.objects.bulk_create(needs, batch_size=2000)
    FrontTail.objects.bulk_create(FrontTail(station=station, front=front, last=last) for front, last in tails.items())


if __name__ == "__main__":
    main()
