"""P15: every address of the newsroom is denied unless a role is named for it, and every one is walked here."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from nightdesk.desk.newsroom import guard
from nightdesk.desk.staff.models import User
from tests.newsroom.cast import House, make_house, make_person

pytestmark = pytest.mark.django_db

NOT_WALKED = {"wagtailadmin_logout"}  # it ends the walk


@pytest.fixture
def harbor() -> House:
    return make_house("harbor", "Alderquay")


@pytest.fixture
def mesa() -> House:
    return make_house("mesa", "Bravostone")


def every_pattern(resolver: Any = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    newsroom = next(one for one in get_resolver().url_patterns if str(one.pattern) == "newsroom/")
    for one in (resolver or newsroom).url_patterns:
        if hasattr(one, "url_patterns"):
            yield from every_pattern(one, space + (f"{one.namespace}:" if one.namespace else ""))
        elif one.name:
            yield space + one.name, one


def colleague_of(house: House) -> int:
    """Somebody who works there, with the house's word in their name."""
    found, _ = User.objects.get_or_create(username=f"ines-{house.station.slug}", last_name=house.word)
    house.station.staff.add(found)
    return found.pk


def keys_of(pattern: URLPattern) -> set[str]:
    return set(pattern.pattern.regex.groupindex)


def told(name: str, keys: set[str], house: House) -> dict[str, Any]:
    """Fill an address with what this house has, the way a curious neighbour would."""
    rows = {
        "story": house.story, "section": house.section, "topic": house.topic, "author": house.author,
        "thread": house.thread,
        "housepage": house.house_page, "station": house.station, "wire": house.wire,
    }  # fmt: skip
    row = next((row for word, row in rows.items() if f"_desk_{word}:" in name), house.picture)
    revision = house.story.latest_revision_id
    known = {
        "pk": row.pk, "image_id": house.picture.pk, "picture_id": house.picture.pk, "story_id": house.story.pk,
        "delivery_id": house.delivery.pk,
        "alert_id": house.alert.pk, "take_id": house.take.pk, "wire_id": house.wire.pk, "lesson_id": house.lesson.pk,
        "line_id": house.line.pk, "person_id": colleague_of(house), "station_id": house.station.pk, "slug": "home",
        "revision_id": revision, "revision_id_a": revision, "revision_id_b": "latest", "object_id": house.story.pk,
        "app_label": "desk", "model_name": "story", "app_name": "desk", "verb": "hold", "name": house.picture.file.name,
        "filter_spec": "max-165x165", "action": "delete", "action_name": "approve", "uidb64": "x", "token": "x",
        "content_type_app_name": "desk", "content_type_model_name": "story",
    }  # fmt: skip
    return {key: known.get(key, 1) for key in keys}


def addresses(house: House) -> list[tuple[str, str, bool]]:
    """Every address of the newsroom: its name, itself filled with what the house has, and whether it names a row."""
    found = []
    for name, pattern in every_pattern():
        if name in NOT_WALKED:
            continue
        keys = keys_of(pattern)
        try:
            address = reverse(name, kwargs=told(name, keys, house))
        except NoReverseMatch:
            assert name.startswith("wagtailadmin_api:")  # named by the router; their paths are walked below
            continue
        found.append((name, address, bool(keys - {"app_label", "model_name", "action", "verb"})))
    assert len(found) > 150
    return found


def test_a_neighbour_gets_404_for_every_address_that_names_our_rows(client, harbor, mesa):
    client.force_login(make_person("editor_a", harbor.station, role="copy-chief"))
    client.raise_request_exception = False  # Wagtail's link forms fall over an empty POST; that tells nobody anything
    for name, address, names_a_row in addresses(mesa):
        for answer in (client.get(address), client.post(address)):
            assert mesa.word not in text_of(answer), name
            if names_a_row and not guard.OPEN.fullmatch(name) and "session" not in name and "uploaded" not in name:
                assert answer.status_code in (404, 405), (name, answer.status_code)
    mesa.story.refresh_from_db()
    mesa.delivery.refresh_from_db()
    assert (mesa.story.state, mesa.delivery.outcome) == ("held", "refused")


