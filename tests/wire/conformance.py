"""Other people's expectations of a reader, put to ours: feedparser's, IPTC's ninjs suite, the NewsML-G2 listings.

Texts are compared as words (our markup is rebuilt on purpose, so theirs cannot be equal), moments as moments.
"""

import ast
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nightdesk.wire.blocks import from_html
from nightdesk.wire.dates import parse_date
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.parse import parse

_EXPECT = re.compile(rb"Expect:\s*(.*?)\s*(?:\n\s*\n|-->|\n\s*[A-Z][\w-]+:)", re.DOTALL)
_HEADER = re.compile(rb"^Header:\s*([\w-]+):\s*(.*)$", re.MULTILINE)
_KINDS = {
    "title": "title", "link": "link", "id": "id", "guid": "id", "author": "author", "summary": "summary",
    "description": "summary", "content": "content", "updated_parsed": "date", "published_parsed": "date",
    "created_parsed": "date", "updated": "date", "published": "date", "created": "date",
}  # fmt: skip
_SERVED_FROM = "http://127.0.0.1:8097/feed.xml"  # feedparser's tests are served from there
_ASIDE = ("passed unflagged", "failed outright")  # shown, but not part of what holds
_UNSAFE = re.compile(
    r"<\s*(?:script|style|iframe|object|form)|\son\w+\s*=|javascript:|vbscript:|data:text", re.IGNORECASE
)


