"""House style: what is proposed settles, and stands outside quotations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.copydesk.housestyle import HOUSES, proposals
from nightdesk.copydesk.markup import change_text
from nightdesk.copydesk.quotation import quoted
from tests.copydesk.growth import growth

WORDS = st.sampled_from(
    [
        "—",
        "--",
        " – ",
        " ",
        ", Ala.",
        ", Alabama",
        ", OH",
        "US",
        "U.S.",
        " 5 ",
        " twelve ",
        "9 AM",
        "9:00 p.m.",
        "people",
        "“",
        "”",
        ".",
        "9am",
    ]
)


@pytest.mark.parametrize("house", HOUSES[1:], ids=lambda house: house.name)
@given(st.lists(WORDS | st.text(max_size=3), max_size=25).map("".join))
@settings(max_examples=150, deadline=None)
def test_what_was_proposed_and_done_is_not_proposed_again(house, text):
    for _ in range(25):  # “, Ala., Ala., Ala.” settles from left to right, one in each round
        text = change_text(text, proposals(text, house))
    assert change_text(text, proposals(text, house)) == text


@given(st.lists(WORDS | st.text(max_size=3), max_size=25).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_word_in_a_quotation_is_proposed_otherwise(text):
    for change in proposals(text, HOUSES[1]):
        assert not any(start < change.end and end > change.start for start, end in quoted(text))


@pytest.mark.parametrize("piece", ["—", " - ", "a 5 a", "US ", "Aa, Ala. ", "9 am ", "twelve ", "U.S."])
def test_twice_the_text_takes_at_most_about_twice_the_time(piece):
    assert growth(lambda length: proposals(piece * (length // len(piece)), HOUSES[1])) < 2.6
