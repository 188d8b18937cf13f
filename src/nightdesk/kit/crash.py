"""Named moments at which a test may have the process killed, to see that nothing is lost there.

The points: before_commit, after_commit, after_move (a document coming in), after_claim, after_item, after_filing (its
filing), before_change (inside the transaction of whatever readers will see: filing, a verb of the desk, a moment that
comes), after_ledger (a kill is in the ledger and nowhere else), after_wake, after_plan, before_rename, while_renaming,
after_rename, before_record, after_unlink (a sheet going out). ``NIGHTDESK_CRASH_AT=while_renaming:3``
means the third time. Only the tests' own settings honour them;
tests/promises/test_every_crash_point.py tries them all.
"""

import os
import signal
from collections import Counter

_met: Counter[str] = Counter()


def at(point: str) -> None:
    """End this process like a power cut when NIGHTDESK_CRASH_AT names this point and the settings are a test's."""
    name, _, time = os.environ.get("NIGHTDESK_CRASH_AT", "").partition(":")
    if name != point or os.environ.get("DJANGO_SETTINGS_MODULE", "")[:6] != "tests.":
        return
    _met[point] += 1
    if _met[point] == int(time or 1):
        os.kill(os.getpid(), signal.SIGKILL)
