"""``nightdesk parse``: items for machines, one clear line for people, 3 when a file could not be read."""

import io
import json
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
