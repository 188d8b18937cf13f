"""What a story leads to: others of its topics, or with its people in the headline; never one of its own thread."""

import pytest

from nightdesk.desk import related
from tests.press.newsroom import Newsroom, open_newsroom, paragraph


@pytest.fixture
def room(db) -> Newsroom:
    return open_newsroom()


def test_stories_of_the_same_topics_are_related_the_more_topics_the_nearer(room):
    rivers, schools = room.topics[:2]
    one = room.story(topics=[rivers])
    both = room.story(topics=[rivers, schools])
    room.story()
    last = room.story(topics=[rivers, schools])
    assert last.related == [both.pk, one.pk]


def test_a_person_of_the_story_in_anothers_headline_relates_them(room):
    named = room.story("Dolores Frye opens the ferry hearing")
    room.story("Ferry hearing opens without its chair", deck="")
    last = room.story("Hearing ends", body=paragraph("Dolores Frye, who heads the port, said that it was over."))
    assert last.related == [named.pk]


def test_a_surname_alone_is_not_enough(room):
    room.story("Price of bread rises again")
    last = room.story("Market opens", body=paragraph("Yolanda Price, a baker, said that she was glad."))
    assert last.related == []


def test_a_story_of_the_same_thread_is_not_named_twice(room):
    room.story("Bridge closes", family="bridge", topics=[room.topics[0]])
    last = room.story("Bridge opens", family="bridge", topics=[room.topics[0]])
    assert last.thread is not None and last.related == []


def test_a_name_that_stands_everywhere_relates_nothing(room):
    for number in range(3):
        room.story(f"Port Ellery counts its {number} boats", deck="")
    last = room.story("Market opens", body=paragraph("The market of Port Ellery opened on Monday."))
    assert last.related == []


def test_no_more_than_fit(room):
    for _ in range(related.MOST + 3):
        last = room.story(topics=[room.topics[0]])
    assert len(last.related) == related.MOST


def test_a_station_never_leads_to_anothers_story(room):
    room.story("Dolores Frye opens the hearing", station=1)
    last = room.story("Hearing ends", body=paragraph("Dolores Frye, who heads the port, said so."))
    assert last.related == []
