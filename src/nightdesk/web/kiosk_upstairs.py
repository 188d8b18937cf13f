"""The newsroom's own server behind the kiosk: a child on a socket of its own, started when somebody first asks.

A site without visitors in its newsroom does not pay for one in memory. The child ends with this process.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from nightdesk.kit import clock

PAUSES_S = (0.5, 30.0)  # before it is started again: the first, and the longest
STOP_WITHIN_S = 10.0


class Upstairs:
    """``nightdesk newsroom`` as a child."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._folder = Path(tempfile.mkdtemp(prefix="nightdesk-"))  # a socket's path must be short; 0700
        self._child: subprocess.Popen | None = None
        self._pause_s = PAUSES_S[0]
        self._due_s = 0.0

    def enter(self) -> socket.socket | None:
        """Return a new connection to the newsroom; None while it is not there yet. Starts it when need be."""
        self._mind()
        line = socket.socket(socket.AF_UNIX)
        line.setblocking(False)
        try:
            line.connect(str(self._folder / "newsroom"))
        except OSError:
            line.close()
            return None
        return line

    def mind(self) -> None:
        """Start the child again when it has died."""
        if self._child is not None:
            self._mind()

    def close(self) -> None:
        """Stop the child and wait for its end."""
        if self._child is not None:
            self._child.terminate()
            try:
                self._child.wait(STOP_WITHIN_S)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
            self._child.stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _mind(self) -> None:
        if self._child is not None and self._child.poll() is None:
            return
        now_s = clock.seconds()
        if self._child is not None and not self._due_s:
            print(f"nightdesk: the newsroom ended with code {self._child.returncode}; starting it again",
                  file=sys.stderr, flush=True)  # fmt: skip
            self._child.stdin.close()
            self._due_s = now_s + self._pause_s
            self._pause_s = min(self._pause_s * 2, PAUSES_S[1])
        if now_s >= self._due_s:
            self._due_s = 0.0
            self._child = self._started()

    def _started(self) -> subprocess.Popen:
        path = self._folder / "newsroom"
        path.unlink(missing_ok=True)  # a killed one leaves its socket, and the next could not take its place
        command = [sys.executable, "-m", "nightdesk.cli", "newsroom", "--socket", str(path)]
        environment = os.environ | {"NIGHTDESK_LEASH": "1"}
        return subprocess.Popen(
            [*command, "--workers", str(self.workers)], stdin=subprocess.PIPE, env=environment, start_new_session=True
        )
