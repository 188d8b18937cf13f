"""How far our reader agrees with other people's expectations: the conformance corpus, counted.

    PYTHONPATH=src python bench/conformance.py [--all]      (--all lists what does not hold)

feedparser's test files state one Python expression each about what feedparser answers. Those about the title,
link, id, dates, author, summary and content of an entry are asked of our items. Where we differ on purpose
(a day without a time is no moment; markup is rebuilt) the difference is counted as such and named.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.wire.conformance import feeds, g2, ninjs  # noqa: E402

CORPUS = Path(os.environ.get("NIGHTDESK_CORPUS", HERE.parent.parent / "shared/corpus"))


def main(show_all: bool) -> int:
    if not CORPUS.is_dir():
        print(f"{CORPUS}: there is no corpus here.", file=sys.stderr)
        return 3
    for name, report in (("feedparser", feeds(CORPUS)), ("ninjs", ninjs(CORPUS)), ("newsml-g2", g2(CORPUS))):
        for line in report.lines:
            print(f"{name:11} {line}")
        if show_all:
            for line in report.misses:
                print(f"    {line}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main("--all" in sys.argv))
