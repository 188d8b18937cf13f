"""What a subject's name says. Pure.

story:41/card   story:41/page   picture:12/file   topic:5/name   author:7/name   thread:2/name   thread:2/daybook
section:3/name  station:3/look  wire:2/terms  page:4/words
front:3:home/list  front:3:home/picks  front:3:home/breaking  front:3:home/weather  front:3:day:2026-11-23/list
front:3:section:8/pages  front:3:month:2026-11/page:7
"""

from typing import NamedTuple


class Subject(NamedTuple):
    """``kind`` and ``id`` of what changed, and which ``aspect`` of it. A front's ``key`` is "section:8"."""

    kind: str
    id: int  # a front's is its station's
    aspect: str
    key: str = ""


def read(name: str) -> Subject | None:
    """Return the parts of a subject's name, or None when it names nothing the press knows."""
    who, _, aspect = name.partition("/")
    kind, _, rest = who.partition(":")
    number, _, key = rest.partition(":")
    if not number.isdecimal() or (kind == "front") != bool(key):
        return None
    return Subject(kind, int(number), aspect, key)
