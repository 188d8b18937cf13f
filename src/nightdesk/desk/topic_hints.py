"""Topics that an editor may have missed: what the agency says a story is about, and what its words say.

Only proposals: nothing is filed under a topic because it stands here. IPTC Media Topics name what the agency's
codes mean, and give a station's own topics theirs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nightdesk.desk.models import Topic
from nightdesk.wire.item import Subject

_TABLE = Path(__file__).with_name("media_topics.tsv")
_CODE = re.compile(r"(medtop:|.*mediatopic/)?(?:subj:|.*subjectcode/)?(\d{8})")
_WORD = re.compile(r"\w+")
_OFTEN = 2  # times in the words of a story; once is a mention
_ABOUT = ("subject", "section", "keyword")


@dataclass(frozen=True, slots=True)
class Hints:
    """``fitting``: the station's topics that fit and are not chosen. ``new``: (name, code), no topic here yet."""

    fitting: tuple[Topic, ...] = ()
    new: tuple[tuple[str, str], ...] = ()


@cache
def media_topics() -> dict[str, str]:
    """Return the names of the two upper levels of IPTC's Media Topics by code, such as "medtop:11000000"."""
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def code_of(written: str) -> str:
    """Return a Media Topic code as this house writes it, "" for what is none. Agencies write it in several ways.

    The older Subject Codes have the same numbers on the upper level only.
    """
    found = _CODE.fullmatch(written.strip())
    code = f"medtop:{found[2]}" if found else ""
    return code if found and (found[1] or code in media_topics()) else ""


def hints(topics: Sequence[Topic], chosen: set[int], subjects: Sequence[Subject], headline: str, words: str) -> Hints:
    """Return what a story may be about besides what is chosen, from a station's ``topics``."""
    about = [subject for subject in subjects if subject.kind in _ABOUT]
    named = {sign for subject in about for sign in (subject.name.casefold(), code_of(subject.code)) if sign}
    headline, words = _flat(headline), _flat(words)
    fits = [topic for topic in topics if topic.pk not in chosen and _fits(topic, named, headline, words)]
    here = {sign for topic in topics for sign in (topic.name.casefold(), code_of(topic.media_topic)) if sign}
    return Hints(tuple(fits), tuple(_unknown(about, here)))


def _fits(topic: Topic, named: set[str], headline: str, words: str) -> bool:
    if topic.name.casefold() in named or code_of(topic.media_topic) in named:
        return True
    signs = [_flat(word) for word in (topic.name, *topic.words.split(",")) if word.strip()]
    return any(sign in headline or words.count(sign) >= _OFTEN for sign in signs)


def _unknown(subjects: Sequence[Subject], here: set[str]) -> list[tuple[str, str]]:
    """Return the agency's own Media Topics that are no topic of the station, each once, in its order."""
    found: dict[str, str] = {}
    for subject in subjects:
        code = code_of(subject.code)
        name = subject.name or media_topics().get(code, "")
        if code and name and code not in here and name.casefold() not in here:
            found.setdefault(code, name)
    return [(name, code) for code, name in found.items()]


def _flat(text: str) -> str:
    """Return words in lower case with one space round each, so that whole words are found."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
