"""P15, walked: every address of the newsroom, as each role, for a story in every state, here and elsewhere.

``MATRIX`` says a second time, apart from the guard, what each address takes. An address that stands in none of the
lists fails here until somebody decides who may ask for it.
"""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from nightdesk.desk import rights
from nightdesk.desk.models import Story
from nightdesk.desk.newsroom import guard
from nightdesk.kit import clock
from tests.newsroom.cast import make_house, make_person
from tests.promises.test_p15_need_to_know import NOT_WALKED, addresses, every_pattern, text_of

pytestmark = pytest.mark.django_db

_COPY = "story|section|topic|author|thread"
_VIEWS = "edit|delete|usage|history|history_results|preview_on_edit|revisions_\\w+|lock|unlock"

# The address, the verb to look, the verb to send. "" is anybody who works here.
MATRIX = tuple(
    (re.compile(name), see, do)
    for name, see, do in (
        (r"wagtailadmin_(home|account|dismissibles|javascript_catalog|sprite)|nightdesk_(desk|columns|keys)", "", ""),
        (r"wagtailadmin_editing_sessions:release", "", ""),
        (r"wagtailsnippets_desk_story:unpublish", "hold", "hold"),
        (
            rf"wagtailsnippets_desk_housepage:(list|list_results|add|preview_on_add|{_VIEWS})"
            r"|wagtailsnippetchoosers_desk_housepage:.*",
            "wires",
            "wires",
        ),
        (
            rf"wagtailsnippets_desk_station:(list|list_results|{_VIEWS})|wagtailsnippetchoosers_desk_station:.*",
            "wires",
            "wires",
        ),
        (rf"wagtailsnippets_desk_({_COPY}):(list|list_results)", "read", "read"),
        (rf"wagtailsnippets_desk_({_COPY}):(add|preview_on_add)", "edit", "edit"),
        (rf"wagtailsnippets_desk_({_COPY}):({_VIEWS})", "read", "edit"),
        (rf"wagtailsnippetchoosers_desk_({_COPY}):(choose|choose_results|create)", "read", "edit"),
        (rf"wagtailsnippetchoosers_desk_({_COPY}):chosen\w*", "read", "read"),
        (r"wagtailimages:(index|index_results)|wagtailimages_chooser:chosen\w*", "read", "read"),
        (r"wagtailimages:(add|add_multiple)", "edit", "edit"),
        (r"wagtailimages:(edit|delete|preview|image_usage)|wagtailimages_chooser:choose\w*", "read", "edit"),
        (r"nightdesk_story_act|nightdesk_undo", "hold", "hold"),
        (r"nightdesk_(act|story|story_page|story_history|take_raw|take_item)", "read", "read"),
        (r"nightdesk_(daybook|wires|wire|refused|delivery|delivery_raw|lessons|killed_pictures|file)", "read", "read"),
        (r"nightdesk_story_(mend|merge|thread)", "edit", "edit"),
        (r"nightdesk_story_embargo", "embargo", "embargo"),
        (r"nightdesk_alert_seen", "alerts", "alerts"),
        (r"nightdesk_daybook_line", "daybook", "daybook"),
        (r"nightdesk_fronts?", "rank", "rank"),
        (r"nightdesk_wire_(add|edit|test|act)", "wires", "wires"),
        (r"nightdesk_delivery_(test|retry|mend|dismiss)", "run", "run"),
        (r"nightdesk_lesson_back", "teach", "teach"),
        (r"nightdesk_picture", "read", "kill"),
        (r"nightdesk_(people|person)", "people", "people"),
        (r"nightdesk_trail", "audit", "audit"),
    )
)

# What Wagtail brings and this house has no use for: the whole house's administrator alone.
HOUSE = re.compile(
    r"wagtailadmin_(explore|pages|choose_page|choose_parent|collections|reports|workflows|api|page|aging|userbar"
    r"|editing_sessions|error|generic|tag|locale|content|default|home_results|comments|bulk|action|block|mutable|task"
    r"|workflow|explorer|site|static|move|revisions|convert|usage|preview|view|search|permission|redirects)\w*(:\w+)*"
    r"|wagtail(docs|docs_chooser|sites|snippets|images|images_chooser|locales|redirects|forms|search|apitokens"
    r"|imagegenerator|permissions)\w*(:\w+)?"
)


