"""What a question of a reader's costs beside 1,000, 10,000 and 100,000 stories, and what a story costs the index.

    python bench/search.py [--sizes 1000,10000,100000] [--times 30]

Stories of some 300 words whose frequencies fall as Zipf says, from a vocabulary of 30,000 made-up words. They are put
into the tables and into the index in bulk; then the whole page is made (question, gate, cards, excerpts, HTML) many
times. Wall and CPU milliseconds, median and 99th percentile. On PostgreSQL when NIGHTDESK_DATABASE_URL says so.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE / "src"))

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
CHUNK = 2000
LETTERS = ("ba", "ko", "mi", "ren", "tu", "sal", "vo", "dri", "ne", "pal", "gor", "fi", "lum", "ha", "quo", "zet")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="1000,10000,100000")
    options.add_argument("--times", type=int, default=30)
    options.add_argument("--one", type=int)
    told = options.parse_args()
    if told.one is not None:
        measure(told.one, told.times)
        return
    for size in told.sizes.split(","):
        command = [sys.executable, __file__, "--one", size, "--times", str(told.times)]
        subprocess.run(command, check=True)


def measure(size: int, times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NIGHTDESK_DATA": folder, "DJANGO_SETTINGS_MODULE": "nightdesk.web.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from nightdesk.reader import render
        from nightdesk.search.finding import Question, answer

        call_command("migrate", verbosity=0)
        rng = random.Random(7)
        vocabulary = made_up(rng)
        station = fill(size, rng, vocabulary)
        cost_ms, index_bytes = index_all(size)
        print(f"\n{size:,} stories on {connection.vendor}: {cost_ms:.2f} ms of CPU a story to index,"
              f" {index_bytes / size / 1000:.1f} kB a story", flush=True)  # fmt: skip
        print(f"  {'question':28}{'p50 ms':>8}{'p99 ms':>8}{'CPU ms':>8}{'found':>7}")
        for name, question in questions(vocabulary).items():
            walls, cpus, found = [], [], 0
            for turn in range(times + 1):
                wall, cpu = time.perf_counter(), time.process_time()
                shown, view = answer(station, Question(**question), NOW)
                render.search(shown, view)
                if turn:  # the first one warms up
                    walls.append((time.perf_counter() - wall) * 1000)
                    cpus.append((time.process_time() - cpu) * 1000)
                found = len(view.found)
            worst = sorted(walls)[min(len(walls) - 1, int(len(walls) * 0.99))]
            print(f"  {name:28}{statistics.median(walls):>8.1f}{worst:>8.1f}{statistics.median(cpus):>8.1f}{found:>7}")


def made_up(rng: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < 30_000:
        words["".join(rng.choices(LETTERS, k=rng.randint(2, 4)))] = None
    return list(words)


def questions(vocabulary: list[str]) -> dict[str, dict]:
    common, less, rare = vocabulary[0], vocabulary[40], vocabulary[-200]
    return {
        "a word in nearly every story": {"words": common},
        "  newest first": {"words": common, "order": "new"},
        "  page 10": {"words": common, "page": 10},
        "  in a section": {"words": common, "section": "part-3"},
        "  by an author": {"words": common, "author": "ada-quill"},
        "  of one old month": {"words": common, "since": "2020-01-01", "until": "2020-01-31"},
        "two frequent words": {"words": f"{common} {less}"},
        "a frequent phrase": {"words": f'"{common} {vocabulary[1]}"'},
        "a phrase that stands nowhere": {"words": f'"{common} {less} {vocabulary[2]} {vocabulary[41]}"'},
        "frequent, without frequent": {"words": f"{common} -{vocabulary[3]}"},
        "twelve frequent words": {"words": " ".join(vocabulary[:12])},
        "a rare word": {"words": rare},
        "frequent and rare": {"words": f"{common} {rare}"},
        "no such word": {"words": "xylophonics"},
    }  # fmt: skip


def fill(size: int, rng: random.Random, vocabulary: list[str]):
    from nightdesk.desk.models import Author, Section, Station, Story

    station = Station.objects.create(slug="harbor", name="Harbor 6", host="h.example", url="https://h.example")
    sections = [Section.objects.create(station=station, name=f"Part {n}", slug=f"part-{n}") for n in range(8)]
    author = Author.objects.create(station=station, name="Ada Quill", slug="ada-quill")
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(vocabulary))))
    for start in range(0, size, CHUNK):
        stories = []
        for number in range(start, min(size, start + CHUNK)):
            words = rng.choices(vocabulary, cum_weights=weights, k=310)
            texts = [" ".join(words[at : at + 50]).capitalize() + "." for at in range(10, 310, 50)]
            body = [{"type": "paragraph", "value": f"<p>{text}</p>", "id": str(at)} for at, text in enumerate(texts)]
            at = NOW - timedelta(days=1, minutes=(size - number) * 36)
            stories.append(Story(
                station=station, headline=" ".join(words[:9]).capitalize(), summary=texts[0][:150],
                slug=f"story-{number}", state="running", live=True, first_run_at=at,
                section=sections[number % 8], body=json.dumps(body), language="en-US",
            ))  # fmt: skip
        Story.objects.bulk_create(stories, batch_size=500)
        Story.authors.through.objects.bulk_create(
            Story.authors.through(story_id=story.pk, author_id=author.pk) for story in stories if story.pk % 10 == 0
        )
    return station


def index_all(size: int) -> tuple[float, int]:
    """Index every story; return CPU milliseconds and bytes: what the database grew by."""
    from django.db import connection

    from nightdesk.desk import sql
    from nightdesk.search import indexing

    indexing.BATCH = 200
    sql.run("INSERT INTO press_unindexed (story_id, wish) SELECT id, 1 FROM desk_story")
    before, begun = database_bytes(), time.process_time()
    while indexing.index_waiting(NOW):
        pass
    spent = time.process_time() - begun
    if connection.vendor == "sqlite":
        sql.run("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        sql.run("ANALYZE")
    return spent / size * 1000, database_bytes() - before


def database_bytes() -> int:
    from django.db import connection

    from nightdesk.desk import sql

    if connection.vendor == "sqlite":
        [(pages,)] = sql.rows("PRAGMA page_count")
        [(bytes_,)] = sql.rows("PRAGMA page_size")
        return pages * bytes_
    [(size,)] = sql.rows("SELECT pg_database_size(current_database())")
    return size


if __name__ == "__main__":
    main()
