"""Whole stories in ``stories/*.json``, as agencies and other pages send them, with what the desk must make of them.

A story is an object: ``news`` says what it shows; ``item`` holds the headline and the ``paragraphs`` as they came
(and any other field of ``Item``); ``terms`` the wire's terms; ``expect`` what must come out: ``copy`` (fields of
``Copy``), ``texts`` and ``kinds`` (the blocks), ``edits`` ([before, after] pairs among those made), ``queries``
([check, severity, words], all). Adding a story needs no Python.
"""

import json
from pathlib import Path

import pytest

from nightdesk.copydesk.anatomy import dissect
from nightdesk.copydesk.as_item import as_item
from nightdesk.copydesk.clean import clean
from nightdesk.copydesk.read import read
from nightdesk.copydesk.terms import Terms
from nightdesk.copydesk.undo import received, undo
from nightdesk.kit.frozen import from_plain
from nightdesk.wire.item import Item

STORIES = [
    pytest.param(json.loads(path.read_text(encoding="utf-8")), id=path.stem)
    for path in sorted((Path(__file__).parent / "stories").glob("*.json"))
]


def _item(story: dict) -> Item:
    given = dict(story["item"])
    blocks = [{"kind": "paragraph", "html": words} for words in given.pop("paragraphs")]
    return from_plain(Item, {"format": "rss 2.0", "guid": "1", "blocks": blocks, **given})


def _terms(story: dict) -> Terms:
    return from_plain(Terms, story.get("terms", {}))


def test_there_are_enough_stories():
    assert len(STORIES) >= 120


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_read_as_its_data_says(story):
    copy, queries = read(_item(story), terms=_terms(story))
    expected = story["expect"]
    for name, value in expected["copy"].items():
        got = getattr(copy, name)
        assert (list(got) if isinstance(got, tuple) else got) == value, name
    assert [block.text for block in copy.blocks] == expected["texts"]
    assert [block.kind for block in copy.blocks] == expected.get("kinds", ["paragraph"] * len(copy.blocks))
    made = [[edit.before, edit.after] for edit in copy.edits]
    assert [edit for edit in expected.get("edits", []) if edit not in made] == []
    asked = [(query.check, query.severity) for query in queries]
    assert asked == [(check, severity) for check, severity, _ in expected["queries"]], queries
    for query, (_, _, words) in zip(queries, expected["queries"], strict=True):
        assert words in query.says


@pytest.mark.parametrize("story", STORIES)
def test_a_story_can_be_put_back_as_it_came(story):
    item = _item(story)
    found = dissect(item, _terms(story))
    cleaned = clean(found, _terms(story))
    assert undo(cleaned) == found
    words = received(cleaned)
    for number, line in enumerate(story["item"]["paragraphs"]):
        if "<" not in line and "&" not in line:
            assert words[number].split() == line.split()


@pytest.mark.parametrize("story", STORIES)
def test_a_story_read_again_is_the_same(story):
    item = _item(story)
    copy, _ = read(item, terms=_terms(story))
    again, _ = read(as_item(copy, item), terms=_terms(story))
    assert [edit for edit in again.edits if edit.of == "copy"] == []
    assert [(block.kind, block.text) for block in again.blocks] == [(block.kind, block.text) for block in copy.blocks]
    for part in ("headline", "dateline", "dateline_agency", "bylines", "contributors", "correction", "copyright"):
        assert getattr(again, part) == getattr(copy, part), part
