"""A whole Nightdesk in a process tree and a state folder of its own, for tests that use it as its users do."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120.0


class House:
    """``nightdesk up`` on a free port. ``said`` holds what it printed for people."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.data, self.port, self.arguments = data, _free_port(), arguments
        self.start()

    def start(self) -> None:
        """Start the house, again after it was stopped or killed, and wait until it says so."""
        command = [sys.executable, "-m", "nightdesk.cli", "up", "--port", str(self.port), "--data", str(self.data)]
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [*command, *self.arguments],
            stderr=subprocess.PIPE,
            text=True,
            env=_environment(),
            start_new_session=True,
        )
        self._reader = threading.Thread(target=_read, args=(self.process, self.said), daemon=True)
        self._reader.start()
        self.wait_for(lambda: any("Ctrl-C" in line for line in self.said) or self.process.poll() is not None)
        assert self.process.poll() is None, "".join(self.said)

    def get(self, path: str, station: str = "harbor") -> tuple[int, str]:
        """Return status and body of a page of a station."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": f"{station}.localhost:{self.port}"})
            reply = connection.getresponse()
            return reply.status, reply.read().decode()
        finally:
            connection.close()

    def run(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run another command on the same state folder."""
        command = [sys.executable, "-m", "nightdesk.cli", *arguments, "--data", str(self.data)]
        return subprocess.run(command, capture_output=True, text=True, env=_environment(), check=False)

    def settle(self) -> None:
        done = self.run("settle", "--timeout", str(PATIENCE_S))
        assert done.returncode == 0, done.stderr + "".join(self.said)

    def status(self) -> dict[str, int]:
        return json.loads(self.run("status", "--json").stdout)

    def tree(self) -> list[int]:
        """Return every process of the tree, this one first."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += [int(child) for child in children.read_text().split()]
        return found

    def kill(self) -> None:
        """SIGKILL the whole tree at once."""
        for pid in self.tree():
            with suppress(ProcessLookupError):  # it ended with its parent, a moment ago
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self._reader.join(5)

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(30)
        self._reader.join(5)
        return code

    def wait_for(self, condition, patience_s: float = PATIENCE_S) -> None:
        until = time.monotonic() + patience_s
        while not condition():
            assert time.monotonic() < until, "not in time:\n" + "".join(self.said)
            time.sleep(0.02)


def _read(process: subprocess.Popen, said: list[str]) -> None:
    for line in process.stderr:
        said.append(line)
    process.stderr.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment() -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("NIGHTDESK_", "DJANGO_", "PYTEST"))
    }
    return kept | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
