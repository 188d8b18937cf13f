"""What an editor sees of one story, as view data: its words with what is asked, its rights, what it touches."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from nightdesk.copydesk import markup
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.markup import Change
from nightdesk.desk import asking, facts, fronts, history
from nightdesk.desk.models import Author, Section, Story, Take, Thread, Topic
from nightdesk.desk.newsroom import embargo, offering, preview
from nightdesk.kit.frozen import from_plain
from nightdesk.matching import changes

SAFE = ("spacing", "unseen", "mojibake", "quotes", "house")  # spacing, signs, house style: nothing to judge
_COPY = ("new", "update", "correction")
_OPEN, _CLOSE = "\ue000", "\ue001"  # stand round marked words while the page is made; no copy has them
_MARKED = re.compile(f"{_OPEN}(\\d+){_OPEN}([^{_OPEN}{_CLOSE}<]*){_CLOSE}")
_SIGNS = re.compile(f"{_OPEN}\\d+{_OPEN}|{_CLOSE}|\\\\ue000\\d+\\\\ue000|\\\\ue001")
_TAG = re.compile(r"(<(?:title|script|style)\b.*?</(?:title|script|style)>|<[^>]*>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Versions:
    """Two takes of a story, both whole: rows of (words before, words now), each marked where they differ."""

    before: Take
    now: Take
    rows: tuple[tuple[changes.Parts, changes.Parts], ...]


def page(reading: asking.Reading) -> str:
    """Return the story's page as readers would get it, with every word that is asked about in a mark of its own."""
    _mark(reading)
    made = preview.show(reading.story, "").content.decode()
    return "".join(_shown(part) for part in _TAG.split(made))


def _mark(reading: asking.Reading) -> None:
    numbered = [(number, one) for number, one in enumerate(reading.asked, 1) if one.words]
    for number, one in sorted(numbered, key=lambda pair: pair[1].start, reverse=True):
        changed = [Change(one.start, one.start, f"{_OPEN}{number}{_OPEN}", ""), Change(one.end, one.end, _CLOSE, "")]
        if one.field == "block" and one.block is not None and one.block < len(reading.stream):
            raw = reading.stream[one.block]
            reading.stream[one.block] = asking.with_inner(raw, markup.splice(asking.inner_of(raw), changed))
        elif one.field in ("headline", "deck"):
            setattr(reading.story, one.field, markup.change_text(getattr(reading.story, one.field), changed))
    reading.story.body = reading.stream


def _shown(part: str) -> str:
    """Return a tag without our signs, or text with its marks. What a mark cannot hold in one piece is not marked."""
    if not part.startswith("<"):
        part = _MARKED.sub(r'<mark id="q\1">\2</mark>', part)
    return _SIGNS.sub("", part)


def versions(story: Story) -> Versions | None:
    """Return the newest take beside the one before it; None when there is only one."""
    if not story.wire_id or not story.wire_key or not story.newest_take_id:
        return None
    takes = Take.objects.filter(wire=story.wire_id, wire_key=story.wire_key, verdict__in=_COPY)
    takes = takes.defer("item", "queries").filter(pk__lte=story.newest_take_id).order_by("-pk")
    found = list(takes[:2])
    if len(found) < 2:
        return None
    now, before = found
    rows = changes.side_by_side(list(_paragraphs(before)), list(_paragraphs(now)))
    return Versions(before, now, tuple(rows))


def _paragraphs(take: Take) -> Iterator[tuple[str, str]]:
    copy = from_plain(Copy, take.copy)
    for kind, words in (("headline", copy.headline), ("deck", copy.deck)):
        if words:
            yield kind, words
    yield from ((block.kind, " ".join(block.text.split())) for block in copy.blocks if block.text.strip())


def rights(story: Story, now: datetime) -> list[tuple[str, str, bool]]:
    """Return what the story may and may not, as (name, words, whether it stops something)."""
    wire, said = story.wire, list(embargo.lines(story, now))
    if story.expires_at:
        said.append(("Expires", embargo.local(story.expires_at, story.station.zone), story.expires_at <= now))
    if story.credit:
        said.append(("Credit", story.credit, False))
    if story.copyright:
        said.append(("Copyright", story.copyright, False))
    return said + (list(_terms(wire)) if wire else [("Source", "written here", False)])


def _terms(wire: Any) -> Iterator[tuple[str, str, bool]]:
    if wire.is_unaltered:
        yield "Terms", "its words may not be altered", True
    if wire.markets:
        yield "Markets", f"only {wire.markets}", False
    if wire.indexing == "noindex":
        yield "Search engines", "may not show it", False
    yield "Sister stations", "may have it" if wire.is_shareable else "may not have it", False


_FRONTS = {"section": Section, "topic": Topic, "author": Author, "thread": Thread}


def touches(story: Story) -> list[str]:
    """Return, in words, every front that shows the story or would: with each its feed; and the sister stations."""
    named = [front.partition(":") for front in fronts.fronts_of(story) if not front.startswith("month")]
    said = ["The home page and its feed"]
    for kind, model in _FRONTS.items():
        ids = [int(pk) for name, _, pk in named if name == kind]
        rows = model.objects.filter(Q(pk__in=ids)).order_by("name") if ids else ()  # type: ignore[attr-defined]
        said += [f"{kind.capitalize()} “{row.name}” and its feed" for row in rows]
    return [*said, *offering.standing(story)]


def standing(story: Story, now: datetime) -> str:
    """Say where the story stands and why."""
    return history.now_stands(story, now)


def is_public(story: Story, now: datetime) -> bool:
    return facts.may_run(story, now).ok


def safe(asked: Sequence[asking.Asked]) -> list[asking.Asked]:
    """Return the questions whose proposed edit needs no judgement."""
    return [one for one in asked if one.may_apply and one.check in SAFE]
