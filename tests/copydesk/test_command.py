"""``nightdesk check``: one line a question, in reading order, and an exit code that a script can act on."""

import io
import json
from pathlib import Path

from nightdesk.copydesk.command import check_files

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
