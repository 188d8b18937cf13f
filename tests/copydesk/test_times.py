"""Times as a reader on the day of publication understands them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.copydesk import times
from nightdesk.copydesk.wordlist import listed_in_order
from tests.copydesk.growth import growth
from tests.copydesk.quoted_stories import stories

WEDNESDAY = datetime(2014, 2, 5, 15, 0, tzinfo=UTC)

CASES = [
    ("The board voted Tuesday.", "Tuesday", "2014-02-04"),
    ("The board will vote Friday.", "Friday", "2014-02-07"),
    ("It voted on Friday night.", "Friday night", "2014-01-31TNI"),
    ("It voted last week.", "last week", "2014-W05"),
    ("It votes next month.", "next month", "2014-03"),
    ("He left two years ago.", "two years ago", "2012"),
    ("He left a decade ago.", "a decade ago", "200"),
    ("He left years ago.", "years ago", "PAST_REF"),
    ("It opened in March 2012.", "March 2012", "2012-03"),
    ("It opened on Jan. 26.", "Jan. 26", "2014-01-26"),
    ("It opened on Dec. 3.", "Dec. 3", "2013-12-03"),
    ("It will open on Dec. 3.", "Dec. 3", "2014-12-03"),
    ("It opened on Tuesday, Feb. 4, 2014.", "Tuesday, Feb. 4, 2014", "2014-02-04"),
    ("It starts at 9:30 p.m. EST Friday.", "9:30 p.m. EST Friday", "2014-02-07T21:30"),
    ("A 35-year-old man fell.", "35-year-old", "P35Y"),
    ("A three-day march ended.", "three-day", "P3D"),
    ("It grew in the 1990s.", "the 1990s", "199"),
    ("It grew in the ’80s.", "the ’80s", "198"),
    ("It meets every Monday.", "every Monday", "X" * 4 + "-WXX-1"),
    ("It costs $5 million a year.", "a year", "P1Y"),
    ("It waited for decades.", "decades", "PXDE"),
    ("It happened on 9/11.", "9/11", "2001-09-11"),
    ("Sales fell in the third quarter of 2012.", "the third quarter of 2012", "2012-Q3"),
    ("Sales fell last summer.", "last summer", "2013-SU"),
    ("It closed on Christmas Eve.", "Christmas Eve", "2013-12-24"),
    ("It is now closed.", "now", "PRESENT_REF"),
    ("It took more than 20 minutes.", "more than 20 minutes", "PT20M"),
    ("It opened in mid-January.", "mid-January", "2014-01"),
    ("Schools stay closed through Friday.", "Friday", "2014-02-07"),
    ("They are to arrive on Friday.", "Friday", "2014-02-07"),
    ("The board meets Friday.", "Friday", "2014-02-07"),
    ("It could slip until after the Nov. 5 election.", "Nov. 5", "2014-11-05"),
    ("A barrel for April delivery fell.", "April", "2014-04"),
    ("He spoke in a half-hour speech.", "half-hour", "PT30M"),
    ("They waited until dawn.", "dawn", "2014-02-05TMO"),
    ("Sales fell in the year-earlier period.", "the year-earlier", "2013"),
    ("Sales fell in the quarter.", "the quarter", "2013-Q4"),
    ("He may leave as soon as Friday.", "Friday", "2014-02-07"),
    ("The meeting is May 2.", "May 2", "2014-05-02"),
    ("The primary is the crowded April 19 vote.", "April 19", "2014-04-19"),
    ("Then comes the crowded March 30 vote.", "March 30", "2014-03-30"),
    ("The town was shaken by the March 30 vote.", "March 30", "2013-03-30"),
    ("He is in a position to win twice on Saturday.", "Saturday", "2014-02-08"),
    ("He hopes to win on Saturday.", "Saturday", "2014-02-08"),
    ("She stays in town if the ferry sails on Saturday.", "Saturday", "2014-02-08"),
    ("Three more on Saturday — when voters take the stage.", "Saturday", "2014-02-08"),
    ("She is girding for a fight on Saturday night.", "Saturday night", "2014-02-08TNI"),
    ("Following Tuesday’s vote, he left.", "Tuesday", "2014-02-04"),
    ("Now Ada Quill is mayor.", "Now", "PRESENT_REF"),
    ("A record stretching back decades ended.", "decades", "PXDE"),
    ("Later in the day, she left.", "Later in the day", "2014-02-05"),
    ("It will be held in Dayton in July.", "July", "2014-07"),
    ("He gave a March speech.", "March", "2013-03"),
    ("It is held every May.", "every May", "X" * 4 + "-05"),
    ("They walked for four nights.", "four nights", "P4D"),
    ("It meets every spring.", "every spring", "X" * 4 + "-SP"),
]


@pytest.mark.parametrize(("text", "words", "value"), CASES, ids=[case[0] for case in CASES])
def test_a_time_has_its_value(text, words, value):
    [one] = times.read((text,), published_at=WEDNESDAY, zone="America/New_York")
    assert (one.text, one.value) == (words, value)


def test_what_stands_second_is_counted_from_what_stands_first():
    def values(text):
        return [one.value for one in times.read((text,), published_at=WEDNESDAY, zone="America/New_York")]

    assert values("It ran between November and April.") == ["2013-11", "2014-04"]
    assert values("Profit fell in the third quarter. Sales for the quarter rose.") == ["2013-Q3", "2013-Q3"]
    assert values("It fell on Oct. 13. The day was dark. The following Monday it rose.")[1:] == [
        "2013-10-13",
        "2013-10-14",
    ]
    assert values("He wins on Monday. He is to speak next Tuesday. A day earlier, six were held.")[-1] == "2014-02-02"
    assert values("Profit rose in 2011 after falling the year before.") == ["2011", "2010"]
    assert values("It fell in August after rising the month before.") == ["2013-08", "2013-07"]


@pytest.mark.parametrize(
    "text",
    [
        "He may march.",
        "It was 5,000 people.",
        "It cost $2014.",
        "The second man fell.",
        "She ran for a second term.",
        "Read John 3:16 again.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert times.read((text,), published_at=WEDNESDAY) == ()


def test_a_day_is_the_stations_day_not_greenwichs():
    late = datetime(2014, 2, 6, 3, 0, tzinfo=UTC)  # still Wednesday evening in New York
    [one] = times.read(("It happened today.",), published_at=late, zone="America/New_York")
    assert one.value == "2014-02-05"
    assert one.starts_at.isoformat() == "2014-02-05T00:00:00-05:00"
    assert one.ends_at.isoformat() == "2014-02-06T00:00:00-05:00"


def test_a_day_of_twenty_three_hours_is_one_day():
    [one] = times.read(("It is Sunday.",), published_at=datetime(2014, 3, 9, 15, tzinfo=UTC), zone="America/New_York")
    assert (one.ends_at.astimezone(UTC) - one.starts_at.astimezone(UTC)).total_seconds() == 23 * 3600


def test_nothing_is_guessed_when_the_day_of_publication_is_unknown():
    found = times.read(("On Tuesday, two years ago, in March 2012.",), published_at=None)
    assert [one.starts_at is None for one in found] == [True, True, False]


def test_annotated_stories_have_their_times():
    right = wrong = missed = 0
    for story in stories():
        if not story.times:
            continue
        found = times.read(story.paragraphs, published_at=story.published_at, zone=story.zone)
        wanted = {(paragraph, start, end): value for paragraph, start, end, value in story.times}
        for (paragraph, start, end), value in wanted.items():
            here = [one for one in found if one.paragraph == paragraph and one.start < end and one.end > start]
            is_right = any(one.value in value.split("|") for one in here)
            right, missed = right + is_right, missed + (not is_right)
        wrong += sum(1 for one in found if not any(_overlaps(one, place) for place in wanted))
    precision, recall = right / (right + wrong), right / (right + missed)
    assert 2 * precision * recall / (precision + recall) >= 0.9


def _overlaps(one, place):
    return one.paragraph == place[0] and one.start < place[2] and one.end > place[1]


WORDS = st.sampled_from(
    listed_in_order("""
        Tuesday Jan. 26 , 2024 last next week two years ago a.m. 9 : 30 every the of 's mid-March 1990s may March noon
        year 9/11 2024-02-30 99999 thousand century 0 half an hour and this that same earlier later from now overnight
    """)
)


@given(st.lists(WORDS | st.text(max_size=4), max_size=40), st.none() | st.datetimes(timezones=st.just(UTC)))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_times_that_stand_where_they_say(words, moment):
    text = " ".join(words)
    end = -1
    for one in times.read((text,), published_at=moment, zone="America/Chicago"):
        assert text[one.start : one.end] == one.text
        assert one.start >= end
        assert (one.starts_at is None) == (one.ends_at is None)
        end = one.end


@pytest.mark.parametrize(
    "piece", ["a ", "two ", "year ", "the ", "of the year ", "Tuesday ", "Jan. ", "9:", "and a half ", "last "]
)
def test_twice_the_text_takes_at_most_about_twice_the_time(piece):
    assert growth(lambda length: times.read((piece * (length // len(piece)),), published_at=WEDNESDAY)) < 2.6