OPENED = (200, 302, 304, 405)
SHUT = {"nightdesk_daybook_line"}  # readers have not seen the cast's story: nothing has come of what it says


def names() -> list[str]:
    return sorted({name for name, _ in every_pattern()} - NOT_WALKED)


def told(name: str) -> tuple[str, str] | None:
    return next(((see, do) for pattern, see, do in MATRIX if pattern.fullmatch(name)), None)


def test_every_address_has_somebody_decided_about():
    lists = (guard.OPEN, guard.CLOSED, HOUSE)
    undecided = [
        name for name in names()
        if not (guard.rule_of(name) or any(one.fullmatch(name) for one in lists))
    ]  # fmt: skip
    assert undecided == []
    ours = [name for name in names() if name.startswith("nightdesk_")]
    assert len(ours) > 40
    assert [name for name in ours if told(name) is None and not guard.OPEN.fullmatch(name)] == []


def answers(browser: Client, address: str):
    """Return what GET and POST are answered; what a POST did is taken back."""
    yield "GET", browser.get(address)
    with transaction.atomic():
        yield "POST", browser.post(address)
        transaction.set_rollback(True)


def browser_of(person) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    return browser


@pytest.mark.parametrize("role", rights.NAMES)
def test_each_role_is_let_in_by_its_verbs_and_stopped_by_the_lack_of_them(role):
    house = make_house("harbor", "Alderquay")
    browser = browser_of(make_person("one", house.station, role=role))
    walked = 0
    for name, address, _ in addresses(house):
        if (verbs := told(name)) is None or guard.CLOSED.fullmatch(name):
            continue
        for method, answer in answers(browser, address):
            verb = verbs[method == "POST"]
            assert answer.status_code not in (403, 500), (role, name, method)
            if verb and not rights.has(role, verb):
                # Whoever may read the row is told which right is missing; to anybody else it does not exist.
                wanted = 302 if verb != "read" and rights.has(role, "read") else 404
                assert answer.status_code == wanted, (role, name, method)
                assert house.word not in text_of(answer), (role, name, method)
            elif method == "GET" and name.startswith("nightdesk_") and name not in SHUT:
                assert answer.status_code in OPENED, (role, name)
            walked += 1
    assert walked > 190


STATES = {
    "held": {}, "embargoed": {"state": "running", "embargo_until": clock.now() + timedelta(days=2)},
    "killed": {"state": "killed", "killed_at": clock.now()}, "running": {"state": "running", "live": True},
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_a_neighbour_of_any_role_learns_nothing_of_a_story_in_any_state(state):
    mesa = make_house("mesa", "Bravostone")
    harbor = make_house("harbor", "Alderquay")
    Story.objects.filter(pk=mesa.story.pk).update(**STATES[state])
    before = Story.objects.filter(pk=mesa.story.pk).values().get()
    roles = rights.NAMES if state == "held" else ("administrator",)  # whom every role is a part of
    people = [make_person(role, harbor.station, role=role) for role in roles] + [make_person("nowhere")]
    asked = [(name, path) for name, path, is_row in addresses(mesa) if is_row and "story" in name]
    assert len(asked) > 20
    for browser in map(browser_of, people):
        for name, path in asked:
            for method, answer in answers(browser, path):
                assert answer.status_code in (404, 405), (state, name, method, answer.status_code)
                assert mesa.word not in text_of(answer)
    assert Story.objects.filter(pk=mesa.story.pk).values().get() == before


@pytest.mark.parametrize("state", STATES)
def test_who_works_there_reads_a_story_in_any_state_as_far_as_their_role_does(state):
    house = make_house("harbor", "Alderquay")
    Story.objects.filter(pk=house.story.pk).update(**STATES[state])
    asked = [(name, path) for name, path, is_row in addresses(house) if is_row and "desk_story:" in name and told(name)]
    for role in rights.NAMES:
        browser = browser_of(make_person(role, house.station, role=role))
        for name, path in asked:
            answer = browser.get(path)
            known = answer.status_code in (200, 302, 405) or "unschedule" in name  # of what nobody scheduled
            assert known if rights.has(role, "read") else answer.status_code == 404, (role, state, name)
