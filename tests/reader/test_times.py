"""A moment as readers say it, on the hours that are easily got wrong."""

from datetime import UTC, datetime

import pytest

from nightdesk.reader import times


@pytest.mark.parametrize(
    ("moment", "zone", "said"),
    [
        (datetime(2026, 11, 23, 17, 41, tzinfo=UTC), "America/New_York", "Nov. 23, 2026, 12:41 p.m. EST"),
        (datetime(2026, 7, 4, 4, 5, tzinfo=UTC), "America/New_York", "July 4, 2026, 12:05 a.m. EDT"),
        (datetime(2026, 9, 1, 20, 0, tzinfo=UTC), "America/Phoenix", "Sept. 1, 2026, 1:00 p.m. MST"),
        (datetime(2026, 1, 1, 2, 30, tzinfo=UTC), "America/Sao_Paulo", "Dec. 31, 2025, 11:30 p.m. UTC-03"),
    ],
)
def test_the_day_and_hour_are_those_of_the_station(moment, zone, said):
    assert times.spoken(moment, zone) == said
    assert datetime.fromisoformat(times.machine(moment, zone)) == moment
