"""Ways round the doors of the newsroom that somebody with time would try, and that lead nowhere."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.urls import reverse

from nightdesk.desk import rights
from nightdesk.desk.models import Alert, Duty, Pass, Picture, Wire
from nightdesk.desk.newsroom import actions, tries
from tests.newsroom.cast import make_person
from tests.newsroom.test_second_factor import code_of, is_in, sign_in, text
from tests.newsroom.test_the_desk import UNDO, a_story, act

pytestmark = pytest.mark.django_db


def test_a_name_typed_in_other_ways_has_no_more_tries(client, editor_a):
    for turn in range(tries.MOST):
        sign_in(client, f"{' ' * turn}editor_a", "guess")
    for name in ("editor_a ", "\u3000editor_a", "\uff45ditor_a"):  # the form reads all of them as editor_a
        assert sign_in(client, name).status_code == 429
    assert not is_in(client)


def test_a_browser_without_the_second_factor_changes_no_sign_in(client, editor_a):
    sign_in(client)
    secret = generate_totp_secret()
    other = client.__class__()
    sign_in(other)
    keys = reverse("nightdesk_keys")
    other.get(keys)
    session = other.session
    session["nightdesk_app_secret"] = secret
    session.save()
    other.post(keys, {"do": "app", "code": code_of(secret)})
    row = Authenticator.objects.get(type="totp")
    for said in (
        {"do": f"remove:{row.pk}"},
        {"do": "codes"},
        {"do": "password", "new": "x" * 20, "repeated": "x" * 20},
    ):
        assert client.post(keys, said)["Location"] == reverse("nightdesk_factor")
    assert Authenticator.objects.filter(pk=row.pk).exists()
    assert other.get(keys).status_code == 200
    client.post(reverse("nightdesk_factor"), {"code": code_of(secret, 1)})
    assert client.get(keys).status_code == 200


def test_the_pictures_of_a_wire_are_those_of_the_stations_it_serves(at_desk, editor_a, mesa, harbor):
    Picture.every.filter(pk=mesa.picture.pk).update(station=None, wire=mesa.wire)
    browser = at_desk(editor_a)
    for name in ("wagtailimages:index", "wagtailimages_chooser:choose"):
        assert mesa.word not in text(browser.get(reverse(name)))
    for name in ("wagtailimages:edit", "wagtailimages_chooser:chosen", "nightdesk_picture"):
        assert browser.get(reverse(name, args=(mesa.picture.pk,))).status_code == 404
    mesa.wire.stations.add(harbor.station)
    assert mesa.word in text(browser.get(reverse("wagtailimages_chooser:choose")))


def test_nobody_takes_a_picture_of_the_group_for_their_own_station(at_desk, editor_a, harbor):
    Picture.every.filter(pk=harbor.picture.pk).update(station=None)
    said = {"title": "Pier", "alt": "A pier.", "credit": "Ines Vale", "station": harbor.station.pk}
    at_desk(editor_a).post(reverse("wagtailimages:edit", args=(harbor.picture.pk,)), said)
    kept = Picture.every.get(pk=harbor.picture.pk)
    assert (kept.alt, kept.station) == ("A pier.", None)


def test_a_picture_is_put_only_where_its_editor_edits(at_desk, editor_a, harbor, mesa):
    Duty.objects.create(station=mesa.station, person=editor_a, role="counsel")
    offered = at_desk(editor_a).get(reverse("wagtailimages:add")).context["form"].fields["station"].queryset
    assert list(offered) == [harbor.station]


def test_undo_names_no_story_of_a_station_that_somebody_has_left(at_desk, editor_a, harbor, mesa):
    Duty.objects.create(station=mesa.station, person=editor_a, role="editor")
    story = a_story(mesa, 1)
    act(at_desk(editor_a), do="run", story=[story.pk], sure="1")
    Duty.objects.filter(station=mesa.station, person=editor_a).delete()
    page = text(at_desk(editor_a).post(reverse(UNDO), follow=True))
    assert "a story that is not yours to see any more" in page
    assert story.headline not in page


def test_the_key_in_a_wires_address_is_shown_to_who_changes_the_wire_alone(at_desk, editor_a, harbor):
    address = "https://desk:opensesame@feeds.example/copy?key=opensesame"
    Wire.objects.filter(pk=harbor.wire.pk).update(kind="poll", url=address)
    page = reverse("nightdesk_wire", args=(harbor.wire.pk,))
    said = text(at_desk(editor_a).get(page))
    assert "https://feeds.example/copy?…" in said
    assert "opensesame" not in said
    assert "key=opensesame" in text(at_desk(make_person("head", harbor.station, role="administrator")).get(page))


@pytest.mark.parametrize("verb", actions.VERBS, ids=lambda verb: verb.name)
def test_who_lacks_a_verb_is_told_so_in_plain_words(verb, at_desk, harbor):
    address = reverse("nightdesk_story_act", args=(harbor.story.pk, verb.name))
    for role in rights.NAMES:
        browser = at_desk(make_person(role, harbor.station, role=role))
        answer = browser.get(address, follow=True)
        if rights.has(role, verb.right):
            assert answer.redirect_chain == []
        elif rights.has(role, "read"):
            assert "Nothing was done: your role here does not let you" in text(answer), role
        else:
            assert answer.status_code == 404


@pytest.mark.parametrize("name", ["nightdesk_wire_test", "nightdesk_lesson_back", "nightdesk_undo"])
def test_an_address_that_takes_a_button_says_so_to_who_types_it(name, at_desk, harbor):
    row = {"nightdesk_wire_test": [harbor.wire.pk], "nightdesk_lesson_back": [harbor.lesson.pk]}.get(name, [])
    answer = at_desk(make_person("head", harbor.station, role="administrator")).get(reverse(name, args=row))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This address takes a button, not a link" in text(answer)


def test_a_character_that_no_database_keeps_is_refused_at_the_door(at_desk, editor_a, harbor):
    browser = at_desk(editor_a)
    act_at = reverse("nightdesk_story_act", args=(harbor.story.pk, "hold"))
    answers = (
        browser.get("/newsroom/files/%00"),
        browser.get(reverse("nightdesk_desk"), {"q": "pier\0"}),
        browser.post(act_at, {"reason": "The council\0 asked."}),
    )
    for answer in answers:
        assert (answer.status_code, "That did not come whole" in text(answer)) == (400, True)


@pytest.mark.parametrize("verb", ["pass-legal", "return-legal", "withdraw"])
def test_a_verb_that_no_button_offers_now_does_nothing_when_it_is_sent(verb, at_desk, harbor):
    before = Alert.objects.count()
    for role in ("counsel", "editor"):
        browser = at_desk(make_person(role, harbor.station, role=role))
        browser.post(reverse("nightdesk_story_act", args=(harbor.story.pk, verb)), {"reason": "Because."})
    assert (Pass.objects.count(), Alert.objects.count()) == (0, before)
    harbor.story.refresh_from_db()
    assert harbor.story.hold_reasons == [f"The council of {harbor.word} has a question."]


@pytest.mark.parametrize("role", rights.NAMES)
def test_no_line_of_the_menu_leads_to_what_somebody_may_not_see(role, at_desk, harbor):
    browser = at_desk(make_person(role, harbor.station, role=role))
    page = text(browser.get(reverse("nightdesk_desk")))
    names = ("fronts", "daybook", "wires", "lessons", "killed_pictures", "people", "trail")
    led = [reverse(f"nightdesk_{name}") for name in names if f'"{reverse(f"nightdesk_{name}")}"' in page]
    assert [address for address in led if browser.get(address).status_code != 200] == []
    assert bool(led) == (role != "moderator")
