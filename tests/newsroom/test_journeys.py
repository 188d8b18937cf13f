"""Whole journeys of an editor in a real browser: each by keys alone and by mouse, and what they meet on a phone."""

from typing import Any

import pytest
from django.urls import reverse

from nightdesk.desk import decide, facts
from nightdesk.desk.models import MergeQuestion, Story
from nightdesk.kit import clock
from tests.newsroom.browsing import window_of
from tests.newsroom.cast import make_house, make_person
from tests.newsroom.test_fronts import front, ranked, running
from tests.newsroom.test_merging import ask
from tests.newsroom.test_reading import TWICE, deliver
from tests.newsroom_cast import BODY, make_wire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HANDS = pytest.mark.parametrize("hand", ["keys", "mouse"])
MOST_STEPS = 120  # of Tab, on the way to anything


def go(page: Any, target: Any, hand: str, *, key: str = "Enter") -> None:
    """Press a link, a button or a box, by mouse or with Tab and a key."""
    target.wait_for()
    if hand == "mouse":
        target.click()
        return
    reach(page, target)
    page.keyboard.press(key)


def reach(page: Any, target: Any) -> None:
    """Press Tab until the target has the focus; whoever has no mouse has no other way."""
    for _ in range(MOST_STEPS):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def state_of(story: Story) -> str:
    return Story.objects.get(pk=story.pk).state


def words_of(story: Story) -> str:
    return str(Story.objects.get(pk=story.pk).get_latest_revision_as_object().body.raw_data[:])


def held(house) -> Story:
    again = "The the council of Port Ellery hears both sides on Thursday and decides about it by the end of the month."
    return deliver(make_wire(house.station, policy="hold"), paragraphs=(*BODY[:2], TWICE, again))


@HANDS
def test_a_wire_story_goes_from_held_to_run_with_two_accepted_edits(page, live_server, house, hand):
    story = held(house)
    page.goto(live_server.url + reverse("nightdesk_desk"))
    page.wait_for_selector("[data-current]")
    if hand == "keys":
        while page.evaluate("document.querySelector('[data-current]').id") != f"story-{story.pk}":
            page.keyboard.press("j")
        page.keyboard.press("Enter")
    else:
        page.locator(f"#story-{story.pk} .nd-line__head").click()
    for left in ("will will", "The the"):
        assert left in words_of(story)
        with page.expect_navigation():
            go(page, page.get_by_role("button", name="Accept edit").first, hand)
        page.get_by_text("1 edit is made.").wait_for()
        assert left not in words_of(story)
    go(page, page.locator("[data-verb=run]"), hand)
    go(page, page.locator("form button.button[type=submit]", has_text="Run"), hand)
    page.get_by_text("It runs.").wait_for()
    assert state_of(story) == "running"
    # The reader's page in its frame wants its script, and must not have it.
    assert [one for one in page.said if "sandboxed" not in one] == []


@HANDS
def test_an_update_is_merged_over_a_local_edit(page, live_server, house, hand):
    story = ask(house, make_person("editor_b", house.station))
    page.goto(live_server.url + reverse("nightdesk_story", args=(story.pk,)))
    go(page, page.get_by_role("link", name="Choose between our words"), hand)
    places = page.locator(".nd-merge__asked")
    places.first.wait_for()
    for number in range(places.count()):
        choice = places.nth(number).locator("input[type=radio]")
        if hand == "mouse":
            choice.nth(1).click()
        else:
            reach(page, choice.first)
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
        assert choice.nth(1).is_checked()
    with page.expect_navigation():
        go(page, page.get_by_role("button", name="Run this"), hand)
    kept = Story.objects.get(pk=story.pk)
    assert kept.waiting_take_id is None and not MergeQuestion.objects.filter(story=kept).exists()
    assert "It was a long night." in str(kept.body.raw_data[:])


@HANDS
def test_an_embargo_is_set_and_lifted(page, live_server, house, hand):
    story = held(house)
    decide.run(story, by=None, cause="a test", now=clock.now())
    here = live_server.url + reverse("nightdesk_story", args=(story.pk,))
    page.goto(here)
    go(page, page.locator(f"a[href='{reverse('nightdesk_story_embargo', args=(story.pk,))}']"), hand)
    page.locator("[name=until]").fill("2099-12-31T06:30")  # how a field of date and hour is typed is the browser's own
    page.locator("[name=reason]").fill("The mayor speaks first.")
    with page.expect_navigation():
        go(page, page.get_by_role("button", name="Set the embargo"), hand)
    assert not facts.may_run(Story.objects.get(pk=story.pk), clock.now()).ok
    assert "2099" in page.locator(".nd-rights").inner_text()
    page.goto(here)
    go(page, page.locator(f"a[href='{reverse('nightdesk_story_embargo', args=(story.pk,))}']"), hand)
    page.locator("[name=reason]").fill("She has spoken.")
    with page.expect_navigation():
        go(page, page.get_by_role("button", name="Lift the desk’s embargo"), hand)
    assert facts.may_run(Story.objects.get(pk=story.pk), clock.now()).ok


