"""Server time and questions to the database of the desk, its columns, a search on it and the reading view.

    PYTHONPATH=src:. python bench/desk.py [--sizes 1000,100000] [--times 15] [--postgresql]

Each size gets a database of its own, filled in bulk: two stations, nine stories in ten run, the rest wait. An editor of
both asks for each screen over and over, in this process; the median of the milliseconds by the clock is told, and the
ratio to the first size. With --postgresql a server of its own is started, as the tests do.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

CHUNK = 2000
WORDS = "The harbor office counts the boats that come in by night and says so in its report of the week. " * 3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="1000,100000")
    options.add_argument("--times", type=int, default=15)
    options.add_argument("--postgresql", action="store_true")
    options.add_argument("--one", type=int, help="measure this size and print JSON")
    options.add_argument("--bulk", action="store_true", help="200 wire stories at once instead: dry run, run, undo")
    told = options.parse_args()
    if told.bulk:
        bulk()
        return
    if told.one is not None:
        print(json.dumps(measure(told.one, told.times)))
        return
    first: dict[str, list[float]] = {}
    print(f"load {os.getloadavg()[0]:.1f}\n  stories  screen                 ms  ratio  questions")
    for size in told.sizes.split(","):
        with _server() if told.postgresql else nullcontext() as url:
            more = {"NIGHTDESK_DATABASE_URL": url} if url else {}
            command = [sys.executable, __file__, "--one", size, "--times", str(told.times)]
            done = subprocess.run(command, env=os.environ | more, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout.splitlines()[-1])
        first = first or found
        for screen, (ms, questions) in found.items():
            print(f"{int(size):>9,}  {screen:<18} {ms:>6.1f} {ms / first[screen][0]:>6.2f} {questions:>6}", flush=True)


def _server():
    from tests.run import _postgresql

    os.environ["PATH"] += ":/usr/sbin"
    return _postgresql()


def measure(size: int, times: int) -> dict[str, tuple[float, int]]:
    """Return for each screen the median milliseconds and the number of questions."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NIGHTDESK_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "nightdesk.web.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client

        call_command("migrate", verbosity=0)
        editor, story_id = fill(size)
        browser = Client(headers={"host": "localhost"})
        browser.force_login(editor)
        found = {}
        for screen, address in screens(story_id):
            asked: list[str] = []
            with connection.execute_wrapper(lambda run, sql, *more, kept=asked: (kept.append(sql), run(sql, *more))[1]):
                assert browser.get(address).status_code == 200, address
            took = []
            for _ in range(times):
                began = time.perf_counter()
                browser.get(address)
                took.append((time.perf_counter() - began) * 1000)
            found[screen] = (statistics.median(took), len(asked))
        return found


def bulk() -> None:
    """Let 200 stories come by wire, and tell what it costs to do something with all of them at once."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NIGHTDESK_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "nightdesk.web.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client

        call_command("migrate", verbosity=0)
        editor, ids = hold_many(200)
        browser = Client(headers={"host": "localhost"})
        browser.force_login(editor)
        sure = {"story": ids, "sure": "1", "reason": "The bench says so."}
        print(f"load {os.getloadavg()[0]:.1f}\n  200 at once     s by the clock  s of CPU  questions")
        for name, where, said in (
            ("dry run", "act", {"do": "run", "story": ids}), ("run", "act", sure | {"do": "run"}), ("undo", "undo", {}),
            ("spike", "act", sure | {"do": "spike"}),
        ):  # fmt: skip
            asked: list[str] = []
            began, spent = time.perf_counter(), time.process_time()
            with connection.execute_wrapper(lambda run, sql, *more, kept=asked: (kept.append(sql), run(sql, *more))[1]):
                assert browser.post(f"/newsroom/desk/{where}/", said).status_code in (200, 302)
            took, cpu = time.perf_counter() - began, time.process_time() - spent
            print(f"  {name:<15} {took:>14.2f} {cpu:>9.2f} {len(asked):>10}")


def hold_many(count: int):
    """Return an editor, and the ids of so many stories that came by wire and are held."""
    from nightdesk.desk import filing
    from nightdesk.desk.models import Story
    from tests.newsroom.cast import make_person
    from tests.newsroom_cast import BODY, make_item, make_station, make_wire

    now, station = datetime.now(UTC), make_station("harbor")
    wire = make_wire(station, policy="hold")
    for number in range(count):
        delivery, _ = filing.receive(wire, f"{number}".encode(), received_at=now)
        words = (f"PORT ELLERY (Coastline) — Boat {number} came in on Monday night, the harbor office said.", *BODY[1:])
        named = {"headline": f"Harbor counts {number} boats", "paragraphs": tuple(f"{one} ({number})" for one in words)}
        filing.file(make_item(f"tag:bench.example,2026:{number}", **named), delivery, 0, now=now)
    return make_person("editor", station), list(Story.objects.filter(state="held").values_list("pk", flat=True))


def screens(story_id: int) -> tuple[tuple[str, str], ...]:
    return (
        ("desk", "/newsroom/"),
        ("columns", "/newsroom/desk/columns/"),
        ("search, common", "/newsroom/?text=boats"),
        ("search, nothing", "/newsroom/?text=zeppelin"),
        ("reading view", f"/newsroom/desk/story/{story_id}/"),
        ("its page", f"/newsroom/desk/story/{story_id}/page/"),
    )


def fill(size: int):
    """Make two stations with so many stories; return an editor of both, and a story that came by wire."""
    from django.db import connection

    from nightdesk.desk import filing
    from nightdesk.desk.models import Section, Story
    from nightdesk.desk.rules import HOLDS_ALL
    from tests.newsroom.cast import make_person
    from tests.newsroom_cast import make_item, make_station, make_wire

    now = datetime.now(UTC)
    stations = [make_station(slug) for slug in ("harbor", "mesa")]
    wire = make_wire(*stations, policy="hold")
    sections = {station.pk: Section.objects.get(station=station) for station in stations}
    for start in range(0, size, CHUNK):
        rows = []
        for number in range(start, min(size, start + CHUNK)):
            station, is_held = stations[number % 2], number % 10 == 0
            rows.append(
                Story(
                    station=station, wire=wire, wire_key=f"{number}", headline=f"Harbor counts {number} boats by night",
                    state="held" if is_held else "running", hold_reasons=[HOLDS_ALL] if is_held else [],
                    section=sections[station.pk], moved_at=now - timedelta(seconds=size - number), live=not is_held,
                    slug="" if is_held else f"boats-{number}", first_run_at=None if is_held else now,
                    body=[{"type": "paragraph", "value": f"<p>{WORDS}</p>", "id": "1"} for _ in range(8)],
                )
            )  # fmt: skip
        Story.objects.bulk_create(rows)
    delivery, _ = filing.receive(wire, b"bench", received_at=now)
    filed = filing.file(make_item("tag:bench.example,2026:new", paragraphs=(WORDS,) * 12), delivery, 0, now=now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return make_person("editor", *stations), filed.stories[0].pk


if __name__ == "__main__":
    main()
