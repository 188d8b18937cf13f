"""Who works here, and as what: people are invited, given roles, sent away and let in again. Each act is written down.

A station always keeps somebody who may administer it: the last one cannot be taken away, nor take themself away.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from wagtail.log_actions import log

from nightdesk.desk import rights
from nightdesk.desk.models import Duty, Station
from nightdesk.desk.staff.models import User

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


class Refusal(ValueError):
    """What was asked for is not done; the words say why."""


def random_password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def may_manage(by: User, person: User) -> bool:
    """Tell whether somebody may reset or send away a person: only who administers every station of theirs."""
    if by.is_superuser:
        return by.is_active
    stations = Duty.objects.filter(person=person).values_list("station_id", flat=True)
    return not person.is_superuser and bool(stations) and all(by.may("people", pk) for pk in stations)


def invite(station: Station, name: str, role: str, *, by: User | None, email: str = "", full_name: str = "") -> User:
    """Take somebody on, without a password: they choose it by a link, or get one from the command line."""
    _known(role)
    first, _, last = full_name.strip().partition(" ")
    with transaction.atomic():
        if User.objects.filter(username__iexact=name).exists():
            raise Refusal(f"The name “{name}” is taken. Choose another.")
        person = User(username=name, email=email, first_name=first, last_name=last)
        person.set_unusable_password()
        person.full_clean(exclude=["password"])
        person.save(force_insert=True)
        Duty.objects.create(station=station, person=person, role=role)
        _note(person, "invited", by, station, f"{rights.LABELS[role]} at {station}")
    return person


def give(station: Station, person: User, role: str, *, by: User | None) -> None:
    """Let somebody work at a station in this role, whatever they were there before."""
    _known(role)
    with _keeping_an_administrator(station):
        before = Duty.objects.filter(station=station, person=person).values_list("role", flat=True).first()
        if before == role:
            return
        Duty.objects.update_or_create(station=station, person=person, defaults={"role": role})
        was = f", was {rights.LABELS[before]}" if before else ""
        _note(person, "role", by, station, f"{rights.LABELS[role]} at {station}{was}")
    _forget(person)


def take(station: Station, person: User, *, by: User | None) -> None:
    """Let somebody work at a station no longer."""
    with _keeping_an_administrator(station):
        if Duty.objects.filter(station=station, person=person).delete()[0]:
            _note(person, "role", by, station, f"nothing at {station} any more")
    _forget(person)


def send_away(person: User, *, by: User | None) -> None:
    """Let somebody sign in no longer; what they did keeps their name, and they keep their roles for a return."""
    with _keeping_an_administrator(*person.stations.all(), *(Station.objects.all() if person.is_superuser else ())):
        if User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
            _note(person, "away", by, None, "")
    person.is_active = False


def let_in(person: User, *, by: User | None) -> None:
    """Let somebody who was sent away sign in again."""
    if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        _note(person, "back", by, None, "")
    person.is_active = True


def new_password(person: User, *, by: User | None, password: str | None = None) -> None:
    """Void a password, or set another; every session of theirs ends with it."""
    person.set_password(password) if password else person.set_unusable_password()
    with transaction.atomic():
        person.save(update_fields=["password"])
        _note(person, "password", by, None, "set anew" if password else "to be chosen anew")


@contextmanager
def _keeping_an_administrator(*stations: Station) -> Iterator[None]:
    """Undo what leaves a station without anybody who may administer it."""
    with transaction.atomic():
        locked = Station.objects.select_for_update().filter(pk__in=[one.pk for one in stations]).order_by("pk")
        mine = [station for station in locked if _is_administered(station)]
        yield
        for station in mine:
            if not _is_administered(station):
                raise Refusal(f"{station} would be left without an administrator. Make somebody else one first.")


def _is_administered(station: Station) -> bool:
    here = Duty.objects.filter(station=station, role="administrator", person__is_active=True)
    return here.exists() or User.objects.filter(is_superuser=True, is_active=True).exists()


def _known(role: str) -> None:
    if role not in rights.NAMES:
        raise Refusal(f"There is no role “{role}”. The roles are: {', '.join(rights.NAMES)}.")


def _note(person: User, what: str, by: User | None, station: Station | None, says: str) -> None:
    data = {"reason": says} | ({"station": station.pk} if station else {})
    log(person, f"nightdesk.person.{what}", user=by, data=data)


def _forget(person: User) -> None:
    person.__dict__.pop("_roles", None)
