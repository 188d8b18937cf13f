"""The station's edit and the agency's newer version come together, or an editor is asked; nothing is lost silently."""

from collections import Counter

from hypothesis import given
from hypothesis import settings as trial
from hypothesis import strategies as st

from nightdesk.matching.merge import Version, both_changes, merge
from nightdesk.matching.pairing import Block, even

PIER = (
    "The council voted on Monday night to keep the old ferry pier open through the winter.",
    "“We heard the islands,” said Mara Tolliver, who chairs the council, after a hearing of four hours.",
    "The pier carries three hundred passengers a day, and its repair will begin in the spring.",
    "A second crossing was proposed in 2019 and never built.",
    "Ferries leave on the hour until ten at night.",
)


def told(*texts: str, **fields) -> Version:
    return Version(fields, tuple(Block("paragraph", text) for text in texts))


def texts(merged) -> list[str]:
    return [block.text for block in merged.blocks]


def changed(number: int, text: str, of=PIER) -> tuple[str, ...]:
    return (*of[:number], text, *of[number + 1 :])


def test_our_paragraph_and_the_agencys_new_one_stand_side_by_side():
    ours = told(*PIER, "The harbor office in Port Ellery is open on Tuesday for questions.")
    theirs = told(
        *changed(2, "The pier carries four hundred passengers a day, and its repair will begin in the spring.")
    )
    merged = merge(told(*PIER), ours, theirs)
    assert merged.is_clean
    assert texts(merged) == [*PIER[:2], theirs.blocks[2].text, *PIER[3:], ours.blocks[-1].text]


def test_a_paragraph_that_both_changed_is_a_question_with_all_three():
    ours = told(
        *changed(2, "The pier carries nearly three hundred islanders a day, and its repair will begin in the spring.")
    )
    theirs = told(
        *changed(2, "The pier carries four hundred passengers a day, and its repair will begin in the spring.")
    )
    [asked] = merge(told(*PIER), ours, theirs).conflicts
    assert [side[0].text for side in (asked.base, asked.ours, asked.theirs)] == [
        PIER[2],
        ours.blocks[2].text,
        theirs.blocks[2].text,
    ]


def test_a_change_that_holds_the_others_change_exactly_settles_the_paragraph():
    theirs = told(
        *changed(2, "The pier carries four hundred passengers a day, and its repair will begin in the spring.")
    )
    ours = told(*changed(2, "The pier carries four hundred passengers a day, and its repair will begin in April."))
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(told(*PIER), one, other)
        assert merged.is_clean
        assert texts(merged)[2] == ours.blocks[2].text


def test_what_we_took_out_stays_out_unless_the_agency_changed_it():
    ours = told(*PIER[:3], PIER[4])
    longer = told(*PIER, "The vote was seven to two.")
    assert texts(merge(told(*PIER), ours, longer)) == [*PIER[:3], PIER[4], "The vote was seven to two."]
    rewritten = told(*changed(3, "A second crossing was proposed in 2018 and never built."))
    [asked] = merge(told(*PIER), ours, rewritten).conflicts
    assert (asked.ours, asked.theirs[0].text) == ((), rewritten.blocks[3].text)


def test_a_paragraph_the_agency_moved_carries_our_change_with_it():
    ours = told(*changed(4, "Ferries leave Port Ellery on the hour until ten at night."))
    theirs = told(PIER[0], PIER[4], *PIER[1:4])
    merged = merge(told(*PIER), ours, theirs)
    assert merged.is_clean
    assert texts(merged) == [PIER[0], ours.blocks[4].text, *PIER[1:4]]


def test_our_paragraph_between_two_that_the_agency_took_apart_is_a_question():
    ours = told(*PIER[:2], "The vote was seven to two.", *PIER[2:])
    theirs = told(PIER[0], *PIER[2:], PIER[1])
    assert not merge(told(*PIER), ours, theirs).is_clean


def test_new_words_of_both_in_the_same_place_are_a_question():
    merged = merge(told(*PIER), told(*PIER, "Ours."), told(*PIER, "Theirs."))
    [asked] = merged.conflicts
    assert ([b.text for b in asked.ours], [b.text for b in asked.theirs]) == (["Ours."], ["Theirs."])


def test_a_headline_is_one_piece():
    base, ours, theirs = (told(*PIER, headline=line) for line in ("Pier stays", "Our pier stays", "Pier to stay"))
    assert merge(base, ours, base).fields["headline"] == "Our pier stays"
    assert merge(base, base, theirs).fields["headline"] == "Pier to stay"
    [asked] = merge(base, ours, theirs).conflicts
    assert (asked.place, asked.base, asked.ours, asked.theirs) == (
        "headline",
        "Pier stays",
        "Our pier stays",
        "Pier to stay",
    )


def test_what_the_editing_room_writes_round_words_is_no_change():
    assert even('<p data-block-key="a1b2">The <strong>pier</strong>  stays&#x27;s</p>') == even(
        "<p>The <b>pier</b> stays's</p>"
    )


WORDS = [f"word{number}" for number in range(40)]
_paragraph = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
_body = st.lists(_paragraph, max_size=7).map(lambda texts: told(*texts, headline=texts[0] if texts else ""))


@st.composite
def _edits(draw, body: Version) -> Version:
    """Return a body after a few edits: words changed, blocks taken out, put in, moved."""
    texts = [block.text for block in body.blocks]
    for what in draw(st.lists(st.sampled_from(["change", "drop", "add", "move"]), max_size=3)):
        at = draw(st.integers(0, len(texts))) if texts else 0
        if what == "add":
            texts.insert(at, draw(_paragraph))
        elif texts:
            text = texts.pop(at % len(texts))
            if what == "change":
                texts.insert(at % (len(texts) + 1), f"{text} {draw(st.sampled_from(WORDS))}")
            elif what == "move":
                texts.insert(draw(st.integers(0, len(texts))), text)
    return told(*texts, headline=draw(st.sampled_from(["", "one", "two", body.fields["headline"]])))


