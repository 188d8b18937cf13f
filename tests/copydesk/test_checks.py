"""Every check and cleaner answers to a fault, has its line in the documents, and cases of both kinds."""

import json
from pathlib import Path

import pytest

from nightdesk.copydesk import clean
from nightdesk.copydesk.checks import CHECKS, DEFAULT_OFF
from nightdesk.copydesk.query import SEVERITIES
from nightdesk.copydesk.read import read
from nightdesk.copydesk.terms import Terms
from nightdesk.kit.frozen import from_plain
from nightdesk.wire.item import Item

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs/build/copydesk.md").read_text(encoding="utf-8")
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "cases").glob("*.json"))}
ELSEWHERE = {2, 6, 7, 9, 11, 13, 23}  # rows that anatomy, the desk or the press answers to; the page says where


def _asked(case: dict) -> set[str]:
    return {name for name, _, _ in case.get("queries", [])}


@pytest.mark.parametrize("check", (*CHECKS, *DEFAULT_OFF), ids=lambda check: check.NAME)
def test_a_check_is_seen_to_ask_and_seen_to_pass_by(check):
    cases = CASES[check.NAME.replace("-", "_")]
    assert any(check.NAME in _asked(case) or check in DEFAULT_OFF for case in cases)
    assert any(check.NAME not in _asked(case) for case in cases)


@pytest.mark.parametrize("check", (*CHECKS, *DEFAULT_OFF), ids=lambda check: check.NAME)
def test_a_check_has_its_line_in_the_documents(check):
    [line] = [line for line in PAGE.splitlines() if line.startswith(f"| `{check.NAME}` |")]
    rows = line.split("|")[2]
    assert {int(row) for row in rows.replace(",", " ").split()} == set(check.ROWS)
    assert any(severity in line for severity in SEVERITIES)


def test_every_row_of_the_list_of_faults_has_somebody_who_answers():
    answered = {row for check in (*CHECKS, *DEFAULT_OFF) for row in check.ROWS}
    assert answered | ELSEWHERE == set(range(1, 26))
    table = {int(line.split("|")[1]) for line in PAGE.splitlines() if line.startswith("| ") and line[2].isdigit()}
    assert table == set(range(1, 26))


def test_every_cleaner_has_its_line_in_the_documents():
    names = {cleaner.__name__ for cleaner in (*clean.LINE_CLEANERS, *clean.BODY_CLEANERS)} | {"marks", "apostrophes"}
    assert [name for name in sorted(names) if f"| `{name}` |" not in PAGE] == []


@pytest.mark.parametrize("case", CASES["preview"], ids=lambda case: case["news"])
def test_a_check_that_is_off_speaks_only_when_it_is_asked(case):
    blocks = [{"kind": "paragraph", "html": words} for words in case["item"]["paragraphs"]]
    item = from_plain(Item, {"format": "rss 2.0", "guid": "1", "headline": "Council votes", "blocks": blocks})
    assert "preview" not in {query.check for query in read(item, terms=Terms(least_words=0))[1]}
    asked = [query.check for query in read(item, terms=Terms(least_words=0), also=DEFAULT_OFF)[1]]
    assert asked == case["also"]
