"""What may be public, and when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.desk.gate import Facts, may_run

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
RUNNING = Facts(state="running", is_live=True, first_run_at=NOW - HOUR)


def test_a_running_story_may_run():
    assert may_run(RUNNING, NOW).ok


@pytest.mark.parametrize("state", ["held", "spiked", "killed", "", "published", "Running"])
def test_any_other_state_may_not_known_or_unknown(state):
    verdict = may_run(replace(RUNNING, state=state), NOW)
    assert not verdict.ok
    assert verdict.reasons


@pytest.mark.parametrize(
    "changed",
    [
        {"is_live": False},
        {"killed_at": NOW - HOUR},
        {"is_embargo_unreadable": True},
        {"embargo_until": NOW + HOUR},
        {"expires_at": NOW},
        {"has_address": False},
    ],
)
def test_one_thing_against_it_is_enough(changed):
    assert not may_run(replace(RUNNING, **changed), NOW).ok


def test_an_embargo_ends_at_its_moment_and_the_gate_says_when_to_ask_again():
    embargoed = replace(RUNNING, embargo_until=NOW + HOUR)
    assert may_run(embargoed, NOW).until == NOW + HOUR
    assert may_run(embargoed, NOW + HOUR).ok


def test_a_killed_story_is_gone_but_an_embargoed_one_never_was():
    assert may_run(replace(RUNNING, state="killed", killed_at=NOW), NOW).is_gone
    assert not may_run(replace(RUNNING, embargo_until=NOW + HOUR), NOW).is_gone
    assert not may_run(replace(RUNNING, state="held"), NOW).is_gone


def test_an_expired_story_is_gone_from_its_moment_on():
    expiring = replace(RUNNING, expires_at=NOW)
    assert may_run(expiring, NOW).is_gone
    assert may_run(expiring, NOW + HOUR).is_gone
    assert not may_run(expiring, NOW - HOUR).is_gone


def test_a_story_killed_under_embargo_leaks_nothing():
    assert not may_run(replace(RUNNING, state="killed", killed_at=NOW, embargo_until=NOW + HOUR), NOW).is_gone


_moments = st.one_of(st.none(), st.sampled_from([NOW - HOUR, NOW, NOW + HOUR]))


@given(
    st.builds(
        Facts,
        st.sampled_from(["held", "running", "spiked", "killed", "?"]),
        st.booleans(),
        _moments,
        _moments,
        st.booleans(),
        _moments,
        st.booleans(),
    )
)
def test_refused_always_says_why_and_never_otherwise(facts):
    verdict = may_run(facts, NOW)
    assert verdict.ok == (not verdict.reasons)
    assert not (verdict.ok and verdict.is_gone)
    if verdict.ok:
        assert facts.killed_at is None
        assert facts.embargo_until is None or facts.embargo_until <= NOW
