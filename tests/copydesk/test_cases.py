"""Every case in ``cases/*.json``: an item as a wire sends it, and beside it the copy and the questions it makes.

A case is an object: ``news`` names it; ``item`` holds fields of ``Item`` (``paragraphs`` is short for paragraph blocks
of markup, ``captions`` for pictures, ``note`` for one private note); ``terms`` holds fields of ``Terms``; ``copy``
the fields of ``Copy`` that are expected;
``texts`` the words of the blocks, ``kinds`` their kinds, ``html`` their markup; ``captions`` and
``credits`` the cutlines; ``edits`` [before, after] pairs that must be recorded; ``queries`` [check, severity, words] in
order; ``also`` is read by test_checks. What a case does not name it does not test, but ``queries``: no name, no
question.
"""

import json
from pathlib import Path

import pytest

from nightdesk.copydesk.read import read
from nightdesk.copydesk.terms import Terms
from nightdesk.kit.frozen import from_plain
from nightdesk.wire.item import Item

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['news']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]


def _item(given: dict) -> Item:
    given = {"format": "rss 2.0", "guid": "1", "headline": "Council votes", **given}
    if paragraphs := given.pop("paragraphs", None):
        given["blocks"] = [{"kind": "paragraph", "html": words} for words in paragraphs]
    if captions := given.pop("captions", None):
        given["pictures"] = [{"caption": words} for words in captions]
    if note := given.pop("note", None):
        given["notes"] = [{"words": note}]
    return from_plain(Item, given)


@pytest.mark.parametrize("case", CASES)
def test_copy_is_read_as_the_case_says(case):
    terms = from_plain(Terms, {"least_words": 0, **case.get("terms", {})})
    copy, queries = read(_item(case["item"]), terms=terms)
    for name, expected in case.get("copy", {}).items():
        value = getattr(copy, name)
        assert (list(value) if isinstance(value, tuple) else value) == expected, name
    got = {
        "texts": [block.text for block in copy.blocks],
        "html": [block.html for block in copy.blocks],
        "kinds": [block.kind for block in copy.blocks],
        "captions": [cut.caption for cut in copy.cutlines],
        "credits": [list(cut.credit_parts) for cut in copy.cutlines],
        "files": [cut.is_file_photo for cut in copy.cutlines],
    }
    for name, values in got.items():
        assert case.get(name, values) == values, name
    recorded = [[edit.before, edit.after] for edit in copy.edits]
    assert [edit for edit in case.get("edits", []) if edit not in recorded] == [], recorded
    asked = [(query.check, query.severity) for query in queries]
    assert asked == [(check, severity) for check, severity, _ in case.get("queries", [])], queries
    for query, (_, _, words) in zip(queries, case.get("queries", []), strict=True):
        assert words in query.says
