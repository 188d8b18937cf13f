"""An editor ranks a front with its buttons, sees who changed it last, and takes the last change back."""

import pytest
from django.urls import reverse

from nightdesk.desk import decide, ranking
from nightdesk.desk.models import Bar, Change, Pick, Story
from nightdesk.kit import clock
from tests.newsroom.cast import House, make_person
from tests.newsroom_cast import NOON

pytestmark = pytest.mark.django_db
TOMORROW = "2030-01-01T08:30"


def front(house: House, slug: str = "home") -> str:
    return reverse("nightdesk_front", args=(house.station.pk, slug))


def running(house: House, *headlines: str) -> list[Story]:
    stories = []
    for headline in headlines:
        story = Story(station=house.station, headline=headline, section=house.section, live=False, body=[])
        story.save()
        story.save_revision(clean=False, log_action=False)
        decide.run(story, by=None, cause="a test", now=NOON)
        stories.append(Story.objects.get(pk=story.pk))
    return stories


def press_button(browser, house: House, do: str, **more: str):
    picks = ranking.standing(house.station, "home", clock.now())
    return browser.post(front(house), {"do": do, "version": ranking.version(picks)} | more, follow=True)


def ranked(house: House) -> list[str]:
    return list(Pick.objects.filter(station=house.station, front="home").values_list("story__headline", flat=True))


def test_stories_are_put_on_top_moved_and_taken_off(at_desk, editor_a, harbor):
    alder, birch, cedar = running(harbor, "Alder falls", "Birch stands", "Cedar grows")
    browser = at_desk(editor_a)
    for story in (alder, birch, cedar):
        answer = press_button(browser, harbor, f"top:{story.pk}")
    assert "Put on top: “Cedar grows”. Readers see it in a moment." in answer.content.decode()
    assert ranked(harbor) == ["Cedar grows", "Birch stands", "Alder falls"]
    press_button(browser, harbor, f"up:{alder.pk}")
    assert ranked(harbor) == ["Cedar grows", "Alder falls", "Birch stands"]
    press_button(browser, harbor, f"down:{cedar.pk}")
    assert ranked(harbor) == ["Alder falls", "Cedar grows", "Birch stands"]
    press_button(browser, harbor, f"to:{alder.pk}", place="3")
    assert ranked(harbor) == ["Cedar grows", "Birch stands", "Alder falls"]
    press_button(browser, harbor, f"off:{birch.pk}")
    assert ranked(harbor) == ["Cedar grows", "Alder falls"]
    assert Change.objects.filter(subject=f"front:{harbor.station.pk}:home/picks").count() == 7


def test_the_last_change_says_who_made_it_and_is_taken_back(at_desk, editor_a, harbor):
    alder, birch = running(harbor, "Alder falls", "Birch stands")
    browser = at_desk(editor_a)
    press_button(browser, harbor, f"top:{alder.pk}")
    answer = press_button(browser, harbor, f"top:{birch.pk}")
    assert "Front ranked: Home: put on top: “Birch stands”" in answer.content.decode()
    assert "editor_a" in answer.content.decode()
    press_button(browser, harbor, "undo")
    assert ranked(harbor) == ["Alder falls"]
    press_button(browser, harbor, "undo")
    assert ranked(harbor) == ["Birch stands", "Alder falls"]


def test_how_a_front_shows_a_story_is_said_with_a_moment_by_the_stations_clock(at_desk, editor_a, harbor):
    [alder] = running(harbor, "Alder falls")
    browser = at_desk(editor_a)
    press_button(browser, harbor, f"top:{alder.pk}")
    said = {f"headline-{alder.pk}": "An alder falls", f"until-{alder.pk}": TOMORROW}
    press_button(browser, harbor, f"set:{alder.pk}", **said)
    pick = Pick.objects.get()
    assert (pick.headline, pick.until.isoformat()) == ("An alder falls", "2030-01-01T13:30:00+00:00")
    answer = press_button(browser, harbor, f"set:{alder.pk}", **{f"until-{alder.pk}": "2020-01-01T00:00"})
    assert "no moment that lies ahead" in answer.content.decode()
    assert Pick.objects.get().headline == "An alder falls"


def test_two_editors_do_not_overwrite_each_other(at_desk, editor_a, harbor):
    alder, birch = running(harbor, "Alder falls", "Birch stands")
    browser = at_desk(editor_a)
    press_button(browser, harbor, f"top:{alder.pk}")
    answer = browser.post(front(harbor), {"do": f"top:{birch.pk}", "version": "what stood before"}, follow=True)
    assert "Somebody else changed this front" in answer.content.decode()
    assert ranked(harbor) == ["Alder falls"]


def test_nobody_ranks_another_stations_front_or_puts_its_story_on_ours(at_desk, editor_a, harbor, mesa):
    browser = at_desk(editor_a)
    [theirs] = running(mesa, "Mesa news")
    assert browser.get(front(mesa)).status_code == 404
    assert browser.post(front(mesa), {"do": f"top:{theirs.pk}"}).status_code == 404
    answer = press_button(browser, harbor, f"top:{theirs.pk}")
    assert not Pick.objects.exists() and "Mesa news" not in answer.content.decode()


def test_whoever_may_not_let_stories_run_ranks_nothing(at_desk, harbor):
    [alder] = running(harbor, "Alder falls")
    browser = at_desk(make_person("reporter_a", harbor.station, role="moderator"))
    assert browser.post(front(harbor), {"do": f"top:{alder.pk}"}).status_code in (302, 403, 404)
    assert not Pick.objects.exists()


def test_the_breaking_bar_goes_up_and_comes_down(at_desk, editor_a, harbor):
    [alder] = running(harbor, "Alder falls")
    browser = at_desk(editor_a)
    said = {"words": "Bridge closed", "until": TOMORROW, "story": str(alder.pk)}
    answer = browser.post(front(harbor), {"do": "breaking"} | said, follow=True)
    assert "The breaking bar is up on home and every section." in answer.content.decode()
    assert (Bar.objects.get().words, Bar.objects.get().story) == ("Bridge closed", alder)
    for screen in (front(harbor), reverse("nightdesk_fronts")):  # both say so, and lead to where it comes down
        text = browser.get(screen).content.decode()
        assert "“Bridge closed”" in text and '#bar-breaking"' in text and '#bar-weather"' in text
    assert 'id="bar-breaking"' in (text := browser.get(front(harbor)).content.decode()) and 'id="bar-weather"' in text
    browser.post(front(harbor), {"do": "no-breaking"})
    assert not Bar.objects.exists()
    answer = browser.post(front(harbor), {"do": "breaking"} | said | {"until": "2020-01-01T00:00"}, follow=True)
    assert "A moment that lies ahead" in answer.content.decode() and not Bar.objects.exists()


def test_an_empty_front_says_what_to_do(at_desk, editor_a, harbor):
    text = at_desk(editor_a).get(front(harbor)).content.decode()
    assert "Nothing is ranked: this front flows by time." in text
    assert "No other story runs on this front." in text
    listing = at_desk(editor_a).get(reverse("nightdesk_fronts")).content.decode()
    assert harbor.station.name in listing and "By time" in listing