@st.composite
def _three(draw) -> tuple[Version, Version, Version]:
    base = draw(_body)
    return base, draw(_edits(base)), draw(_edits(base))


@st.composite
def _distinct(draw) -> tuple[Version, Version, Version]:
    """Return three bodies whose paragraphs cannot be taken for one another, as those of news cannot."""
    letters = draw(st.permutations("abcdef"))[: draw(st.integers(1, 6))]
    texts = [" ".join(f"{letter}{number}" for number in range(6)) for letter in letters]
    sides = []
    for side in ("ours", "theirs"):
        edited = list(texts)
        for turn, what in enumerate(draw(st.lists(st.sampled_from(["change", "drop", "add", "move"]), max_size=3))):
            at = draw(st.integers(0, len(edited)))
            if what == "add":
                edited.insert(at, " ".join(f"{side}{turn}{number}" for number in range(4)))
            elif edited:
                text = edited.pop(at % len(edited))
                if what != "drop":
                    edited.insert(at if what == "move" else at % (len(edited) + 1), f"{text} x{at}")
        sides.append(told(*edited))
    return told(*texts), *sides


@trial(max_examples=400, deadline=None)
@given(_three())
def test_where_one_side_changed_nothing_the_other_stands(three):
    base, ours, theirs = three
    for merged, expected in (
        (merge(base, base, theirs), theirs),
        (merge(base, ours, base), ours),
        (merge(base, ours, ours), ours),
    ):
        assert merged.is_clean
        assert (merged.blocks, merged.fields) == (expected.blocks, dict(expected.fields))


@trial(max_examples=600, deadline=None)
@given(_three())
def test_a_clean_merge_is_the_same_from_either_side_and_a_question_is_one_from_both(three):
    base, ours, theirs = three
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.is_clean == other.is_clean
    if one.is_clean:
        assert (one.blocks, one.fields) == (other.blocks, other.fields)


@trial(max_examples=600, deadline=None)
@given(_distinct())
def test_a_clean_merge_loses_no_words_that_a_side_wrote_and_keeps_what_neither_touched(three):
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    old = {block.text for block in base.blocks}
    standing = " | ".join(texts(merged))
    for side, other in ((ours, theirs), (theirs, ours)):
        for block in side.blocks:
            if block.text not in old:
                assert not merged.is_clean or _holds(standing, block, other)
    both = {block.text for block in ours.blocks} & {block.text for block in theirs.blocks}
    assert all(text in standing for text in both)


def _holds(standing: str, block: Block, other: Version) -> bool:
    """A block stands, or the other side's form of it that has all its words and more."""
    return block.text in standing or any(not set(block.words) - set(one.words) for one in other.blocks)


def _everything(merged) -> list[str]:
    found = []
    for piece in merged.pieces:
        found += [block.text for block in (*piece.blocks, *piece.ours, *piece.theirs)]
    return found


@trial(max_examples=600, deadline=None)
@given(_distinct())
def test_merging_the_same_version_again_changes_nothing(three):
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    if merged.is_clean:
        again = merge(base, Version(merged.fields, merged.blocks), theirs)
        assert (again.is_clean, texts(again)) == (True, texts(merged))


@trial(max_examples=300, deadline=None)
@given(_distinct())
def test_a_question_keeps_every_word_of_both_sides(three):
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    kept = " | ".join(_everything(merged))
    old = {block.text for block in base.blocks}
    for side, other in ((ours, theirs), (theirs, ours)):
        assert all(_holds(kept, block, other) for block in side.blocks if block.text not in old)


def test_changes_that_do_not_meet_are_proposed_in_one_text():
    ours = PIER[2].replace("three hundred passengers", "three hundred islanders")
    theirs = PIER[2].replace("in the spring", "in the summer of next year")
    assert both_changes(PIER[2], ours, theirs) == (
        "The pier carries three hundred islanders a day, and its repair will begin in the summer of next year."
    )


def test_changes_that_meet_are_never_proposed():
    ours = PIER[2].replace("three hundred passengers", "three hundred islanders")
    assert both_changes(PIER[2], ours, PIER[2].replace("hundred", "thousand")) is None, "they touch"
    assert both_changes(PIER[2], ours, PIER[2].replace("passengers", "travellers")) is None
    assert both_changes("A pier.", "A long pier.", "A wooden pier.") is None


def test_a_change_of_markup_is_not_put_together_with_another():
    base = 'The <a href="https://pier.example/">pier</a> stays open through the winter, the council said.'
    ours = base.replace("the council", "a council")
    assert both_changes(base, ours, base.replace("stays", "is")) == (
        'The <a href="https://pier.example/">pier</a> is open through the winter, a council said.'
    )
    assert both_changes(base, ours, base.replace("<a ", "<b>").replace("</a>", "</b>")) is None


SHORT = st.lists(st.sampled_from(("pier", "ferry", "the", "of", "council", "winter.", "Monday,")), max_size=9)


@given(SHORT, SHORT, SHORT)
def test_a_proposal_has_every_words_of_either_side_or_is_none(base, ours, theirs):
    texts = [" ".join(words) for words in (base, ours, theirs)]
    assert both_changes(texts[0], texts[1], texts[0]) in (texts[1], None)
    assert both_changes(texts[0], texts[1], texts[1]) in (texts[1], None)
    made = both_changes(*texts)
    assert made == both_changes(texts[0], texts[2], texts[1])
    if made is not None:
        added = [(Counter(side) - Counter(base)) for side in (ours, theirs)]
        assert not (added[0] | added[1]) - Counter(made.split())
