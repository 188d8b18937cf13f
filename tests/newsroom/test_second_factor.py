"""Whoever has a second factor is not in without it; a station may ask for one; and a lost phone locks nobody out."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from nightdesk.cli import main
from nightdesk.desk import second_factor
from nightdesk.desk.models import Entry, Station
from nightdesk.desk.models.trail import Kept
from nightdesk.desk.newsroom import tries
from nightdesk.kit import clock
from tests.newsroom.cast import make_person

pytestmark = pytest.mark.django_db
LOGIN, FACTOR, KEYS, DESK = "wagtailadmin_login", "nightdesk_factor", "nightdesk_keys", "nightdesk_desk"
PASSWORD = "correct-horse-battery"  # noqa: S105 - the cast's


def code_of(secret: str, later: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def app(editor_a) -> str:
    """An authenticator app that editor_a added two half minutes ago; its secret."""
    secret = generate_totp_secret()
    assert second_factor.add_app(editor_a, secret, code_of(secret, -1))
    return secret


def sign_in(browser: Client, name: str = "editor_a", password: str = PASSWORD, **more):
    return browser.post(reverse(LOGIN), {"username": name, "password": password} | more)


def is_in(browser: Client) -> bool:
    return browser.get(reverse(DESK)).status_code == 200


def text(answer) -> str:
    return answer.content.decode()


def test_a_password_alone_lets_in_whoever_has_no_second_factor(client, editor_a):
    assert sign_in(client, next=reverse("nightdesk_fronts"))["Location"] == reverse("nightdesk_fronts")
    assert is_in(client)
    told = Entry.objects.get(action="nightdesk.person.in")
    assert (told.user, told.data["reason"]) == (editor_a, "with a password alone")


def test_the_password_is_not_enough_for_whoever_has_one(client, app):
    assert sign_in(client)["Location"] == reverse(FACTOR)
    assert not is_in(client)
    assert client.post(reverse(FACTOR), {"code": "000000"}).status_code == 400
    assert not is_in(client)
    client.post(reverse(FACTOR), {"code": code_of(app)})
    assert is_in(client)
    assert Entry.objects.get(action="nightdesk.person.in").data["reason"] == "with an app’s code"


def test_a_code_that_was_used_lets_nobody_in_again(client, app):
    seen = code_of(app)
    for _ in range(2):
        sign_in(client)
        answer = client.post(reverse(FACTOR), {"code": seen})
        client.logout()
    assert answer.status_code == 400


def test_a_recovery_code_lets_in_once_and_they_stand_sealed_in_the_database(client, app, editor_a):
    codes = second_factor.new_codes(editor_a)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert app not in kept
    for status in (302, 400):
        sign_in(client)
        assert client.post(reverse(FACTOR), {"code": f" {codes[0][:5]} {codes[0][5:]}"}).status_code == status
        client.logout()
    assert second_factor.codes_left(editor_a) == 9


@pytest.mark.parametrize("typed", ["", "abc", "１２３４５６", "٠٠٠٠٠٠", "0" * 40, "123456\x00", "-1"])
def test_no_typed_code_breaks_the_page(typed, client, app):
    sign_in(client)
    assert client.post(reverse(FACTOR), {"code": typed}).status_code == 400


@pytest.mark.parametrize(
    "sent", ["", "x", "null", "[]", "{}", '{"id": 1}', '{"id": "AA", "response": {}, "type": "x"}']
)
def test_no_answer_of_a_browser_breaks_the_page(sent, client, app):
    sign_in(client)
    assert client.post(reverse(FACTOR), {"credential": sent, "code": ""}).status_code == 400
    assert not is_in(client)


def test_nobody_comes_to_the_second_factor_without_the_password(client, app):
    assert client.post(reverse(FACTOR), {"code": code_of(app)})["Location"] == reverse(LOGIN)
    assert not is_in(client)


def test_the_wait_for_a_second_factor_ends(client, app):
    sign_in(client)
    session = client.session
    session["nightdesk_waits_for_factor"] |= {"until": clock.now().timestamp() - 1}
    session.save()
    assert client.post(reverse(FACTOR), {"code": code_of(app)})["Location"] == reverse(LOGIN)


def test_a_new_password_ends_the_wait(client, app, editor_a):
    sign_in(client)
    editor_a.set_password("another-one-altogether")
    editor_a.save(update_fields=["password"])
    assert client.post(reverse(FACTOR), {"code": code_of(app)})["Location"] == reverse(LOGIN)


def test_guessing_a_second_factor_is_stopped_even_by_the_right_code(client, app):
    sign_in(client)
    answers = [client.post(reverse(FACTOR), {"code": "000000"}).status_code for _ in range(tries.MOST + 1)]
    assert answers == [400] * tries.MOST + [429]
    assert client.post(reverse(FACTOR), {"code": code_of(app)}).status_code == 429
    assert not is_in(client)


def test_guessing_a_password_is_stopped_and_locks_out_nobody_at_their_own_desk(client, editor_a):
    own = Client()
    sign_in(own)
    own.post(reverse("wagtailadmin_logout"))
    for _ in range(tries.MOST):
        assert sign_in(client, password="guess").status_code == 200
    said = sign_in(client)
    assert said.status_code == 429
    assert "Too many tries" in text(said)
    assert sign_in(own)["Location"] == reverse("wagtailadmin_home")
    assert sign_in(client, name="nobody-has-this", password="guess").status_code == 200


def test_what_was_typed_as_a_name_is_not_kept(client, editor_a):
    sign_in(client, name="my-secret-password", password="editor_a")
    told = Entry.objects.get(action=tries.FAILED)
    assert "my-secret-password" not in f"{told.label} {told.data}"
    assert told.label == "A name that nobody has"


def test_an_app_is_added_with_its_code_and_gives_recovery_codes_once(client, editor_a):
    sign_in(client)
    page = text(client.get(reverse(KEYS)))
    secret = re.search(r"nd-door__id\">([A-Z2-7 ]+)<", page)[1].replace(" ", "")
    assert "<svg" in page
    assert client.post(reverse(KEYS), {"do": "app", "code": "000000"}).status_code == 400
    assert not second_factor.has_one(editor_a)
    shown = text(client.post(reverse(KEYS), {"do": "app", "code": code_of(secret)}, follow=True))
    codes = re.findall(r"<li>(\d{10})</li>", shown)
    assert len(codes) == 10
    assert codes[0] not in text(client.get(reverse(KEYS)))
    told = Entry.objects.filter(action="nightdesk.person.factor").values_list("data__reason", flat=True)
    assert set(told) == {"an authenticator app was added", "recovery codes were made"}


def test_a_desk_left_alone_changes_no_sign_in(client, app, editor_a):
    client.force_login(editor_a)
    session = client.session
    session["nightdesk_fresh_at"] = (clock.now() - timedelta(minutes=11)).timestamp()
    session["nightdesk_has_factor"] = True
    session.save()
    row = Authenticator.objects.get(type="totp")
    for said in (
        {"do": f"remove:{row.pk}"},
        {"do": "codes"},
        {"do": "password", "new": "x" * 20, "repeated": "x" * 20},
    ):
        client.post(reverse(KEYS), said)
    assert Authenticator.objects.count() == 1
    assert client.post(reverse(KEYS), {"do": "again", "password": "guess"}).status_code == 400
    client.post(reverse(KEYS), {"do": "again", "password": PASSWORD})
    client.post(reverse(KEYS), {"do": f"remove:{row.pk}"})
    assert not second_factor.has_one(editor_a)


def test_a_password_is_changed_and_every_other_browser_is_out(client, editor_a):
    other = Client()
    for browser in (client, other):
        sign_in(browser)
    said = {"do": "password", "new": "the-ferry-at-noon", "repeated": "the-ferry-at-noon"}
    assert "not the same" in text(client.post(reverse(KEYS), said | {"repeated": "else"}))
    assert "12 characters" in text(client.post(reverse(KEYS), {"do": "password", "new": "pier", "repeated": "pier"}))
    client.post(reverse(KEYS), said)
    assert is_in(client)
    assert not is_in(other)


def test_a_station_asks_for_a_second_factor_from_a_day_on(client, editor_a, harbor):
    today = clock.now().date()
    Station.objects.filter(pk=harbor.station.pk).update(second_factor_from=today + timedelta(days=3))
    sign_in(client)
    assert is_in(client)
    assert "asks for a second factor. Add one before that day" in text(client.get(reverse(KEYS)))
    Station.objects.filter(pk=harbor.station.pk).update(second_factor_from=today)
    for name in (DESK, "nightdesk_fronts", "wagtailsnippets_desk_story:list"):
        assert client.get(reverse(name))["Location"] == reverse(KEYS)
    act = reverse("nightdesk_story_act", args=(harbor.story.pk, "run"))
    assert client.post(act)["Location"] == reverse(KEYS)
    harbor.story.refresh_from_db()
    assert harbor.story.state == "held"
    client.get(reverse(KEYS))
    secret = client.session["nightdesk_app_secret"]
    client.post(reverse(KEYS), {"do": "app", "code": code_of(secret)})
    assert is_in(client)
    row = Authenticator.objects.get(type="totp")
    said = text(client.post(reverse(KEYS), {"do": f"remove:{row.pk}"}))
    assert "add another before you take this one away" in said
    assert second_factor.has_one(editor_a)


def test_a_session_from_before_is_asked_for_the_second_factor(client, app, editor_a, harbor):
    client.force_login(editor_a)
    assert is_in(client)
    Station.objects.filter(pk=harbor.station.pk).update(second_factor_from=clock.now().date())
    assert client.get(reverse(DESK))["Location"] == reverse(FACTOR)
    client.post(reverse(FACTOR), {"code": code_of(app)})
    assert is_in(client)


def test_a_lost_phone_is_reset_by_an_administrator_and_at_the_command_line(client, app, editor_a, harbor):
    head = make_person("head_a", harbor.station, role="administrator")
    client.force_login(head)
    client.post(reverse("nightdesk_person", args=(editor_a.pk,)), {"do": "factor"})
    assert not second_factor.has_one(editor_a)
    second_factor.add_app(editor_a, app, code_of(app))
    assert main(["person", "reset", "editor_a", "--second-factor"]) == 0
    assert not Authenticator.objects.exists()
    told = Entry.objects.filter(data__reason="all second factors were reset").order_by("pk")
    assert [one.user for one in told] == [head, None]


def test_the_trail_is_neither_changed_nor_emptied(client, editor_a):
    sign_in(client)
    every = Entry.objects.all()
    for act in (every.delete, lambda: every.update(user=None), every.get().delete):
        with pytest.raises(Kept):
            act()
    assert Entry.objects.count() == 1
