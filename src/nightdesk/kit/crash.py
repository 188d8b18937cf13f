"""Named moments at which a test may have the process killed, to see that nothing is lost there.

The points: before_commit, after_commit, after_move (a document coming in), after_claim, after_filing (its filing),
before_rename, after_rename, before_purge (a sheet going out). Only the tests' own settings honour them.
"""

import os
import signal


def at(point: str) -> None:
    """End this process like a power cut when NIGHTDESK_CRASH_AT names this point and the settings are a test's."""
    if os.environ.get("NIGHTDESK_CRASH_AT") == point and os.environ.get("DJANGO_SETTINGS_MODULE", "")[:6] == "tests.":
        os.kill(os.getpid(), signal.SIGKILL)