def test_the_same_addresses_open_for_those_who_work_there(client, mesa):
    client.force_login(make_person("editor_b", mesa.station))
    opened = {name for name, address, _ in addresses(mesa) if client.get(address).status_code == 200}
    for view in ("edit", "history", "usage", "revisions_revert"):
        assert f"wagtailsnippets_desk_story:{view}" in opened
    for view in ("topic:edit", "section:edit", "author:edit", "thread:edit"):
        assert f"wagtailsnippets_desk_{view}" in opened
    ours = ("nightdesk_file", "nightdesk_story_act", "nightdesk_story_thread", "nightdesk_wire", "nightdesk_delivery")
    for view in ("wagtailimages:edit", "wagtailimages_chooser:chosen", *ours):
        assert view in opened


def test_what_no_rule_names_is_for_administrators(client, admin_user, harbor):
    client.force_login(make_person("editor_a", harbor.station))
    asked = (
        "wagtailadmin_reports:site_history", "wagtailadmin_reports:workflow", "wagtailusers_users:index",
        "wagtailusers_groups:index", "wagtailadmin_collections:index", "wagtailadmin_explore_root",
        "wagtailsites:index", "wagtaildocs:index", "wagtailadmin_choose_page",
    )  # fmt: skip
    for name in asked:
        assert client.get(reverse(name)).status_code == 404, name
    for path in ("images/", "pages/", "documents/"):
        assert client.get(f"/newsroom/api/main/{path}").status_code == 404
    client.force_login(admin_user)
    assert client.get(reverse("wagtailadmin_reports:site_history")).status_code == 200
    assert client.get(reverse("wagtailusers_users:index")).status_code == 404  # nobody changes people past our screen


def test_a_stranger_is_asked_to_sign_in_and_learns_nothing_else(client, mesa):
    for name, address, _ in addresses(mesa):
        answer = client.get(address)
        if not guard.OPEN.fullmatch(name):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/newsroom/login/?next="), name
        assert mesa.word not in text_of(answer), name
    real = client.get(reverse("wagtailsnippets_desk_story:edit", args=(mesa.story.pk,)))
    unreal = client.get(reverse("wagtailsnippets_desk_story:edit", args=(999_999,)))
    assert (real.status_code, real.content) == (unreal.status_code, unreal.content)


def test_somebody_without_a_station_sees_no_row(client, mesa):
    client.force_login(make_person("nobody"))
    for name, address, _ in addresses(mesa):
        assert mesa.word not in text_of(client.get(address)), name


def test_bulk_actions_and_choosers_take_only_rows_within_reach(client, harbor, mesa):
    client.force_login(make_person("editor_a", harbor.station, role="copy-chief"))
    bulk = reverse("wagtail_bulk_action", args=("desk", "picture", "add_tags"))
    assert client.get(bulk, {"id": [harbor.picture.pk, mesa.picture.pk]}).status_code == 404
    assert client.get(bulk, {"id": "all"}).status_code == 404
    assert client.get(bulk, {"id": harbor.picture.pk}).status_code == 200
    chosen = reverse("wagtailimages_chooser:chosen_multiple")
    assert client.get(chosen, {"id": mesa.picture.pk}).status_code == 404
    for model in ("story", "section", "topic", "author"):
        offered = client.get(reverse(f"wagtailsnippetchoosers_desk_{model}:choose"))
        assert offered.status_code == 200
        assert harbor.word in text_of(offered) or model == "section"
        assert mesa.word not in text_of(offered)


def test_a_picture_that_the_group_shares_is_offered_to_everybody(client, harbor, mesa):
    type(mesa.picture).every.filter(pk=mesa.picture.pk).update(station=None)
    client.force_login(make_person("editor_a", harbor.station))
    assert mesa.word in text_of(client.get(reverse("wagtailimages_chooser:choose")))
    assert client.get(reverse("wagtailimages:delete", args=(mesa.picture.pk,))).status_code in (302, 403)


def text_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace")
