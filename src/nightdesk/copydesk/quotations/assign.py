"""Which act of speech in its sentence a quotation belongs to. The nearest is not always the right one."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.copydesk.grammar import is_adverb
from nightdesk.copydesk.names.words import PERSON_NOUNS
from nightdesk.copydesk.quotations.cues import GENERIC, NAMING, PARTICLE_VERBS, STAGE
from nightdesk.copydesk.quotations.events import Event
from nightdesk.copydesk.quotations.phrases import PRONOUN, THING, Phrase
from nightdesk.copydesk.quotations.sentences import QUOTED, Sentence
from nightdesk.copydesk.quotations.subjects import Subjects

_NEAREST, _FARTHEST = 8, 90  # acts on each side of a quotation that are looked at, and how many tokens away
_ARTICLES, _LONG = frozenset({"a", "an", "the", "his", "her", "its", "their"}), 9
_JOINTS = frozenset({",", "—", "–", "--", "-"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A speaker for a quotation: the phrase, the event that gives it, the rule and how sure it is."""

    phrase: Phrase | None
    event: Event | None
    rule: str
    confidence: float


def claim(sentence: Sentence, at: int, text: str, found: Sequence[Event], subjects: Subjects) -> Claim | None:
    """Return the best claim on the quotation that stands at ``items[at]``, or None when the sentence has none."""
    items = sentence.items
    cut = bisect_left(found, at, key=lambda event: event.cue)
    behind = [event for event in found[cut : cut + _NEAREST] if event.cue - at < _FARTHEST]
    ahead = [event for event in found[max(0, cut - _NEAREST) : cut] if at - event.cue < _FARTHEST]
    near = (*ahead, *behind)
    if ahead and _is_ended(text) and (front := _front(items, at, ahead)) is not None and front.phrase is not None:
        return front  # “calling him “a fraud!” Marsh answered by …”: a new sentence begins behind it
    if behind and (tag := _tag(items, at, behind[0])) is not None:
        is_weak = not behind[0].is_strong or items[behind[0].cue].low in STAGE
        if is_weak and ahead and (front := _front(items, at, ahead)) is not None and front.phrase:
            return front  # “panned it as “propaganda,” Senator Ross accused …”
        if behind[0].form == "according" and ahead and (front := _front(items, at, ahead)) is not None:
            return front if front.phrase is not None and front.confidence > 0.8 else tag
        return tag
    if ahead and (front := _front(items, at, ahead)) is not None:
        return front
    for event in near:
        if event.form == "according":
            return Claim(event.subject, event, "according to", 0.9)
    for event in behind:
        if event.subject is not None and event.subject.kind != THING:
            sure = 0.9 if event.is_strong and event.form in ("said", "inverted") else 0.7
            return Claim(event.subject, event, "cue further behind", sure)
    if (colon := _colon(items, at, subjects)) is not None:
        return colon
    if (dash := _dash(items, at, subjects)) is not None:
        return dash
    beside = subjects.before(at - 1) if at else None
    if beside is not None and beside.kind in ("person", "pronoun") and not any(event.cue < at for event in near):
        return Claim(beside, None, "name right before", 0.8)
    if items[0].low == "to" and (holder := _holder(items, at, subjects)) is not None:
        return Claim(holder, None, "to somebody", 0.7)
    phrase = subjects.main()
    if phrase is not None and phrase.first > at and any(event.form == "passive" for event in near):
        return None
    if phrase is not None and not (phrase.first <= at < phrase.last):
        return Claim(phrase, None, "subject of the sentence", 0.6 if phrase.first < at else 0.4)
    return _first_thing(at, subjects) if near else None


def _is_ended(text: str) -> bool:
    """Say whether words in marks are the end of a sentence that began before them."""
    return text[:1].islower() and text.rstrip()[-1:] in (".", "!", "?")


def _holder(items: Sequence, at: int, subjects: Subjects) -> Phrase | None:
    """“To Marsh, it was “…””: the person for whom something is so."""
    phrase = subjects.after(1)
    is_person = phrase is not None and phrase.name is not None and phrase.last < at
    return phrase if is_person and phrase is not None and items[phrase.last].text == "," else None


def _first_thing(at: int, subjects: Subjects) -> Claim | None:
    """“The request had an odd tone, asking for “…””: what the sentence is about, when nobody can speak in it."""
    phrase = subjects.after(0)
    return Claim(phrase, None, "subject of the sentence", 0.4) if phrase is not None and phrase.last <= at else None


def _tag(items: Sequence, at: int, event: Event) -> Claim | None:
    """“…,” Smith said / said Smith: nothing but a comma between the quotation and the tag."""
    if event.subject is None or event.subject.kind == THING and event.form != "inverted":
        return None
    first = min(event.subject.first, event.cue) if event.form != "gerund" else event.cue
    between = items[at + 1 : first]
    if event.form == "gerund" and first == at + 1 and event.is_strong and event.subject.last <= at:
        return None
    if all(item.text in _JOINTS or is_adverb(item.low) for item in between):
        sure = 0.97 if event.is_strong else 0.85
        if event.form == "passive":
            return Claim(event.subject, event, "by", 0.85)
        return Claim(event.subject, event, "tag behind", 0.94 if event.form == "according" else sure)
    if event.form == "said" and event.is_strong and event.subject.name is not None and _explains(between):
        return Claim(event.subject, event, "tag behind", 0.94)
    return None


