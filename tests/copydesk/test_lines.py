"""Every shape in which agencies and pages print what is not the story (``lines.json``), one line beside a story.

``lines`` are [where, line, part]: the line must leave the body, and go to that part of ``Copy`` when one is named.
``bylines`` are [line, names]; ``datelines`` [the words in front, place, agency, date]; ``headlines`` [given, kept];
``sentences`` are of the story although they begin as such lines do, and stay.
"""

import json
from pathlib import Path

import pytest

from nightdesk.copydesk.as_item import as_item
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.read import read
from nightdesk.wire.item import Block, Item

LINES = json.loads((Path(__file__).parent / "lines.json").read_text(encoding="utf-8"))
STORY = (
    "The city council of Harlan voted 6-3 on Thursday to build a barrier across the creek, after four hours of talk.",
    "“It was time,” Mayor Ada Quill said after the vote. “The water will not wait for us.”",
    "Work could begin in the spring and will take about three years, the treasurer told the members of the council.",
)


def _read(*lines: str, headline: str = "Council votes for barrier") -> Copy:
    blocks = tuple(Block("paragraph", html=line) for line in lines)
    item = Item(format="rss 2.0", guid="1", headline=headline, blocks=blocks)
    copy, _ = read(item)
    again, _ = read(as_item(copy, item))
    assert again.edits == ()
    return copy


def _texts(copy: Copy) -> tuple[str, ...]:
    return tuple(block.text for block in copy.blocks)


@pytest.mark.parametrize(("where", "line", "part"), LINES["lines"], ids=lambda value: value[:50])
def test_a_line_that_is_not_the_story_leaves_it(where, line, part):
    at = {"above": 0, "among": 1, "below": 3}[where]
    copy = _read(*STORY[:at], line, *STORY[at:])
    assert _texts(copy) == STORY
    assert not part or getattr(copy, part)


@pytest.mark.parametrize(("line", "names"), LINES["bylines"], ids=lambda value: str(value)[:50])
def test_a_byline_is_read_in_every_form(line, names):
    copy = _read(line, *STORY)
    assert (_texts(copy), list(copy.bylines)) == (STORY, names)


@pytest.mark.parametrize(("front", "place", "agency", "date"), LINES["datelines"], ids=lambda value: value[:50])
def test_a_dateline_is_read_in_every_form(front, place, agency, date):
    copy = _read(front + STORY[0], *STORY[1:])
    assert (_texts(copy), copy.dateline, copy.dateline_agency, copy.dateline_date) == (STORY, place, agency, date)


@pytest.mark.parametrize(("given", "kept"), LINES["headlines"], ids=lambda value: value[:50])
def test_a_headline_keeps_its_own_words(given, kept):
    assert _read(*STORY, headline=given).headline == kept


@pytest.mark.parametrize("at", [0, 1, 3], ids=["above", "among", "below"])
@pytest.mark.parametrize("sentence", LINES["sentences"], ids=lambda value: value[:50])
def test_a_sentence_that_begins_as_such_a_line_stays(sentence, at):
    assert sentence in _texts(_read(*STORY[:at], sentence, *STORY[at:]))
