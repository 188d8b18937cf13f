"""Readers see which words changed; never a soup of letters, and never the error that a correction withdrew."""

import time
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import settings as trial
from hypothesis import strategies as st

from nightdesk.matching.changes import MOST_PARAGRAPHS, Ran, shown, steps

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WRONG = "The pier carries three million passengers a day, the harbor office said on Monday."
RIGHT = "The pier carries three hundred passengers a day, the harbor office said on Monday."
NOTE = "A story on Monday gave a wrong number of passengers."


def ran(number: int, *texts: str, **more) -> Ran:
    return Ran(NOON + number * timedelta(hours=1), tuple(("paragraph", text) for text in texts), **more)


def parts_of(*versions: Ran) -> list[tuple[tuple[str, str], ...]]:
    return [paragraph.parts for step in steps(shown(versions)) for paragraph in step.paragraphs if paragraph.parts]


def everything(*versions: Ran) -> str:
    return str(steps(shown(versions)))


def test_the_words_that_changed_are_marked_and_the_others_stand():
    [parts] = parts_of(ran(0, "The vote was on Monday night."), ran(1, "The vote was on Tuesday night."))
    assert parts == (("same", "The vote was on"), ("del", "Monday"), ("ins", "Tuesday"), ("same", "night."))


def test_what_was_only_added_takes_nothing_out():
    [parts] = parts_of(ran(0, "The vote was on Monday night."), ran(1, "The vote was on Monday night, late."))
    assert "" not in [words for _, words in parts]
    [parts] = parts_of(ran(0, "The vote was on Monday night."), ran(1, "The first vote was on Monday night."))
    assert parts == (("same", "The"), ("ins", "first"), ("same", "vote was on Monday night."))


def test_changes_with_a_word_between_them_are_one_change():
    [parts] = parts_of(
        ran(0, "Nobody in the town had thought that three old ships would sail."),
        ran(1, "Nobody in the town had thought that four new boats would sail."),
    )
    assert [mark for mark, _ in parts] == ["same", "del", "ins", "same"]


def test_a_paragraph_rewritten_is_taken_out_and_put_in_whole():
    [parts] = parts_of(
        ran(0, "A quiet day at the pier.", RIGHT), ran(1, "A storm at the pier took two of its lamps.", RIGHT)
    )[:1]
    assert parts[0] == ("del", "A quiet day at the pier.")


def test_unchanged_paragraphs_are_counted_and_not_shown():
    [step] = steps([ran(0, "One.", "Two.", RIGHT), ran(1, "One.", "Two.", RIGHT, "The vote was seven to two.")])
    assert [(one.same, one.parts) for one in step.paragraphs] == [
        (3, ()),
        (0, (("ins", "The vote was seven to two."),)),
    ]


def test_what_a_correction_withdrew_is_never_shown():
    versions = (
        ran(0, "A pier."),
        ran(1, "A pier.", WRONG),
        ran(2, "A pier.", RIGHT, correction=NOTE),
        ran(3, "A pier.", RIGHT, "The vote was seven to two.", correction=NOTE),
    )
    assert "million" not in everything(*versions)
    assert "seven to two" in everything(*versions)


def test_the_error_is_not_shown_when_the_note_came_before_the_corrected_words():
    told_first = (ran(0, WRONG), ran(1, WRONG, correction=NOTE), ran(2, RIGHT, correction=NOTE))
    assert "million" not in everything(*told_first)
    waiting = (
        ran(0, WRONG),
        ran(1, WRONG, correction=NOTE, is_wrong=True),
        ran(2, WRONG, "An editor's line.", correction=NOTE, is_wrong=True),
        ran(3, RIGHT, "An editor's line.", correction=NOTE),
        ran(4, RIGHT, correction=NOTE),
    )
    assert "million" not in everything(*waiting)
    assert "editor" in everything(*waiting)


def test_nothing_is_compared_with_what_was_taken_down():
    assert parts_of(ran(0, WRONG), ran(1, RIGHT, is_fresh=True)) == []


def test_a_long_text_is_compared_in_a_moment_and_an_endless_one_not_at_all():
    words = " ".join(f"word{number % 700}" for number in range(1100))
    long = [f"{number} {words}" for number in range(60)]
    changed = [text.replace("word5 ", "other ") for text in long]
    began = time.process_time()
    assert parts_of(ran(0, *long), ran(1, *changed))
    assert time.process_time() - began < 5
    [step] = steps([ran(0, "One."), ran(1, *["One."] * (MOST_PARAGRAPHS + 1))])
    assert step.is_too_long


_text = st.lists(st.sampled_from(["pier", "ferry", "the", "of", "council", "voted", "spring"]), max_size=12).map(
    " ".join
)
_version = st.lists(_text, max_size=5)


@trial(max_examples=300, deadline=None)
@given(_version, _version)
def test_what_is_put_in_and_left_makes_the_new_words_and_what_is_taken_out_and_left_the_old(old, new):
    if old == new:
        return
    [step] = steps([ran(0, *old), ran(1, *new)])
    made = " ".join(words for one in step.paragraphs for mark, words in one.parts if mark != "del").split()
    same = sum(one.same for one in step.paragraphs)
    gone = " ".join(words for one in step.paragraphs for mark, words in one.parts if mark != "ins").split()
    assert len(" ".join(new).split()) - len(made) == len(" ".join(old).split()) - len(gone)
    assert same <= min(len(old), len(new))
