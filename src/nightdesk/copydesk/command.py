"""The command ``nightdesk check``: the copy desk's questions about documents, one line each."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from nightdesk.copydesk.query import Query
from nightdesk.copydesk.read import read
from nightdesk.wire.command import bytes_of
from nightdesk.wire.item import WireFault
from nightdesk.wire.parse import parse

CLEAN, QUESTIONS, UNREADABLE = 0, 1, 3


def check_files(paths: Iterable[str], out: TextIO, err: TextIO) -> int:
    """Write ``file:block: name: text`` for every question, in reading order; “-” is standard input.

    Blocks count from 1; 0 stands for what is not in the body. A document of several items is numbered
    ``file#2:block:``. Returns 0 when there is no question, 1 when there is one, 3 when a document cannot be read.
    """
    result = CLEAN
    for path in paths:
        try:
            lines = list(_questions(path))
        except WireFault as fault:
            print(f"{path}: {fault}", file=err)
            result = UNREADABLE
            continue
        for line in lines:
            print(line, file=out)
        if lines:
            result = max(result, QUESTIONS)
    return result


def _questions(path: str) -> Iterator[str]:
    items = parse(bytes_of(path))
    for number, item in enumerate(items, start=1):
        name = path if len(items) == 1 else f"{path}#{number}"
        _, queries = read(item)
        for query in sorted(queries, key=_place):
            yield f"{name}:{_block(query)}: {query.check}: {' '.join(query.says.split())}"


def _block(query: Query) -> int:
    return query.block + 1 if query.block is not None and query.field == "block" else 0


def _place(query: Query) -> tuple[int, int]:
    return _block(query), query.start
