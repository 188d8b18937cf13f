"""Transcripts and interviews: “Q:”, “A:” and “MARSH:” in front of a paragraph say who speaks in it, without marks."""

import re
from collections import Counter
from collections.abc import Sequence

from nightdesk.copydesk.names import PERSON, Name, Names
from nightdesk.copydesk.quotations.quotation import Place, Quotation
from nightdesk.copydesk.quotations.story import Story

_LABEL = re.compile(r"\s*([A-Z][\w.’'\- ]{0,40}?)(?: \([^()]{1,40}\))?:\s+(?=\S)")
_LEAST = 3  # labelled paragraphs make a transcript
_QUESTION, _ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})
_ASIDES = frozenset(
    {"note", "correction", "update", "editor's note", "watch", "read", "related", "more", "photo", "source"}
)


def add(story: Story, made: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations with those of labelled paragraphs among them, in reading order."""
    found = _labelled(story.paragraphs)
    if not found:
        return list(made)
    taken = {number for number, _, _ in found}
    marked = {one.paragraph for one in made if one.paragraph in taken and one.start <= _start(found, one.paragraph) + 1}
    first = found[0][0]
    spoken = [_quotation(story, number, label, start, first) for number, label, start in found if number not in marked]
    rest = [one for one in made if one.paragraph not in taken or one.paragraph in marked]
    return sorted([*rest, *spoken], key=lambda one: (one.paragraph, one.start))


def _start(found: Sequence[tuple[int, str, int]], paragraph: int) -> int:
    return next(start for number, _, start in found if number == paragraph)


def _labelled(paragraphs: Sequence[str]) -> list[tuple[int, str, int]]:
    """Return (paragraph, label, where the words start) when the story is a transcript, else nothing."""
    found = []
    for number, text in enumerate(paragraphs):
        match = _LABEL.match(text[:120]) if ":" in text[:90] else None
        if match and (match[1].isupper() or match[1].istitle()) and match[1].lower() not in _ASIDES:
            found.append((number, match[1].strip(), match.end()))
    counts = Counter(label for _, label, _ in found)
    again = [one for one in found if counts[one[1]] > 1]
    is_talk = len(again) >= _LEAST and len({label for _, label, _ in again}) > 1
    return [one for one in found if counts[one[1]] > 1 or one[1].isupper()] if is_talk else []


def _quotation(story: Story, number: int, label: str, start: int, first: int) -> Quotation:
    text = story.paragraphs[number]
    end = len(text.rstrip())
    name = _bearer(label, story.names, first)
    mark = text.index(label)
    return Quotation(
        Place(number, start, end, text[start:end]),
        start,
        end,
        speaker=name.full if name is not None else label,
        kind="person" if name is not None else "phrase",
        mention=Place(number, mark, mark + len(label), label),
        role=name.roles[0] if name is not None and name.roles else "",
        confidence=0.95 if name is not None and label.lower() not in _ANSWER else 0.7,
        rule="label",
    )


def _bearer(label: str, names: Names, first: int) -> Name | None:
    """Return who a label names; the answers of an interview are those of whom its introduction names most."""
    low = label.lower()
    people = [name for name in names.people if name.full.lower() not in _QUESTION | _ANSWER]
    if low in _QUESTION:
        return None
    if low in _ANSWER:
        told = [name for name in people if name.mentions and name.mentions[0].paragraph < first]
        return max(told or people, key=lambda name: len(name.mentions), default=None)
    last = low.split()[-1]
    return next((n for n in people if n.kind == PERSON and n.surname.lower() == last and " " in n.full), None) or next(
        (n for n in people if n.surname.lower() == last), None
    )
