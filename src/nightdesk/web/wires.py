"""List and add wires."""

import argparse
import json
import sys
from pathlib import Path

from nightdesk.desk import wires
from nightdesk.desk.models import Station, Wire
from nightdesk.kit import clock
from nightdesk.kit.refused import UNKNOWN, WRONG_USE, Refused


def show(*, as_json: bool) -> int:
    """Print every wire: name, stations, kind, policy, state."""
    listed = [
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
        print(json.dumps(listed, ensure_ascii=False))
    elif not listed:
        print("There is no wire yet. Add one: nightdesk wire add NAME --station S --folder DIR", file=sys.stderr)
    for wire in [] if as_json else listed:
        print("\t".join(wire.values()))
    return 0


def _origin(wire: Wire) -> str:
    if wire.sister is not None:
        return wire.sister.slug
    return str(wire.watched) if wire.kind == "folder" else wire.url


def add(arguments: argparse.Namespace) -> int:
    """Add a wire; for push, print its token, which is stored only as a hash."""
    stations = [_station(slug) for slug in arguments.station]
    sister = _station(arguments.sister) if arguments.sister else None
    kinds = {"push": arguments.push, "folder": arguments.folder, "poll": arguments.poll, "sister": sister}
    named = {
        "name": arguments.name,
        "kind": next(kind for kind, given in kinds.items() if given),
        "sister": sister,
        "folder": str(Path(arguments.folder).absolute()) if arguments.folder else "",
        "url": arguments.poll or "",
        "policy": arguments.policy,
        "max_age_days": arguments.max_age_days,
        "every_s": arguments.every,
        "credit_line": arguments.credit,
        "is_canonical_agency": arguments.canonical,
        "markets": arguments.markets,
        "is_shareable": arguments.shareable,
    }
    try:
        wire, token = wires.add(named, stations, by=None, now=clock.now())
    except wires.Unfit as fault:
        raise Refused(f"{_OPTIONS.get(fault.field, fault.field)}: {fault.says}", WRONG_USE) from fault
    print(f"nightdesk: wire {wire.name} added", file=sys.stderr)
    if token:
        print("nightdesk: its token, shown once; send it as “Authorization: Bearer …”:", file=sys.stderr)
        print(token)
    return 0


_OPTIONS = {"url": "--poll", "every_s": "--every", "max_age_days": "--max-age-days", "stations": "--station"}


def _station(slug: str) -> Station:
    station = Station.objects.filter(slug=slug).first()
    if station is None:
        names = ", ".join(Station.objects.values_list("slug", flat=True)) or "none yet; start with: nightdesk up"
        raise Refused(f"there is no station “{slug}”. Stations: {names}", UNKNOWN)
    return station
