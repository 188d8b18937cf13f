"""``nightdesk quotations`` and ``nightdesk times`` read a text file as people keep it."""

import io
import json

import pytest

from nightdesk.copydesk.quotations.command import quotations_of
from nightdesk.copydesk.story_file import split
from nightdesk.copydesk.times.command import times_of
from nightdesk.kit.refused import Refused

TEXT = "Mayor quits\n\nMayor Ada Quill quit Tuesday.\n\n“I have had enough of this,”\nshe said.\n"


def _run(command, tmp_path, **options):
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    code = command([str(path)], out, err, **options)
    return code, out.getvalue(), err.getvalue()


def test_a_quotation_is_printed_with_its_speaker(tmp_path):
    code, out, _ = _run(quotations_of, tmp_path)
    assert code == 0
    assert "story.txt:3: Ada Quill" in out


def test_json_says_where_in_the_file_each_thing_stands(tmp_path):
    _, out, _ = _run(quotations_of, tmp_path, as_json=True)
    [one] = json.loads(out)["quotations"]
    assert TEXT[one["file_start"] : one["file_end"]] == one["text"] == "I have had enough of this,"
    assert TEXT[one["mention"]["file_start"] : one["mention"]["file_end"]] == "she"


def test_times_are_counted_from_the_day_that_is_given(tmp_path):
    _, out, _ = _run(times_of, tmp_path, published="2024-01-26", zone="America/New_York", as_json=True)
    [one] = json.loads(out)["times"]
    assert (one["value"], one["starts_at"]) == ("2024-01-23", "2024-01-23T00:00:00-05:00")


def test_a_moment_or_a_zone_that_is_none_is_refused(tmp_path):
    with pytest.raises(Refused):
        _run(times_of, tmp_path, published="yesterday")
    with pytest.raises(Refused):
        _run(times_of, tmp_path, published="2024-01-26", zone="Mars/Olympus")


def test_a_file_that_is_not_there_does_not_stop_the_others(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    assert quotations_of([str(tmp_path / "none"), str(path)], out, err) == 3
    assert "none" in err.getvalue()
    assert "Ada Quill" in out.getvalue()


def test_a_wire_document_is_read_as_copy(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text(
        '<rss version="2.0"><channel><title>N</title><item><title>Mayor quits</title><guid>1</guid>'
        "<description>&lt;p&gt;“I have had enough of this,” Mayor Ada Quill said.&lt;/p&gt;"
        "</description></item></channel></rss>",
        encoding="utf-8",
    )
    out = io.StringIO()
    assert quotations_of([str(path)], out, io.StringIO()) == 0
    assert "Ada Quill" in out.getvalue()


def test_lines_are_paragraphs_unless_short_lines_stand_in_groups():
    assert split("One long day.\nTwo.")[0] == ("One long day.", "Two.")
    assert split("Head\n\nOne line that\ngoes on.\n\nTwo.")[0] == ("Head", "One line that goes on.", "Two.")
