"""Readers find what stands in the stories, and never what the gate refuses, whatever the index says."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection

from nightdesk.desk import decide, fronts
from nightdesk.desk.models import Author, Picture, Section, Story, Topic
from nightdesk.press.models import Unindexed
from nightdesk.search import finding
from nightdesk.search.indexing import index_waiting
from nightdesk.search.models import Entry
from tests.press.newsroom import paragraph


def tell(room, headline: str, words: str = "Nothing else.", **more) -> Story:
    return room.story(headline, body=paragraph(words), deck="", **more)


def test_words_phrases_accents_and_what_must_not_stand_there(room, index, find):
    tell(room, "Café reopens on the quay", "The storm barrier was built in a year.")
    tell(room, "Ferry sails again", "A barrier against any storm, said the captain of the night ferry.")
    index()
    assert find("cafe") == find("CAFÉS") == ["Café reopens on the quay"]
    assert find('"storm barrier"') == ["Café reopens on the quay"]
    assert find("storm barrier") == ["Ferry sails again", "Café reopens on the quay"]
    assert find("barrier -quay") == find('barrier -"storm barrier"') == ["Ferry sails again"]
    assert find("barrier helicopter") == []


def test_a_headline_does_not_bring_back_what_its_story_must_not_say(room, index, find):
    tell(room, "Ferry sails", "Nobody was hurt.")
    tell(room, "Ferry strike ends", "A captain was hurt in March.")
    index()
    assert find("ferry -hurt -captain") == []
    assert find("ferry -captain") == ["Ferry sails"]


def test_the_headline_comes_first_unless_the_newest_is_asked_for(room, index, find):
    tell(room, "Ferry fares rise")
    room.later(hours=1)
    tell(room, "Council meets", "It spoke of the ferry.")
    index()
    assert find("ferry") == ["Ferry fares rise", "Council meets"]
    assert find("ferry", order="new") == ["Council meets", "Ferry fares rise"]


def test_it_is_narrowed_by_section_author_and_days_of_the_station(room, index, find):
    other = Section.objects.get(station=room.stations[0], slug="weather")
    tell(room, "Ferry news")
    room.now = room.now.replace(day=25, hour=3)  # ten in the evening of the 24th in New York
    tell(room, "Ferry weather", section=other)
    tell(room, "Ferry by Ada", authors=[room.authors[0]])
    index()
    assert find("ferry", section="weather") == ["Ferry weather"]
    assert find("ferry", author="ada-quill") == ["Ferry by Ada"]
    assert find("ferry", since="2026-11-24", until="2026-11-24", section="weather") == ["Ferry weather"]
    assert find("ferry", until="2026-11-23") == ["Ferry news"]
    assert find("ferry", since="2026-11-25") == []


def test_a_station_never_finds_anothers_stories(room, index, find):
    tell(room, "Ferry at Mesa", station=1)
    index()
    assert find("ferry") == [] and find("ferry", station=1) == ["Ferry at Mesa"]


def test_not_even_when_the_index_puts_a_story_into_the_wrong_station(room, index, find, monkeypatch):
    from nightdesk.search import indexing

    read = indexing._read

    def misread(story_ids, now):
        told = {
            pk: (row, replace(words, tags=f"st{room.stations[0].pk}"))
            for pk, (row, words) in read(story_ids, now).items()
        }
        assert told
        return told

    monkeypatch.setattr(indexing, "_read", misread)
    tell(room, "Ferry at Mesa", station=1)
    index()
    assert Entry.objects.count() == 1 and find("ferry") == []


def test_names_of_authors_and_topics_are_words_and_follow_their_change(room, index, find):
    tell(room, "Ferry sails", authors=[room.authors[0]], topics=[room.topics[0]], bylines=[])
    index()
    assert find("ada quill") == find("rivers") == ["Ferry sails"]
    Author.objects.filter(pk=room.authors[0].pk).update(name="Ada Penhallow")
    Topic.objects.filter(pk=room.topics[0].pk).update(name="Waterways")
    room.change(f"author:{room.authors[0].pk}/name", f"topic:{room.topics[0].pk}/name")
    index()
    assert find("penhallow") == find("waterway") == ["Ferry sails"] and find("quill") == find("rivers") == []


def test_one_story_that_cannot_be_read_keeps_no_other_out(room, index, find, monkeypatch):
    from nightdesk.search import indexing

    bad = tell(room, "Ferry sinks")
    index()
    tell(room, "Ferry sails")
    room.edit(bad, headline="Ferry floats")
    words_of = indexing.words_of

    def refuse(row, *more):
        if row.pk == bad.pk:
            raise ValueError("broken")
        return words_of(row, *more)

    monkeypatch.setattr(indexing, "words_of", refuse)
    index()
    assert find("ferry") == ["Ferry sails"] and not Unindexed.objects.exists()
    monkeypatch.undo()
    room.edit(bad, headline="Ferry rises")
    index()
    assert find("rises") == ["Ferry rises"]


def test_anothers_newer_stories_take_no_place_on_the_page(room, index, find):
    tell(room, "Ferry at Harbor")
    for number in range(finding.PAGE + 1):
        tell(room, f"Ferry {number} at Mesa", station=1)
    index()
    assert find("ferry") == ["Ferry at Harbor"]


@pytest.mark.parametrize("end", ["kill", "hold"])
def test_what_is_taken_down_is_not_found_at_the_very_next_question(room, index, find, end):
    story = tell(room, "Ferry sinks")
    index()
    assert find("ferry")
    getattr(room, end)(story)
    assert find("ferry") == []  # the index still has it
    assert Entry.objects.filter(pk=story.pk).exists()
    index()
    assert not Entry.objects.filter(pk=story.pk).exists()


def test_an_embargoed_story_is_in_no_index_before_its_moment_and_an_expired_one_is_found_no_more(room, index, find):
    tell(room, "Ferry tomorrow", embargo_until=room.now + timedelta(hours=5))
    tell(room, "Ferry today", expires_at=room.now + timedelta(hours=2))
    index()
    assert find("ferry") == ["Ferry today"] and Entry.objects.count() == 1
    room.later(hours=3)
    assert find("ferry") == []
    room.later(hours=3)
    index()
    assert find("ferry") == ["Ferry tomorrow"]


def test_a_stale_index_tells_no_word_that_was_corrected(room, index):
    story = tell(room, "Ferry captain named", "Captain Owen Tarrant was arrested on the quay.")
    index()
    room.edit(story, body=paragraph("No captain was arrested on the quay."))
    _, view = finding.answer(room.stations[0], finding.Question("tarrant"), room.now)
    assert [one.says for one in view.found] == [""]
    index()
    _, view = finding.answer(room.stations[0], finding.Question("tarrant"), room.now)
    assert view.found == ()


def test_a_story_that_changes_while_it_is_read_is_read_again(room, index, press, monkeypatch):
    story = tell(room, "Ferry sails")
    press.settle()
    from nightdesk.search import indexing

    read = indexing._read

    def slowly(story_ids, now):
        found = read(story_ids, now)
        monkeypatch.setattr(indexing, "_read", read)
        room.edit(story, headline="Ferry stays")
        press.settle()
        return found

    monkeypatch.setattr(indexing, "_read", slowly)
    index_waiting(room.now)
    assert Unindexed.objects.filter(story_id=story.pk).exists()
    index()
    _, view = finding.answer(room.stations[0], finding.Question("stays"), room.now)
    assert [one.card.headline for one in view.found] == ["Ferry stays"]


def test_pages_hold_twenty_and_hidden_stories_leave_no_hole(room, index):
    stories = [tell(room, f"Ferry {number}") for number in range(45)]
    index()
    for story in stories[::3]:
        room.kill(story)
    seen, page = [], 1
    while True:
        _, view = finding.answer(room.stations[0], finding.Question("ferry", page=page), room.now)
        seen += [one.card.headline for one in view.found]
        if not view.older:
            break
        assert len(view.found) == finding.PAGE
        page += 1
    assert len(seen) == len(set(seen)) == 30 and page == 2


def test_the_grown_index_is_the_one_that_is_made_from_nothing(room, index, find):
    stories = [tell(room, f"Ferry {number}", f"Word{number} of the quay.") for number in range(6)]
    index()
    room.edit(stories[0], headline="Bridge closes")
    room.kill(stories[1])
    room.edit(stories[2], topics=[room.topics[0]])
    room.hold(stories[3])
    index()
    questions = ["ferry", "bridge", "quay", "rivers", "word0", "word1", '"of the quay"']
    grown = [find(words) for words in questions], list(Entry.objects.order_by("pk").values_list("pk", "digest", "row"))
    for story in Story.objects.all():
        places = story.placings.values_list("front", "number")
        assert fronts.fronts_of(story) or places
        room.change(f"story:{story.pk}/page")
    from nightdesk.search import indexing

    for entry in Entry.objects.all():
        indexing._take_out(entry)
    assert find("quay") == []
    index()
    made = [find(words) for words in questions], list(Entry.objects.order_by("pk").values_list("pk", "digest", "row"))
    assert grown == made


@pytest.mark.parametrize(
    "words",
    ['"', "* OR NEAR(", "head:ferry", "a" * 5000, "\0ferry", "☃", "'; DROP TABLE", "{head}", "ferry & | !", "-"],
)
def test_whatever_is_typed_is_answered(room, index, words):
    tell(room, "Ferry sails")
    index()
    question = finding.Question.of({"q": [words], "page": ["9999999999999999999999"], "from": ["0001-01-01"],
                                    "to": ["9999-12-31"], "section": ["x' OR 1=1"]})  # fmt: skip
    finding.answer(room.stations[0], question, room.now)
    assert "\0" not in question.words and question.address(1).isascii()


def test_the_caption_of_a_picture_that_may_not_be_shown_is_in_no_excerpt(room, index, press):
    picture = room.picture("00ab")
    room.story(
        "Ferry sails", deck="", body=[*paragraph("The ferry sailed."), *paragraph("The heron", picture=picture.pk)[1:]]
    )
    index()
    says = [one.says for one in finding.answer(room.stations[0], finding.Question("heron"), room.now)[1].found]
    assert says == ["The <mark>heron</mark>"]
    Picture.every.filter(pk=picture.pk).update(expires_at=room.now)
    says = [one.says for one in finding.answer(room.stations[0], finding.Question("heron"), room.now)[1].found]
    assert says == [""]


def test_items_of_a_list_and_cells_of_a_table_are_words_of_their_own(room, index, find):
    body = [
        {"type": "list", "value": "<ul><li>heron</li><li>gull<b>s</b></li></ul>", "id": "1"},
        {"type": "table", "value": "<table><tr><th>tide</th><td>noon</td></tr></table>", "id": "2"},
        {"type": "quote", "value": "<p>quiet</p><p>harbor</p>", "id": "3"},
    ]
    room.story("Birds", deck="", body=body)
    index()
    assert [find(one) for one in ("heron", "gulls", "tide", "noon", "quiet", "harbor")] == [["Birds"]] * 6
    [one] = finding.answer(room.stations[0], finding.Question("gulls"), room.now)[1].found
    assert str(one.says).split() == ["heron", "<mark>gulls</mark>"]


def test_when_words_are_cut_otherwise_every_story_that_ran_is_read_anew(room, index):
    tell(room, "Ferry sails")
    index()
    waiting = tell(room, "Ferry sinks")
    Unindexed.objects.create(story_id=waiting.pk, wish=3)
    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(import_module("nightdesk.search.migrations.0002_words_anew").WANT_ALL)
    assert sorted(Unindexed.objects.values_list("wish", flat=True)) == [2, 5]


def test_a_killed_picture_takes_its_caption_out_of_the_search(room, index, find):
    lead, inset = room.picture("00cd"), room.picture("00ce")
    body = [*paragraph("The ferry sailed."), *paragraph("The heron", picture=inset.pk)[1:]]
    room.story("Ferry sails", body=body, lead_picture=lead, lead_caption="A gull")
    index()
    assert find("heron") == find("gull") == ["Ferry sails"]
    decide.kill_picture(inset, by=None, reason="Not ours.", now=room.now)
    index()
    assert find("heron") == [] and find("gull") == ["Ferry sails"]
    decide.kill_picture(lead, by=None, reason="Not ours.", now=room.now)
    index()
    assert find("gull") == [] and find("ferry") == ["Ferry sails"]
