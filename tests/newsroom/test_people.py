"""Who works here is said by an administrator of the station, written down, and never left to nobody."""

import re
from importlib import import_module
from itertools import product

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import ModelLogEntry

from nightdesk.arguments import ROLES
from nightdesk.cli import main
from nightdesk.desk import decide, people, rights
from nightdesk.desk.models import Duty, Story
from nightdesk.desk.staff.models import User
from tests.newsroom.cast import make_person
from tests.newsroom_cast import NOON

pytestmark = pytest.mark.django_db
PEOPLE = "nightdesk_people"


@pytest.fixture
def head_a(harbor):
    return make_person("head_a", harbor.station, role="administrator")


def page_of(person) -> str:
    return reverse("nightdesk_person", args=(person.pk,))


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(("role", "verb"), product(rights.NAMES, rights.VERBS))
def test_a_role_has_its_verbs_at_its_station_and_none_elsewhere(role, verb, harbor, mesa):
    person = make_person("one", harbor.station, role=role)
    assert person.may(verb, harbor.station.pk) is rights.has(role, verb)
    assert not person.may(verb, mesa.station.pk)
    assert not person.may(verb, None)
    person.is_active = False
    assert not person.may(verb, harbor.station.pk)


def test_each_button_of_a_story_is_there_for_the_roles_that_have_its_verb(at_desk, harbor):
    address = reverse("wagtailsnippets_desk_story:edit", args=(harbor.story.pk,))
    for role in ("editor", "producer", "copy-chief", "administrator"):
        shown = text(at_desk(make_person(role, harbor.station, role=role)).get(address))
        for verb in ("run", "spike", "kill"):
            button = reverse("nightdesk_story_act", args=(harbor.story.pk, verb))
            assert (f'href="{button}"' in shown) is rights.has(role, verb), (role, verb)


def test_a_role_at_one_station_gives_nothing_at_another(at_desk, harbor, mesa):
    person = make_person("both", harbor.station, role="copy-chief")
    people.give(mesa.station, person, "producer", by=None)
    desk = at_desk(person)
    said = text(desk.post(reverse("nightdesk_story_act", args=(mesa.story.pk, "kill")), {"reason": "No."}, follow=True))
    assert "your role here does not let you kill a story or a picture" in said
    desk.post(reverse("nightdesk_story_act", args=(harbor.story.pk, "kill")), {"reason": "Wrong man."})
    assert [Story.objects.get(pk=one.story.pk).state for one in (harbor, mesa)] == ["killed", "held"]


def test_a_lifted_kill_asks_for_the_role_at_that_station(harbor, mesa):
    person = make_person("both", harbor.station, role="copy-chief")
    people.give(mesa.station, person, "editor", by=None)
    for house in (harbor, mesa):
        decide.kill(house.story, by=None, reason="Wrong man.", now=NOON)
    assert decide.may_lift(harbor.story, person)
    assert not decide.may_lift(mesa.story, person)


def test_somebody_is_taken_on_by_a_link_that_is_shown_once_and_works_once(at_desk, client, head_a, harbor):
    said = {"name": "nils", "full_name": "Nils Ek", "station": harbor.station.pk, "role": "producer"}
    shown = text(at_desk(head_a).post(reverse(PEOPLE), said, follow=True))
    [link] = re.findall(r"http://testserver(/newsroom/welcome/\S+?)\"", shown)
    nils = User.objects.get(username="nils")
    assert (nils.get_full_name(), nils.roles, nils.has_usable_password()) == (
        "Nils Ek", {harbor.station.pk: "producer"}, False,
    )  # fmt: skip
    assert "/newsroom/welcome/" not in text(client.get(page_of(nils)))
    client.logout()
    form = client.get(link, follow=True)
    assert "nils" in text(form)
    here = form.request["PATH_INFO"]
    short = client.post(here, {"new_password1": "pier", "new_password2": "pier"})
    assert "12 characters" in text(short)
    client.post(here, {"new_password1": "the-ferry-at-noon", "new_password2": "the-ferry-at-noon"})
    assert client.login(username="nils", password="the-ferry-at-noon")
    client.logout()
    assert "This link is used up" in text(client.get(link, follow=True))


def test_a_name_that_is_taken_is_told_and_keeps_what_was_typed(at_desk, head_a, editor_a, harbor):
    said = {"name": "Editor_A", "full_name": "Mara Tolliver", "station": harbor.station.pk, "role": "editor"}
    answer = at_desk(head_a).post(reverse(PEOPLE), said)
    assert answer.status_code == 400
    assert "is taken" in text(answer)
    assert 'value="Mara Tolliver"' in text(answer)


def test_a_role_is_given_and_taken_and_written_down(at_desk, head_a, editor_a, harbor):
    desk, key = at_desk(head_a), f"role-{harbor.station.pk}"
    desk.post(page_of(editor_a), {"do": "roles", key: "copy-chief"})
    assert User.objects.get(pk=editor_a.pk).roles == {harbor.station.pk: "copy-chief"}
    desk.post(page_of(editor_a), {"do": "roles", key: ""})
    assert User.objects.get(pk=editor_a.pk).roles == {}
    told = ModelLogEntry.objects.filter(object_id=str(editor_a.pk), action="nightdesk.person.role")
    assert [(one.user, one.data["reason"]) for one in told.order_by("pk")] == [
        (head_a, "Copy chief at Harbor, was Editor"), (head_a, "nothing at Harbor any more"),
    ]  # fmt: skip


