"""What ``nightdesk parse FILE…|-`` does: items to standard output, one line for each that cannot be read."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from nightdesk.wire.as_ninjs import as_ninjs
from nightdesk.wire.document import LARGEST_BYTES
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.parse import parse

UNREADABLE = 3  # exit code: at least one file could not be read as copy
_TOLD = ("truncated", "markup", "feed", "contradiction")  # repairs after which words may be missing, or one must decide


def parse_files(paths: Iterable[str], out: TextIO, err: TextIO) -> int:
    """Write one ninjs 3.1 object a line for every item of every file; ``-`` is standard input.

    A file that cannot be read is told in one line, ``FILE: part: says``; the others are still read, and the
    answer is then ``UNREADABLE`` instead of 0. So is what may be missing from a file that could be read, once.
    """
    code = 0
    for path in paths:
        try:
            items = parse(bytes_of(path))
        except WireFault as fault:
            err.write(f"{path}: {fault.part}: {fault.says}\n")
            code = UNREADABLE
        else:
            for item in items:
                out.write(json.dumps(as_ninjs(item), ensure_ascii=False) + "\n")
            err.writelines(f"{path}: {line}\n" for line in _told(items))
    return code


def _told(items: Iterable[Item]) -> list[str]:
    lines = (f"{one.what}: {one.says}" for item in items for one in item.repairs if one.what in _TOLD)
    return list(dict.fromkeys(lines))


def bytes_of(path: str) -> bytes:
    """Read a file, never more of it than one byte past the limit; that byte is what ``parse`` refuses."""
    if path == "-" and sys.stdin is None:
        raise WireFault("file", "There is no standard input.")
    try:
        if path == "-":
            return sys.stdin.buffer.read(LARGEST_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except IsADirectoryError as fault:
        raise WireFault("file", "This is a folder; name the files in it.") from fault
    except OSError as fault:
        raise WireFault("file", f"This file cannot be opened: {fault.strerror or fault}.") from fault
