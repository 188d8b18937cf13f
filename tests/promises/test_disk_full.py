"""On a full disk nothing that was acknowledged is lost, a kill takes everything away, and room is all it needs.

A real full disk: a tmpfs of some MB in a mount namespace of its own, which only root may make. Elsewhere this says that
it is left out, and why.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def can_mount() -> bool:
    tried = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False) if os.geteuid() == 0 else None
    return tried is not None and tried.returncode == 0


def lived(folder: Path, small: str) -> dict | None:
    """Return what became of a house with a small disk; None where nobody may mount one."""
    if not can_mount():
        print(
            "nightdesk: no small disk can be mounted here: the full disk is left out", file=sys.__stderr__, flush=True
        )
        return None
    log = folder / "log"
    (folder / "house").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NIGHTDESK_", "DJANGO_"))}
    paths = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DISK_FULL_LOG": str(log)}
    command = ["unshare", "-m", sys.executable, "-m", "tests.promises.disk_full_life", str(folder / "house")]
    done = subprocess.run(
        [*command, *([small] if small else [])], cwd=ROOT, env=kept | paths, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + (log.read_text()[-4000:] if log.exists() else "")
    return json.loads(done.stdout.splitlines()[-1])


def is_whole_again(told: dict) -> bool:
    after = told["after"]
    return (
        after["acknowledged"] == after["stored"] == 4
        and after["waiting"] == after["empty"] == after["killed_words"] == []
        and set(after["outcomes"]) == {"filed"}
        and after["stories"]
        == [
            ["Harbour bridge reopens", "killed"],
            ["Museum finds its mammoth", "killed"],
            ["Tower leans further", "running"],
        ]
    )


def test_a_kill_needs_no_room_on_the_public_disk(tmp_path: Path) -> None:
    told = lived(tmp_path, "public")
    if told:
        assert told["while_full"]["killed_words"] == told["while_full"]["empty"] == []
        assert told["while_full"]["is_alive"]
        assert is_whole_again(told), told


def test_with_the_database_full_too_kills_are_done_and_nothing_taken_is_lost(tmp_path: Path) -> None:
    """A kill gets the room that is kept for it, and is in the ledger at least. Other documents stay in their folder."""
    told = lived(tmp_path, "")
    if told:
        full = told["while_full"]
        assert full["is_alive"]
        assert full["acknowledged"] <= full["stored"]
        assert full["acknowledged"] + len(full["waiting"]) == 4
        assert full["empty"] == full["killed_words"] == []
        assert is_whole_again(told), told
