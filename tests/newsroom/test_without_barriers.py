"""No page of the newsroom has a barrier, in light or dark, and none is wider than a phone.

The pages are found by walking the addresses: one that is added tomorrow is looked at tomorrow.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nightdesk.desk import lessons
from nightdesk.desk.models import Delivery, Story
from nightdesk.kit import clock
from tests.newsroom.browsing import stand_still, window_of
from tests.newsroom.cast import make_person
from tests.newsroom.test_reading import TWICE, deliver
from tests.newsroom_cast import BODY, make_wire
from tests.promises.test_p15_need_to_know import addresses
from tests.reader.test_barriers import BARRIERS, TAGS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Round it stands Wagtail’s own frame, which is not ours to mend.
INSIDE = BARRIERS.replace("axe.run({", "axe.run(document.querySelector('#main') ?? document, {")
LOOKS = (("light", 1280), ("dark", 1280), ("light", 390))
WAGTAILS = ("wagtailadmin_home",)  # what is ours though Wagtail names it
OF_MANY = (  # pages that say something else when something else is asked
    ("nightdesk_refused", "?show=dismissed"), ("nightdesk_lessons", "?show=story"),
    ("nightdesk_lessons", "?q=zeppelin"),
    ("nightdesk_daybook", "?show=decided"), ("nightdesk_desk", "?text=zeppelin"), ("nightdesk_desk", "?state=killed"),
)  # fmt: skip


def pages(house, client: Client) -> list[str]:
    """Return the address of every page of ours that this person may look at."""
    found = []
    for name, address, _ in addresses(house):
        if name.startswith("nightdesk_") or name in WAGTAILS:
            answer = client.get(address)
            if answer.status_code == 200 and not answer.streaming and b'id="main"' in answer.content:
                found.append(address)
    return found + [reverse(name) + asked for name, asked in OF_MANY]


def barriers(page, where: str, axe: str) -> dict[str, list[object]]:
    page.wait_for_load_state("networkidle")
    stand_still(page)
    page.evaluate(axe)
    found: dict[str, list[object]] = {}
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for one in page.evaluate(INSIDE, TAGS):
            found.setdefault(one["id"], []).append((where, scheme, width, one["nodes"][0]["html"][:200]))
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            found.setdefault("too wide", []).append((where, width, wide))
    return found


def fill(house, person) -> None:
    """Let every page have something to show."""
    story = deliver(make_wire(house.station, policy="hold"), paragraphs=(*BODY[:2], TWICE))
    deliver(story.wire, 2, paragraphs=(*BODY[:2], TWICE), headline="Ferry pier to stay")
    lessons.teach(story, ("names", "Ada Quill"), reason="Her name.", by=person, now=clock.now())
    for number, hours in enumerate((0, 3, 3, 9)):
        at = clock.now() - timedelta(hours=hours)
        outcome = "refused" if number == 1 else "filed"
        Delivery.objects.create(
            wire=house.wire, received_at=at, sha256=f"{number}", raw=b"", size_bytes=0, outcome=outcome,
            fault="The markup is broken." if number == 1 else "",
        )  # fmt: skip
    Story.objects.filter(pk=house.story.pk).update(is_embargo_unreadable=True)


def test_axe_finds_no_barrier_on_any_page_of_ours(chromium, live_server, house, axe):
    person = make_person("chief", house.station, role="administrator")
    fill(house, person)
    client = Client()
    client.force_login(person)
    looked_at = pages(house, client)
    assert len(looked_at) > 25
    found: dict[str, list[object]] = {}
    with window_of(person, chromium, live_server.url) as page:
        for path in looked_at:
            page.goto(live_server.url + path)
            for name, told in barriers(page, path, axe).items():
                found.setdefault(name, []).extend(told)
    assert found == {}, "\n".join(f"{name}: {one}" for name, told in found.items() for one in told)


def test_axe_finds_no_barrier_where_one_signs_in(chromium, live_server, axe):
    page = chromium.new_page()
    page.goto(live_server.url + reverse("wagtailadmin_login"))
    assert barriers(page, "login", axe) == {}
    page.close()


def test_axe_finds_no_barrier_in_what_an_answer_says(chromium, live_server, house, axe):
    """What only stands there after a button: many at once, a trial, a form with faults."""
    person = make_person("chief", house.station, role="administrator")
    fill(house, person)
    found = {}
    with window_of(person, chromium, live_server.url) as page:
        page.goto(live_server.url + reverse("nightdesk_desk"))
        page.locator("input[name=story]").first.check()
        page.get_by_role("button", name="Spike…", exact=True).first.click()
        page.wait_for_load_state()
        found |= barriers(page, "bulk", axe)
        page.goto(live_server.url + reverse("nightdesk_wire_add"))
        page.fill("[name=name]", "Not A Name")
        page.get_by_role("button", name="Add the wire").click()
        page.get_by_text("Nothing was saved.").wait_for()
        found |= barriers(page, "faults", axe)
        page.goto(live_server.url + reverse("nightdesk_delivery", args=(house.delivery.pk,)))
        page.get_by_role("button", name="Test: what would it come to now?").click()
        page.locator("#nd-trial").wait_for()
        found |= barriers(page, "trial", axe)
    assert found == {}, "\n".join(f"{name}: {one}" for name, told in found.items() for one in told)
