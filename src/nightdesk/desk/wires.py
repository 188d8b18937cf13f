"""A wire is added, changed, paused and taken up again: one door for the command line and the newsroom.

A folder that the newsroom names stands in the state folder: whoever signs in there may not have this machine read
other files of it. Another place is named at the command line.
"""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from nightdesk.desk import changes, crops, nudges, sorting, terms
from nightdesk.desk.models import Station, Wire
from nightdesk.desk.models.stations import URL_WORD
from nightdesk.desk.staff.models import User

HOME = "wires"  # of folders that the newsroom names, in the state folder


class Unfit(Exception):
    """A wire that cannot be so: ``says`` tells a person why, ``field`` which part of it is meant."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field, self.says = field, says


def add(named: Mapping[str, Any], stations: Collection[Station], *, by: User | None, now: datetime) -> tuple[Wire, str]:
    """Add a wire of these columns; return it and, for push, its token, which is stored only as a hash.

    Raises Unfit.
    """
    need_fit(named, stations)
    _make_folder(named.get("folder", ""))
    token = secrets.token_urlsafe(32) if named["kind"] == "push" else ""
    with transaction.atomic():
        wire = put(named, stations, token)
        log(wire, "nightdesk.wire", user=by, data={"reason": f"Added: {wire.get_kind_display()}."})
        if wire.sister_id:
            nudges.of_all()  # what is offered already is offered to this one too
    sorting.forget()
    return wire, token


def put(named: Mapping[str, Any], stations: Collection[Station], token: str = "") -> Wire:
    """Write the rows of a new wire, and nothing else."""
    title = named.get("title") or (named["sister"].name if named.get("sister") else "")
    wire = Wire.objects.create(**{**named, "title": title}, token_hash=_hash(token) if token else "")
    wire.stations.set(stations)
    return wire


def amend(
    wire: Wire, named: Mapping[str, Any], stations: Collection[Station], *, by: User | None, now: datetime
) -> None:
    """Give a wire other terms or another source. What it brought so far stays, and is shown by the new terms.

    Raises Unfit.
    """
    need_fit({"kind": wire.kind, "sister": wire.sister, **named}, stations, wire)
    told = _other(wire, named)
    is_cut_anew = named.get("is_unaltered", wire.is_unaltered) != wire.is_unaltered
    with transaction.atomic():
        Wire.objects.filter(pk=wire.pk).update(**named)
        stopped = stops(wire, named, now=now)
        wire.stations.set(stations)
        wire.refresh_from_db()
        terms.put_on(wire, _everywhere(wire), now)
        lost = f" {stopped} running stories lost their right to be shown." if stopped else ""
        log(wire, "nightdesk.wire", user=by, data={"reason": f"Changed: {', '.join(told) or 'its stations'}.{lost}"})
        if is_cut_anew:
            crops.want_anew(Q(wire=wire))
        changes.record([f"wire:{wire.pk}/terms"], "edited in the newsroom", at=now)
    sorting.forget()


def stops(wire: Wire, named: Mapping[str, Any], *, now: datetime) -> int:
    """Return how many running stories other terms would take down."""
    markets, days = named.get("markets", wire.markets), named.get("storage_days", wire.storage_days)
    return terms.stops(wire, markets, days, _everywhere(wire), now)


def _everywhere(wire: Wire) -> list[Station]:
    """Return every station that has stories of a wire, also one that the wire served once."""
    return list(Station.objects.filter(stories__wire=wire).distinct())


def pause(wire: Wire, *, by: User | None) -> bool:
    """Take nothing more from a wire, no kill either; False when it is paused already. What is pushed is kept."""
    return _turn(wire, "on", "paused", "Paused.", by)


def resume(wire: Wire, *, by: User | None) -> bool:
    """Take up a paused wire again, with what was pushed meanwhile; False when it is on."""
    return _turn(wire, "paused", "on", "Taken up again.", by)


def renew_token(wire: Wire, *, by: User | None) -> str:
    """Give a push wire another token and return it; the old one opens nothing any more."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        Wire.objects.filter(pk=wire.pk, kind="push").update(token_hash=_hash(token))
        log(wire, "nightdesk.wire", user=by, data={"reason": "It has another token; the old one is void."})
    return token


def need_fit(named: Mapping[str, Any], stations: Collection[Station], wire: Wire | None = None) -> None:
    """Raise Unfit for a wire that cannot be so."""
    if not stations:
        raise Unfit("stations", "A wire serves at least one station.")
    if wire is None:
        _need_name(named["name"])
    if named["kind"] == "poll":
        _need_address(named.get("url", ""))
    if (named["kind"] == "sister") != (named.get("sister") is not None):
        raise Unfit("sister", "A sister station's wire names that station, and no other wire does.")
    if named.get("sister") and (len(stations) != 1 or named["sister"] in stations):
        raise Unfit("stations", "A sister station's wire serves one station, and another than it takes from.")
    for field in ("every_s", "max_age_days", "quiet_alarm_min", "storage_days"):
        if named.get(field) is not None and named[field] < 1:
            raise Unfit(field, "It takes 1 or more.")
    folder = named.get("folder", "")
    if folder and Wire.objects.filter(folder=folder).exclude(pk=wire.pk if wire else None).exists():
        raise Unfit("folder", f"Another wire watches {folder} already.")


def _need_name(name: str) -> None:
    try:
        URL_WORD(name)
    except ValidationError as fault:
        raise Unfit("name", " ".join(fault.messages)) from fault
    if Wire.objects.filter(name=name).exists():
        raise Unfit("name", f"There is a wire “{name}” already.")


def _need_address(url: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(url.replace("//localhost", "//localhost.localdomain"))
    except ValidationError as fault:
        raise Unfit("url", " ".join(fault.messages)) from fault


def _make_folder(folder: str) -> None:
    if not folder:
        return
    path = Path(settings.DATA) / folder
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Unfit("folder", f"The folder {path} cannot be made: {fault.strerror}") from fault


def _turn(wire: Wire, before: str, after: str, says: str, by: User | None) -> bool:
    with transaction.atomic():
        if not Wire.objects.filter(pk=wire.pk, state=before).update(state=after):
            return False
        log(wire, "nightdesk.wire", user=by, data={"reason": says})
    sorting.forget()
    return True


def _other(wire: Wire, named: Mapping[str, Any]) -> list[str]:
    """Return what is not as it was, in words."""
    fields = {name: Wire._meta.get_field(name).verbose_name for name in named}
    return [str(label) for name, label in fields.items() if getattr(wire, name) != named[name]]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
