"""Signing in at a real browser, with a passkey."""

import pytest
from django.urls import reverse

from tests.newsroom.browsing import stand_still
from tests.newsroom.cast import make_house, make_person
from tests.reader.test_barriers import BARRIERS, TAGS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = BARRIERS.replace("axe.run({", "axe.run(document.querySelector('#main'), {")


def barriers(page, script: str, axe: str) -> list[tuple[str, str]]:
    stand_still(page)
    page.evaluate(axe)
    return [(one["id"], node["html"]) for one in page.evaluate(script, TAGS) for node in one["nodes"]]


def test_a_passkey_is_added_and_signs_in(chromium, live_server, axe):
    make_person("editor_a", make_house("harbor", "Alderquay").station)
    page = chromium.new_context().new_page()
    page.set_default_timeout(15_000)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": key | {"automaticPresenceSimulation": True}})

    def sign_in() -> None:
        page.goto(live_server.url + reverse("wagtailadmin_login"))
        page.fill("[name=username]", "editor_a")
        page.fill("[name=password]", "correct-horse-battery")
        with page.expect_navigation():
            page.keyboard.press("Enter")

    sign_in()
    page.goto(live_server.url + reverse("nightdesk_keys"))
    page.fill("[name=name]", "Desk key")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert page.locator(".nd-rows__head").all_inner_texts() == ["Passkey “Desk key”", "Recovery codes"]
    assert barriers(page, OURS, axe) == []
    page.context.clear_cookies()
    sign_in()
    page.get_by_role("heading", name="Your second factor").wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert barriers(page, BARRIERS, axe) == []
    with page.expect_navigation():
        page.get_by_role("button", name="Use a passkey").click()
    assert page.url == live_server.url + "/newsroom/"
    page.context.close()
