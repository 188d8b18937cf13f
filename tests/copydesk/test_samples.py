"""The sample copy of the demo wires, read as the desk reads it."""

import json
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

import nightdesk
from nightdesk.copydesk.as_item import as_item
from nightdesk.copydesk.command import Wish, check_files
from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.read import read
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.as_ninjs import as_ninjs
from nightdesk.wire.item import Item
from nightdesk.wire.parse import parse

SAMPLES = Path(nightdesk.__file__).parent / "samples"
MANIFEST = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
DOCUMENTS = [(wire["name"], name) for wire in MANIFEST["wires"] for name in wire["files"]]
MARKETS = tuple(station["market"] for station in MANIFEST["stations"])

PARTS = (
    "headline", "deck", "bylines", "byline_agency", "dateline", "dateline_agency", "dateline_date", "public_notes",
    "private_notes", "correction", "update_note", "contributors", "disclaimer", "copyright",
)  # fmt: skip


@cache
def _terms(name: str) -> Terms:
    wire = next(wire for wire in MANIFEST["wires"] if wire["name"] == name)
    return Terms(agencies=(*wire["agency_names"], wire["title"]), markets=MARKETS, is_credit_required=True)


@cache
def _read(wire: str, name: str, folder: str = "") -> list[tuple[Item, Copy, tuple[Query, ...]]]:
    items = parse((SAMPLES / folder / wire / name).read_bytes())
    return [(item, *read(item, terms=_terms(wire))) for item in items]


def _stories() -> list[tuple[Item, Copy, tuple[Query, ...]]]:
    return [story for document in DOCUMENTS for story in _read(*document) if story[0].item_class == "text"]


def _story(headline: str) -> Copy:
    [copy] = [copy for _, copy, _ in _stories() if copy.headline.startswith(headline)]
    return copy


def test_there_are_sixty_stories_and_the_manifest_names_every_document():
    assert len({item.guid for item, _, _ in _stories()}) >= 60
    found = {
        (path.parent.name, path.name) for wire in MANIFEST["wires"] for path in (SAMPLES / wire["name"]).glob("*.*")
    }
    assert found == set(DOCUMENTS)


def test_updates_carry_the_guid_of_the_story_they_replace():
    guids = [item.guid for item, _, _ in _stories()]
    assert len(guids) - len(set(guids)) >= 2


LEAVINGS = (
    "Click here", "Eds:", "BC-", "<i>", "&#39;", "appeared first on", "Advertisement", "All rights reserved", "EMBED",
    "contributed to this report", "\u00a0", "(Meridian)", "(Northstar)", "(OLT)", "(Coastline)", "Share this story",
)  # fmt: skip


@pytest.mark.parametrize(("wire", "name"), DOCUMENTS, ids="/".join)
def test_no_part_of_the_furniture_is_left_in_the_text(wire, name):
    for item, copy, _ in _read(wire, name):
        lines = [copy.headline, *(block.text for block in copy.blocks), *(cut.caption for cut in copy.cutlines)]
        assert [words for words in LEAVINGS for line in lines if words in line] == []
        assert not any(line.startswith(("By ", "___")) for line in lines)
        if item.item_class == "text":
            assert copy.headline
            assert copy.bylines or copy.byline_agency
            assert copy.dateline or copy.dateline_agency


@pytest.mark.parametrize(("wire", "name"), DOCUMENTS, ids="/".join)
def test_nothing_fed_at_the_start_is_blocked(wire, name):
    assert [query.says for _, _, queries in _read(wire, name) for query in queries if query.severity == "block"] == []


@pytest.mark.parametrize(("wire", "name"), DOCUMENTS, ids="/".join)
def test_every_picture_of_a_document_lies_beside_it(wire, name):
    for item, _, _ in _read(wire, name):
        for picture in item.pictures:
            assert (SAMPLES / wire / picture.renditions[0].href).is_file()


