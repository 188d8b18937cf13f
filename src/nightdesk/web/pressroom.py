"""Bake by hand, and ask why a sheet is as it is."""

import json
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

from nightdesk.desk.models import Station
from nightdesk.kit import clock
from nightdesk.kit.refused import UNKNOWN, WRONG_USE, Refused
from nightdesk.press import run
from nightdesk.press.why import why as tell


def bake(addresses: Sequence[str], *, everything: bool) -> int:
    """Bake these sheets, or all of them, now."""
    if everything == bool(addresses):
        raise Refused("name the addresses to bake, or say --all.", WRONG_USE)
    baked = (
        run.bake_all(now=clock.now()) if everything else run.bake([_address(one) for one in addresses], now=clock.now())
    )
    print(f"nightdesk: {baked} sheets baked", file=sys.stderr)
    return 0


def why(name: str) -> int:
    """Print what a sheet showed, what caused it last, and its last failure."""
    told = tell(_address(name))
    if told is None:
        raise Refused(f"no sheet has the address “{name}”.", UNKNOWN)
    print(told if isinstance(told, str) else json.dumps(told, indent=1, ensure_ascii=False, default=str))
    return 0


def _address(name: str) -> str:
    """Return the press's address for ``station:/path/`` or for a page's URL."""
    if not name.startswith(("http://", "https://")):
        return name
    url = urlsplit(name)
    host = url.hostname or ""
    station = (
        Station.objects.filter(host=host).first()
        or Station.objects.filter(slug=host.removesuffix(".localhost")).first()
    )
    station = station or Station.objects.first()
    if station is None:
        raise Refused("there is no station yet. Start with: nightdesk up", UNKNOWN)
    return f"{station.slug}:{url.path or '/'}"
