"""The house is in order: formatting, rules, names, lengths, and who may import whom."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
SOURCES = [path for path in ROOT.glob("src/nightdesk/**/*.py") if "migrations" not in path.parts]
TESTS = list((ROOT / "tests").rglob("*.py"))
BANNED_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "services",
    "service",
    "base",
    "manager",
    "managers",
    "misc",
}
BANNED_MARKS = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "NotImplemented" + "Error")


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "ruff", "check", "src", "tests", "bench"),
        ("-m", "ruff", "format", "--check", "src", "tests", "bench"),
        ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
        ("-m", "mypy"),
    ],
    ids=["rules", "format", "imports", "types"],
)
def test_the_house_rules_are_kept(command):
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_longer_than_400_lines():
    assert [str(path) for path in SOURCES + TESTS if len(path.read_text().splitlines()) > 400] == []


def test_no_function_is_longer_than_60_lines():
    long = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 60:
                long.append(f"{path.name}:{node.name}")
    assert long == []


def test_no_file_has_a_name_that_says_nothing():
    assert [str(path) for path in SOURCES if path.stem in BANNED_NAMES] == []


def test_no_mark_of_unfinished_work_is_left():
    found = [f"{path}: {mark}" for path in SOURCES for mark in BANNED_MARKS if mark in path.read_text()]
    assert found == []


def test_no_model_overrides_save():
    ours = [model for model in apps.get_models() if model.__module__.startswith("nightdesk.")]
    assert ours
    assert [model.__name__ for model in ours if "save" in vars(model)] == []


def test_no_committed_file_names_a_registry_address():
    named = [path.name for path in (ROOT / "requirements").iterdir() if "http" in path.read_text()]
    assert named == []