def _explains(between: Sequence) -> bool:
    """““…,” an army spokesman, Col. Idris Marsh, said”: what stands in front of a name and tells who that is."""
    words = [item for item in between if item.text not in _JOINTS]
    is_told = len(words) > 1 and words[0].low in _ARTICLES and any(item.low in PERSON_NOUNS for item in words)
    return is_told and len(words) < _LONG and between[-1].text == "," and all(item.is_word for item in words)


_NAMED = NAMING | {"quoted", "described", "seen", "known", "heard"}


def _front(items: Sequence, at: int, ahead: Sequence[Event]) -> Claim | None:
    """Smith said … “…”: the nearest cue in front whose subject can speak."""
    heard = [event for event in ahead if event.subject is not None and event.subject.kind != THING]
    for event in reversed(ahead):
        if items[event.cue].low in GENERIC and not _is_back(items, event) and _is_told(items, event, heard):
            continue
        if heard and event is not heard[0] and _is_closed_aside(items, event, at):
            continue
        if event.subject is None or event.subject.kind == THING:
            is_named = event.form == "naming" or not heard or items[event.cue].low in _NAMED
            if event.form in ("passive", "naming") and is_named and at - event.cue <= 4:
                return Claim(None, event, event.form, 0.3)
            if (
                items[event.cue].low in ("read", "reads", "reading")
                and event.subject is not None
                and at - event.cue <= 2
            ):
                return Claim(None, event, "naming", 0.3)  # a shirt that read “…”
            continue
        if event.form == "according" or _is_about_others(event, heard):
            continue
        between = items[event.cue_last : at]
        return Claim(event.subject, event, _front_rule(between), _front_sure(event, items[event.cue].low, between))
    return None


def _is_back(items: Sequence, event: Event) -> bool:
    """“When Marsh suggested a tax, Quill fired back: “…””: with its small word the verb is one of speech."""
    after = items[event.cue + 1].low if event.cue + 1 < len(items) else ""
    return items[event.cue].low in PARTICLE_VERBS and after in ("back", "off", "in", "up")


def _is_closed_aside(items: Sequence, event: Event, at: int) -> bool:
    """“said the order, which threatens fines, was “…””: a relative clause that ended before the quotation."""
    opens = any(
        items[index].low in ("who", "which") and index and items[index - 1].text == ","
        for index in range(max(0, event.cue - 4), event.cue)
    )
    return opens and any(item.text == "," for item in items[event.cue : at - 1])


def _is_about_others(event: Event, heard: Sequence[Event]) -> bool:
    """“Marsh said members had called in such numbers that “…””: what some did is told by whoever said so."""
    subject = event.subject
    if event.is_strong or subject is None or subject.name is not None or subject.kind == PRONOUN:
        return False
    sayers = [other for other in heard if other.is_strong and other.form == "said"]
    if event.is_told_to and any(other.cue < subject.first for other in sayers):
        return True  # “Marsh said he had asked members to speak, so that “…””
    return any(
        other.cue + 1 == subject.first and other.subject is not None and other.subject.name is not None
        for other in sayers
    )


def _is_told(items: Sequence, event: Event, heard: Sequence[Event]) -> bool:
    """“claimed that his predecessor ordered …”: the words are those of who claimed."""
    return any(
        other.cue < event.cue and other.is_strong and items[other.cue].low not in GENERIC and other.form != "according"
        for other in heard
    )


def _front_rule(between: Sequence) -> str:
    if not between or all(item.text in (",", ":", QUOTED) or item.low == "that" for item in between):
        return "cue before"
    return "cue before, words between"


def _front_sure(event: Event, low: str, between: Sequence) -> float:
    words = sum(1 for item in between if item.is_word)
    sure = {"said": 0.96, "inverted": 0.93, "gerund": 0.9, "passive": 0.85}.get(event.form, 0.6)
    if not event.is_strong:
        sure -= 0.04
    if low in GENERIC:
        sure -= 0.12
    if any(item.text in (";", ".") for item in between):
        sure -= 0.1
    ends_with_colon = bool(between) and between[-1].text in (",", ":")
    return sure if ends_with_colon else sure - min(0.15, 0.004 * words)


def _colon(items: Sequence, at: int, subjects: Subjects) -> Claim | None:
    """Smith, on the vote: “…”."""
    if at and items[at - 1].text == ":" and (phrase := subjects.main()) is not None and phrase.last <= at:
        return Claim(phrase, None, "colon", 0.85)
    return None


def _dash(items: Sequence, at: int, subjects: Subjects) -> Claim | None:
    """“…” — Smith, at the end of a paragraph."""
    if at + 2 < len(items) <= at + 14 and items[at + 1].text in ("—", "–", "--", "-"):
        phrase = subjects.after(at + 2)
        if phrase is not None and phrase.kind != THING:
            return Claim(phrase, None, "dash", 0.9)
    return None
