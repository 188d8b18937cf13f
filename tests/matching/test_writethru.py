"""Which version is the newest, whatever order they came in."""

from datetime import UTC, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.matching.writethru import Version, judge, ranking

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ONE = datetime(2026, 11, 20, 13, tzinfo=UTC)
FIRST = Version("1", NOON, "a")
SECOND = Version("2", ONE, "b")


def test_the_first_version_is_new():
    assert judge(FIRST, []).kind == "new"


def test_a_higher_version_is_an_update_and_a_lower_one_is_stale():
    assert judge(SECOND, [FIRST]).kind == "update"
    assert judge(FIRST, [SECOND]).kind == "stale"


def test_the_same_words_again_are_a_repeat_even_after_a_newer_version():
    assert judge(FIRST, [FIRST, SECOND]).kind == "repeat"


def test_version_ten_follows_version_nine():
    assert judge(Version("1.10", NOON, "x"), [Version("1.9", ONE, "y")]).kind == "update"


def test_the_same_number_with_a_later_time_and_other_words_is_an_update():
    assert judge(Version("1", ONE, "b"), [FIRST]).kind == "update"


def test_a_correction_says_so():
    assert judge(Version("2", ONE, "b", "correction"), [FIRST]).kind == "correction"


def test_a_kill_is_a_kill_even_without_a_version_or_a_story():
    assert judge(Version("", None, "k", "kill"), []).kind == "kill"
    assert judge(Version("1", NOON, "k", "kill"), [SECOND]).kind == "kill"


@pytest.mark.parametrize("late", [FIRST, SECOND, Version("9", ONE, "z")])
def test_nothing_comes_back_by_itself_after_a_kill(late):
    assert judge(late, [Version("3", ONE, "k", "kill")]).kind == "held"


_versions = st.builds(
    Version,
    st.sampled_from(["", "1", "2", "1.10", "1.9", "draft", "v3", "²"]),
    st.sampled_from([None, NOON, ONE]),
    st.sampled_from("abcdef"),
)


@given(st.lists(_versions, min_size=1, max_size=4, unique_by=lambda version: version.digest))
def test_the_newest_is_the_same_in_every_order(versions):
    newest = {max(order, key=ranking(order)) for order in permutations(versions)}
    assert len(newest) == 1
