"""Faults as they befall agency copy, put into clean stories at random places by a seeded generator."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from nightdesk.wire.item import Block, Item, Picture

PUBLISHED = datetime(2024, 5, 15, 15, 0, tzinfo=UTC)  # a Wednesday


@dataclass(frozen=True)
class Story:
    name: str
    headline: str
    paragraphs: tuple[str, ...]
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Seeded:
    """A story with one fault: where it was put, and its words. ``is_anywhere``: any word about the story counts."""

    story: Story
    words: str
    block: int = 0
    start: int = 0
    field: str = "block"
    is_anywhere: bool = False


def item_of(story: Story) -> Item:
    """Return a story as a wire would have sent it."""
    blocks = tuple(Block("paragraph", html=_escaped(text), text=text) for text in story.paragraphs)
    picture = (Picture(caption=story.caption, credit=story.credit or "Ada Quill"),) if story.caption else ()
    return Item(
        format="ninjs 2.1", guid=story.name, headline=story.headline or "A headline", language="en", blocks=blocks,
        pictures=picture, published_at=PUBLISHED, created_at=PUBLISHED, first_created_at=PUBLISHED,
    )  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_WORD_GAP = re.compile(r"(?<=[a-z]{3}) (?=[a-z]{3})")
_STOP_GAP = re.compile(r"(?<=[a-z]{3}[.]) (?=[A-Z][a-z]{2})")
_OFTEN_DOUBLED = re.compile(r"(?<= )(?:will|the|said|from|would|with|their|people|county|after)(?= [a-z])")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _free(text: str, at: int) -> bool:
    """Say whether a place stands outside every quotation."""
    return not any(found.start() < at < found.end() for found in _QUOTED.finditer(text)) and text.count('"') % 2 == 0


def _somewhere(story: Story, pattern: re.Pattern[str], rng: random.Random, *, first: int = 0) -> tuple[int, int] | None:
    """Return a random (paragraph, character) outside quotations where a pattern fits."""
    places = [
        (number, found.start())
        for number, text in enumerate(story.paragraphs[first:], start=first)
        for found in pattern.finditer(text)
        if _free(text, found.start())
    ]
    return rng.choice(places) if places else None


def _put(story: Story, number: int, text: str) -> Story:
    lines = list(story.paragraphs)
    lines[number] = text
    return replace(story, paragraphs=tuple(lines))


def _insert(story: Story, number: int, line: str) -> Story:
    lines = list(story.paragraphs)
    lines.insert(number, line)
    return replace(story, paragraphs=tuple(lines))


def doubled_word(story: Story, rng: random.Random) -> Seeded | None:
    place = _somewhere(
        story, re.compile(r"(?<= )(?:will|the|said|from|would|with|their|people|county|after)(?= [a-z])"), rng
    )
    if place is None:
        return None
    number, at = place
    text = story.paragraphs[number]
    word = text[at:].split(" ")[0]
    return Seeded(_put(story, number, f"{text[:at]}{word} {text[at:]}"), f"{word} {word}", number, at)


def missing_space(story: Story, rng: random.Random) -> Seeded | None:
    place = _somewhere(story, _STOP_GAP, rng)
    if place is None:
        return None
    number, at = place
    text = story.paragraphs[number]
    return Seeded(
        _put(story, number, text[:at] + text[at + 1 :]), text[at - 4 : at] + text[at + 1 : at + 5], number, at
    )


def fused_link(story: Story, rng: random.Random) -> Seeded | None:
    """A link lost on the way: no space at its start, a non-breaking one at its end."""
    place = _somewhere(story, re.compile(r"(?<=[a-z]{4}) (?=[A-Z][a-z]{3,} )"), rng)
    if place is None:
        return None
    number, at = place
    text = story.paragraphs[number]
    end = text.index(" ", at + 1)
    fused = text[:at] + text[at + 1 : end] + "\u00a0" + text[end + 1 :]
    return Seeded(_put(story, number, fused), text[at - 4 : at] + text[at + 1 : end], number, at)


def leaked_markup(story: Story, rng: random.Random) -> Seeded | None:
    place = _somewhere(story, _WORD_GAP, rng)
    if place is None:
        return None
    number, at = place
    leak = rng.choice(("<br/>", "<i>", "</p>", "<strong>", "&nbsp;", "&amp;", "</a>", "&quot;"))
    text = story.paragraphs[number]
    return Seeded(_put(story, number, f"{text[:at]} {leak}{text[at:]}"), leak, number, at)


def leaked_in_headline(story: Story, rng: random.Random) -> Seeded | None:
    if len(story.headline.split()) < 4:
        return None
    leak = rng.choice(("<i>", "<b>", "&amp;#39;", "<br/>"))
    words = story.headline.split()
    at = rng.randrange(1, len(words))
    text = " ".join((*words[:at], leak + words[at], *words[at + 1 :]))
    return Seeded(replace(story, headline=text), leak, start=text.index(leak), field="headline")


_BROKEN_DATELINES = (
    "Photo by Ben Marsh DAYTON, Ohio (KXYZ)– ", "DAYTON, Ohio –(KXYZ)– ", "DAYTON, Ohio (KXYZ) --The ",
)  # fmt: skip
_TAILS = (
    "The post Council votes appeared first on Harbor Desk.", "Article Topic Follows: News", "Advertisement",
    "Continue Reading",
)  # fmt: skip
_DEAD_LINKS = (
    "Click here for updates on this story", "CLICK HERE to read more", "Click here to watch the video.",
)  # fmt: skip
_NOTES = (
    "(Eds: Adds comment from mayor, details.)", "Eds: UPDATES throughout. With photos.",
    "EDITORS: Note strong language in graf 9.",
)  # fmt: skip


def glued_dateline(story: Story, rng: random.Random) -> Seeded | None:
    broken = rng.choice(
        ("Photo by Ben Marsh DAYTON, Ohio (KXYZ)– ", "DAYTON, Ohio –(KXYZ)– ", "DAYTON, Ohio (KXYZ) --The ")
    )
    text = story.paragraphs[0]
    text = re.sub(r"^[A-Z][A-Z ,.a-z]{2,40}(?:\([A-Z]+\) )?(?:—|--) ", "", text)
    if broken.endswith("The "):
        text = text[0].lower() + text[1:]
    return Seeded(_put(story, 0, broken + text), "DAYTON", 0, 0)


def second_dateline(story: Story, rng: random.Random) -> Seeded | None:
    if len(story.paragraphs) < 4:
        return None
    number = rng.randrange(2, len(story.paragraphs))
    return Seeded(_put(story, number, "CLEVELAND (MWN) — " + story.paragraphs[number]), "CLEVELAND", number, 0)


def mixed_marks(story: Story, rng: random.Random) -> Seeded | None:
    """One curly pair of a story becomes straight."""
    curly = [
        n for n, text in enumerate(story.paragraphs) if text.count("“") == 1 == text.count("”") and '"' not in text
    ]
    if len(curly) < 3:
        return None
    number = rng.choice(curly)
    text = story.paragraphs[number]
    at = text.index("“")
    return Seeded(_put(story, number, text.replace("“", '"').replace("”", '"')), '"', number, at)


def lost_mark(story: Story, rng: random.Random) -> Seeded | None:
    numbers = [n for n, text in enumerate(story.paragraphs) if text.count("“") == 1 == text.count("”")]
    if not numbers:
        return None
    number = rng.choice(numbers)
    text = story.paragraphs[number]
    at = text.index("”")
    if at == len(text) - 1:
        return None
    return Seeded(_put(story, number, text[:at] + text[at + 1 :]), text[at - 9 : at], number, at)


def wrong_weekday(story: Story, rng: random.Random) -> Seeded | None:
    place = _somewhere(story, re.compile(r"(?<=[a-z]{3})\.(?= |$)"), rng)
    if place is None:
        return None
    number, at = place
    day = rng.randrange(1, 28)
    month = rng.randrange(1, 13)
    right = datetime(2024, month, day, tzinfo=UTC).weekday()
    wrong = _DAYS[(right + rng.randrange(1, 7)) % 7]
    words = f"{wrong}, {_MONTHS[month - 1]} {day}, 2024"
    text = story.paragraphs[number]
    return Seeded(_put(story, number, f"{text[:at]} on {words}{text[at:]}"), words, number, at)


def truncated(story: Story, rng: random.Random) -> Seeded | None:
    last = story.paragraphs[-1].split()
    if len(last) < 8:
        return None
    kept = " ".join(last[: rng.randrange(4, len(last) - 2)]).rstrip('.,;:”"’')
    return Seeded(_put(story, len(story.paragraphs) - 1, kept), kept[-20:], len(story.paragraphs) - 1, len(kept))


def mojibake(story: Story, rng: random.Random) -> Seeded | None:
    numbers = [n for n, text in enumerate(story.paragraphs) if any(mark in text for mark in "’“”—é")]
    if not numbers:
        return None
    number = rng.choice(numbers)
    text = story.paragraphs[number]
    mark = next(mark for mark in "’—“”é" if mark in text)
    wrong = mark.encode("utf-8").decode("cp1252", errors="replace")
    return Seeded(_put(story, number, text.replace(mark, wrong)), wrong, number, text.index(mark))


def aggregator_tail(story: Story, rng: random.Random) -> Seeded | None:
    tail = rng.choice(_TAILS)
    return Seeded(_insert(story, len(story.paragraphs), tail), tail, len(story.paragraphs), 0)


def dead_link(story: Story, rng: random.Random) -> Seeded | None:
    line = rng.choice(_DEAD_LINKS)
    number = rng.randrange(0, len(story.paragraphs))
    return Seeded(_insert(story, number, line), line, number, 0)


def editors_note(story: Story, rng: random.Random) -> Seeded | None:
    line = rng.choice(_NOTES)
    return Seeded(_insert(story, 0, line), line, 0, 0)


def caption_twice(story: Story, rng: random.Random) -> Seeded | None:
    words = "Crews work on the Second Street bridge in Dayton on Tuesday. Ada Quill/Coastline"
    caption = f"{words}<i>Ada Quill/Coastline</i><br/>{words}"
    return Seeded(replace(story, caption=caption, credit="Ada Quill/Coastline"), words, field="caption")


def invisible(story: Story, rng: random.Random) -> Seeded | None:
    place = _somewhere(story, _WORD_GAP, rng)
    if place is None:
        return None
    number, at = place
    text = story.paragraphs[number]
    mark = rng.choice(("\u200b", "\ufeff", "\u00ad", "\u200e", "\u2028"))
    return Seeded(_put(story, number, f"{text[:at]}{mark}{text[at:]}"), mark, number, at)


def stray_space(story: Story, rng: random.Random) -> Seeded | None:
    place = _somewhere(story, _WORD_GAP, rng)
    if place is None:
        return None
    number, at = place
    text = story.paragraphs[number]
    return Seeded(_put(story, number, f"{text[:at]}\u00a0{text[at + 1 :]}"), "\u00a0", number, at)


def half_edited(story: Story, rng: random.Random) -> Seeded | None:
    place = _somewhere(story, re.compile(r"(?<= )(?:the|a|will|would|can|is)(?= [a-z]{3})"), rng)
    if place is None:
        return None
    number, at = place
    text = story.paragraphs[number]
    word = text[at:].split(" ")[0]
    other = {"the": "a", "a": "the", "will": "would", "would": "will", "can": "will", "is": "was"}[word]
    return Seeded(_put(story, number, f"{text[:at]}{other} {text[at:]}"), f"{other} {word}", number, at)


def headline_repeated(story: Story, rng: random.Random) -> Seeded | None:
    if len(story.headline.split()) < 4:
        return None
    return Seeded(_insert(story, 0, story.headline), story.headline, 0, 0)


def moved_up(story: Story, rng: random.Random) -> Seeded | None:
    """A paragraph in which somebody speaks under a bare surname goes above the one that introduces them."""
    places = []
    for number, text in enumerate(story.paragraphs):
        for found in re.finditer(r"[”\"] ([A-Z][a-z]{4,}) said\b|said ([A-Z][a-z]{4,})[,.]", text):
            surname = found[1] or found[2]
            full = re.compile(rf"[A-Z][\w.’-]+ {surname}\b")
            first = next((n for n, words in enumerate(story.paragraphs) if full.search(words)), None)
            is_later = first is not None and 0 < first < number and not full.search(text)
            if is_later and not any(surname in words for words in (story.headline, *story.paragraphs[:first])):
                places.append((number, first, surname))
    if not places:
        return None
    number, first, surname = rng.choice(places)
    lines = list(story.paragraphs)
    lines.insert(first, lines.pop(number))
    return Seeded(replace(story, paragraphs=tuple(lines)), surname, first, 0)


def lost_opening(story: Story, rng: random.Random) -> Seeded | None:
    numbers = [n for n, text in enumerate(story.paragraphs) if text.count("“") == 1 == text.count("”")]
    if not numbers:
        return None
    number = rng.choice(numbers)
    text = story.paragraphs[number]
    at = text.index("“")
    return Seeded(_put(story, number, text[:at] + text[at + 1 :]), text[at + 1 : at + 10], number, at)


Put = Callable[[Story, random.Random], Seeded | None]

FAULTS: dict[str, Put] = {
    "doubled word (18)": doubled_word,
    "missing space (16)": missing_space,
    "fused words (17)": fused_link,
    "leaked markup (5)": leaked_markup,
    "leaked in headline (5)": leaked_in_headline,
    "glued dateline (15)": glued_dateline,
    "second dateline (15)": second_dateline,
    "mixed marks (19)": mixed_marks,
    "lost mark (19)": lost_mark,
    "lost opening mark (19)": lost_opening,
    "moved above (22)": moved_up,
    "wrong weekday (12)": wrong_weekday,
    "truncated (21)": truncated,
    "mojibake (20)": mojibake,
    "aggregator tail (13)": aggregator_tail,
    "dead link (14)": dead_link,
    "note to editors (7)": editors_note,
    "caption twice (6)": caption_twice,
    "headline repeated (6)": headline_repeated,
    "invisible (20)": invisible,
    "stray space (20)": stray_space,
    "half edited (24)": half_edited,
}