def test_the_last_administrator_of_a_station_stays_one(at_desk, head_a, harbor):
    desk, key = at_desk(head_a), f"role-{harbor.station.pk}"
    for role in ("editor", ""):
        said = text(desk.post(page_of(head_a), {"do": "roles", key: role}, follow=True))
        assert "would be left without an administrator" in said
    assert User.objects.get(pk=head_a.pk).roles == {harbor.station.pk: "administrator"}
    with pytest.raises(people.Refusal):
        people.send_away(head_a, by=None)
    assert User.objects.get(pk=head_a.pk).is_active
    make_person("second", harbor.station, role="administrator")
    desk.post(page_of(head_a), {"do": "roles", key: "editor"})
    assert User.objects.get(pk=head_a.pk).roles == {harbor.station.pk: "editor"}


def test_who_is_sent_away_is_out_at_once_and_comes_back_as_before(at_desk, client, head_a, editor_a):
    away = type(client)()
    away.force_login(editor_a)
    assert away.get(reverse("nightdesk_desk")).status_code == 200
    desk = at_desk(head_a)
    desk.post(page_of(editor_a), {"do": "away"})
    assert away.get(reverse("nightdesk_desk")).status_code == 302
    assert not away.login(username="editor_a", password="correct-horse-battery")
    desk.post(page_of(editor_a), {"do": "back"})
    assert away.login(username="editor_a", password="correct-horse-battery")


def test_nobody_sends_themself_away_or_shuts_out_who_works_elsewhere_too(at_desk, head_a, editor_a, mesa):
    desk = at_desk(head_a)
    assert "Nobody sends themself away" in text(desk.post(page_of(head_a), {"do": "away"}, follow=True))
    people.give(mesa.station, editor_a, "editor", by=None)
    for asked in ("away", "link"):
        assert desk.post(page_of(editor_a), {"do": asked}).status_code == 404
    assert User.objects.get(pk=editor_a.pk).has_usable_password()


def test_an_administrator_of_a_station_gives_nothing_elsewhere(at_desk, head_a, editor_a, harbor, mesa):
    desk = at_desk(head_a)
    desk.post(page_of(editor_a), {"do": "roles", f"role-{mesa.station.pk}": "administrator"})
    assert User.objects.get(pk=editor_a.pk).roles == {harbor.station.pk: "editor"}
    said = {"name": "nils", "full_name": "", "station": mesa.station.pk, "role": "editor"}
    assert desk.post(reverse(PEOPLE), said).status_code == 400
    assert desk.get(page_of(make_person("editor_b", mesa.station))).status_code == 404
    assert desk.get(page_of(User.objects.create_superuser("house", "", "x"))).status_code == 404


def test_nobody_but_an_administrator_sees_the_people(at_desk, editor_a, chief_a):
    for person in (editor_a, chief_a):
        said = text(at_desk(person).get(reverse(PEOPLE), follow=True))
        assert "does not let you take people on" in said
        assert "nd-people" not in said
        assert reverse(PEOPLE) not in said


def test_a_locked_out_newsroom_gets_in_by_the_command_line(capsys, client, harbor):
    assert main(["person", "add", "mara", "--station", "harbor", "--role", "administrator"]) == 0
    name, password = capsys.readouterr().out.split()
    assert client.login(username=name, password=password)
    assert main(["person", "reset", "mara"]) == 0
    _, newer = capsys.readouterr().out.split()
    assert not client.login(username="mara", password=password)
    assert client.login(username="mara", password=newer)
    assert main(["person", "role", "mara", "--station", "harbor", "--role", "editor"]) == 2
    assert "left without an administrator" in capsys.readouterr().err
    assert main(["person", "list"]) == 0
    assert capsys.readouterr().out == "mara\tadministrator at harbor\n"
    told = ModelLogEntry.objects.filter(action__startswith="nightdesk.person").order_by("pk")
    assert [(one.action.rpartition(".")[2], one.user) for one in told] == [
        ("invited", None), ("password", None), ("password", None),
    ]  # fmt: skip


def test_the_command_line_knows_the_roles():
    assert (*rights.NAMES, "none") == ROLES


def test_who_worked_here_before_there_were_roles_goes_on_as_before(harbor):
    groups = {name: Group.objects.create(name=name) for name in ("Chief editors", "Night shift")}
    groups["Editors"], _ = Group.objects.get_or_create(name="Editors")
    known = {"Editors": "editor", "Chief editors": "copy-chief", "Night shift": "editor"}
    for name in known:
        make_person(name, harbor.station).groups.add(groups[name])
    house = User.objects.create_superuser("house", "", "x")
    harbor.station.staff.add(house)
    import_module("nightdesk.desk.migrations.0021_duties").say_the_roles(apps, None)
    found = dict(Duty.objects.values_list("person__username", "role"))
    assert found == known | {"house": "administrator"}
    assert not Group.objects.filter(name__in=("Editors", "Chief editors")).exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (("add", "mara"), 2), (("add", "a b", "--station", "harbor", "--role", "editor"), 2),
        (("add", "mara", "--station", "nowhere", "--role", "editor"), 5), (("reset", "nobody"), 5), (("away",), 2),
    ],
)  # fmt: skip
def test_the_command_line_says_what_is_missing(said, code, capsys, harbor):
    assert main(["person", *said]) == code
    assert capsys.readouterr().err.startswith("nightdesk: ")
