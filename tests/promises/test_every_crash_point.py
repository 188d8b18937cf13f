"""Killed at any named moment, the house ends where it would have ended undisturbed: byte for byte, each thing once.

The small house lives its five rounds (small_house.py). One of them is done by a process that is killed at a named
moment; the next process finishes it. Between the two, and at the end, nobody may find a half file (P4), a word of
what is killed (P6, P7) or of what is for later (P8); what was taken is stored once (P1), whoever sends it again (P2).
"""

import gzip
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.db import connections

from nightdesk.kit import clock, crash
from tests.promises.public import is_hidden
from tests.promises.small_house import EARLY, KILLED, Noon, SmallHouse, Snapshot, live

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SOURCE = Path(__file__).parents[2] / "src/nightdesk"
NOT_HERE = {"poll.py", "push.py"}  # their moments are tried in test_p01_no_acked_loss.py, as a polled and pushed wire


def points() -> set[str]:
    """Return every moment that is named in the rooms, but those of polled and pushed wires only."""
    files = [path for path in SOURCE.rglob("*.py") if path.name not in {*NOT_HERE, "crash.py"}]
    return {point for path in files for point in re.findall(r'crash\.at\("(\w+)"\)', path.read_text())}


# In which rounds each moment is tried. With a number behind it is met in the middle: of a batch, of several documents.
# 1 a story · 2 updating · 3 a kill by hand · 4 orders of the wire · 5 a kill before its story, an embargo, a hand's run
TRIED = {
    "before_commit": (1, 2, 4, 5),
    "after_commit": (1, 4),
    "after_move": (1, 2, 5),
    "after_claim": (1, 4),
    "after_claim:2": (2,),
    "before_change": (1, 3, 5),
    "before_change:3": (2, 4, 5),
    "after_ledger": (3, 4),
    "after_item": (2, 4, 5),
    "after_filing": (1, 4),
    "after_plan": (2, 5),
    "after_wake": (5,),
    "after_unlink": (3, 4),
    "before_rename": (2, 3, 4, 5),
    "while_renaming": (1,),
    "while_renaming:2": (4,),
    "while_renaming:5": (3, 5),
    "while_renaming:9": (2,),
    "after_rename": (2, 3, 4, 5),
    "before_record": (4, 5),
}
MOMENTS = [(moment, in_round) for moment, rounds in TRIED.items() for in_round in rounds]


def test_no_moment_is_left_out() -> None:
    assert {moment.partition(":")[0] for moment in TRIED} == points()


@pytest.mark.parametrize(("settings_module", "dies"), [("tests.settings", True), ("nightdesk.web.settings", False)])
def test_only_the_settings_of_tests_let_a_process_be_killed(settings_module: str, dies: bool) -> None:
    told = os.environ | {"DJANGO_SETTINGS_MODULE": settings_module, "NIGHTDESK_CRASH_AT": "after_move"}
    told |= {"PYTHONPATH": str(SOURCE.parent)}
    done = subprocess.run(
        [sys.executable, "-c", "from nightdesk.kit import crash; crash.at('after_move')"], env=told, check=False
    )
    assert done.returncode == (-signal.SIGKILL if dies else 0)


def was_killed_at(moment: str, work: Callable[[], None]) -> bool:
    connections.close_all()
    child = os.fork()
    if child == 0:
        os.environ["NIGHTDESK_CRASH_AT"] = moment
        crash._met.clear()
        try:
            work()
        finally:
            os._exit(0)
    status = os.waitpid(child, 0)[1]
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> Noon:
    """Stop the clock, so that two lives can be the same to the byte."""
    noon = Noon()
    monkeypatch.setattr(clock, "now", noon)
    return noon


@cache
def undisturbed(home: Path) -> Snapshot:
    return live(home, clock.now, lambda *_: None).snapshot()


@pytest.fixture(scope="module")
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("undisturbed")


def is_whole(name: str, body: bytes) -> bool:
    """Tell whether a reader gets something of it: no empty file, no half twin."""
    return bool(gzip.decompress(body) if name.endswith(".gz") else body)


def words_in(tree: dict[str, bytes], *words: str) -> list[str]:
    plain = {name: body.decode("latin-1") for name, body in tree.items() if not name.endswith((".gz", ".br"))}
    return [name for name, text in plain.items() if any(word in text for word in words)]


@pytest.mark.parametrize(("moment", "in_round"), MOMENTS)
def test_after_a_power_cut_everything_is_as_if_there_had_been_none(
    moment: str, in_round: int, first_home: Path, tmp_path: Path, noon: Noon
) -> None:
    expected_tree, expected_rows = undisturbed(first_home)

    def cut(house: SmallHouse, number: int, acts: Callable[[], None]) -> None:
        if number != in_round:
            return
        assert was_killed_at(moment, lambda: (acts(), house.work())), f"{moment} was not met"
        left = {name: body for name, body in house.tree().items() if not name.startswith(".press/")}
        assert [name for name, body in left.items() if not is_whole(name, body)] == []
        assert words_in(left, KILLED[-1], *([EARLY] if in_round < 5 else [])) == []

    tree, rows = live(tmp_path, noon, cut).snapshot()
    assert rows == expected_rows
    assert sorted(tree) == sorted(expected_tree)
    assert [name for name, body in tree.items() if body != expected_tree[name]] == []
    assert not [name for name in tree if is_hidden(name) or not tree[name]]


def test_the_undisturbed_life_shows_what_it_should(first_home: Path, noon: Noon) -> None:
    tree, rows = undisturbed(first_home)
    assert rows["stories"] == [
        ("Budget grows by a tenth", "running", "budget-grows-by-a-tenth"),
        ("Ferry sinks at the pier", "killed", ""),
        ("Harbour bridge closes again", "killed", "harbour-bridge-reopens"),
        ("Lantern is lit", "running", "lantern-is-lit"),
        ("Museum finds its mammoth", "killed", "museum-finds-its-mammoth"),
        ("Tower leans further", "held", "tower-leans-further"),
    ]
    home = next(body for name, body in tree.items() if name.endswith("station-meridian/index.html"))
    assert b"Budget grows" in home
    assert b"Lantern is lit" in home
    assert words_in(tree, *KILLED, "Tower leans") == []
    assert rows["unplanned"] == rows["unsound"] == 0


def test_everything_sent_again_changes_nothing(tmp_path: Path, noon: Noon) -> None:
    house = live(tmp_path, noon, lambda *_: None)
    tree, rows = house.snapshot()
    house.put_everything_again()
    house.work()
    again, more = house.snapshot()
    assert again == tree
    assert {**more, "documents": rows["documents"]} == rows