def test_the_diplomatic_call_has_every_part():
    copy = _story("Marsh and Verin speak")
    assert (copy.bylines, copy.byline_agency) == (("Odile Farrant", "Marcus Teague"), "Coastline")
    assert (copy.dateline, copy.dateline_agency) == ("Washington", "Coastline")
    subheads = [block.text for block in copy.blocks if block.kind == "subhead"]
    assert subheads == ["‘A frank exchange’ over the strait", "What happens next"]
    assert copy.update_note == "This story has been updated with additional developments."
    assert copy.contributors == "Coastline’s Dana Whitlock, Pieter Amsel and Rosa Imbert contributed to this report."
    assert copy.copyright.split("\n")[0] == "The-Coastline-Wire"
    assert copy.copyright.split("\n")[1].startswith("™ & © 2026 Coastline Media Group")
    [cut] = copy.cutlines
    assert cut.credit_parts == ("Ines Calloway", "Northstar", "Lanternbox Images", "Coastline Newsource")
    assert cut.caption == "A patrol vessel crosses the Karesian Strait at dusk on November 18, 2026."
    words = " ".join(block.text for block in copy.blocks)
    for said in ("White House said", "cabinet office", "spoke on condition of anonymity", "Marsh", "Verin"):
        assert said in words


def test_a_running_report_keeps_its_hours_as_heads():
    copy = _story("The Latest")
    heads = [block.text for block in copy.blocks if block.kind == "subhead"]
    assert heads == ["9 p.m.", "5:30 p.m.", "Noon"]


@pytest.mark.parametrize(
    ("wire", "name", "sign"),
    [
        ("meridian", "002-kill-mayor-recall.json", "status"),
        ("meridian", "004-advisory-quiet-word.json", "status"),
        ("northstar", "002-withhold-mill-fire.xml", "status"),
        ("old-line", "001-kill-by-reference-census-town-kill.xml", "status"),
    ],
)
def test_an_order_not_to_run_blocks(wire, name, sign):
    [(_, _, queries)] = _read(wire, name, "orders")
    assert sign in {query.check for query in queries if query.severity == "block"}


def test_a_correction_brings_its_note_and_its_true_headline():
    [(_, copy, queries)] = _read("meridian", "001-correction-vaccine-patch.json", "orders")
    assert copy.headline == "A vaccine that needs no needle passes its largest test"
    assert copy.correction.startswith("In a story Nov. 19 about a vaccine patch, Meridian reported erroneously")
    assert copy.blocks[0].text.startswith("A patch the size of a postage stamp")
    assert queries == ()


@pytest.mark.parametrize(("wire", "name"), DOCUMENTS, ids="/".join)
def test_cleaned_copy_read_again_changes_nothing(wire, name):
    for item, copy, _ in _read(wire, name):
        written = json.dumps(as_ninjs(as_item(copy, item)), ensure_ascii=False)
        [again] = parse(written.encode())
        second, _ = read(again, terms=_terms(wire))
        assert [edit for edit in second.edits if edit.of == "copy"] == []
        for part in PARTS:
            assert _one_line(getattr(second, part)) == _one_line(getattr(copy, part)), part
        assert [(block.kind, block.text) for block in second.blocks] == [
            (block.kind, block.text) for block in copy.blocks if block.kind != "picture" or copy.cutlines
        ]


def _one_line(value: str | tuple[str, ...]) -> str:
    """Return a part as ninjs holds it: on one line, its notes in one."""
    return " ".join((value if isinstance(value, str) else " ".join(value)).split())


@pytest.mark.parametrize(("wire", "name"), DOCUMENTS, ids="/".join)
def test_cleaned_copy_that_is_cleaned_again_is_the_same_file(wire, name, tmp_path):
    wish = Wish(applies=True, folder=str(tmp_path))
    check_files([str(SAMPLES / wire / name)], StringIO(), StringIO(), wish)
    once = tmp_path / f"{name}.cleaned.json"
    check_files([str(once)], StringIO(), StringIO(), wish)
    twice = tmp_path / f"{once.name}.cleaned.json"
    assert json.loads(twice.read_text("utf-8")) == json.loads(once.read_text("utf-8"))
    edits = json.loads((tmp_path / f"{once.name}.edits.json").read_text("utf-8"))
    assert [one["edits"] for one in (edits if isinstance(edits, list) else [edits]) if one["edits"]] == []
