"""Dated statements about the future: found where a newsroom would write them down, and nowhere else."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.copydesk import daybook
from nightdesk.copydesk.wordlist import listed_in_order

WEDNESDAY = datetime(2026, 11, 25, 15, tzinfo=UTC)
ZONE = "America/New_York"


def read(*paragraphs: str) -> tuple[daybook.Line, ...]:
    return daybook.read(paragraphs, published_at=WEDNESDAY, zone=ZONE)


@pytest.mark.parametrize(
    ("sentence", "words", "first", "after"),
    [
        ("The council will vote on Tuesday.", "Tuesday", "2026-12-01", "2026-12-02"),
        ("She will travel to Lisbon next week, her office said.", "next week", "2026-11-30", "2026-12-07"),
        ("A hearing is set for March 3.", "March 3", "2027-03-03", "2027-03-04"),
        ("On Dec. 3, the court will hear both sides.", "Dec. 3", "2026-12-03", "2026-12-04"),
        ("The trial is expected to begin next month.", "next month", "2026-12-01", "2027-01-01"),
        ("The office plans to reopen on Monday.", "Monday", "2026-11-30", "2026-12-01"),
        ("The envoys are due to meet on December 8.", "December 8", "2026-12-08", "2026-12-09"),
        ("Schoolchildren will plant another 20,000 in May.", "May", "2027-05-01", "2027-06-01"),
        ("The new fare takes effect Dec. 1.", "Dec. 1", "2026-12-01", "2026-12-02"),
    ],
)
def test_what_will_be_on_a_day_is_a_line(sentence, words, first, after):
    [line] = read(sentence)
    assert (line.sentence, line.words) == (sentence, words)
    assert (line.starts_at.date().isoformat(), line.ends_at.date().isoformat()) == (first, after)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council voted on Tuesday.",
        "If it rains, the game will be moved to Friday.",
        "The ferry will not run on Friday.",
        "It may open on Friday.",
        "The bridge could close next week, and nobody will say more.",
        "Will the council vote on Friday?",
        "Who will speak for the islands on Friday?",
        "“We will go on Friday,” she said.",
        "The pier will open in the spring.",
        "The mayor will retire in 2031.",
        "A vote scheduled for Dec. 4 was put off.",
        "The will was read on Friday.",
        "He hopes that the school will open on Monday.",
        "The branch will be open from noon to 4 p.m.",
        "The council will replace Cole, who leaves on Friday.",
        "The trains will run every Friday.",
    ],
)
def test_what_is_past_doubtful_quoted_or_without_a_day_is_none(sentence):
    assert read(sentence) == ()


def test_the_hour_is_kept_where_it_is_said():
    [line] = read("The hearing begins Dec. 2 at 9 a.m. in Port Ellery.")
    assert line.starts_at.hour == 9 and line.starts_at.date().isoformat() == "2026-12-02"


def test_a_line_is_one_sentence_of_its_paragraph():
    text = "Mr. Ash spoke. The council will vote on Tuesday. Nobody objected."
    [line] = read("Nothing here.", text)
    assert (line.paragraph, text[line.start : line.end]) == (1, "The council will vote on Tuesday.")


_WORDS = st.sampled_from(listed_in_order("The will vote on Tuesday . “ ” if ? Dec. 4 9 a.m. ’s — next week is set for"))


@given(st.lists(st.lists(_WORDS, max_size=30).map(" ".join), max_size=4))
def test_no_text_raises_and_each_line_stands_in_it(paragraphs):
    for line in read(*paragraphs):
        assert line.starts_at < line.ends_at and line.starts_at > WEDNESDAY
        assert " ".join(paragraphs[line.paragraph][line.start : line.end].split()) == line.sentence


def test_an_hour_may_end_a_sentence():
    [line] = read("The Tuskers will play on Saturday at 7 p.m. Fort Mercer beat Canby 5-1.")
    assert line.sentence == "The Tuskers will play on Saturday at 7 p.m."


@pytest.mark.parametrize("ending", ["Saturday in town.", "EST.", "Eastern time.", "Dec. 8 in town.", "in town."])
def test_a_day_or_a_zone_behind_the_hour_belongs_to_it(ending):
    text = f"The council will meet again on Dec. 8 at 6 p.m. {ending}"
    assert [line.sentence for line in read(text)] == [text]
