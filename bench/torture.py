"""A soak: workers are killed at random moments while a seeded stream of copy comes in; then everything is compared.

    python bench/torture.py [--kills 500] [--workers 1] [--seed 1] [--postgresql] [--restart-every 25]

A house of its own, in a folder of its own: eight folders, one for each format; updates, corrections, withheld stories,
kills (by wire, by reference, by hand), embargoes that end and that do not, repeats, in any order. A worker is forked,
with everything imported already; documents are laid; some time after its first step it gets SIGKILL, and the next one
begins. With several workers they race on one database, and one of them is killed each time. ``--postgresql`` runs a
server of its own, which ``--restart-every`` so many kills is stopped with ``-m immediate`` and started again.

After every kill the public tree is searched for what an embargo forbids. At the end: every document stored once and
moved, each story in the state that the reference model says, the public tree byte for byte that of ``bake --all`` from
nothing, no part file, no word of a killed, held or embargoed story. Prints what was found; exit 1 when anything was.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
SHORT_LEASE = timedelta(seconds=2)  # else a killed worker's wire rests for 50 s, where workers do not know each other
MANY_TRIES = 10_000  # a document in whose filing the worker dies five times is held; here that is nobody's fault


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=500)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--postgresql", action="store_true", help="on a PostgreSQL server of its own")
    options.add_argument("--restart-every", type=int, default=0, help="kills between two restarts of PostgreSQL")
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, _database(told.postgresql) as restart:
        return torture(Path(folder), told, restart)


def torture(folder: Path, told: argparse.Namespace, restart) -> int:
    os.environ |= {"NIGHTDESK_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "nightdesk.web.settings"}
    os.environ["NIGHTDESK_IS_CHECKPOINTER"] = "1"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from nightdesk.intake import filing_line
    from tests.promises.torture import Torture

    call_command("migrate", verbosity=0)
    filing_line.MOST_TRIES = MANY_TRIES
    if told.workers > 1 or told.postgresql:
        filing_line.LEASE = SHORT_LEASE
    house = Torture(folder / "wires", settings.PUBLIC_ROOT, seed=told.seed, workers=told.workers)
    began, restarts = time.monotonic(), 0

    def between() -> None:
        nonlocal restarts
        if told.restart_every and house.killed % told.restart_every == 0:
            restart()
            restarts += 1

    house.kill_many(told.kills, between)
    house.come_to_rest()
    found = house.findings()
    print(house.summary())
    print(f"{restarts} restarts of PostgreSQL; {time.monotonic() - began:.0f} s; load {os.getloadavg()[0]:.1f}")
    print("\n".join(found) or "nothing found")
    if found:
        print(house.log()[-8000:], file=sys.stderr)
    return 1 if found else 0


@contextmanager
def _database(is_postgresql: bool):
    """Yield what restarts the database in the rudest way; nothing to restart with SQLite."""
    if not is_postgresql:
        yield lambda: None
        return
    from tests.run import _find, _postgresql

    with _postgresql() as url:
        os.environ["NIGHTDESK_DATABASE_URL"] = url
        data = Path(unquote(url.rpartition("@")[2].partition("/")[0])) / "data"
        owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        command = [*owner, str(Path(_find("initdb")).parent / "pg_ctl"), "-D", str(data), "-w"]

        def restart() -> None:
            from django.db import connections

            connections.close_all()
            said = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": data.parent, "check": True}
            subprocess.run([*command, "-m", "immediate", "restart"], **said)

        yield restart


if __name__ == "__main__":
    sys.exit(main())
