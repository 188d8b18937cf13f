"""One command: set up, then run site, newsroom, intake and press as one process tree.

This process stays small: it loads no Django. Its children hold the other end of a pipe and end when it
ends, by whatever signal. A child that dies is started again. What was baked before is served from the first
moment; it needs no database.
"""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nightdesk.kit.refused import LATE, WRONG_USE, Refused
from nightdesk.web.serve import set_up_lock

LOOK_S = 0.2
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 10.0
MOST_KILLED = 5  # times in a row that a child which runs to its end is killed; then something is wrong here
LONG_LIFE_S = 10.0  # a child that lived so long and dies has its next start at once
STOP_WITHIN_S = 15.0


def up(*, host: str, port: int, demo: bool) -> int:
    """Run the whole house until Ctrl-C or SIGTERM."""
    data = Path(os.environ.get("NIGHTDESK_DATA", "data")).absolute()
    data.mkdir(parents=True, exist_ok=True)
    os.environ["NIGHTDESK_DATA"] = str(data)
    os.environ.setdefault("NIGHTDESK_NEWSROOM_URL", f"http://localhost:{port}")
    lock = _lock(data)
    _need_port(host, port)
    begun_at = time.monotonic()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    house = _House(lock, stop)
    with _alone_with_the_database(data):
        house.start("serve", "--host", host, "--port", str(port))
        is_new = not (data / "public" / "hosts" / "_first").exists()
        if not is_new:
            _announce(data, host, port, begun_at, stop)
        url = f"http://localhost:{port}"
        if code := house.run("set-up", "--url", url, *([] if demo else ["--no-demo"])):
            house.end()
            return code
    if not stop.is_set():
        house.start("work")
        if is_new:
            _say("wires, newsroom and press are at work; the first pages are being baked …")
            _announce(data, host, port, begun_at, stop)
        else:
            _say(f"wires and press at work after {time.monotonic() - begun_at:.1f} s")
    house.mind()
    return 0


class _House:
    """The children, and what to do when one of them dies."""

    def __init__(self, lock: int, stop: threading.Event) -> None:
        self.lock, self.stop = lock, stop
        self.arguments: dict[str, tuple[str, ...]] = {}
        self.running: dict[str, subprocess.Popen] = {}
        self.begun: dict[str, float] = {}
        self.pause_s: dict[str, float] = {}
        self.due: dict[str, float] = {}  # a child that died, and when it is started again

    def start(self, name: str, *arguments: str) -> None:
        """Start a child that is to run until the end."""
        self.arguments[name] = arguments
        self.begun[name] = time.monotonic()
        self.running[name] = _child(name, *arguments, lock=self.lock)

    def run(self, name: str, *arguments: str) -> int:
        """Run a child to its end and return its code; an end of the house ends it too. A killed one runs again."""
        for _ in range(MOST_KILLED):
            code = self._run(name, *arguments)
            if code >= 0:
                break
            _say(f"{name} was killed by signal {-code}; doing it again")
        return code

    def _run(self, name: str, *arguments: str) -> int:
        child = _child(name, *arguments, lock=self.lock)
        while (code := child.poll()) is None:
            if self.stop.wait(0.05):
                child.terminate()
                child.wait()
                return 0
        return code

    def mind(self) -> None:
        """Wait for the end; start a child again that dies before it, more slowly when it dies young."""
        while not self.stop.wait(LOOK_S):
            for name in list(self.running):
                self._mind(name, time.monotonic())
        self.end()

    def _mind(self, name: str, now: float) -> None:
        code = self.running[name].poll()
        if code is None:
            return
        if name not in self.due:
            is_young = now - self.begun[name] < LONG_LIFE_S
            pause_s = min(self.pause_s.get(name, 0) * 2, LONGEST_PAUSE_S) if is_young else 0
            self.pause_s[name] = max(pause_s, FIRST_PAUSE_S)
            self.due[name] = now + self.pause_s[name]
            _say(f"{name} ended with code {code}; starting it again")
        elif now >= self.due[name]:
            del self.due[name]
            self.start(name, *self.arguments[name])

    def end(self) -> None:
        """Stop every child."""
        _say("stopping …")
        for child in self.running.values():
            child.terminate()
        until = time.monotonic() + STOP_WITHIN_S
        for name, child in self.running.items():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _say(f"{name} did not stop in {STOP_WITHIN_S:.0f} s and was killed; nothing is lost")
                child.kill()
                child.wait()
        _say("stopped")


def _child(name: str, *arguments: str, lock: int) -> subprocess.Popen:
    """Start one of our own commands, on a leash and in a session of its own, so that Ctrl-C reaches only us."""
    # Few arenas: with many threads the C library would otherwise keep tens of megabytes that nobody uses.
    environment = {"MALLOC_ARENA_MAX": "2"} | os.environ | {"NIGHTDESK_LEASH": "1"}
    command = [sys.executable, "-m", "nightdesk.cli", name, *arguments]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, env=environment, pass_fds=(lock,), start_new_session=True, stdout=sys.stderr
    )


def _lock(data: Path) -> int:
    """Hold the state folder for this tree alone; children of a killed tree may need a moment to end."""
    handle = os.open(data / "nightdesk.lock", os.O_RDWR | os.O_CREAT, 0o600)
    until = time.monotonic() + 20
    pause = threading.Event()
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Refused(f"another Nightdesk is running on {data}. Stop it, or give --data.", WRONG_USE) from None
            pause.wait(0.2)
        else:
            return handle


@contextmanager
def _alone_with_the_database(data: Path) -> Iterator[None]:
    """Keep the newsroom from starting while the database is made or migrated."""
    turn = set_up_lock(data)
    fcntl.flock(turn, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(turn)


def _need_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise Refused(f"port {port} on {host} cannot be used ({fault.strerror}). Try --port.", WRONG_USE) from fault


def _announce(data: Path, host: str, port: int, begun_at: float, stop: threading.Event) -> None:
    """Wait for the first page, then say what is where."""
    here = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    until = time.monotonic() + 120
    while not _answers(here, port):
        if stop.wait(0.1):
            return
        if time.monotonic() > until:
            raise Refused("no page was served within two minutes; the lines above say why.", LATE)
    _say(f"first page served after {time.monotonic() - begun_at:.1f} s")
    for station in sorted(path.name for path in (data / "public" / "stations").iterdir()):
        _say(f"  {station:<10} http://{station}.localhost:{port}/")
    _say(f"  newsroom   http://localhost:{port}/newsroom/")
    for folder in sorted((data / "wires").glob("*/")):
        _say(f"  wire       drop a document into {folder}")
    _say("Ctrl-C stops it; the same command continues where it left off.")


def _answers(host: str, port: int) -> bool:
    """Tell whether there is a page; without an HTTP library, which would double this process."""
    try:
        with socket.create_connection((host, port), timeout=5) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return line.recv(1024).startswith(b"HTTP/1.1 200 ")
    except OSError:
        return False


def _say(words: str) -> None:
    print(f"nightdesk: {words}", file=sys.stderr, flush=True)
