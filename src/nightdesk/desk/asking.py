"""What the copy desk asks of a story's words as they stand now, edits and all; and a proposed edit made in them.

A take's own questions are of the words as they came. Once somebody has edited, the same checks read the story again.
"""

import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from nightdesk.copydesk import markup
from nightdesk.copydesk.checks import CHECKS, stale
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.markup import Change, plain
from nightdesk.copydesk.query import Edit, Query
from nightdesk.desk import filing, lessons, merging
from nightdesk.desk.models import Story
from nightdesk.kit.frozen import from_plain
from nightdesk.wire.item import Block, Item

_FIELDS = (
    "headline", "deck", "byline_agency", "dateline", "dateline_agency", "dateline_date", "correction", "update_note",
    "contributors", "disclaimer", "credit", "copyright",
)  # fmt: skip
_LEAD = {"caption": "lead_caption", "credit": "lead_credit", "alt": "lead_alt"}
_ORDER = {"headline": 0, "deck": 1, "caption": 2, "credit": 2, "alt": 2, "block": 3}
_WRAPPED = re.compile(r"<(p|ul|ol)(?:\s[^>]*)?>(.*)</\1>", re.DOTALL)
_AROUND = 90  # characters of the sentence shown on either side of what is asked about


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a story. ``key`` names it while its words stand; ``before``, ``words``, ``after`` show it."""

    key: str
    check: str
    says: str
    severity: str
    field: str
    block: int | None
    start: int
    end: int
    before: str = ""
    words: str = ""
    after: str = ""
    edit: Edit | None = None
    may_apply: bool = False
    may_dismiss: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A story as it stands in its newest revision, one block of the stream for each block of the copy."""

    story: Story
    stream: list[dict[str, Any]]
    copy: Copy
    asked: tuple[Asked, ...]


def read(story: Story, *, now: datetime) -> Reading:
    """Return a story's newest words and everything that is asked about them, in reading order."""
    newest = story.get_latest_revision_as_object() if story.latest_revision_id else story
    stream = merging.stream_of(list(merging.blocks_of(newest.body.raw_data)))
    take = newest.merged_take or story.newest_take
    copy = _copy_of(newest, stream, from_plain(Copy, take.copy) if take and take.copy else Copy())
    item = from_plain(Item, take.item) if take and take.item else Item("", "")
    terms = filing.terms_of(story.wire) if story.wire else None
    queries = [query for check in CHECKS for query in check.check(copy, item, terms)] if terms and take else []
    if story.state not in ("running", "killed"):
        queries += stale.at_run(copy, now)
    known = lessons.of_station(story.station_id, story.pk)
    is_unaltered = bool(story.wire and story.wire.is_unaltered)
    asked = [_asked(query, copy, is_unaltered) for query in queries if lessons.key_of(query, copy) not in known]
    unique = {one.key: one for one in sorted(asked, key=_place)}
    return Reading(newest, stream, copy, tuple(unique.values()))


def _place(asked: Asked) -> tuple[int, int, int, int]:
    """Order as one reads: what keeps it from running first, then from the headline down."""
    is_general = asked.severity == "block" and not asked.words
    return (0 if is_general else 1, _ORDER.get(asked.field, 4), asked.block or 0, asked.start)


def _copy_of(story: Story, stream: Sequence[dict[str, Any]], base: Copy) -> Copy:
    fields: dict[str, Any] = {name: getattr(story, name) for name in _FIELDS}
    cutlines = list(base.cutlines)
    if cutlines:
        cutlines[0] = replace(cutlines[0], **{name: getattr(story, ours) for name, ours in _LEAD.items()})
    blocks = tuple(_block_of(raw) for raw in stream)
    return replace(base, **fields, bylines=tuple(story.bylines), blocks=blocks, cutlines=tuple(cutlines))


def _block_of(raw: dict[str, Any]) -> Block:
    inner = inner_of(raw)
    return Block(raw["type"], inner, plain(inner), ordered=str(raw["value"])[:3] == "<ol")


def inner_of(raw: dict[str, Any]) -> str:
    """Return the inner markup of a block of the stream, with the offsets that questions count in."""
    kind, value = raw["type"], raw["value"]
    if kind in ("subhead", "preformatted"):
        return html.escape(value, quote=False)
    if kind in ("paragraph", "quote", "list"):
        found = _WRAPPED.fullmatch(value.strip())
        return found[2] if found and f"<{found[1]}" not in found[2] else value
    return html.escape(value.get("text") or "", quote=False) if kind == "embed" else ""


def with_inner(raw: dict[str, Any], inner: str) -> dict[str, Any]:
    """Return a block of the stream with other inner markup."""
    if raw["type"] in ("subhead", "preformatted"):
        return {**raw, "value": plain(inner)}
    return {**raw, "value": raw["value"].replace(inner_of(raw), inner, 1)}


def _asked(query: Query, copy: Copy, is_unaltered: bool) -> Asked:
    text = lessons.text_of(query.field, query.block, copy)
    start, end = min(query.start, len(text)), min(query.end, len(text))
    words = text[start:end] if end - start <= 2 * _AROUND else ""
    about = f"{query.check} {query.field} {query.block} {start} {end} {words} {query.says}"
    edit = query.edit if query.severity == "propose" else None
    shown = words or (edit is not None)
    return Asked(
        key=hashlib.sha256(about.encode()).hexdigest()[:16],
        check=query.check, says=query.says, severity=query.severity, field=query.field, block=query.block,
        start=start, end=end,
        before=_tail(text[:start]) if shown else "",
        words=words,
        after=_head(text[end:]) if shown else "",
        edit=edit,
        may_apply=edit is not None and not is_unaltered and _can_be_put(edit, copy),
        may_dismiss=query.severity != "block",
    )  # fmt: skip


def _can_be_put(edit: Edit, copy: Copy) -> bool:
    if edit.field in _LEAD and edit.number not in (None, 0):
        return False
    if edit.field not in (*_LEAD, *_FIELDS, "block"):
        return False
    text = lessons.text_of(edit.field, edit.number, copy)
    return text[edit.start : edit.start + len(edit.before)] == edit.before


def _tail(text: str) -> str:
    return text if len(text) <= _AROUND else "… " + text[-_AROUND:].partition(" ")[2]


def _head(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + " …"


def put(reading: Reading, chosen: Sequence[Asked]) -> int:
    """Make proposed edits in the story of a reading, which is not saved; return how many went in.

    Of edits that overlap, the first in reading order is made; the other is asked again of the new words.
    """
    done = 0
    stream = list(reading.stream)
    for edit in reversed(list(_apart(one.edit for one in chosen if one.edit and one.may_apply))):
        change = Change(edit.start, edit.start + len(edit.before), edit.after, edit.why)
        if edit.field == "block" and edit.number is not None:
            raw = stream[edit.number]
            stream[edit.number] = with_inner(raw, markup.splice(inner_of(raw), [change]))
        else:
            name = _LEAD.get(edit.field, edit.field)
            setattr(reading.story, name, markup.change_text(getattr(reading.story, name), [change]))
        done += 1
    reading.story.body = stream
    return done


def _apart(edits: Iterator[Edit]) -> Iterator[Edit]:
    last: tuple[str, int | None, int] = ("", None, 0)
    for edit in sorted(edits, key=lambda one: (one.field, one.number or 0, one.start)):
        if (edit.field, edit.number) != last[:2] or edit.start >= last[2]:
            yield edit
            last = (edit.field, edit.number, edit.start + len(edit.before))
