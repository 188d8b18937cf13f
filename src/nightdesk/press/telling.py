"""Who said what, and what is next, below a story: what the copy desk read of its words, tied to their sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from nightdesk.copydesk import voices
from nightdesk.copydesk.voices import Voice, Voices
from nightdesk.desk.body import BodyPart
from nightdesk.reader.anchors import Mark, anchored, plain
from nightdesk.reader.cards import AheadView, VoiceView

MOST_AHEAD = 5
_UNCLEAR = re.compile(r"(?:It|They|These|Those)\b|(?:This|That) (?:will|is)\b")  # what, is said in the sentence before


class Ahead(NamedTuple):
    """A dated sentence of the daybook: what the story says will be."""

    sentence: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Telling:
    """What stands below the story, and the paragraphs, by the number of their part, whose sentences have names."""

    voices: tuple[VoiceView, ...] = ()
    accounts: tuple[VoiceView, ...] = ()
    ahead: tuple[AheadView, ...] = ()
    anchored: dict[int, str] = field(default_factory=dict)


NOTHING = Telling()


def read(parts: Sequence[BodyPart], language: str) -> Voices:
    """Return who said what in a body. The copy desk reads English; in other languages it says nothing."""
    if not language.casefold().startswith("en"):
        return Voices()
    return voices.read([plain(parts[at].html) for at in _paragraphs(parts)])


def of(parts: Sequence[BodyPart], said: Voices, lines: Iterable[Any], now: datetime, zone: str) -> Telling:
    """Return what to show at a moment. What was to come and is past is not shown any more."""
    numbers = _paragraphs(parts)
    marks: dict[int, list[Mark]] = {}
    shown = [_voice(one, f"said-{at}", numbers, marks) for at, one in enumerate((*said.accounts, *said.voices), 1)]
    ahead = tuple(_ahead(lines, parts, marks, now, zone)) if lines else ()
    made = {at: anchored(parts[at].html, some) for at, some in marks.items()}
    count = len(said.accounts)
    return Telling(tuple(shown[count:]), tuple(shown[:count]), ahead, made)


def _paragraphs(parts: Sequence[BodyPart]) -> list[int]:
    return [at for at, part in enumerate(parts) if part.kind == "paragraph"]


def _voice(one: Voice, name: str, numbers: Sequence[int], marks: dict[int, list[Mark]]) -> VoiceView:
    marks.setdefault(numbers[one.paragraph], []).append(Mark(one.start, one.end, name))
    return VoiceView(one.speaker, one.role, one.words, name)


def _ahead(
    lines: Iterable[Any], parts: Sequence[BodyPart], marks: dict[int, list[Mark]], now: datetime, zone: str
) -> Iterator[AheadView]:
    clear = (line for line in lines if line.ends_at > now and not _UNCLEAR.match(line.sentence))
    coming = sorted(clear, key=lambda line: (line.starts_at, line.sentence))
    texts = {at: plain(parts[at].html) for at in _paragraphs(parts)} if coming else {}
    for number, line in enumerate(coming[:MOST_AHEAD], 1):
        name = f"next-{number}"
        words = re.compile(r"\s+".join(map(re.escape, line.sentence.split())))
        found = next(((at, match) for at, text in texts.items() if (match := words.search(text))), None)
        if found is None:
            continue  # the words have changed since: what cannot be shown in its place is not shown
        at, match = found
        marks.setdefault(at, []).append(Mark(match.start(), match.end(), name))
        on = line.starts_at.astimezone(ZoneInfo(zone)).date()
        is_day = line.ends_at - line.starts_at <= timedelta(days=1, hours=1)  # a day may have 25 hours
        yield AheadView(line.sentence, name, on if is_day else None)
