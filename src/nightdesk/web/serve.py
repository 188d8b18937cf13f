"""The web server: the kiosk for readers, and behind it the newsroom's own server for everybody else."""

import fcntl
import os
import signal
from pathlib import Path

from nightdesk.kit import leash

THREADS = 14  # of a newsroom's worker: readers' searches take twelve at most (search/door.py)


def serve(*, host: str, port: int, workers: int) -> int:
    """Serve the baked files until the process is told to stop; the newsroom is started when somebody asks for it."""
    from nightdesk.web.kiosk import Kiosk
    from nightdesk.web.kiosk_upstairs import Upstairs

    data = state_folder()
    kiosk = Kiosk(data / "public", host, port, Upstairs(workers))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, kiosk.stop)
    leash.follow(kiosk.stop)
    kiosk.run()
    return 0


def newsroom(*, path: Path, workers: int) -> int:
    """Run Django on a socket of its own until told to stop. Waits while ``up`` changes the database."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    leash.follow()
    turn = set_up_lock(state_folder())
    fcntl.flock(turn, fcntl.LOCK_SH)
    os.close(turn)
    os.environ["NIGHTDESK_FOLLOWS_PARENT"] = "1"  # granian's workers are children of ours, and have no leash
    Granian(
        "nightdesk.web.wsgi:application",
        uds=path,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=False,
        websockets=False,
    ).serve()
    return 0


def state_folder() -> Path:
    """Return the state folder, made when it is not there; without the typed settings, which cost memory."""
    data = Path(os.environ.get("NIGHTDESK_DATA", "data")).absolute()
    data.mkdir(parents=True, exist_ok=True)
    return data


def set_up_lock(data: Path) -> int:
    """Return an open lock that ``up`` holds for itself while the database is made or migrated."""
    return os.open(data / "set-up.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
