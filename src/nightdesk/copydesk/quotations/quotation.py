"""A quotation: where it stands, who says it, and the words that tell us so."""

from dataclasses import dataclass

SHOWN = 0.91  # from this confidence on a quotation may be shown to readers under its speaker's name


@dataclass(frozen=True, slots=True)
class Place:
    """The characters ``start``..``end`` of a paragraph, and what stands there."""

    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between quotation marks, within one paragraph.

    ``speaker`` is the full name as the story introduces it, or the words of the phrase when nobody is named; empty
    when nobody can be told. ``mention`` is the phrase that stands beside the quotation ("he", "Mr. Marsh"). A
    quotation split by its cue, or running over paragraphs, is several of these; ``continues`` is the number of the
    one that each goes on from. ``via`` is who relayed it, when a speaker is quoted by another.
    """

    place: Place  # without the marks
    start: int  # with the marks
    end: int
    speaker: str = ""
    kind: str = ""  # "person", "organisation", "phrase", "pronoun" (nobody found for it) or ""
    mention: Place | None = None
    cue: Place | None = None
    role: str = ""
    via: str = ""
    is_speech: bool = True  # False: a title, a nickname, a word held with tongs
    confidence: float = 0.0
    rule: str = ""  # the rule that found the speaker
    continues: int | None = None
    inner: tuple["Quotation", ...] = ()  # what the speaker quotes in turn

    @property
    def text(self) -> str:
        return self.place.text

    @property
    def paragraph(self) -> int:
        return self.place.paragraph

    @property
    def is_shown(self) -> bool:
        return self.is_speech and self.confidence >= SHOWN
