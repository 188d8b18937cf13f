"""Whatever a wire sends, the copy desk reads it, cleans it once for all, and leaves quotations alone."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.copydesk.anatomy import dissect
from nightdesk.copydesk.as_item import as_item
from nightdesk.copydesk.clean import clean
from nightdesk.copydesk.copy import Copy, Cutline
from nightdesk.copydesk.markup import Change, change_block, in_step, plain
from nightdesk.copydesk.quotation import quoted
from nightdesk.copydesk.read import read
from nightdesk.copydesk.terms import Terms
from nightdesk.copydesk.undo import received, undo
from nightdesk.wire.item import Block, Item, Note, Picture

PIECES = (
    "By Ada Quill and Ben Marsh, Meridian", "Click here for updates on this story",
    "PORT ELLERY, Conn. (Meridian) — ", "(KXYZ)– Alta Mesa – ", "(Eds: Adds detail.)", "Eds: hold",
    "EDITOR'S NOTE — ", "___", "* * *", "10 p.m.", "Noon", "The-Coastline-Wire", "™ & © 2026 Coastline",
    "Copyright 2026 Meridian. All rights reserved.", "contributed to this report.",
    "This story has been updated with more.", "In a story Nov. 3, Meridian reported erroneously that it was.",
    "A corrected version of the story is below:", "Correction: ", "UPDATE 2-", "BC-US--Slug", "1st Ld-Writethru", "“",
    "”", "‘", "’", '"', "\u00a0", "\u200b", "\u200d", "👩\u200d🚀", "&amp;", "&nbsp;", "<i>", "</i>", "<br/>", "<", ">",
    "&", "cameras.The", "Node.js", "U.S.Steel", "said.“You", "ends.”He", "(a)The", "https://a.example/b.The",
    "market embargo", "affiliate partner", "The post A appeared first on B.", "…", "[…]", "Continue Reading",
    "donâ€™t", "Α.Β", " ", "\n", ". ", "Name/Agency/Library via Distributor", "(Photo: A)",
    "FILE - In this file photo, ", "word", "A sentence that ends here.",
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
INLINE = st.one_of(
    TEXT.map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
    st.tuples(TEXT, TEXT).map(
        lambda two: f'{_safe(two[0])}<a href="https://x.example/">{_safe(two[1])}</a><em>.</em>The'
    ),
)
BLOCKS = st.lists(
    st.builds(Block, kind=st.sampled_from(["paragraph", "subhead", "quote", "list", "break"]), html=INLINE), max_size=7
)
ITEMS = st.builds(
    Item,
    format=st.just("rss 2.0"),
    guid=st.just("1"),
    status=st.sampled_from(["", "usable", "canceled", "odd"]),
    headline=TEXT,
    deck=TEXT,
    bylines=st.lists(TEXT, max_size=2).map(tuple),
    dateline=TEXT,
    blocks=BLOCKS.map(tuple),
    pictures=st.lists(st.builds(Picture, caption=TEXT, credit=TEXT, alt=TEXT), max_size=2).map(tuple),
    notes=st.lists(st.builds(Note, words=TEXT), max_size=2).map(tuple),
    language=st.sampled_from(["", "en", "fr-CA", "he"]),
    usage=TEXT,
)


def _safe(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@settings(max_examples=250, deadline=None)
@given(ITEMS)
def test_any_item_is_read_and_every_question_is_a_sentence(item):
    copy, queries = read(item)
    assert len(copy.cutlines) == len(item.pictures)
    for query in queries:
        assert query.says
        assert query.severity in ("block", "propose", "flag")
        assert query.block is None or query.field != "block" or query.block < len(copy.blocks)


@settings(max_examples=250, deadline=None)
@given(ITEMS)
def test_text_and_markup_of_a_block_stay_in_step(item):
    copy, _ = read(item)
    for block in copy.blocks:
        if block.kind in ("paragraph", "subhead", "quote"):
            assert plain(block.html) == block.text


@settings(max_examples=300, deadline=None)
@given(ITEMS)
def test_cleaning_twice_changes_nothing_more(item):
    copy, _ = read(item)
    assert clean(copy) == copy


WORN = (  # ordinary sentences with the faults that are mended unasked; no part of a story's paper
    "The council voted on the pier.", "She left.The vote went on.", "It cost\u00a0much.", "It\u200b rained.",
    "He said so.",
    "“Go home,” she said.", '"Go home," she said.', "It’s late.", "It's early.", "The &amp;amp; sign fell.",
    "(a)The end came.",
)  # fmt: skip
PROSE = st.lists(st.lists(st.sampled_from(WORN), min_size=3, max_size=6).map(" ".join), min_size=2, max_size=5)


@settings(max_examples=100, deadline=None)
@given(PROSE)
def test_cleaned_prose_that_is_read_again_is_the_same(paragraphs):
    item = Item(
        format="text",
        guid="1",
        headline="The pier",
        blocks=tuple(in_step(Block("paragraph", html=words)) for words in paragraphs),
    )
    copy, _ = read(item)
    again, _ = read(as_item(copy, item))
    assert again.blocks == copy.blocks
    assert again.edits == ()


@settings(max_examples=400, deadline=None)
@given(TEXT, TEXT, st.sampled_from(["en", "fr"]))
def test_no_word_inside_quotation_marks_is_ever_changed(text, other, language):
    blocks = tuple(in_step(Block("paragraph", text=words)) for words in (text, other))
    copy = clean(Copy(headline=text, blocks=blocks, cutlines=(Cutline(Picture(), caption=text),), language=language))
    for cleaned, came in (
        (copy.headline, text), (copy.cutlines[0].caption, text),
        (copy.blocks[0].text, blocks[0].text), (copy.blocks[1].text, blocks[1].text),
    ):  # fmt: skip
        for start, end in quoted(came):
            assert _said(came[start:end]) in _said(cleaned)


def _said(words: str) -> str:
    """Return words as they are said: the glyph of a quotation mark and the kind of space are not."""
    return " ".join(words.translate(str.maketrans("“”’‘", "\"\"''")).replace("\u00a0", " ").split())


@settings(max_examples=300, deadline=None)
@given(ITEMS)
def test_undoing_every_change_brings_back_what_anatomy_found(item):
    found = dissect(item, Terms())
    assert undo(clean(found)) == found


@settings(max_examples=200, deadline=None)
@given(ITEMS, st.integers(0, 5))
def test_the_last_changes_can_be_undone_and_the_first_kept(item, keep):
    found = dissect(item, Terms())
    cleaned = clean(found)
    kept = undo(cleaned, keep=len(found.edits) + keep)
    assert kept.edits == cleaned.edits[: len(found.edits) + keep]
    assert undo(kept) == found


@settings(max_examples=300, deadline=None)
@given(ITEMS)
def test_no_word_of_the_body_is_lost_from_the_record(item):
    copy, _ = read(item)
    words = received(copy)
    for number, block in enumerate(item.blocks):
        came = in_step(block).text
        if block.kind == "paragraph" and came.strip():
            assert " ".join(words[number].split()) == " ".join(came.split())


@settings(max_examples=300, deadline=None)
@given(ITEMS)
def test_every_part_says_where_its_characters_stood(item):
    copy, _ = read(item)
    for source in copy.sources:
        if source.field == "block":
            came = in_step(item.blocks[source.number]).text
            assert came[source.start : source.start + len(source.words)] == source.words
    assert len(copy.places) == len(copy.blocks)


@settings(max_examples=150, deadline=None)
@given(ITEMS)
def test_copy_that_may_not_be_altered_is_not_cleaned(item):
    copy, _ = read(item, terms=Terms(is_unaltered=True))
    assert clean(copy, Terms(is_unaltered=True)) is copy
    assert [edit for edit in copy.edits if edit.of == "copy"] == []


@settings(max_examples=200, deadline=None)
@given(INLINE, st.integers(0, 60), st.integers(0, 20), st.sampled_from(["", " ", "x & y"]))
def test_changing_words_keeps_the_markup_round_them(html, start, length, after):
    block = in_step(Block("paragraph", html=html))
    start = min(start, len(block.text))
    end = min(start + length, len(block.text))
    changed = change_block(block, [Change(start, end, after, "")])
    if "<br" not in html:
        assert changed.text == block.text[:start] + (after if start < end or after else "") + block.text[end:]
    assert changed.html.count("<a ") == block.html.count("<a ")
    assert changed.html.count("</em>") == block.html.count("</em>")


def test_a_break_between_lines_can_be_taken_out():
    block = in_step(Block("paragraph", html="One.<br>Two &amp; <em>three</em>."))
    assert block.text == "One.\nTwo & three."
    assert change_block(block, [Change(4, 5, " ", "")]).html == "One. Two &amp; <em>three</em>."
    assert replace(block, kind="subhead").text == block.text


def test_a_text_that_does_not_settle_is_left_as_it_came():
    tangle = "<" * 9 + "i>" * 9
    copy = clean(Copy(headline=tangle))
    assert (copy.headline, copy.edits) == (tangle, ())
    assert clean(Copy(headline="<<i>i>Vote")).headline == "Vote"


def test_parts_taken_one_after_the_other_stand_where_they_stood_when_the_story_came():
    line = "(Adds vote) PORT ELLERY, Conn. (AP) — The council voted (Eds: check) on Thursday for the barrier."
    second = "Work could begin in spring, the treasurer told the members of the council after the vote."
    blocks = (Block("paragraph", html=line), Block("paragraph", html=second))
    copy, _ = read(Item(format="rss 2.0", guid="1", headline="Vote", blocks=blocks))
    stood = {(source.part, source.start): source.words for source in copy.sources if source.field == "block"}
    assert stood == {
        ("private_notes", 0): "(Adds vote) ",
        ("dateline", 12): "PORT ELLERY, Conn. (AP) — ",
        ("private_notes", 55): " (Eds: check)",
    }
