"""An editor at a real browser: by keys alone, on a phone, in the dark, with nothing in the way."""

import pytest
from django.conf import settings
from django.urls import reverse

from nightdesk.desk.models import Story
from nightdesk.desk.rules import HOLDS_ALL
from tests.newsroom.cast import make_house, make_person
from tests.newsroom.test_reading import TWICE, deliver
from tests.newsroom.test_the_desk import a_story
from tests.newsroom_cast import BODY, make_wire
from tests.reader.test_in_the_browser import BARRIERS, TAGS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = (("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390))


@pytest.fixture
def house():
    return make_house("harbor", "Alderquay")


@pytest.fixture
def page(chromium, live_server, client, house):
    """A page of somebody who is signed in; ``page.said`` would be complaints of the browser."""
    client.force_login(make_person("editor_a", house.station))
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    context.add_cookies([cookie | {"url": live_server.url}])
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    context.close()


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


def test_axe_finds_no_barrier_and_nothing_is_wider_than_a_phone(page, live_server, house, axe):
    story = deliver(make_wire(house.station, policy="hold"), paragraphs=(*BODY[:2], TWICE))
    deliver(story.wire, 2, paragraphs=(*BODY[:2], TWICE), headline="Ferry pier to stay")
    take = Story.objects.get(pk=story.pk).newest_take_id
    addresses = (
        reverse("nightdesk_desk"), reverse("nightdesk_story", args=(story.pk,)),
        reverse("nightdesk_take_item", args=(take,)), reverse("nightdesk_story_act", args=(story.pk, "hold")),
    )  # fmt: skip
    found = {}
    for path in addresses:
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        page.evaluate(axe)
        for scheme, width in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            for one in page.evaluate(BARRIERS.replace("axe.run({", "axe.run(document.querySelector('#main'), {"), TAGS):
                found.setdefault(one["id"], []).append((path, scheme, width, one["nodes"][0]["html"][:200]))
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                found.setdefault("too wide", []).append((path, width, wide))
    assert found == {}
