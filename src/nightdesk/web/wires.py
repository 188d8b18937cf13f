"""List and add wires."""

import argparse
import hashlib
import json
import secrets
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from nightdesk.desk import nudges
from nightdesk.desk.models import Station, Wire
from nightdesk.desk.models.stations import URL_WORD
from nightdesk.kit.refused import UNKNOWN, WRONG_USE, Refused


def show(*, as_json: bool) -> int:
    """Print every wire: name, stations, kind, policy, state."""
    wires = [
        {
            "name": wire.name,
            "station": ",".join(station.slug for station in wire.stations.all()),
            "kind": wire.kind,
            "policy": wire.policy,
            "state": wire.state,
            "from": _origin(wire),
        }
        for wire in Wire.objects.select_related("sister").prefetch_related("stations")
    ]
    if as_json:
        print(json.dumps(wires, ensure_ascii=False))
    elif not wires:
        print("There is no wire yet. Add one: nightdesk wire add NAME --station S --folder DIR", file=sys.stderr)
    for wire in [] if as_json else wires:
        print("\t".join(wire.values()))
    return 0


def _origin(wire: Wire) -> str:
    if wire.sister is not None:
        return wire.sister.slug
    return str(wire.watched) if wire.kind == "folder" else wire.url


def add(arguments: argparse.Namespace) -> int:
    """Add a wire; for push, print its token, which is stored only as a hash."""
    stations = [_station(slug) for slug in arguments.station]
    token = secrets.token_urlsafe(32) if arguments.push else ""
    sister = _station(arguments.sister) if arguments.sister else None
    _need_fit(arguments)
    kinds = {"push": arguments.push, "folder": arguments.folder, "poll": arguments.poll, "sister": sister}
    with transaction.atomic():
        wire = Wire.objects.create(
            name=arguments.name,
            title=sister.name if sister else "",
            kind=next(kind for kind, given in kinds.items() if given),
            sister=sister,
            folder=_folder(arguments.folder),
            url=arguments.poll or "",
            token_hash=hashlib.sha256(token.encode()).hexdigest() if token else "",
            policy=arguments.policy,
            max_age_days=arguments.max_age_days,
            every_s=arguments.every,
            credit_line=arguments.credit,
            is_canonical_agency=arguments.canonical,
            markets=arguments.markets,
            is_shareable=arguments.shareable,
        )
        wire.stations.set(stations)
        if sister:
            nudges.of_all()  # what is offered already is offered to this one too
    print(f"nightdesk: wire {wire.name} added", file=sys.stderr)
    if token:
        print("nightdesk: its token, shown once; send it as “Authorization: Bearer …”:", file=sys.stderr)
        print(token)
    return 0


def _station(slug: str) -> Station:
    station = Station.objects.filter(slug=slug).first()
    if station is None:
        names = ", ".join(Station.objects.values_list("slug", flat=True)) or "none yet; start with: nightdesk up"
        raise Refused(f"there is no station “{slug}”. Stations: {names}", UNKNOWN)
    return station


def _need_fit(arguments: argparse.Namespace) -> None:
    try:
        URL_WORD(arguments.name)
        if arguments.poll:
            URLValidator(schemes=["http", "https"])(arguments.poll.replace("//localhost", "//localhost.localdomain"))
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages), WRONG_USE) from fault
    if arguments.sister and (len(arguments.station) != 1 or arguments.sister in arguments.station):
        raise Refused("a sister station's wire serves one station, and another than it takes from.", WRONG_USE)
    if Wire.objects.filter(name=arguments.name).exists():
        raise Refused(f"there is a wire “{arguments.name}” already.", WRONG_USE)
    if arguments.every < 1 or (arguments.max_age_days is not None and arguments.max_age_days < 1):
        raise Refused("--every and --max-age-days take 1 or more.", WRONG_USE)


def _folder(name: str | None) -> str:
    """Return the folder of the wire, made when it is not there; two wires never share one."""
    if not name:
        return ""
    path = Path(name).absolute()
    if Wire.objects.filter(folder=str(path)).exists():
        raise Refused(f"another wire watches {path} already.", WRONG_USE)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Refused(f"the folder {path} cannot be made: {fault.strerror}", WRONG_USE) from fault
    return str(path)
