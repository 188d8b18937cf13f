"""Tell people from places and bodies by how the story writes them, and gather what it calls them later."""

import re
from collections import Counter
from collections.abc import Sequence

from nightdesk.copydesk.names.name import BODY, NAME, PERSON, PLACE, Mention, Name, Names
from nightdesk.copydesk.names.roles import age_after, roles_of
from nightdesk.copydesk.names.runs import Run, inner_capitals, runs
from nightdesk.copydesk.names.signs import (
    acronym_of,
    gender_of,
    gender_reflexive,
    gender_told,
    is_initial,
    kind_of,
    split_title,
)
from nightdesk.copydesk.names.words import BODY_NOUNS, MALE, PARTICLES, PERSON_NOUNS
from nightdesk.copydesk.tokens import Token, tokens

_MARK = re.compile(r"[“”\"‘]")
_GENERATIONS = frozenset({"jr.", "sr.", "jr", "sr", "ii", "iii", "iv"})


def read(paragraphs: Sequence[str]) -> Names:
    """Return the names of a story, in order of first mention. Never raises; linear in the text."""
    return read_tokens(paragraphs, [tokens(text) for text in paragraphs])


def read_tokens(paragraphs: Sequence[str], words: Sequence[Sequence[Token]]) -> Names:
    """Do what ``read`` does with tokens that are there already."""
    return _Reading(paragraphs, words).names()


