"""What a story may be about besides what is chosen: proposed, never done."""

from nightdesk.desk.models import Topic
from nightdesk.desk.topic_hints import code_of, hints, media_topics
from nightdesk.wire.item import Subject

COURTS = Topic(pk=1, name="Courts", words="judge, verdict", media_topic="medtop:20000106")
WATER = Topic(pk=2, name="Water", words="reservoir")
STRAIT = Topic(pk=3, name="The Strait")
ALL = (COURTS, WATER, STRAIT)


def fitting(*subjects, headline="", words="", chosen=frozenset()):
    return [topic.name for topic in hints(ALL, set(chosen), subjects, headline, words).fitting]


def test_a_topic_fits_by_the_agencys_code_however_it_writes_it():
    for written in (
        "medtop:20000106",
        "http://cv.iptc.org/newscodes/mediatopic/20000106",
        "20000106",
        " medtop:20000106 ",
    ):
        assert fitting(Subject("subject", "judiciary", written)) == ["Courts"]


def test_a_topic_fits_by_its_name_and_by_a_word_in_the_headline():
    assert fitting(Subject("keyword", "WATER")) == ["Water"]
    assert fitting(headline="Reservoir is full again") == ["Water"]


def test_one_mention_in_the_text_is_not_what_a_story_is_about():
    assert fitting(words="A judge came by bicycle.") == []
    assert fitting(words="The judge came by bicycle. The judge left on foot.") == ["Courts"]


def test_part_of_a_word_is_no_word():
    assert fitting(headline="Waterloo, judgements and prejudged verdicts") == []


def test_what_is_chosen_already_is_not_proposed():
    assert fitting(headline="Judge drinks water", chosen={1}) == ["Water"]


def test_a_subject_without_name_or_known_code_says_nothing():
    assert fitting(Subject("subject", "", "Local")) == []


def test_people_and_places_are_no_topics():
    assert fitting(Subject("place", "Water")) == []


def test_the_agencys_media_topic_that_is_no_topic_here_is_proposed_once_by_its_name():
    named = Subject("subject", "election", "medtop:20000574")
    unnamed = Subject("subject", "", "medtop:11000000")
    found = hints(ALL, set(), (unnamed, named, unnamed, Subject("subject", "", "medtop:20000106")), "", "")
    assert found.new == ((media_topics()["medtop:11000000"], "medtop:11000000"), ("election", "medtop:20000574"))


def test_an_older_subject_code_is_a_media_topic_on_the_upper_level_only():
    assert code_of("subj:11000000") == "medtop:11000000"
    assert code_of("subj:11003002") == ""


def test_what_is_no_code_is_none():
    assert [code_of(written) for written in ("", "Local", "medtop:123", "11000000x", "911000000")] == [""] * 5
