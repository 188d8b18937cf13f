"""What the documents say is what the house has."""

import argparse
from pathlib import Path

import pytest

from nightdesk.arguments import parser
from nightdesk.cli import COMMANDS
from nightdesk.desk import rights
from nightdesk.web.environment import Environment

ROOT = Path(__file__).parents[2]
COMMAND_LINE = (ROOT / "docs/run/commands.md").read_text()


def _subparsers() -> dict[str, argparse.ArgumentParser]:
    return next(action for action in parser()._actions if action.dest == "command").choices


def test_every_command_is_wired():
    assert set(_subparsers()) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_has_its_line(name):
    assert f"`nightdesk {name}" in COMMAND_LINE
    for action in _subparsers()[name]._actions:
        for option in action.option_strings:
            if option.startswith("--") and option not in ("--help", "--data"):
                assert option in COMMAND_LINE, f"{name} {option} is not in docs/run/commands.md"


@pytest.mark.parametrize("name", sorted(Environment.model_fields))
def test_every_setting_has_its_line(name):
    assert f"`NIGHTDESK_{name.upper()}`" in (ROOT / "docs/run/settings.md").read_text()


def test_every_dependency_has_its_reason():
    told = (ROOT / "docs/build/dependencies.md").read_text().casefold()
    for list_name in ("run.in", "test.in"):
        for line in (ROOT / "requirements" / list_name).read_text().splitlines():
            name = line.split(">")[0].split("[")[0].strip()
            if name and not name.startswith(("#", "-r")):
                assert f"| {name.casefold()} |" in told, f"{name} has no line in docs/build/dependencies.md"


def test_the_guide_shows_the_table_of_rights():
    page = (ROOT / "docs/guide/people-and-rights.md").read_text()
    assert rights.table() in page
