"""A share of bench/torture.py: workers are killed at random moments of a seeded stream, and nothing shows of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from nightdesk.intake import filing_line
from tests.promises.torture import Torture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.mark.parametrize(("workers", "kills"), [(1, 10), (2, 8)])
def test_workers_killed_at_random_moments_leave_no_trace(
    workers: int, kills: int, tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PUBLIC_ROOT, settings.MEDIA_ROOT = tmp_path / "public", str(tmp_path / "pictures")
    monkeypatch.setattr(filing_line, "LEASE", timedelta(seconds=2))  # or a killed worker's wire rests for 50 s
    monkeypatch.setattr(filing_line, "MOST_TRIES", 100)  # a document at which workers die five times is held
    torture = Torture(tmp_path / "home", tmp_path / "public", seed=20261123 + workers, workers=workers)
    torture.kill_many(kills)
    torture.come_to_rest()
    assert torture.findings() == [], torture.log()[-4000:]
