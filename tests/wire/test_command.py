"""``nightdesk parse``: items for machines, one clear line for people, 3 when a file could not be read."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

from nightdesk.wire.command import parse_files

STORY = '<nitf><head><docdata><doc-id id-string="{0}"/></docdata></head><body><body.head><hedline><hl1>{0}</hl1></hedline></body.head></body></nitf>'  # noqa: E501


def run(*paths: Path) -> tuple[int, list[dict], list[str]]:
    out, err = io.StringIO(), io.StringIO()
    code = parse_files([str(path) for path in paths], out, err)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines()


def test_every_item_is_a_line_of_ninjs(tmp_path: Path):
    path = tmp_path / "story.xml"
    path.write_text(STORY.format("Žižkov"))
    code, items, said = run(path)
    assert (code, said) == (0, [])
    assert items[0]["headlines"][0]["value"] == "Žižkov"


def test_a_file_that_cannot_be_read_is_told_and_does_not_stop_the_others(tmp_path: Path):
    bad, good = tmp_path / "bad.bin", tmp_path / "good.xml"
    bad.write_bytes(b"nothing of ours")
    good.write_text(STORY.format("good"))
    code, items, said = run(bad, tmp_path / "none", good)
    assert code == 3
    assert len(items) == 1
    assert said[0] == f"{bad}: format: This is neither XML nor JSON, so it is no wire format that we know."
    assert said[1] == f"{tmp_path / 'none'}: file: This file cannot be opened: No such file or directory."


def test_what_may_be_missing_is_told_once_and_the_rest_is_printed(tmp_path: Path):
    path = tmp_path / "list.json"
    path.write_text('[{"uri": "a", "headline": "One"}, 7, {"uri": "b", "headline": "Two"}]')
    code, items, said = run(path)
    assert (code, len(items)) == (0, 2)
    assert said == [
        f"{path}: truncated: Item 2 of this delivery could not be read: This member of the list is no object."
    ]


def test_a_folder_is_no_document(tmp_path: Path):
    assert run(tmp_path) == (3, [], [f"{tmp_path}: file: This is a folder; name the files in it."])


def nightdesk(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell line in which ``$NIGHTDESK`` is the command line of this checkout."""
    line = f"{sys.executable} -m nightdesk.cli"
    source = str(Path(__file__).parents[2] / "src")
    known = {**os.environ, "PYTHONPATH": source, "NIGHTDESK": line, **environment}
    return subprocess.run(["sh", "-c", command], env=known, capture_output=True, check=False)


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path):
    path = tmp_path / "many.json"
    path.write_text(json.dumps([{"uri": f"u{at}", "headline": "One " * 50} for at in range(500)]))
    done = nightdesk(f"($NIGHTDESK parse {path}; echo $? >&2) | head -c 10")
    assert done.stderr == b"0\n"


def test_standard_output_is_utf8_in_any_locale(tmp_path: Path):
    path = tmp_path / "story.xml"
    path.write_text(STORY.format("Žižkov"), encoding="utf-8")
    done = nightdesk(f"$NIGHTDESK parse {path}", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Žižkov" in done.stdout.decode("utf-8")


def test_no_standard_input_and_a_name_that_is_no_utf8_are_told(tmp_path: Path):
    done = nightdesk("$NIGHTDESK parse - \"$(printf '/none\\377')\" <&-")
    assert done.returncode == 3
    assert done.stderr == (
        b"-: file: There is no standard input.\n"
        b"/none\\udcff: file: This file cannot be opened: No such file or directory.\n"
    )


def test_a_full_disk_is_one_line():
    if not Path("/dev/full").exists():
        return
    done = nightdesk('printf \'{"uri": "a", "headline": "b"}\' | $NIGHTDESK parse - > /dev/full')
    assert (done.returncode, done.stderr) == (
        1,
        b"nightdesk: nothing more can be written: No space left on device\n",
    )
