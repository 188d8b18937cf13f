"""The command ``nightdesk quotations``: who says what in a story, for people or as JSON."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from nightdesk.copydesk.quotations.quotation import Place, Quotation
from nightdesk.copydesk.quotations.reader import read
from nightdesk.copydesk.story_file import StoryText, each_story


def quotations_of(paths: Iterable[str], out: TextIO, err: TextIO, *, as_json: bool = False) -> int:
    """Write every quotation of every story. Returns 0, or 3 when a file cannot be read; the others still are."""
    return each_story(paths, err, lambda story: _write(story, read(story.paragraphs), out, as_json=as_json))


def _write(story: StoryText, found: tuple[Quotation, ...], out: TextIO, *, as_json: bool) -> None:
    if as_json:
        told = {
            "file": story.name,
            "quotations": [_plain(story, one, number) for number, one in enumerate(found) if one.is_speech],
            "other": [_plain(story, one, number) for number, one in enumerate(found) if not one.is_speech],
        }
        out.write(json.dumps(told, ensure_ascii=False) + "\n")
        return
    for one in found:
        if one.is_speech:
            who = one.speaker or "somebody"
            via = f" (via {one.via})" if one.via else ""
            mark = "" if one.is_shown else "?"
            print(f"{story.name}:{one.paragraph + 1}: {who}{via} {one.confidence:.2f}{mark}: “{one.text}”", file=out)


def _plain(story: StoryText, one: Quotation, number: int | None) -> dict[str, Any]:
    """Return a quotation as JSON has it. ``start`` and ``end`` count in the paragraph, ``file_start`` in the file."""
    told: dict[str, Any] = {
        "number": number,
        **_place(story, one.place),
        "marks_start": one.start,
        "marks_end": one.end,
        "speaker": one.speaker or None,
        "speaker_kind": one.kind or None,
        "mention": _place(story, one.mention) if one.mention else None,
        "cue": _place(story, one.cue) if one.cue else None,
        "role": one.role or None,
        "via": one.via or None,
        "confidence": one.confidence,
        "shown": one.is_shown,
        "rule": one.rule,
        "continues": one.continues,
        "inner": [_plain(story, nested, None) for nested in one.inner],
    }
    return told


def _place(story: StoryText, place: Place) -> dict[str, Any]:
    told: dict[str, Any] = {"text": place.text, "paragraph": place.paragraph, "start": place.start, "end": place.end}
    if story.starts is not None:
        first = story.starts[place.paragraph]
        told |= {"file_start": first + place.start, "file_end": first + place.end}
    return told
