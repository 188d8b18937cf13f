"""Read a document within bounds: a large one in a child process that may use so much time and memory and no more.

Smaller ones are read here: the worst that a hundred kinds of garbling made of 512 kB took half a second and 75 MB,
and starting a child takes longer than reading ten ordinary documents (docs/build/benchmarks.md).
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO

import nightdesk
from nightdesk.kit.frozen import from_plain
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.parse import parse

LARGE_BYTES = 512 * 1024
MEMORY_BYTES = 256 * 1024 * 1024  # more than the child takes before it reads
CPU_S = 5
WALL_S = 30.0
_TOO_MUCH = "Reading this document takes more memory or time than copy may (256 MB, 5 s)."


def items_of(
    raw: bytes, *, headers: Mapping[str, str] | None = None, received_at: datetime | None = None
) -> tuple[Item, ...]:
    """Return the items of a document as ``wire.parse.parse`` does. Raises WireFault, also when it costs too much."""
    if len(raw) <= LARGE_BYTES:
        return parse(raw, headers=headers or {}, received_at=received_at)
    told = {
        "headers": dict(headers or {}),
        "received_at": received_at.isoformat() if received_at else None,
        "memory_bytes": MEMORY_BYTES,
        "cpu_s": CPU_S,
    }
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        given.write(json.dumps(told).encode() + b"\n" + raw)
        given.seek(0)
        _run_child(given, made)
        made.seek(0)
        return _answer(made.read())


def _run_child(given: IO[bytes], made: IO[bytes]) -> None:
    """Files, not pipes: the child can neither fill our memory nor wait for us."""
    command = [sys.executable, "-m", "nightdesk.desk.reading_child"]
    environment = {"PYTHONPATH": str(Path(nightdesk.__file__).parents[1]), "PYTHONUTF8": "1"}
    try:
        ended = subprocess.run(
            command, stdin=given, stdout=made, stderr=subprocess.DEVNULL, env=environment, timeout=WALL_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise WireFault("size", f"Reading this document took more than {WALL_S:.0f} s.") from None
    if ended.returncode:
        raise WireFault("size", _TOO_MUCH)


def _answer(data: bytes) -> tuple[Item, ...]:
    try:
        told = json.loads(data)
    except ValueError:
        raise WireFault("size", _TOO_MUCH) from None
    if "fault" in told:
        raise WireFault(*told["fault"])
    return tuple(from_plain(Item, item) for item in told["items"])
