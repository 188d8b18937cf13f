"""A name of the story, everywhere it stands, and what the story says its bearer is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PERSON, PLACE, BODY, NAME = "person", "place", "organisation", "name"  # the last: a name that we cannot tell


@dataclass(frozen=True, slots=True)
class Mention:
    """The characters ``start``..``end`` of a paragraph; ``is_full`` when more than a surname stands there."""

    paragraph: int
    start: int
    end: int
    text: str
    is_full: bool = False


@dataclass(slots=True)
class Name:
    """One bearer of a name. ``full`` is the longest form in which the story names them, titles apart."""

    kind: str
    full: str
    gender: str = ""  # "m", "f" or "" when nothing tells
    acronym: str = ""
    age: int | None = None
    roles: list[str] = field(default_factory=list)  # as the story words them, the first it gives first
    mentions: list[Mention] = field(default_factory=list)  # in reading order

    @property
    def surname(self) -> str:
        """The last part of a person's name, generation apart; the whole name of anything else."""
        parts = [part for part in self.full.split() if part.strip(".,") not in _GENERATIONS]
        return parts[-1] if parts and self.kind == PERSON else self.full


_GENERATIONS = frozenset({"Jr", "Sr", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of a story, in order of first mention."""

    all: tuple[Name, ...]
    where: Mapping[tuple[int, int], Name]  # (paragraph, character where a word of the mention starts)

    @property
    def people(self) -> tuple[Name, ...]:
        return tuple(name for name in self.all if name.kind == PERSON)

    @property
    def places(self) -> tuple[Name, ...]:
        return tuple(name for name in self.all if name.kind == PLACE)

    @property
    def bodies(self) -> tuple[Name, ...]:
        return tuple(name for name in self.all if name.kind == BODY)

    def at(self, paragraph: int, start: int) -> Name | None:
        """Return the name whose word starts at that character."""
        return self.where.get((paragraph, start))
