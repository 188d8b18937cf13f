"""P14: what a wire says is text, wherever the newsroom shows it; and should markup slip through, nothing runs."""

import json
import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from nightdesk.desk import body, decide
from nightdesk.desk.models import Delivery, Story, Wire
from nightdesk.desk.newsroom import csp
from nightdesk.wire.item import Block
from tests.newsroom.cast import House, make_house, make_person
from tests.newsroom_cast import NOON

EVIL = (
    '"><img src=x onerror="window.ran=1"><script>window.ran=1</script></title><svg onload=window.ran=1>'
    "<a href=javascript:window.ran=1>x</a>{{ 7|add:7 }}'-window.ran=1-'</template></textarea>"
)


def hostile_page(story: Story, mode: str) -> bytes:
    """A renderer that has lost its mind: it prints the headline as it is."""
    return f"<!doctype html><title>x</title><p id=shown>{story.headline}</p>{EVIL}".encode()


@pytest.fixture
def poisoned(transactional_db) -> House:
    """A station that took the worst copy there is: script in every field that a wire fills."""
    house = make_house("harbor", "Alderquay")
    text = [
        field.name
        for field in Story._meta.concrete_fields
        if field.get_internal_type() in ("CharField", "TextField") and field.name not in ("slug", "state", "wire_key")
        and not field.choices
    ]  # fmt: skip
    story = house.story
    for name in text:
        setattr(story, name, EVIL[: story._meta.get_field(name).max_length])
    story.body = [
        *body.stream_of(
            [Block("paragraph", body.safe(f"One<br>two {EVIL}"), EVIL), Block("list", f"<li>{body.safe(EVIL)}</li>")],
            {},
        ),
        {"type": "subhead", "value": EVIL, "id": "2"},
        {"type": "table", "value": f"<table>{EVIL}</table>", "id": "3"},
        {"type": "embed", "value": {"url": "javascript:window.ran=1", "text": EVIL}, "id": "4"},
        {"type": "preformatted", "value": EVIL, "id": "5"},
        {"type": "picture", "value": {"picture": house.picture.pk, "caption": EVIL, "credit": EVIL, "alt": EVIL}},
    ]
    story.agency_url, story.bylines, story.hold_reasons = "javascript:window.ran=1", [EVIL, EVIL], [EVIL]
    story.save()
    story.save_revision(clean=False, log_action=False)
    Delivery.objects.update(source=EVIL, fault=EVIL)
    Wire.objects.update(title=EVIL[:120])
    type(house.picture).every.update(title=EVIL, credit=EVIL, alt=EVIL)
    decide.hold(story, by=None, reason=EVIL, now=NOON)
    return house


@pytest.fixture
def browser_page(live_server, poisoned, client, chromium):
    client.force_login(make_person("editor_a", poisoned.station))
    page = chromium.new_page()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    yield page
    page.close()


def preview_of(story: Story) -> str:
    return reverse("wagtailsnippets_desk_story:revisions_view", args=(story.pk, story.latest_revision_id))


def ran(page: Page) -> bool:
    page.wait_for_load_state("networkidle")
    return any(frame.evaluate("window.ran === 1") for frame in page.frames)


@pytest.mark.browser
def test_no_text_of_a_wire_runs_in_the_newsroom(live_server, browser_page, poisoned):
    story = poisoned.story.pk
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailsnippets_desk_story:list"),
        reverse("wagtailsnippets_desk_story:edit", args=(story,)),
        reverse("wagtailsnippets_desk_story:history", args=(story,)),
        reverse("nightdesk_story_act", args=(story, "run")),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=(poisoned.picture.pk,)),
    ):
        assert browser_page.goto(live_server.url + address).status == 200, address
        assert not ran(browser_page), address
        assert browser_page.locator("svg[onload], img[onerror]").count() == 0, address
    browser_page.goto(live_server.url + reverse("wagtailadmin_home"))
    assert EVIL[:40] in browser_page.locator("main").inner_text()  # it stands there, as words


@pytest.mark.browser
def test_the_preview_is_inert_too(live_server, browser_page, poisoned):
    assert browser_page.goto(live_server.url + preview_of(poisoned.story)).status == 200
    assert not ran(browser_page)
    assert EVIL[:20] in browser_page.locator("h1").first.inner_text()


@pytest.mark.browser
def test_the_policy_stops_a_preview_that_prints_markup_as_it_came(live_server, browser_page, poisoned, settings):
    settings.NIGHTDESK_PREVIEW = "tests.promises.test_p14_inert.hostile_page"
    browser_page.goto(live_server.url + preview_of(poisoned.story))
    browser_page.locator("#shown").wait_for()
    assert browser_page.locator("img[onerror]").count()  # the markup did get in
    assert not ran(browser_page)


@pytest.mark.django_db
def test_every_inline_script_of_the_newsroom_is_named_in_the_policy(client, admin_user):
    house = make_house("harbor", "Alderquay")
    client.force_login(admin_user)
    rows = ("story", "section", "topic", "author", "station")
    pages = [reverse("wagtailadmin_home"), reverse("wagtailimages:index"), reverse("wagtailimages_chooser:choose")]
    pages += [reverse("wagtailimages:edit", args=(house.picture.pk,)), reverse("wagtailimages:add_multiple")]
    pages += [reverse("wagtailadmin_reports:site_history"), reverse("nightdesk_people")]
    pages += [reverse("nightdesk_keys"), reverse("nightdesk_wires"), reverse("nightdesk_wire", args=(house.wire.pk,))]
    for name in rows:
        space, row = f"wagtailsnippets_desk_{name}", getattr(house, name)
        pages += [reverse(f"{space}:list"), reverse(f"{space}:add"), reverse(f"{space}:edit", args=(row.pk,))]
        pages += [reverse(f"{space}:history", args=(row.pk,))]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "'unsafe-inline'" not in answer["Content-Security-Policy"].split("style-src")[0]
        text = answer.content.decode()
        if answer["Content-Type"].startswith("application/json"):
            text = json.loads(text)["html"]
        inline = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>", text, re.S)
        assert set(inline) <= set(csp.INLINE), page
        assert not re.findall(r"\son(?:click|load|error|submit|change)=", text), page
