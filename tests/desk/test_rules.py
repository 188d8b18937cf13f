"""Run or hold, by the newsroom's rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nightdesk.desk.rules import Case, reasons_to_hold

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLEAN = Case(policy="run-clean", said_at=NOW)


def test_clean_copy_runs_where_the_rule_is_to_run_clean_copy():
    assert reasons_to_hold(CLEAN, NOW) == []


def test_the_rule_to_hold_holds_clean_copy():
    assert reasons_to_hold(replace(CLEAN, policy="hold"), NOW) == ["The rule for this wire is to hold everything."]


def test_a_question_holds_only_where_copy_must_be_clean():
    asked = replace(CLEAN, questions=1)
    assert reasons_to_hold(asked, NOW)
    assert reasons_to_hold(replace(asked, policy="run-unless-blocked"), NOW) == []


@pytest.mark.parametrize(
    "against",
    [
        {"blocks": ("The credit is missing.",)},
        {"is_embargo_unreadable": True},
        {"status": "mystery"},
        {"status": "withheld"},
        {"is_public_kind": False},
        {"max_age_days": 2, "said_at": NOW - timedelta(days=3)},
        {"wire_markets": "Alta Mesa", "station_market": "Port Ellery"},
        {"story_market": "Port Ellery", "station_market": "Port Ellery"},
        {"policy": "run-everything"},
    ],
)
def test_what_blocks_holds_under_the_freest_rule(against):
    assert reasons_to_hold(replace(CLEAN, **({"policy": "run-unless-blocked"} | against)), NOW)


def test_a_market_embargo_of_another_market_does_not_hold():
    case = replace(CLEAN, story_market="Alta Mesa", station_market="Port Ellery", wire_markets="Port Ellery, Alta Mesa")
    assert reasons_to_hold(case, NOW) == []
