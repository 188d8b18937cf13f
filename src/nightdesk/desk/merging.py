"""Stories as the merge sees them, and what comes of a merge as fields of a story. Nothing is written here."""

import html
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nightdesk.desk.models import Story
from nightdesk.matching.merge import Conflict, Merged, Piece, Version, both_changes, merge
from nightdesk.matching.pairing import Block, even

UNITS = (
    "headline", "deck", "bylines", "byline_agency", "dateline", "dateline_agency", "dateline_date", "update_note",
    "public_note", "contributors", "disclaimer", "credit", "copyright", "language",
)  # fmt: skip
_LEAD = ("lead_picture_id", "lead_caption", "lead_credit", "lead_alt", "is_lead_file_photo")
_FILED = ("section_id", "authors", "topics")  # what an editor chose here stays chosen
_ADDED = ("correction", "private_note")  # where both sides say something, both are said

_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)


def bring_together(base: Story, ours: Story, theirs: Story, *, is_unaltered: bool = False) -> Merged:
    """Return one story of three. ``is_unaltered``: the agency's words may not be mixed with others."""
    sides = [_version(story, _has_one_lead(base, ours, theirs)) for story in (base, ours, theirs)]
    merged = _apart(*sides) if is_unaltered else merge(*sides)
    fields = dict(merged.fields)
    for name in _FILED:
        old, own, new = (_filed(story, name) for story in (base, ours, theirs))
        fields[name] = new if own == old else own
    for name in _ADDED:
        fields[name] = added(*(_plain(getattr(story, name)) for story in (base, ours, theirs)))
    return Merged(fields, merged.pieces, merged.conflicts)


def _apart(base: Version, ours: Version, theirs: Version) -> Merged:
    """Return a merge in which everything that differs is a question."""
    differ = [name for name in ours.fields if ours.fields[name] != theirs.fields.get(name)]
    asked = [Conflict(name, base.fields.get(name), ours.fields[name], theirs.fields.get(name)) for name in differ]
    if ours.blocks == theirs.blocks:
        return Merged(ours.fields, (Piece(ours.blocks),), tuple(asked))
    piece = Piece((), True, base.blocks, ours.blocks, theirs.blocks)
    body = Conflict("body", base.blocks, ours.blocks, theirs.blocks)
    return Merged(ours.fields, (piece,), (*asked, body))


def added(base: str, ours: str, theirs: str) -> str:
    """Return a text to which both sides may have added: nothing that a side says is left out."""
    if ours == base or not ours:
        return theirs
    if theirs in (base, "", ours):
        return ours
    return "\n".join(dict.fromkeys((*ours.splitlines(), *theirs.splitlines())))


def put(story: Story, fields: Mapping[str, Any], stream: Sequence[dict[str, Any]]) -> None:
    """Make a story's fields and body what a merge came to."""
    values = dict(fields)
    if "lead" in values:
        values |= zip(_LEAD, values.pop("lead"), strict=True)
    for name, value in values.items():
        if name in ("authors", "topics"):
            setattr(story, name, list(_related(story, name).objects.filter(pk__in=value).order_by("pk")))
        else:
            setattr(story, name, value)
    story.body = list(stream)


def _related(story: Story, name: str) -> Any:
    return story._meta.get_field(name).related_model


def is_same(story: Story, fields: Mapping[str, Any], blocks: Sequence[Block]) -> bool:
    """Tell whether a story says already what a merge came to."""
    standing = _version(story, "lead" not in fields)
    values = {**standing.fields, **{name: _filed(story, name) for name in _FILED}}
    values |= {name: _plain(getattr(story, name)) for name in _ADDED}
    return standing.blocks == tuple(blocks) and all(values[name] == value for name, value in fields.items())


