"""People at the command line, so that a newsroom that is locked out can get in; written down as in the newsroom."""

import argparse
import json
import sys

from django.core.exceptions import ValidationError

from nightdesk.desk import people, rights, second_factor
from nightdesk.desk.models import Station
from nightdesk.desk.staff.models import User
from nightdesk.kit.refused import UNKNOWN, WRONG_USE, Refused


def run(arguments: argparse.Namespace) -> int:
    """Do one of the verbs."""
    if arguments.verb == "list":
        return _list(as_json=arguments.json)
    if not arguments.name:
        raise Refused(f"say who: nightdesk person {arguments.verb} NAME", WRONG_USE)
    try:
        _VERBS[arguments.verb](arguments)
    except people.Refusal as fault:
        raise Refused(str(fault), WRONG_USE) from fault
    return 0


def _list(*, as_json: bool) -> int:
    told = [
        {
            "name": person.username,
            "is_active": person.is_active,
            "has_password": person.has_usable_password(),
            "is_of_the_house": person.is_superuser,
            "roles": {duty.station.slug: duty.role for duty in person.duties.all()},
        }
        for person in User.objects.order_by("username").prefetch_related("duties__station")
    ]
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
        return 0
    for one in told:
        roles = [f"{role} at {slug}" for slug, role in one["roles"].items()] or ["no role"]
        marks = (["administrator of the house"] if one["is_of_the_house"] else []) + roles
        marks += [] if one["is_active"] else ["sent away"]
        print(f"{one['name']}\t{', '.join(marks)}")
    return 0


def _add(arguments: argparse.Namespace) -> None:
    station, role = _where(arguments)
    try:
        person = people.invite(station, arguments.name, role, by=None)
    except ValidationError as fault:
        raise Refused(f"“{arguments.name}” is no name: {' '.join(fault.messages)}", WRONG_USE) from fault
    _new_password(person)


def _role(arguments: argparse.Namespace) -> None:
    person = _person(arguments.name)
    if arguments.role == "none":
        people.take(_station(arguments.station), person, by=None)
        print(f"nightdesk: {person} works there no longer.", file=sys.stderr)
        return
    station, role = _where(arguments)
    people.give(station, person, role, by=None)
    print(f"nightdesk: {person} is {rights.LABELS[role]} at {station}.", file=sys.stderr)


def _reset(arguments: argparse.Namespace) -> None:
    person = _person(arguments.name)
    if not arguments.second_factor:
        _new_password(person)
        return
    second_factor.reset(person, by=None)
    print(f"nightdesk: {person} signs in with the password alone, until they add a second factor.", file=sys.stderr)


def _away(arguments: argparse.Namespace) -> None:
    person = _person(arguments.name)
    people.send_away(person, by=None)
    print(f"nightdesk: {person} cannot sign in any more.", file=sys.stderr)


def _back(arguments: argparse.Namespace) -> None:
    person = _person(arguments.name)
    people.let_in(person, by=None)
    print(f"nightdesk: {person} may sign in again.", file=sys.stderr)


_VERBS = {"add": _add, "role": _role, "reset": _reset, "away": _away, "back": _back}


def _new_password(person: User) -> None:
    password = people.random_password()
    people.new_password(person, by=None, password=password)
    print(f"{person.username}\t{password}")
    print("nightdesk: the password is shown this once.", file=sys.stderr)


def _where(arguments: argparse.Namespace) -> tuple[Station, str]:
    if not arguments.role or arguments.role == "none":
        raise Refused(f"say as what: --role {'|'.join(rights.NAMES)}", WRONG_USE)
    return _station(arguments.station), arguments.role


def _station(slug: str | None) -> Station:
    if not slug:
        known = ", ".join(Station.objects.order_by("slug").values_list("slug", flat=True))
        raise Refused(f"say where: --station S, one of {known}", WRONG_USE)
    station = Station.objects.filter(slug=slug).first()
    if station is None:
        raise Refused(f"there is no station “{slug}”.", UNKNOWN)
    return station


def _person(name: str) -> User:
    person = User.objects.filter(username=name).first()
    if person is None:
        raise Refused(f"nobody here is called “{name}”.", UNKNOWN)
    return person
