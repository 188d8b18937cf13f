"""What ``nightdesk parse FILE…|-`` does: items to standard output, one line for each that cannot be read."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from nightdesk.wire.as_ninjs import as_ninjs
from nightdesk.wire.document import LARGEST_BYTES
from nightdesk.wire.item import WireFault
from nightdesk.wire.parse import parse

UNREADABLE = 3  # exit code: at least one file could not be read as copy


def parse_files(paths: Iterable[str], out: TextIO, err: TextIO) -> int:
    """Write one ninjs 3.1 object a line for every item of every file; ``-`` is standard input.

    A file that cannot be read is told in one line, ``FILE: part: says``; the others are still read, and the
    answer is then ``UNREADABLE`` instead of 0.
    """
    code = 0
    for path in paths:
        try:
            for item in parse(_bytes_of(path)):
                out.write(json.dumps(as_ninjs(item), ensure_ascii=False) + "\n")
        except WireFault as fault:
            err.write(f"{path}: {fault.part}: {fault.says}\n")
            code = UNREADABLE
    return code


def _bytes_of(path: str) -> bytes:
    """Read a file, never more of it than one byte past the limit; that byte is what ``parse`` refuses."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(LARGEST_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as fault:
        raise WireFault("file", f"This file cannot be opened: {fault.strerror or fault}.") from fault
