"""Every file in ``cases`` is read as the ``.expect.json`` beside it says; adding a case needs no Python.

``{"items": [{field: value, …}]}`` names only the fields that matter; ``{"fault": part}`` says what refuses it.
"""

import json
import re
from pathlib import Path

import pytest

from nightdesk.kit.frozen import to_plain
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.parse import parse

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if not path.name.endswith(".expect.json"))
_ABSENT = to_plain(Item(format="", guid=""))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_case_is_read_as_it_says(path: Path):
    expected = json.loads(path.with_name(path.name + ".expect.json").read_text())
    if "fault" in expected:
        with pytest.raises(WireFault) as caught:
            parse(path.read_bytes())
        assert caught.value.part == expected["fault"]
        assert expected.get("says", "") in caught.value.says
        return
    items = [to_plain(item) for item in parse(path.read_bytes())]
    assert len(items) == len(expected["items"])
    for item, wanted in zip(items, expected["items"], strict=True):
        assert {name: item.get(name, _default(value)) for name, value in wanted.items()} == wanted


def _default(value: object) -> object:
    """A field at its default is left out of plain values: an empty list or nothing."""
    return [] if isinstance(value, list) else None


def test_the_cases_that_the_documentation_names_are_there():
    table = (Path(__file__).parents[2] / "docs/build/wire.md").read_text().partition("## What proves it")[2]
    named = set(re.findall(r"`((?:atom|g2|jsonfeed|newsml1|ninjs|nitf|rss)-[a-z0-9-]+)`", table))
    assert named and named <= {path.stem for path in CASES}
