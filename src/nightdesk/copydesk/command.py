"""The command ``nightdesk check``: the copy desk's questions about documents, and what it would change."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

from nightdesk.copydesk.as_item import as_item
from nightdesk.copydesk.checks import DEFAULT_OFF
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.plain_text import item_of
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.read import read
from nightdesk.wire.as_ninjs import as_ninjs
from nightdesk.wire.command import bytes_of
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.parse import parse

CLEAN, QUESTIONS, UNREADABLE = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for."""

    as_json: bool = False
    applies: bool = False  # write the cleaned copy and the list of its edits
    folder: str = ""  # where they go; beside the document when empty
    asks_all: bool = False  # the checks that are off by default too


@dataclass(frozen=True, slots=True)
class Reading:
    """One item, read: ``name`` is the file's, with ``#2`` when it holds several."""

    name: str
    item: Item
    copy: Copy
    queries: tuple[Query, ...]


def check_files(paths: Iterable[str], out: TextIO, err: TextIO, wish: Wish = Wish()) -> int:  # noqa: B008 it is frozen
    """Write ``file:block: name: text`` for every question, in reading order; “-” is standard input.

    Blocks count from 1; 0 stands for what is not in the body. A document of several items is numbered
    ``file#2:block:``. Returns 0 when there is no question, 1 when there is one, 3 when a document cannot be read
    or the cleaned copy cannot be written.
    """
    result = CLEAN
    for path in paths:
        try:
            readings = list(_readings(path, DEFAULT_OFF if wish.asks_all else ()))
            if wish.applies:
                _apply(path, wish.folder, readings)
        except (WireFault, OSError) as fault:
            print(f"{path}: {fault}", file=err)
            result = UNREADABLE
            continue
        for line in (_as_json(one) for one in readings) if wish.as_json else _lines(readings):
            print(line, file=out)
        if any(one.queries for one in readings):
            result = max(result, QUESTIONS)
    return result


def _readings(path: str, also: tuple[ModuleType, ...]) -> Iterator[Reading]:
    items = _items(bytes_of(path), path)
    for number, item in enumerate(items, start=1):
        copy, queries = read(item, also=also)
        yield Reading(path if len(items) == 1 else f"{path}#{number}", item, copy, tuple(sorted(queries, key=_place)))


def _items(raw: bytes, path: str) -> tuple[Item, ...]:
    """Return the items of a document; what is no document but plain text is one story."""
    if path.endswith(".txt"):
        return (item_of(raw, path),)
    try:
        return parse(raw)
    except WireFault as fault:
        if raw.lstrip()[:1] in (b"<", b"{", b"["):
            raise
        try:
            return (item_of(raw, path),)
        except WireFault:
            raise fault from None


def _lines(readings: list[Reading]) -> Iterator[str]:
    for one in readings:
        for query in one.queries:
            yield f"{one.name}:{_block(query)}: {query.check}: {' '.join(query.says.split())}"


def _as_json(one: Reading) -> str:
    return json.dumps({"file": one.name, "guid": one.item.guid, **_record(one)}, ensure_ascii=False)


def _record(one: Reading) -> dict[str, Any]:
    return {
        "queries": [asdict(query) for query in one.queries],
        "edits": [asdict(edit) for edit in one.copy.edits],
        "sources": [asdict(source) for source in one.copy.sources],
    }


def _apply(path: str, folder: str, readings: list[Reading]) -> None:
    """Write NAME.cleaned.json, ninjs that reads back as the same copy, and NAME.edits.json, what was changed."""
    name = "standard-input" if path == "-" else Path(path).name
    home = Path(folder) if folder else Path() if path == "-" else Path(path).parent
    home.mkdir(parents=True, exist_ok=True)
    cleaned = [as_ninjs(as_item(one.copy, one.item)) for one in readings]
    edits = [{"guid": one.item.guid, "edits": [asdict(edit) for edit in one.copy.edits]} for one in readings]
    for kind, value in (("cleaned", cleaned), ("edits", edits)):
        words = json.dumps(value[0] if len(value) == 1 else value, ensure_ascii=False, indent=1)
        (home / f"{name}.{kind}.json").write_text(words + "\n", encoding="utf-8")


def _block(query: Query) -> int:
    return query.block + 1 if query.block is not None and query.field == "block" else 0


def _place(query: Query) -> tuple[int, int]:
    return _block(query), query.start
