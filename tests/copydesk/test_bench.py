"""The copy desk's bench: every fault that it knows can be put into a story, and is put where it says."""

import random

import pytest

from bench.copydesk import in_folder, on_clean_prose, on_faulty_prose
from bench.faults import FAULTS, Story

STORY = Story(
    "bridge",
    "Council votes to close the bridge",
    (
        "DAYTON, Ohio (MWN) — The council voted to close the old Second Street bridge. Nobody spoke about it.",
        "“We will be back,” said Mayor Ada Quill. The town of Harlan would pay with a new tax.",
        "“They have the money,” said Ben Marsh, who owns the diner. It’s a long way around from there.",
        "The crews will start on Monday. “Nobody told us,” said Lou Pruitt. People from the county said no.",
        "The work is going to take all of the summer, and the town is ready for it, the engineer said after the vote.",
        "The engineer, Ida Brandt, drew the plans. Nobody had asked her to.",
        "“They will hold,” said Brandt. She went home.",
    ),
)


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_put_where_it_is_said_to_stand(kind):
    seeded = FAULTS[kind](STORY, random.Random(4))
    assert seeded is not None
    assert seeded.story != STORY
    if seeded.field == "block":
        assert seeded.words[-3:] in seeded.story.paragraphs[seeded.block]


def test_the_same_seed_puts_the_same_faults():
    first, second = (FAULTS["doubled word (18)"](STORY, random.Random(7)) for _ in range(2))
    assert first == second


def test_a_found_fault_counts_for_its_kind_and_for_the_check_that_found_it():
    usual = on_clean_prose([STORY])
    assert not usual.said
    score = on_faulty_prose([STORY], 3, random.Random(1), usual)
    assert score.found["doubled word (18)"] == 3
    assert score.by["doubled word (18)"]["doubled"] == 3


def test_a_folder_of_text_files_is_a_body_of_prose(tmp_path):
    (tmp_path / "a.txt").write_text("A headline\n\nOne paragraph.\n\nAnother one.\n", encoding="utf-8")
    [story] = in_folder(tmp_path)
    assert (story.headline, story.paragraphs) == ("A headline", ("One paragraph.", "Another one."))