class _Reading:
    def __init__(self, paragraphs: Sequence[str], words: Sequence[Sequence[Token]]) -> None:
        self.paragraphs, self.words = paragraphs, words
        small = frozenset(t.low for line in words for t in line if t.text[0].islower())
        large = frozenset(t.low for line in words for t in inner_capitals(line))
        self.runs = [run for number, line in enumerate(words) for run in runs(number, line, small, large)]
        self.quoted = [_quoted(line) for line in words]
        self.alone = Counter(run.words[-1].low for run in self.runs if len(run.words) == 1)
        self.inside = {run.words[-1].low for run in self.runs if not run.opens or len(run.words) > 1}
        self.known: dict[str, Name] = {}  # by the full name, small
        self.latest: dict[str, Name] = {}  # by surname, acronym or first name: who bore it last
        self.first_names: dict[str, Name] = {}
        self.introduced: dict[str, Name] = {}  # by surname, from the whole story
        self.kin: dict[str, list[Name]] = {}  # by surname: everybody of it whom the narration names in full
        self.where: dict[tuple[int, int], Name] = {}
        self.all: list[Name] = []

    def names(self) -> Names:
        split = [(run, *split_title(run, self.words[run.paragraph])) for run in self.runs]
        for inside in (False, True):  # the narration introduces; what somebody calls somebody comes after it
            for run, title, bare in split:
                if len(bare) > 1 and self._is_quoted(run) is inside:
                    self._introduce(run, title, bare)
        self.latest = dict(self.introduced)
        for run, title, bare in split:
            if bare:
                self._mention(run, title, bare)
        return Names(tuple(name for name in self.all if name.mentions), self.where)

    def _is_quoted(self, run: Run) -> bool:
        return run.first in self.quoted[run.paragraph]

    def _introduce(self, run: Run, title: list[Token], bare: list[Token]) -> None:
        """First reading: full names, so that a surname in the headline finds its bearer in the text."""
        line = self.words[run.paragraph]
        full = _text(bare, self.paragraphs[run.paragraph])
        if full.lower() in self.known or (bare[0].low in PARTICLES and bare[0].low not in MALE):
            return
        kind = kind_of(run, title, bare, line, self.alone)
        name = self.known[full.lower()] = Name(kind, full)
        self.all.append(name)
        if kind == PERSON:
            short = self._surname(bare)
            first = bare[0].low
            if not self._same_person(name, short, first):
                self.introduced.setdefault(short, name)
                if not self._is_quoted(run):
                    self.kin.setdefault(short, []).append(name)
                if len(bare) > 2 and bare[-2].low in PARTICLES:
                    self.introduced.setdefault(f"{bare[-2].low} {short}", name)
                if not is_initial(bare[0]):
                    self.first_names.setdefault(first, name)
            name.gender = name.gender or gender_of(title, bare)
        elif kind == BODY and (short := acronym_of(bare, line, run.last)):
            name.acronym = short
            self.introduced.setdefault(short.lower(), name)

    def _same_person(self, name: Name, short: str, first: str) -> bool:
        """“Joe Biden” and “Joseph R. Biden” stay two names; “John Q. Public” and “John Public” are one."""
        other = self.introduced.get(short)
        if other is None or other.full.split()[0].lower() != first:
            return False
        if len(name.full) > len(other.full):
            other.full = name.full
        self.all.remove(name)
        self.known[name.full.lower()] = other
        return True

    def _surname(self, bare: list[Token]) -> str:
        parts = [token for token in bare if token.low not in _GENERATIONS]
        return (parts or bare)[-1].low

    def _mention(self, run: Run, title: list[Token], bare: list[Token]) -> None:
        line, text = self.words[run.paragraph], self.paragraphs[run.paragraph]
        if self._is_mere_opening(run, bare):
            return
        name = self._bearer(run, title, bare, text)
        start, end = bare[0].start, bare[-1].end
        name.mentions.append(Mention(run.paragraph, start, end, text[start:end], len(bare) > 1))
        for token in run.words:
            self.where[run.paragraph, token.start] = name
        if name.kind == PERSON:
            if not self._is_quoted(run) and not _is_in_passing(line, run.first):
                self.latest[self._surname(bare)] = name
            name.gender = name.gender or gender_of(title, bare)
            name.age = name.age or age_after(line, run.last)
            for role in roles_of(run, title, bare, line, text):
                if role not in name.roles:
                    name.roles.append(role)
            if not name.gender:
                name.gender = gender_of([], [], name.roles) or gender_told(line, run.last)

    def _is_mere_opening(self, run: Run, bare: list[Token]) -> bool:
        """“Officials spoke.”: a capital only because a sentence begins there."""
        if len(run.words) > 1 or not run.opens:
            return False
        low = bare[0].low
        if low in PERSON_NOUNS or low in BODY_NOUNS:
            return True
        if low in self.inside or low in self.latest or low in self.first_names:
            return False
        return kind_of(run, [], bare, self.words[run.paragraph], self.alone) == NAME

    def _bearer(self, run: Run, title: list[Token], bare: list[Token], text: str) -> Name:
        full = _text(bare, text)
        if len(bare) > 1 and full.lower() in self.known:
            return self.known[full.lower()]
        low = bare[-1].low
        if name := self.latest.get(full.lower()) or self.latest.get(low):
            return self._of_kin(run, title, name, low) if len(bare) == 1 else name
        if not title and (name := self.first_names.get(low)):
            return name
        kind = kind_of(run, title, bare, self.words[run.paragraph], self.alone)
        if (name := self.known.get(full.lower())) is None:
            name = self.known[full.lower()] = Name(kind, full)
            self.all.append(name)
        if name.kind == NAME and kind != NAME:
            name.kind = kind
        if name.kind in (PERSON, BODY, PLACE):
            self.latest.setdefault(low, name)
        return name

    def _of_kin(self, run: Run, title: list[Token], last: Name, low: str) -> Name:
        """Return who of several of one surname is meant by it alone.

        “Mrs.” and “herself” tell it. Else it is whoever bore it last, as long as that was in this paragraph or the one
        before: after that the surname is again that of the one whom the story names so most.
        """
        kin = self.kin.get(low, ())
        if len(kin) < 2 or last not in kin:
            return last
        told = gender_of(title, []) or gender_reflexive(self.words[run.paragraph], run.last)
        if told:
            fit = [one for one in kin if one.gender == told] or [one for one in kin if not one.gender]
            return last if last in fit or not fit else max(fit, key=lambda one: len(one.mentions))
        if last.mentions and run.paragraph - last.mentions[-1].paragraph > 1:
            return max(kin, key=lambda one: len(one.mentions))
        return last


def _is_in_passing(line: Sequence[Token], first: int) -> bool:
    """“Ida Marsh, mother of the victim, Lou Marsh, …”: named only to say who somebody else is."""
    for at in range(first - 1, max(0, first - 7), -1):
        if line[at].low == "of" and line[at - 1].low in _RELATIVES:
            return any(token.text == "," for token in line[max(0, at - 4) : at - 1])
        if line[at].text in (".", ";", "“", '"'):
            return False
    return False


_RELATIVES = frozenset(
    {"mother", "father", "wife", "widow", "husband", "widower", "son", "daughter", "brother", "sister", "parent"}
)


def _quoted(line: Sequence[Token]) -> frozenset[int]:
    """Return the places of capital words between quotation marks."""
    found, is_open = [], False
    for at, token in enumerate(line):
        if token.text in '“”"':
            is_open = token.text == "“" or (token.text == '"' and not is_open)
        elif is_open and token.is_capital:
            found.append(at)
    return frozenset(found)


def _text(bare: list[Token], text: str) -> str:
    """Return a name in one line, without a nickname in marks."""
    whole = " ".join(text[bare[0].start : bare[-1].end].split())
    return " ".join(token.text for token in bare if token.text[0].isalnum()) if _MARK.search(whole) else whole
