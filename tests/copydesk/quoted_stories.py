"""Our own annotated stories: text with the speaker before each quotation and the value beside each time.

``{Hollins}“No.”`` says who speaks (any part of the full name; “|” between answers that are both right; “-” for what
is no speech). ``[[Tuesday=2024-05-14]]`` is a time and its value (“|” again between values that are both right);
times count only in stories that mark them. A line “Q: {Q}words” marks what a label, not a mark, sets apart. Quotations
without a tag are not judged.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "quoted"
_TAG = re.compile(r"\{([^{}]*)\}|\[\[(.+?)=([^\]=]+)\]\]")


@dataclass(frozen=True)
class Annotated:
    name: str
    paragraphs: tuple[str, ...]
    quotations: tuple[tuple[int, int, str], ...]  # paragraph, where it starts, who speaks
    times: tuple[tuple[int, int, int, str], ...]  # paragraph, start, end, value
    published_at: datetime | None
    zone: str


def stories(folder: Path = FOLDER) -> list[Annotated]:
    return [story(path) for path in sorted(folder.glob("*.txt"))]


def story(path: Path) -> Annotated:
    head: dict[str, str] = {}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    while lines and lines[0].startswith("@"):
        name, _, value = lines.pop(0)[1:].partition(" ")
        head[name] = value
    paragraphs, quotations, times = [], [], []
    for number, line in enumerate(lines):
        text, at = "", 0
        for tag in _TAG.finditer(line):
            text += line[at : tag.start()]
            if tag[1] is not None:
                quotations.append((number, len(text), tag[1]))
            else:
                times.append((number, len(text), len(text) + len(tag[2]), tag[3]))
                text += tag[2]
            at = tag.end()
        paragraphs.append(text + line[at:])
    published = datetime.fromisoformat(head["published"]) if "published" in head else None
    return Annotated(path.stem, tuple(paragraphs), tuple(quotations), tuple(times), published, head.get("zone", "UTC"))


def is_named(answer: str, speaker: str) -> bool:
    """Say whether a speaker is one of the answers: the same words, or the end of a longer name."""
    found = _plain(speaker)
    return any(_fits(_plain(one), found) for one in answer.split("|"))


def _fits(wanted: str, found: str) -> bool:
    return (
        wanted == found or f" {found} ".endswith(f" {wanted} ") or (len(wanted) > 2 and f" {wanted} " in f" {found} ")
    )


def _plain(words: str) -> str:
    small = re.sub(r"[^\w ]", " ", words.lower().replace("’s", "").replace("'s", "")).split()
    return " ".join(word for word in small if word not in ("the", "a", "an"))
