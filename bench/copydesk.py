"""What the copy desk says about ordinary prose, and what it finds of the faults that are put into it.

    PYTHONPATH=src:. python bench/copydesk.py [--faults N] [--seed S] [--show CHECK] [FOLDER…]

Without a folder it reads a body of our own: ``bench/prose``, the annotated stories of the tests and the samples. Any
folder of text files (paragraphs on lines of their own, or groups of lines between blank ones) can stand in its place.

Ordinary prose has no faults, or next to none, so every question and every edit there is taken for a false alarm; look
at them with ``--show``. Then faults are put into the same stories (see ``bench/faults.py``): for each kind the share
that is found, by any check or cleaner, at the place where it was put; and for each check which share of what it says
of faulty stories is about a fault that was put there. New checks are picked up from the registry.
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults import FAULTS, Seeded, Story, item_of
from nightdesk.copydesk import names, quotations, times
from nightdesk.copydesk.anatomy import dissect
from nightdesk.copydesk.checks import CHECKS, DEFAULT_OFF
from nightdesk.copydesk.clean import clean
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.plain_text import is_headline
from nightdesk.copydesk.query import Edit, Query
from nightdesk.copydesk.story_file import split
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import WireFault
from nightdesk.wire.parse import parse
from tests.copydesk.quoted_stories import stories as annotated

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "src/nightdesk/samples"
TERMS = Terms(least_words=0)
_NEAR = 25  # characters between a fault and what is said of it


def own_body() -> Iterator[Story]:
    """Yield our own prose as (headline, paragraphs)."""
    yield from in_folder(HERE / "prose")
    for story in annotated():
        yield Story(story.name, story.paragraphs[0], story.paragraphs[1:])
    for path in sorted(SAMPLES.rglob("*")):
        if path.suffix in (".xml", ".json", ".nitf", ".rss") and "orders" not in path.parts:
            yield from _in_document(path)


def _in_document(path: Path) -> Iterator[Story]:
    try:
        items = parse(path.read_bytes())
    except WireFault:
        return  # a sample that is meant to be refused
    for item in items:
        copy = clean(dissect(item, TERMS), TERMS)
        lines = tuple(block.text for block in copy.blocks if block.kind == "paragraph" and len(block.text) > 40)
        if len(lines) > 2:
            yield Story(item.guid, copy.headline, lines)


def in_folder(folder: Path) -> Iterator[Story]:
    """Yield each text file of a folder; its first line is the headline when it looks like one."""
    for path in sorted(folder.rglob("*.txt")):
        lines = [" ".join(line.split()) for line in split(path.read_text(encoding="utf-8", errors="replace"))[0]]
        if lines:
            has_headline = is_headline(lines)
            yield Story(path.stem, lines[0] if has_headline else "", tuple(lines[1 if has_headline else 0 :]))


@dataclass
class Tally:
    """What was said of a body of prose, and how long it took."""

    alarms: Counter = field(default_factory=Counter)
    seconds: defaultdict = field(default_factory=lambda: defaultdict(float))
    said: list = field(default_factory=list)  # (name, story, words)


def read(story: Story, tally: Tally) -> tuple[Copy, list[tuple[str, Query | Edit]]]:
    """Return the copy and everything that the desk says of it, clocking each part."""
    item = item_of(story)
    with Clock(tally, "anatomy"):
        taken = dissect(item, TERMS)
    with Clock(tally, "cleaning"):
        copy = clean(taken, TERMS)
    found: list[tuple[str, Query | Edit]] = [(f"clean: {edit.why[:40]}", edit) for edit in copy.edits]
    for check in (*CHECKS, *DEFAULT_OFF):
        with Clock(tally, check.NAME):
            found += [(check.NAME, query) for query in check.check(copy, item, TERMS)]
    return copy, found


class Clock:
    def __init__(self, tally: Tally, name: str) -> None:
        self.tally, self.name = tally, name

    def __enter__(self) -> None:
        self.start = time.process_time()

    def __exit__(self, *_: object) -> None:
        self.tally.seconds[self.name] += time.process_time() - self.start


def on_clean_prose(stories: Iterable[Story]) -> Tally:
    """Read every story as it is."""
    tally = Tally()
    for story in stories:
        _, found = read(story, tally)
        for name, one in found:
            if isinstance(one, Edit) and (one.of == "item" or "a part of its own" in one.why):
                continue  # a part, moved to its field and not changed
            words = one.says if isinstance(one, Query) else f"{one.before!r} → {one.after!r}"
            tally.alarms[name] += 1
            tally.said.append((name, story.name, words))
        with Clock(tally, "names, read alone"):
            names.read(story.paragraphs)
        with Clock(tally, "quotations, with names"):
            quotations.read(story.paragraphs)
        with Clock(tally, "times"):
            times.read(story.paragraphs, published_at=None)
    return tally


@dataclass
class Score:
    put: Counter = field(default_factory=Counter)  # by kind of fault
    found: Counter = field(default_factory=Counter)
    by: defaultdict = field(default_factory=lambda: defaultdict(Counter))  # kind → which check found it
    right: Counter = field(default_factory=Counter)  # by check
    wrong: Counter = field(default_factory=Counter)
    missed: list = field(default_factory=list)


def on_faulty_prose(stories: list[Story], count: int, rng: random.Random, usual: Tally) -> Score:
    """Put ``count`` faults of each kind into stories, one a story, and see who finds them."""
    score = Score()
    quiet = Counter((name, story) for name, story, _ in usual.said)
    for kind, put in FAULTS.items():
        tried = 0
        while score.put[kind] < count and tried < count * 8:
            tried += 1
            story = rng.choice(stories)
            if (seeded := put(story, rng)) is None:
                continue
            score.put[kind] += 1
            _judge(seeded, kind, quiet, score)
    return score


def _judge(seeded: Seeded, kind: str, quiet: Counter, score: Score) -> None:
    _, found = read(seeded.story, Tally())
    here = [name for name, one in found if _is_about(one, seeded)]
    for name, one in found:
        if _is_about(one, seeded):
            score.right[name] += 1
        elif not quiet[name, seeded.story.name]:
            score.wrong[name] += 1
    if here:
        score.found[kind] += 1
        score.by[kind].update(set(here))
    else:
        score.missed.append((kind, seeded.words))


def _is_about(one: Query | Edit, seeded: Seeded) -> bool:
    """Say whether something is said about the fault: its words, its place, or the whole story when it is everywhere."""
    if seeded.is_anywhere:
        return True
    words = one.says if isinstance(one, Query) else one.before + one.after
    if seeded.words and seeded.words.strip()[:_NEAR] in words:
        return True
    number = (one.block if isinstance(one, Query) else one.number) if one.field == "block" else None
    if one.field != seeded.field or (seeded.field == "block" and number != seeded.block):
        return False
    return one.start - _NEAR <= seeded.start <= max(one.start, getattr(one, "end", one.start)) + _NEAR


def main() -> None:
    """Print the two tables."""
    options = _options()
    stories = list(own_body() if not options.folders else (s for f in options.folders for s in in_folder(Path(f))))
    count = sum(len(text.split()) for story in stories for text in story.paragraphs)
    tally = on_clean_prose(stories)
    _print_clean(tally, count, len(stories))
    for name, story, words in tally.said:
        if options.show in (name, "all"):
            print(f"  {name}: {story}: {words[:160]}")
    if options.faults:
        _print_faulty(on_faulty_prose(stories, options.faults, random.Random(options.seed), tally), options.show)


def _options() -> argparse.Namespace:
    line = argparse.ArgumentParser(description="False alarms on ordinary prose, recall on seeded faults.")
    line.add_argument("folders", nargs="*", metavar="FOLDER")
    line.add_argument("--faults", type=int, default=60, metavar="N", help="of each kind; 0 for none")
    line.add_argument("--seed", type=int, default=1)
    line.add_argument("--show", default="", metavar="CHECK", help="print what this check said (“all”; “missed”)")
    return line.parse_args()


def _print_clean(tally: Tally, count: int, stories: int) -> None:
    print(f"{count:,} words of ordinary prose in {stories} stories\n")
    print(f"{'what says it':44} {'alarms':>6} {'in 10,000 words':>16} {'ms in 1,000 words':>18}")
    off = {check.NAME for check in DEFAULT_OFF}
    for name in dict.fromkeys([*tally.seconds, *tally.alarms]):
        rate = tally.alarms[name] * 10_000 / max(1, count)
        spent = tally.seconds[name] * 1e6 / max(1, count)
        print(f"{name + (' (off)' if name in off else ''):44} {tally.alarms[name]:6} {rate:16.2f} {spent:18.2f}")
    asked = sum(number for name, number in tally.alarms.items() if name not in off) * 10_000 / max(1, count)
    spent = (sum(tally.seconds.values()) - tally.seconds["names, read alone"]) * 1e6 / max(1, count)
    print(f"{'all that is on':44} {'':6} {asked:16.2f} {spent:18.2f}\n")


def _print_faulty(score: Score, show: str) -> None:
    print(f"{'fault put in':24} {'put':>5} {'found':>6} {'recall':>7}  by")
    for kind, put in score.put.items():
        by = ", ".join(f"{name} {number}" for name, number in score.by[kind].most_common(3))
        print(f"{kind:24} {put:5} {score.found[kind]:6} {score.found[kind] / max(1, put):7.2f}  {by}")
    print(f"\n{'check':44} {'right':>6} {'wrong':>6} {'precision':>10}")
    for name in sorted(score.right | score.wrong):
        right, wrong = score.right[name], score.wrong[name]
        print(f"{name:44} {right:6} {wrong:6} {right / max(1, right + wrong):10.2f}")
    if show in ("missed", "all"):
        for kind, words in score.missed:
            print(f"  missed {kind}: {words[:120]}")


if __name__ == "__main__":
    main()
