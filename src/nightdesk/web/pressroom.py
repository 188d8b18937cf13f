"""Bake by hand, and ask why a sheet is as it is."""

import json
import sys
from collections.abc import Sequence

from nightdesk.kit import clock
from nightdesk.kit.refused import UNKNOWN, WRONG_USE, Refused
from nightdesk.press import run
from nightdesk.press.why import why as tell
from nightdesk.web.finding import address_of


def bake(addresses: Sequence[str], *, everything: bool) -> int:
    """Bake these sheets, or all of them, now."""
    if everything == bool(addresses):
        raise Refused("name the addresses to bake, or say --all.", WRONG_USE)
    baked = (
        run.bake_all(now=clock.now())
        if everything
        else run.bake([address_of(one) for one in addresses], now=clock.now())
    )
    print(f"nightdesk: {baked} sheets baked", file=sys.stderr)
    return 0


def why(name: str) -> int:
    """Print what a sheet showed, what caused it last, and its last failure."""
    told = tell(address_of(name))
    if told is None:
        raise Refused(f"no sheet has the address “{name}”.", UNKNOWN)
    print(told if isinstance(told, str) else json.dumps(told, indent=1, ensure_ascii=False, default=str))
    return 0
