"""Cleaned copy that is read again is the same copy, whatever it was made of; the record still has every word."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.copydesk.as_item import as_item
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.markup import in_step
from nightdesk.copydesk.read import read
from nightdesk.copydesk.undo import received
from nightdesk.wire.as_ninjs import as_ninjs
from nightdesk.wire.item import Block, Item, Note
from nightdesk.wire.parse import parse
from tests.copydesk.test_properties import ITEMS

HERE = Path(__file__).parent
PARTS = (
    "headline", "labels", "deck", "bylines", "byline_agency", "dateline", "dateline_agency", "dateline_date", "blocks",
    "public_notes", "private_notes", "correction", "update_note", "contributors", "disclaimer", "copyright", "market",
    "updated_at",
)  # fmt: skip


def _lines() -> list[str]:
    """Return every paragraph of our stories and cases: parts of all kinds, to be shuffled into stories nobody wrote."""
    stories = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "stories").glob("*.json"))]
    cases = [one for path in sorted((HERE / "cases").glob("*.json")) for one in json.loads(path.read_text("utf-8"))]
    lines = [line for one in (*stories, *cases) for line in one["item"].get("paragraphs", ())]
    return [line for line in dict.fromkeys(lines) if "&amp;" not in line and "&lt;" not in line]


LINES = st.sampled_from(_lines())
SEAMS = st.sampled_from(["", "\u200b", "\u00a0", " ", "\u0085"])
ODD = st.one_of(st.tuples(SEAMS, LINES).map("".join), st.tuples(LINES, SEAMS, LINES).map("".join))
SHUFFLED = st.builds(
    Item,
    format=st.just("rss 2.0"),
    guid=st.just("1"),
    headline=st.sampled_from(["Council votes", "UPDATE 1-Council votes", "Council votes | Meridian", "<i>BC-US--Vote"]),
    bylines=st.sampled_from([(), ("By Ada Quill, Meridian",), ("Ada Quill and Ben Marsh",), ("Meridian",)]),
    dateline=st.sampled_from(["", "DAYTON, Ohio (MWN) -", "London"]),
    blocks=st.lists(st.one_of(LINES, LINES, ODD), max_size=11).map(
        lambda lines: tuple(Block("paragraph", html=line) for line in lines)
    ),
    notes=st.sampled_from([(), (Note("Eds: hold the name"),)]),
)


def _parts(copy: Copy) -> dict[str, object]:
    cuts = [(cut.caption, cut.credit, cut.credit_parts, cut.alt, cut.is_file_photo) for cut in copy.cutlines]
    return {name: getattr(copy, name) for name in PARTS} | {"cutlines": cuts}


@settings(max_examples=300, deadline=None)
@given(ITEMS)
def test_cleaned_copy_of_any_characters_is_read_again_without_a_change(item):
    copy, _ = read(item)
    again, _ = read(as_item(copy, item))
    assert _parts(again) == _parts(copy)
    assert again.edits == ()


@settings(max_examples=300, deadline=None)
@given(SHUFFLED)
def test_cleaned_copy_of_shuffled_stories_is_read_again_without_a_change(item):
    copy, _ = read(item)
    again, _ = read(as_item(copy, item))
    assert _parts(again) == _parts(copy)
    assert again.edits == ()


@settings(max_examples=150, deadline=None)
@given(SHUFFLED)
def test_cleaned_copy_that_was_written_and_parsed_has_nothing_to_change(item):
    copy, _ = read(item)
    [written] = parse(json.dumps(as_ninjs(as_item(copy, item))).encode())
    again, _ = read(written)
    assert again.edits == ()
    assert [block.text.split() for block in again.blocks] == [block.text.split() for block in copy.blocks]


@settings(max_examples=200, deadline=None)
@given(SHUFFLED)
def test_the_record_of_two_looks_has_every_word(item):
    copy, _ = read(item)
    words = received(copy)
    for number, block in enumerate(item.blocks):
        if came := in_step(block).text.split():
            assert words[number].split() == came


def test_a_note_behind_an_invisible_character_is_no_less_private():
    blocks = tuple(
        Block("paragraph", html=words) for words in ("\u200bEds: hold the name.", "The council voted.", "It ended.")
    )
    item = Item(format="rss 2.0", guid="1", headline="Vote", blocks=blocks)
    copy, _ = read(item)
    assert copy.private_notes == ("Eds: hold the name.",)
    assert [block.text for block in copy.blocks] == ["The council voted.", "It ended."]
    assert received(copy)[0] == "\u200bEds: hold the name."


@pytest.mark.parametrize(("last", "is_signs"), [("sdg kd", True), ("mm/jrw", True), ("line four", False)])
def test_a_desk_signs_with_a_letter_or_three_and_a_poem_keeps_its_last_line(last: str, is_signs: bool) -> None:
    blocks = tuple(Block("paragraph", html=words) for words in ("The council voted.", "It ended.", last))
    copy, _ = read(Item(format="rss 2.0", guid="1", headline="Vote", blocks=blocks))
    assert (copy.private_notes == (last,)) == is_signs
    assert (copy.blocks[-1].text == last) != is_signs