@dataclass
class Report:
    """``rates``: what holds and what was asked, by kind."""

    rates: dict[str, list[int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def count(self, kind: str, holds: bool, miss: str) -> None:
        rate = self.rates.setdefault(kind, [0, 0])
        rate[1] += 1
        rate[0] += holds
        if not holds:
            self.misses.append(f"{kind}: {miss}")

    @property
    def share(self) -> float:
        held, asked = self.total
        return held / asked if asked else 0.0

    @property
    def total(self) -> tuple[int, int]:
        counted = [rate for kind, rate in self.rates.items() if kind not in _ASIDE]
        return sum(rate[0] for rate in counted), sum(rate[1] for rate in counted)

    @property
    def lines(self) -> list[str]:
        whole = [
            f"{kind:16} {held:5} of {asked:5}  {held / asked:6.1%}"
            for kind, (held, asked) in sorted(self.rates.items())
        ]
        held, asked = self.total
        return [*whole, f"{'in all':16} {held:5} of {asked:5}  {self.share:6.1%}"]


def feeds(corpus: Path) -> Report:
    """Ask every expectation of feedparser's well-formed feeds that is about what we read."""
    report = Report()
    for path in sorted((corpus / "feedparser/tests/wellformed").rglob("*.xml")):
        raw = path.read_bytes()
        for kind, number, expected in _expectations(raw):
            if kind in ("title", "summary", "content") and "<" in expected and not words(expected):
                continue  # it asks what becomes of an attribute; that ours are safe is asked below
            item = _item(raw, number)
            holds = item is not None and _holds(item, kind, expected)
            report.count(kind, holds, f"{path.parent.name}/{path.name}: {expected!r} {_ours(item, kind)!r}"[:300])
            if item is not None and (markup := _UNSAFE.search("".join(block.html for block in item.blocks))):
                report.count("unsafe markup", False, f"{path.name}: {markup[0]}")
    return report


def _item(raw: bytes, number: int) -> Item | None:
    headers = {"content-location": _SERVED_FROM}  # as a poll says where a feed came from
    headers |= {name.decode().lower(): value.decode().strip() for name, value in _HEADER.findall(raw[:2000])}
    try:
        items = parse(raw, headers=headers)
    except WireFault:
        return None
    return items[number] if number < len(items) else None


def _expectations(raw: bytes) -> Iterator[tuple[str, int, Any]]:
    """Yield (kind, entry number, expected value) of each ``entries[N][key] == literal`` in a test file."""
    found = _EXPECT.search(raw[:6000])
    if not found:
        return
    try:
        tree = ast.parse(found[1].decode("utf-8"), mode="eval")
    except (SyntaxError, UnicodeDecodeError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
            left = ast.unparse(node.left)
            place = re.fullmatch(r"entries\[(\d+)\](?:\['(\w+)'\]|\.(\w+))(?:\[0\](?:\['value'\]|\.value))?", left)
            try:
                expected = ast.literal_eval(node.comparators[0])
            except ValueError:
                continue
            if place and (kind := _KINDS.get(place[2] or place[3])) and expected is not None:
                yield kind, int(place[1]), expected


def _holds(item: Item, kind: str, expected: Any) -> bool:
    if kind == "date":
        return _same_moment(item, expected)
    if not isinstance(expected, str):
        return False
    if kind in ("link", "id"):
        return _ours(item, kind) == expected
    if kind == "author":
        return bool(item.bylines) and all(name in expected for name in item.bylines) or not expected
    return words(expected) in {words(html.escape(one, quote=False)) for one in _ours(item, kind)}


def _ours(item: Item | None, kind: str) -> Any:
    if item is None:
        return None
    body = " ".join(block.text for block in item.blocks if block.text)
    return {
        "title": (item.headline, html.unescape(item.headline)),
        "link": item.url,
        "id": item.guid,
        "author": item.bylines,
        "summary": (item.deck, body),
        "content": (body, item.deck),
        "date": (item.created_at, item.published_at, item.first_created_at),
    }[kind]


def words(markup: str) -> str:
    """Return only the letters of a piece of markup, for spaces and tags differ where words do not."""
    text = "".join(block.text for block in from_html(html.unescape(markup) if "&lt;" in markup else markup))
    return re.sub(r"\s+", "", text)


def _same_moment(item: Item, expected: Any) -> bool:
    ours = {moment.replace(microsecond=0) for moment in _ours(item, "date") if moment}
    try:
        if isinstance(expected, tuple):
            return datetime(*expected[:6], tzinfo=UTC) in ours
        return parse_date(str(expected)).replace(microsecond=0) in ours
    except (WireFault, ValueError):
        return not ours  # a day without a time or a zone is no moment, for them it is midnight


def ninjs(corpus: Path) -> Report:
    """Take every document that should pass; refuse one that should fail, or take it and say what is wrong with it."""
    report = Report()
    for path in sorted((corpus / "newsinjson/validation/test_suite").rglob("*.json")):
        verdict = path.parent.name
        if verdict not in ("should_pass", "should_fail"):
            continue
        refused, mended, kept = _told(path.read_bytes())
        told = "; ".join((*mended, *kept))
        holds = not refused if verdict == "should_pass" else bool(told)
        report.count(verdict, holds, f"{path.parent.parent.name}/{path.name}: {told or 'taken without a word'}")
        if verdict == "should_pass":
            report.count("passed unflagged", not mended, f"{path.parent.parent.name}/{path.name}: {told}")
        else:
            report.count("failed outright", refused, path.name)
    return report


def _told(raw: bytes) -> tuple[bool, list[str], list[str]]:
    """Return whether the document is refused as unreadable, what was mended in it, and what was only kept."""
    try:
        items = parse(raw)
    except WireFault as fault:
        return "holds no copy" not in fault.says, [str(fault)], []
    mended = [repair.says for item in items for repair in item.repairs]
    return False, mended, [f"kept: {path}" for item in items for path, _ in item.unknown]


def g2(corpus: Path) -> Report:
    """Read every newsItem, packageItem and newsMessage; a guid, and a body wherever there is one inline."""
    report = Report()
    for path in sorted((corpus / "newsml-g2").rglob("*.xml")):
        raw = path.read_bytes()
        if "should_fail" in path.parts or not re.search(rb"<(?:newsItem|packageItem|newsMessage)[\s>]", raw[:3000]):
            continue
        try:
            items = parse(raw)
        except WireFault as fault:
            report.count("read", False, f"{path.name}: {fault}")
            continue
        report.count("read", all(item.guid for item in items), path.name)
        if b"<p>" in raw and b"<inlineXML" in raw:
            report.count("with a body", any(item.blocks for item in items), path.name)
    return report
