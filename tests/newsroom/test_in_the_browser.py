"""An editor at a real browser: by keys alone, on a phone, in the dark, with nothing in the way."""

import pytest
from django.urls import reverse

from nightdesk.desk.models import Story
from nightdesk.desk.rules import HOLDS_ALL
from tests.newsroom.test_reading import TWICE, deliver
from tests.newsroom.test_the_desk import a_story
from tests.newsroom_cast import BODY, make_wire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_desk(page, live_server) -> None:
    page.goto(live_server.url + reverse("nightdesk_desk"))
    page.wait_for_selector("[data-current]")


def state_of(story: Story) -> str:
    return Story.objects.get(pk=story.pk).state


def test_a_story_is_run_held_and_taken_back_by_keys_alone(page, live_server, house):
    story = a_story(house, 1)
    open_desk(page, live_server)
    assert page.title().startswith("(")
    while page.evaluate("document.querySelector('[data-current]').id") != f"story-{story.pk}":
        page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert state_of(story) == "running"
    page.wait_for_selector("[data-undo]")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert (state_of(story), Story.objects.get(pk=story.pk).hold_reasons) == ("held", [HOLDS_ALL])
    while page.evaluate("document.querySelector('[data-current]').id") != f"story-{story.pk}":
        page.keyboard.press("j")
    page.keyboard.press("s")
    page.keyboard.type("Nobody needs it.")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert state_of(story) == "spiked"


def test_what_comes_in_appears_without_loading_the_page_again(page, live_server, house):
    open_desk(page, live_server)
    page.evaluate("window.stays = true")
    a_story(house, 77)
    page.get_by_text("Ferry 77").wait_for()
    assert page.evaluate("window.stays") is True
    assert "1 new waiting for you" in page.locator("[data-said]").inner_text()


def test_an_edit_is_accepted_with_one_click(page, live_server, house):
    story = deliver(make_wire(house.station, policy="hold"), paragraphs=(*BODY[:2], TWICE))
    page.goto(live_server.url + reverse("nightdesk_story", args=(story.pk,)))
    assert page.frame_locator("iframe[name=nd-copy]").locator("mark").inner_text() == "will will"
    page.get_by_role("button", name="Accept edit").click()
    page.get_by_text("1 edit is made.").wait_for()
    assert page.frame_locator("iframe[name=nd-copy]").locator("mark").count() == 0
