"""``nightdesk check``: one line a question, in reading order, and an exit code that a script can act on."""

import io
import json
from pathlib import Path

import pytest

from nightdesk.copydesk import plain_text
from nightdesk.copydesk.command import Wish, check_files

STORY = {
    "uri": "urn:x:1",
    "type": "text",
    "version": "1",
    "pubstatus": "usable",
    "versioncreated": "2026-11-20T10:00:00Z",
    "headline": "Council votes for barrier",
    "body_xhtml": "<p>PORT ELLERY, Conn. (AP) — " + "The council voted on Thursday. " * 12 + "</p>",
}


def _check(folder: Path, **changed: str) -> tuple[int, list[str], str]:
    path = folder / "story.json"
    path.write_text(json.dumps({**STORY, **changed}), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    code = check_files([str(path)], out, err)
    return code, [line.removeprefix(f"{path}:") for line in out.getvalue().splitlines()], err.getvalue()


def test_clean_copy_says_nothing_and_succeeds(tmp_path):
    assert _check(tmp_path) == (0, [], "")


def test_questions_stand_in_reading_order(tmp_path):
    body = STORY["body_xhtml"] + "<p>Then the &lt;b&gt;vote&lt;/b&gt; came.</p><p>They donâ€™t know.</p>"
    code, lines, err = _check(tmp_path, body_xhtml=body, ednote="HOLD HOLD HOLD")
    assert (code, err) == (1, "")
    assert [line.split(": ")[0] + ":" + line.split(": ")[1].split(":")[0] for line in lines] == [
        "0:status", "2:markup", "3:mojibake",
    ]  # fmt: skip


def test_a_document_that_is_no_copy_is_named_with_its_fault(tmp_path):
    path = tmp_path / "noise"
    path.write_bytes(b"\x00\x01 no copy at all")
    out, err = io.StringIO(), io.StringIO()
    assert check_files([str(path), str(tmp_path / "missing")], out, err) == 3
    assert out.getvalue() == ""
    assert len(err.getvalue().splitlines()) == 2


def test_an_unreadable_document_does_not_hide_the_questions_of_the_next(tmp_path):
    story = tmp_path / "story.json"
    story.write_text(json.dumps({**STORY, "pubstatus": "canceled"}), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    assert check_files([str(tmp_path / "missing"), str(story)], out, err) == 3
    assert f"{story}:0: status:" in out.getvalue()


def test_a_later_check_about_an_earlier_block_comes_first(tmp_path):
    body = STORY["body_xhtml"] + "<p>Then the &lt;b&gt;vote&lt;/b&gt; came.</p><p>DENVER (AP) — Elsewhere, no.</p>"
    _, lines, _ = _check(tmp_path, body_xhtml=body)
    assert [line[:11] for line in lines] == ["2: markup: ", "3: dateline"]


def test_the_items_of_one_document_are_numbered(tmp_path):
    path = tmp_path / "two.json"
    path.write_text(json.dumps([STORY, {**STORY, "uri": "urn:x:2", "pubstatus": "canceled"}]), encoding="utf-8")
    out = io.StringIO()
    assert check_files([str(path)], out, io.StringIO()) == 1
    assert out.getvalue().startswith(f"{path}#2:0: status: ")


FAULTY = STORY["body_xhtml"] + "<p>Police have cameras.The vote is next.</p><p>The vote will will come.</p>"


def _run(folder: Path, wish: Wish, **changed: str) -> tuple[int, str, Path]:
    path = folder / "story.json"
    path.write_text(json.dumps({**STORY, **changed}), encoding="utf-8")
    out = io.StringIO()
    return check_files([str(path)], out, io.StringIO(), wish), out.getvalue(), path


def test_machines_get_spans_and_edits(tmp_path):
    code, out, path = _run(tmp_path, Wish(as_json=True), body_xhtml=FAULTY)
    [told] = [json.loads(line) for line in out.splitlines()]
    assert (code, told["file"]) == (1, str(path))
    [query] = told["queries"]
    assert (query["check"], query["severity"], query["block"], query["start"], query["end"]) == (
        "doubled", "propose", 2, 9, 18,
    )  # fmt: skip
    assert (query["edit"]["before"], query["edit"]["after"]) == ("will will", "will")
    assert [edit["after"] for edit in told["edits"] if edit["of"] == "copy"] == [". T"]
    assert {"part": "dateline", "field": "block", "number": 0, "start": 0, "words": "PORT ELLERY, Conn. (AP) — "} in (
        told["sources"]
    )


def test_applying_writes_the_cleaned_copy_and_its_edits_and_leaves_the_document_alone(tmp_path):
    code, _, path = _run(tmp_path, Wish(applies=True), body_xhtml=FAULTY)
    assert (code, json.loads(path.read_text(encoding="utf-8"))["body_xhtml"]) == (1, FAULTY)
    cleaned = json.loads((tmp_path / "story.json.cleaned.json").read_text(encoding="utf-8"))
    assert "cameras. The vote" in cleaned["bodies"][0]["value"]
    assert "will will" in cleaned["bodies"][0]["value"]
    edits = json.loads((tmp_path / "story.json.edits.json").read_text(encoding="utf-8"))
    assert [edit["before"] for edit in edits["edits"]] == ["PORT ELLERY, Conn. (AP) — ", ".T"]


def test_the_cleaned_copy_can_go_to_a_folder_of_its_own(tmp_path):
    _run(tmp_path, Wish(applies=True, folder=str(tmp_path / "out")))
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"story.json.cleaned.json", "story.json.edits.json"}


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    code, _, _ = _run(tmp_path, Wish(applies=True, folder=str(tmp_path / "out")))
    assert code == 3


def test_a_text_file_is_a_story_with_its_headline_first(tmp_path):
    path, out = tmp_path / "story.txt", io.StringIO()
    lines = ["Council votes for barrier", "PORT ELLERY, Conn. — The council voted.", "The vote will will come."]
    path.write_text("\n\n".join([*lines, "Nobody knew when. " * 20]), encoding="utf-8")
    assert check_files([str(path)], out, io.StringIO()) == 1
    assert out.getvalue() == f"{path}:2: doubled: The same word twice: “will will”.\n"


def test_a_text_file_that_is_no_text_is_refused(tmp_path):
    path, err = tmp_path / "story.txt", io.StringIO()
    path.write_bytes(b"\xff\x00\x01")
    assert check_files([str(path)], io.StringIO(), err) == 3
    assert "UTF-8" in err.getvalue()


def test_checks_that_are_off_are_asked_when_all_are_wanted(tmp_path):
    body = STORY["body_xhtml"] + "<p>“We will win the vote,” Ada Orr said ahead of the council on Wednesday.</p>"
    assert _run(tmp_path, Wish(), body_xhtml=body)[0] == 0
    code, out, _ = _run(tmp_path, Wish(asks_all=True), body_xhtml=body)
    assert (code, "preview" in out) == (1, True)


@pytest.mark.parametrize(
    ("first", "is_headline"),
    [
        ("Mayor keeps her promise on the ferry.", True),
        ("Wow: Mayor Keeps Her Promise – And the Ferry Sails Again.", True),
        ("The council met. It voted.", False),
        ("“It is ours,” the mayor said.", False),
        ("DAYTON, Ohio — The council met on Tuesday.", False),
    ],
)
def test_a_headline_may_end_with_a_full_stop(first, is_headline):
    text = f"{first}\n\nThe council voted six to three to build a second pier for the ferry to the islands.\n"
    item = plain_text.item_of(text.encode(), "ferry")
    assert (item.headline == first) is is_headline
    assert len(item.blocks) == (1 if is_headline else 2)