@HANDS
def test_a_front_is_ranked_anew(page, live_server, house, hand):
    stories = running(house, "Alder falls", "Birch stands")
    page.goto(live_server.url + front(house))
    for story in stories:
        go(page, page.locator(f"button[value='top:{story.pk}']"), hand)
        page.get_by_text(f"Put on top: “{story}”. Readers").wait_for()
    assert ranked(house) == ["Birch stands", "Alder falls"]
    rows = page.locator(".nd-front__picks li")
    if hand == "mouse":
        rows.nth(1).drag_to(rows.nth(0), target_position={"x": 20, "y": 4})
    else:
        reach(page, rows.nth(1))
        page.keyboard.press("Alt+ArrowUp")
    page.get_by_text("oved").first.wait_for()
    page.wait_for_function("document.querySelector('.nd-front__picks li').innerText.includes('Alder')")
    assert ranked(house) == ["Alder falls", "Birch stands"]


def test_a_stranger_gets_the_answer_of_an_address_that_was_never_used(chromium, live_server, house):
    mesa = make_house("mesa", "Bravostone")
    addresses = [
        reverse(name, args=(row.pk,))
        for name, row in (
            ("nightdesk_story", mesa.story), ("nightdesk_wire", mesa.wire), ("nightdesk_delivery", mesa.delivery),
            ("wagtailsnippets_desk_story:edit", mesa.story),
        )
    ]  # fmt: skip
    with window_of(make_person("editor_a", house.station), chromium, live_server.url) as page:
        unknown = page.goto(live_server.url + reverse("nightdesk_story", args=(99_999,)))
        says = page.locator("body").inner_text()
        assert unknown.status == 404
        for address in addresses:
            assert page.goto(live_server.url + address).status == 404, address
            assert page.locator("body").inner_text() == says
    stranger = chromium.new_page()
    for address in addresses:
        stranger.goto(live_server.url + address)
        assert "/newsroom/login/" in stranger.url
        assert mesa.word not in stranger.content()
    stranger.close()


def test_two_editors_of_one_story_see_each_other_and_neither_overwrites_in_silence(chromium, live_server, house):
    story = house.story
    address = live_server.url + reverse("wagtailsnippets_desk_story:edit", args=(story.pk,))
    ada = make_person("ada", house.station)
    ben = make_person("ben", house.station)
    with window_of(ada, chromium, live_server.url) as first, window_of(ben, chromium, live_server.url) as second:
        first.goto(address)
        first.locator("[name=headline]").wait_for()
        second.goto(address)
        second.get_by_text("ada").first.wait_for(state="attached")
        first.fill("[name=headline]", "Ada’s headline")
        first.get_by_role("button", name="Save draft").first.click()
        first.get_by_text("Ada’s headline").first.wait_for()
        second.fill("[name=headline]", "Ben’s headline")
        dialog = second.locator("#w-save-confirmation-dialog")
        dialog.get_by_text("ada saved").wait_for(state="attached", timeout=30_000)
        second.get_by_role("button", name="Save draft").first.click()
        dialog.get_by_text("ada saved").wait_for()
    newest = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert newest.headline == "Ada’s headline"


def test_on_a_phone_everything_is_reached_and_nothing_is_wider_than_it(chromium, live_server, house):
    story = held(house)
    person = make_person("editor_a", house.station)
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with window_of(person, chromium, live_server.url, **phone) as page:
        page.goto(live_server.url + reverse("nightdesk_desk"))
        page.wait_for_selector("[data-current]")
        page.locator(f"#story-{story.pk} .nd-line__head").tap()
        page.get_by_role("button", name="Accept edit").first.tap()
        page.get_by_text("1 edit is made.").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.locator("[data-verb=run]").tap()
        page.locator("form button.button[type=submit]", has_text="Run").tap()
        page.get_by_text("It runs.").wait_for()
        assert state_of(story) == "running"
        page.goto(live_server.url + reverse("nightdesk_desk"))
        page.get_by_role("button", name="Toggle sidebar").tap()
        for name in ("Wires", "Fronts", "Daybook", "Lessons"):
            assert page.get_by_role("link", name=name, exact=True).is_visible(), name