def stream_of(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Return the raw stream of blocks."""
    return [dict(block.raw) for block in blocks]  # type: ignore[call-overload]


def sides_of(merged: Merged, *, is_whole: bool) -> dict[str, Any]:
    """Return a question as JSON. ``is_whole``: the answer is one side's words and not some of each."""
    asked = [one for one in merged.conflicts if one.place != "body"]
    return {
        "is_whole": is_whole,
        "merged": dict(merged.fields),
        "fields": [{"place": one.place, "base": one.base, "ours": one.ours, "theirs": one.theirs} for one in asked],
        "pieces": [
            {"is_conflict": True, **{side: stream_of(getattr(piece, side)) for side in ("base", "ours", "theirs")}}
            if piece.is_conflict
            else {"is_conflict": False, "blocks": stream_of(piece.blocks)}
            for piece in merged.pieces
        ],
    }


def answered(sides: Mapping[str, Any], chosen: Mapping[str, str]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return fields and body by what an editor chose: "ours", "theirs", "proposal" or "both" for each place.

    A place nobody chose for keeps ours. "both" is for the body: theirs, then ours. "proposal" has the words of both.
    """
    fields, proposals = dict(sides["merged"]), proposed(sides)
    for asked in sides["fields"]:
        place = asked["place"]
        is_proposal = chosen.get(place) == "proposal" and place in proposals
        own = asked["theirs" if chosen.get(place) == "theirs" else "ours"]
        fields[place] = proposals[place] if is_proposal else own
    stream: list[dict[str, Any]] = []
    for number, piece in enumerate(sides["pieces"]):
        choice = chosen.get(f"body-{number}", "ours")
        if not piece["is_conflict"]:
            stream += piece["blocks"]
        elif choice == "proposal" and f"body-{number}" in proposals:
            stream += proposals[f"body-{number}"]
        else:
            names = ("theirs", "ours") if choice == "both" else (choice if choice == "theirs" else "ours",)
            stream += [block for name in names for block in piece[name]]
    return fields, stream


def proposed(sides: Mapping[str, Any]) -> dict[str, Any]:
    """Return for each place of a question the value, or the stream, that has both sides' changes; where one is."""
    if sides["is_whole"]:
        return {}
    found = {}
    for asked in sides["fields"]:
        values = [asked[side] for side in ("base", "ours", "theirs")]
        if all(isinstance(value, str) and value for value in values) and (text := both_changes(*values)):
            found[asked["place"]] = text
    for number, piece in enumerate(sides["pieces"]):
        if piece["is_conflict"] and (stream := _proposed_piece(piece)):
            found[f"body-{number}"] = stream
    return found


def _proposed_piece(piece: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return one paragraph or subhead with both sides' changes. Several at once are for an editor to put together."""
    blocks = [list(blocks_of(piece[side])) for side in ("base", "ours", "theirs")]
    if any(len(one) != 1 or one[0].kind not in ("paragraph", "subhead") for one in blocks):
        return None
    [base], [ours], [theirs] = blocks
    raw: Any = ours.raw
    text = None if not base.kind == ours.kind == theirs.kind else both_changes(base.text, ours.text, theirs.text)
    if text is None or "linktype" in raw["value"]:
        return None
    return [{**raw, "value": f"<p>{text}</p>" if ours.kind == "paragraph" else html.unescape(text)}]


def _has_one_lead(*stories: Story) -> bool:
    return len({story.lead_picture_id for story in stories}) == 1


def _version(story: Story, has_one_lead: bool) -> Version:
    """Return a story for the merge. A caption belongs to its picture: with another one, the lead is one piece."""
    fields: dict[str, Any] = {name: _plain(getattr(story, name)) for name in UNITS}
    if has_one_lead:
        fields |= {name: _plain(getattr(story, name)) for name in _LEAD}
    else:
        fields["lead"] = [_plain(getattr(story, name)) for name in _LEAD]
    return Version(fields, tuple(blocks_of(story.body.raw_data)))


def _plain(value: Any) -> Any:
    """Return a value as a form would give it back."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _filed(story: Story, name: str) -> Any:
    value = getattr(story, name)
    return value if name == "section_id" else sorted(row.pk for row in value.all())


def blocks_of(raw_stream: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    """Yield a body's blocks. An editor's block of several paragraphs is as many blocks."""
    for raw in raw_stream:
        kind, value = raw["type"], raw["value"]
        if kind == "paragraph":
            yield from _paragraphs(raw)
        elif kind == "picture":
            said = "\n".join(value.get(name) or "" for name in ("caption", "credit", "alt"))
            yield Block(kind, html.escape(said, quote=False), f"picture {value.get('picture')}", raw)
        elif kind == "embed":
            yield Block(kind, html.escape(value.get("text") or "", quote=False), value.get("url", ""), raw)
        elif kind in ("subhead", "preformatted"):
            yield Block(kind, html.escape(_plain(value), quote=False), "", raw)
        else:
            yield Block(kind, even(value or "").strip(), "", raw)


def _paragraphs(raw: Mapping[str, Any]) -> Iterator[Block]:
    found = [inner for inner in _PARAGRAPH.findall(raw["value"]) if even(inner).strip()]
    if not found and even(raw["value"]).strip() and "<p" not in raw["value"]:
        yield Block("paragraph", even(raw["value"]).strip(), "", raw)
    for number, inner in enumerate(found):
        name = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{raw.get('id')} {number}"))
        part = raw if len(found) == 1 else {**raw, "value": f"<p>{inner}</p>", "id": name}
        yield Block("paragraph", even(inner).strip(), "", part)
