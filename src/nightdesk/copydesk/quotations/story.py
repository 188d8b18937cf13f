"""A story made ready for the search for speakers: its quotations numbered, its sentences cut, its names read."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.copydesk.names import Names, read_tokens
from nightdesk.copydesk.quotations.marks import Span, spans
from nightdesk.copydesk.quotations.sentences import Sentence, masked, sentences
from nightdesk.copydesk.tokens import tokens


@dataclass(slots=True)
class Found:
    """A quotation before its speaker is known."""

    paragraph: int
    span: Span
    text: str
    continues: int | None = None  # an open quotation of the paragraph before


@dataclass(frozen=True, slots=True)
class Story:
    paragraphs: Sequence[str]
    names: Names
    quotations: list[Found]
    sentences: list[list[Sentence]]  # by paragraph


def prepare(paragraphs: Sequence[str]) -> Story:
    """Read names, marks and sentences, each once."""
    words = [tokens(text) for text in paragraphs]
    found: list[Found] = []
    cut: list[list[Sentence]] = []
    open_one: int | None = None
    for number, text in enumerate(paragraphs):
        here = spans(text)
        first = len(found)
        for span in here:
            begins = span.start <= len(text) - len(text.lstrip())
            goes_on = open_one if begins and not span.is_single else None
            found.append(Found(number, span, text[span.opens : span.closes], goes_on))
        cut.append(sentences(number, text, masked(words[number], here), here, first))
        is_open = bool(here) and here[-1].is_open and here[-1].end == len(text)
        open_one = len(found) - 1 if is_open else None if text.strip() else open_one
    return Story(paragraphs, read_tokens(paragraphs, words), found, cut)
