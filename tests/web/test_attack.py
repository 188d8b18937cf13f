"""Orders of every kind through folders and push, the house killed meanwhile: nothing is public that must not be."""

import pytest

from tests.promises.attack import Attack

pytestmark = pytest.mark.slow


def test_what_must_not_be_public_is_nowhere_whatever_is_sent_and_killed(tmp_path):
    attack = Attack(tmp_path / "data", seed=11)
    try:
        attack.play(30, kills=2)
        attack.again()
    finally:
        attack.watch.end()
        attack.house.stop()
    assert attack.faults == []
    assert attack.watch.read_files > 100
