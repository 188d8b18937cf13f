"""A moment is aware and in UTC, or it is no moment."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.wire.dates import parse_date, parse_day, parse_embargo
from nightdesk.wire.item import WireFault

JANUARY_2 = datetime(2024, 1, 2, 2, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "2024-01-02T02:04:05Z",
        "2024-01-02T03:04:05+01:00",
        "2024-01-02T03:04:05+0100",
        "2024-01-02T03:04:05+01",
        "2024-01-02 03:04:05 +01:00",
        "2024-01-02T03:04:05 CET",
        "20240102T030405+0100",
        "20240102T030405+01:00",
        "20240102T020405Z",
        "20240101T210405-0500",
        "20240102030405+0100",
        "2024/01/02 03:04:05 +0100",
        "2024-01-02T03:04:05+01:00[Europe/Paris]",
        "Di, 02 Gen 2024 03:04:05 +0100",
        "20240102T073405+0530",
        "Tue, 02 Jan 2024 02:04:05 GMT",
        "Tue, 02 Jan 2024 03:04:05 +0100",
        "Mon, 1 Jan 24 21:04:05 EST",
        "02 Jan 2024 03:04:05 MEZ",
        "Tue, 02 Jan 2024 02:04:05 +0000 (UTC)",
        "January 1, 2024 9:04:05 PM EST",
    ],
)
def test_every_dialect_means_the_same_moment(words: str):
    assert parse_date(words) == JANUARY_2


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2024-01-02",
        "20240102",
        "2024-01-02T03:04:05",
        "20240102T030405",
        "Tue, 02 Jan 2024 03:04:05",
        "Tue, 02 Jan 2024 03:04:05 IST",
        "2024-01-02T03:04:05+15:00",
        "2024-01-02T03:04:05-10:57",
        "2024-13-02T03:04:05Z",
        "2024-02-30T03:04:05Z",
        "01/02/2024 5:00 PM EST",
        "02/01/2024 17:00 +0100",
        "Last Tuesday",
        "noon",
        "0001-01-01T00:00:00+14:00",
        "2024-01-02T03:04:05Z" + "0" * 80,
    ],
)
def test_what_cannot_be_placed_is_no_moment(words: str):
    with pytest.raises(WireFault) as caught:
        parse_date(words)
    assert caught.value.part == "date"


def test_a_time_without_zone_is_read_in_the_zone_that_is_given():
    assert parse_date("20240702T030405", zone=ZoneInfo("America/New_York")) == datetime(2024, 7, 2, 7, 4, 5, tzinfo=UTC)


def test_anpa_writes_the_month_first():
    assert parse_date("01-02-24 0304EST") == datetime(2024, 1, 2, 8, 4, tzinfo=UTC)


def test_a_leap_second_is_the_first_of_the_next_minute():
    assert parse_date("2016-12-31T23:59:60Z") == datetime(2017, 1, 1, tzinfo=UTC)


def test_an_embargo_that_cannot_be_read_keeps_its_words_and_has_no_end():
    embargo = parse_embargo("0001  Friday September 9")
    assert (embargo.until, embargo.words) == (None, "0001 Friday September 9")


def test_a_day_is_a_day_and_nothing_else_is():
    assert parse_day("2024-02-29").isoformat() == "2024-02-29"
    with pytest.raises(WireFault):
        parse_day("2023-02-29")


OFFSETS = st.integers(-56, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=OFFSETS)  # noqa: DTZ001 the zones are drawn


@settings(max_examples=100, deadline=None)
@given(MOMENTS)
def test_every_offset_on_earth_is_read_in_both_iso_forms(moment: datetime):
    moment = moment.replace(microsecond=0)
    assert parse_date(moment.strftime("%Y%m%dT%H%M%S%z")) == moment
    assert parse_date(moment.isoformat()) == moment


@settings(max_examples=150, deadline=None)
@given(st.text("0123456789TZ:+-., JanFebEST", max_size=30))
def test_no_words_give_a_naive_moment(words: str):
    try:
        assert parse_date(words, spelt=False).utcoffset() == timedelta(0)
    except WireFault as fault:
        assert fault.part == "date"
