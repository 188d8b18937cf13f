"""What a reader's page weighs, and what it costs to print. Run: ``PYTHONPATH=src:. python bench/weight.py``.

Bytes of HTML, CSS and JavaScript per page kind: as they are, with gzip -9 and with brotli 11. The last
column is what a first visit transfers without pictures (page, sheet and script, brotli). Then CPU per sheet.
"""

import gzip
import time
from collections.abc import Callable

import brotli

from nightdesk.reader import feeds, render
from nightdesk.reader.cards import FeedView, FrontView
from tests.reader.sheets import pages
from tests.reader.stories import CALL, HARBOR, MESA, cards

ROUNDS = 300
LIMIT_BYTES = 20_000


def weights(data: bytes) -> tuple[int, int, int]:
    return len(data), len(gzip.compress(data, 9, mtime=0)), len(brotli.compress(data))


def print_weights() -> None:
    """Print the table; raise SystemExit when a page is over the limit."""
    print(f"{'bytes':44}{'raw':>9}{'gzip':>8}{'brotli':>8}{'visit':>8}")
    beside = 0
    for name, data in render.assets():
        raw, gzipped, small = weights(data)
        beside += small if name.endswith((".css", ".js")) else 0
        print(f"{'/assets/' + name:44}{raw:9,}{gzipped:8,}{small:8,}")
    heaviest = 0
    for station in (HARBOR, MESA):
        for path, page in pages(station).items():
            raw, gzipped, small = weights(page)
            heaviest = max(heaviest, small + beside)
            print(f"{station.slug + ' ' + path:44}{raw:9,}{gzipped:8,}{small:8,}{small + beside:8,}")
    print(f"heaviest visit {heaviest:,} of {LIMIT_BYTES:,} bytes")
    if heaviest > LIMIT_BYTES:
        raise SystemExit(1)


def cost_ms(act: Callable[[], object]) -> float:
    """Return CPU milliseconds a call, the best of five runs."""
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        for _ in range(ROUNDS // 5):
            act()
        best = min(best, (time.process_time() - started) / (ROUNDS // 5))
    return best * 1000


def print_costs() -> None:
    thirty = FrontView("home", "Harbor 6", "/", cards(HARBOR, 30))
    full = render.full_text(HARBOR, CALL)
    feed = FeedView("Harbor 6", "/feed.rss", "/", entries=tuple((card, full) for card in cards(HARBOR, 20)))
    acts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("story with every part", lambda: render.story(HARBOR, CALL)),
        ("front of 30 cards", lambda: render.front(HARBOR, thirty)),
        ("full text for feeds", lambda: render.full_text(HARBOR, CALL)),
        ("RSS of 20, full text", lambda: feeds.rss(HARBOR, feed)),
        ("Atom of 20, full text", lambda: feeds.atom(HARBOR, feed)),
        ("JSON Feed of 20, full text", lambda: feeds.json_feed(HARBOR, feed)),
    )
    print("\nCPU milliseconds a sheet")
    for name, act in acts:
        print(f"{name:44}{cost_ms(act):9.3f}")


if __name__ == "__main__":
    print_weights()
    print_costs()
