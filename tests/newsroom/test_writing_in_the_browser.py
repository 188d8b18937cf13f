"""Somebody writes at a real browser: by keys alone, kept while they write, and asked where the agency goes on."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Revision

from nightdesk.desk.models import Story, Topic
from tests.newsroom.cast import make_person
from tests.newsroom.test_merging import address, ask

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Lock bridge opens to bicycles after a winter of quarrels over who pays for the paint"


def tab_to(page, selector: str, *, most: int = 80) -> None:
    """Go on by Tab until something has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def open_form(page, address: str) -> None:
    """Open a form and wait until it looks for changes: what was typed before is taken for what it began with."""
    page.add_init_script(
        "addEventListener('w-unsaved:watch-edits', () => document.body.setAttribute('data-watched', ''))"
    )
    page.goto(address)
    page.wait_for_selector("body[data-watched]")


def test_a_story_is_written_by_keys_alone_and_kept_before_anybody_saves_it(page, live_server, house):
    open_form(page, live_server.url + reverse("wagtailsnippets_desk_story:add"))
    tab_to(page, "#id_headline")
    page.keyboard.type(LONG)
    assert re.search(r"Search results show “Lock bridge opens .* …”", page.inner_text("#id_headline-length"))
    tab_to(page, "#id_deck")
    page.keyboard.type("The council of Alderquay has the paint.")
    page.wait_for_url(re.compile(r"/story/edit/\d+/"))
    story = Story.objects.get(headline=LONG)
    assert (story.live, story.station) == (False, house.station)
    page.get_by_text("Saved", exact=True).wait_for()
    assert story.get_latest_revision_as_object().deck == "The council of Alderquay has the paint."


def test_a_topic_that_fits_is_chosen_at_one_press(page, live_server, house):
    Topic.objects.filter(pk=house.topic.pk).update(words="ferry")
    page.goto(live_server.url + reverse("wagtailsnippets_desk_story:edit", args=(house.story.pk,)) + "#tab-filing")
    button = page.get_by_role("button", name=house.topic.name)
    button.press("Enter")
    assert page.locator(f"input[name=topics][value='{house.topic.pk}']").is_checked()
    assert button.get_attribute("aria-pressed") == "true"


def test_a_merge_is_answered_by_one_key_each(page, live_server, house):
    story = ask(house, make_person("editor_b", house.station))
    page.goto(live_server.url + address(story))
    page.keyboard.press("j")
    page.keyboard.press("p")
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.value") == "run"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    story.refresh_from_db()
    assert story.headline == "Our ferry pier to stay"
    assert "in the summer" in str(story.body.raw_data)


def test_the_second_of_two_who_write_is_told_and_nothing_is_written_over(page, live_server, house):
    edit = live_server.url + reverse("wagtailsnippets_desk_story:edit", args=(house.story.pk,))
    open_form(page, edit)
    other = Story.objects.get(pk=house.story.pk)
    other.headline = "First to save"
    other.save_revision(user=make_person("editor_b", house.station), clean=False)
    page.locator("#id_deck").fill("Second to save")
    page.get_by_text("Saving will overwrite a newer version.").locator("visible=true").first.wait_for()
    assert Revision.objects.order_by("-pk").first().content["headline"] == "First to save"
