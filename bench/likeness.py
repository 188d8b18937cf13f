"""Where versions of one story and different stories part: the threshold of `matching/likeness.py`.

    PYTHONPATH=src python bench/likeness.py [FOLDER] [--seed N]

Every sample story (or document of FOLDER) is rewritten as a desk rewrites: a new lead, paragraphs dropped, moved
and added, words changed; the heavier, the fewer of its words stay. Prints how alike the rewritings are to their
story, how alike different stories of the same wire are, and what each threshold would miss and mistake.
"""

import argparse
import random
from itertools import combinations
from pathlib import Path

from nightdesk.copydesk.read import read
from nightdesk.matching import likeness
from nightdesk.wire.item import WireFault
from nightdesk.wire.parse import parse

SAMPLES = Path(__file__).parents[1] / "src/nightdesk/samples"
LIGHT, HEAVY, REPLACED = "light", "heavy", "another text"
HOW = {LIGHT: (0.2, 0.03), HEAVY: (0.5, 0.15), REPLACED: (0.8, 0.35)}  # paragraphs replaced, words changed
EACH = 20


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    options.add_argument("--seed", type=int, default=1)
    told = options.parse_args()
    dice = random.Random(told.seed)
    stories = [story for story in stories_in(told.folder) if sum(map(len, story)) > 400]
    pool = [paragraph for story in stories for paragraph in story]
    kept = {how: [likeness_of(story, rewritten(story, pool, how, dice)) for story in stories for _ in range(EACH)]
            for how in HOW}  # fmt: skip
    others = [likeness_of(one, other) for one, other in combinations(stories, 2)]
    print(f"{len(stories)} stories, {EACH} rewritings of each kind, {len(others)} pairs of different stories")
    for how, found in kept.items():
        found.sort()
        print(f"  {how:>12}: least {found[0]:.2f}, 1st percentile {found[len(found) // 100]:.2f}, "
              f"median {found[len(found) // 2]:.2f}")  # fmt: skip
    others.sort()
    print(f"  different stories: median {others[len(others) // 2]:.3f}, most {others[-1]:.3f}")
    print("  threshold   " + "   ".join(f"{how} missed" for how in HOW) + "   different mistaken")
    for threshold in (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
        missed = [sum(one < threshold for one in found) / len(found) for found in kept.values()]
        wrong = sum(one >= threshold for one in others)
        mark = {likeness.SAME: "  ← SAME", likeness.UNLIKE: "  ← UNLIKE"}.get(threshold, "")
        print(f"  {threshold:>9}   " + "   ".join(f"{share:>11.1%}" for share in missed) + f"   {wrong:>6}{mark}")


def stories_in(folder: Path) -> list[list[str]]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".xml", ".json", ".rdf"):
            continue
        try:
            items = parse(path.read_bytes())
        except WireFault:
            continue
        found += [[block.text for block in read(item)[0].blocks if block.text] for item in items]
    return found


def rewritten(story: list[str], pool: list[str], how: str, dice: random.Random) -> list[str]:
    """Return a story with a new lead, a share of its paragraphs replaced, and a share of its words changed."""
    replaced, changed = HOW[how]
    new = [dice.choice(pool)] + [dice.choice(pool) if dice.random() < replaced else paragraph for paragraph in story]
    words = " ".join(pool).split()
    return [" ".join(dice.choice(words) if dice.random() < changed else word for word in text.split()) for text in new]


def likeness_of(one: list[str], other: list[str]) -> float:
    return likeness.likeness(likeness.shingles("\n".join(one)), likeness.shingles("\n".join(other)))


if __name__ == "__main__":
    main()
