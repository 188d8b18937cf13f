"""Read one large document in a process that can do nothing else, and say what is in it as JSON.

Standard input: a line of JSON (headers, received_at, limits), then the bytes. Everything that reading may need is
loaded before the limits are set; then no more memory, time or output than was said.
"""

import json
import os
import resource
import sys
from datetime import datetime
from typing import Any

import feedparser  # noqa: F401 - what is loaded late is loaded now, before memory is limited

from nightdesk.kit.frozen import to_plain
from nightdesk.wire.item import WireFault
from nightdesk.wire.parse import parse

OUTPUT_BYTES = 64 * 1024 * 1024
NEAR_BYTES = 8 * 1024 * 1024
_SAMPLE = b'<rss version="2.0"><channel><title>t</title><item><guid>a</guid><pubDate>Mon, 23 Nov</pubDate></item>'


def main() -> None:
    """Answer ``{"items": […]}`` or ``{"fault": [part, says]}``."""
    given = sys.stdin.buffer
    told = json.loads(given.readline())
    parse(_SAMPLE)
    end_bytes = _limit(told["memory_bytes"], told["cpu_s"])
    try:
        answer = _read(told, given.read())
    except WireFault as fault:
        answer = {"fault": [fault.part, fault.says]}
    if _peak_bytes() > end_bytes - NEAR_BYTES:
        sys.exit(1)  # a reader that is refused memory may take what it has for the whole document
    json.dump(answer, sys.stdout)


def _read(told: dict[str, Any], raw: bytes) -> dict[str, Any]:
    received_at = datetime.fromisoformat(told["received_at"]) if told["received_at"] else None
    items = parse(raw, headers=told["headers"], received_at=received_at)
    return {"items": [to_plain(item) for item in items]}


def _limit(memory_bytes: int, cpu_s: int) -> int:
    """No more than so much further memory, so much CPU in all, and an answer of so many bytes. Return where it ends."""
    with open("/proc/self/statm") as file:
        taken_bytes = int(file.read().split()[0]) * resource.getpagesize()
    for what, limit in (
        (resource.RLIMIT_AS, taken_bytes + memory_bytes),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    os.nice(5)
    return taken_bytes + memory_bytes


def _peak_bytes() -> int:
    with open("/proc/self/status") as file:
        [peak] = [line.split()[1] for line in file if line.startswith("VmPeak:")]
    return int(peak) * 1024


if __name__ == "__main__":
    main()
