"""How many items a second one core parses, format by format, beside feedparser and newsmlg2 in the same run.

    PYTHONPATH=src python bench/parse.py [FOLDER…]     (default: the samples, and the corpus when it is there)

The machine is noisy, so the ratios count and not the figures. Every document is read once to warm up; the best
of five rounds stands. Items are those that our reader yields; the others are asked for the same documents.
"""

import contextlib
import io
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nightdesk.wire.item import WireFault
from nightdesk.wire.parse import parse

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "src/nightdesk/samples"
CORPUS = Path(os.environ.get("NIGHTDESK_CORPUS", HERE.parent.parent / "shared/corpus"))
_CORPUS_FOLDERS = ("newsml-g2/examples", "newsinjson/examples")
_SUFFIXES = (".xml", ".json", ".rss", ".atom", ".rdf", ".nitf", ".ninjs")
_ROUNDS, _SHORTEST_S = 5, 0.4

Read = Callable[[bytes], Any]


def documents(folders: list[Path]) -> dict[str, list[tuple[bytes, int]]]:
    """Return (bytes, items in it) for every document that we can read, by format."""
    found: dict[str, list[tuple[bytes, int]]] = defaultdict(list)
    for path in sorted(one for folder in folders for one in folder.rglob("*") if one.suffix in _SUFFIXES):
        raw = path.read_bytes()
        try:
            items = parse(raw)
        except WireFault:
            continue
        if items:
            found[items[0].format.partition(" ")[0]].append((raw, len(items)))
    return found


def rate(read: Read, shelf: list[tuple[bytes, int]]) -> float:
    """Return items a second of processor time, the best of some rounds."""
    best = 0.0
    for _ in range(_ROUNDS):
        items, start = 0, time.process_time()
        while (spent := time.process_time() - start) < _SHORTEST_S / _ROUNDS or not items:
            for raw, count in shelf:
                read(raw)
                items += count
        best = max(best, items / spent)
    return best


def with_feedparser(raw: bytes) -> Any:
    import feedparser

    return feedparser.parse(io.BytesIO(raw))


def with_newsmlg2(raw: bytes) -> Any:
    from NewsMLG2 import NewsMLG2Document

    with contextlib.redirect_stdout(io.StringIO()):  # it tells of every catalogue that it does not load
        return NewsMLG2Document(raw).get_item()


RIVALS: dict[str, tuple[str, Read]] = {
    "rss": ("feedparser", with_feedparser),
    "atom": ("feedparser", with_feedparser),
    "newsml-g2": ("newsmlg2", with_newsmlg2),
}


def main(folders: list[Path]) -> None:
    print(f"{'format':12} {'documents':>9} {'items':>6} {'kB':>6} {'items/s':>9}  beside")
    for name, shelf in sorted(documents(folders).items()):
        ours = rate(parse, shelf)
        size = sum(len(raw) for raw, _ in shelf) / 1000
        beside = against(name, shelf, ours)
        print(f"{name:12} {len(shelf):9} {sum(count for _, count in shelf):6} {size:6.0f} {ours:9,.0f}  {beside}")


def against(name: str, shelf: list[tuple[bytes, int]], ours: float) -> str:
    """Return how much faster we are than the rival on the documents that it can read at all."""
    if name not in RIVALS:
        return "–"
    rival, read = RIVALS[name]
    readable = []
    for raw, count in shelf:
        try:
            read(raw)
        except Exception as fault:  # noqa: BLE001 whatever a rival raises means that it cannot read this one
            print(f"  {rival}: {type(fault).__name__}: {str(fault)[:90]}", file=sys.stderr)
        else:
            readable.append((raw, count))
    if not readable:
        return f"{rival} reads none of them"
    theirs, mine = rate(read, readable), rate(parse, readable)
    some = f"{len(readable)} of {len(shelf)} documents"
    return f"{rival} {theirs:,.0f} items/s, ours is {mine / theirs:.1f} × as fast ({some})"


if __name__ == "__main__":
    given = [Path(one) for one in sys.argv[1:]]
    main(given or [SAMPLES, *(CORPUS / one for one in _CORPUS_FOLDERS if (CORPUS / one).is_dir())])
