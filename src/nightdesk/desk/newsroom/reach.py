"""Which rows a member of staff may see: their own stations', and what the group shares. Nothing else exists."""

from collections.abc import Callable
from typing import Any, cast

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from nightdesk.desk.models import (
    Alert,
    Author,
    DaybookLine,
    Delivery,
    HousePage,
    Lesson,
    Picture,
    PictureRendition,
    Section,
    Station,
    Story,
    Take,
    Thread,
    Topic,
    Wire,
)
from nightdesk.desk.staff.models import User

_Rule = Callable[[frozenset[int]], Q]


def _own(path: str) -> _Rule:
    return lambda stations: Q(**{f"{path}__in": stations})


def _own_or_shared(path: str, wire: str) -> _Rule:
    """What no station owns is the group's; what a wire brought belongs to the stations that the wire serves."""
    return lambda stations: (
        Q(**{f"{path}__in": stations})
        | Q(**{path: None, wire: None})
        | Q(**{path: None, f"{wire}__stations__in": stations})
    )


RULES: tuple[tuple[type[Model], _Rule], ...] = (
    (Story, _own("station")),
    (Alert, _own("station")),
    (Section, _own("station")),
    (Topic, _own("station")),
    (Author, _own("station")),
    (HousePage, _own("station")),
    (Thread, _own("station")),
    (DaybookLine, _own("station")),
    (Lesson, _own("station")),
    (Station, _own("pk")),
    (Wire, _own("stations")),
    (Delivery, _own("wire__stations")),
    (Take, _own("wire__stations")),
    (Picture, _own_or_shared("station", "wire")),
    (PictureRendition, _own_or_shared("image__station", "image__wire")),
)


def who(request: HttpRequest) -> User:
    """Return the person who asks; the guard has let nobody through who is not signed in."""
    return cast(User, request.user)


def stations_of(user: Any, verb: str = "read") -> frozenset[int]:
    """Return the ids of the stations at which somebody has a verb; their roles are asked for once a request."""
    return user.stations_where(verb) if user.is_authenticated else frozenset()


def visible(rows: QuerySet, user: User, verb: str = "read") -> QuerySet:
    """Return those of the rows that this person may do it to. A kind of row without a rule is nobody's."""
    if user.is_superuser:
        return rows
    mine = stations_of(user, verb)
    if verb == "wires" and issubclass(rows.model, Wire):  # what is said of a wire holds for all whom it serves
        return rows.filter(stations__in=mine).exclude(stations__in=Station.objects.exclude(pk__in=mine)).distinct()
    for model, rule in RULES:
        if issubclass(rows.model, model):
            return rows.filter(rule(mine)).distinct() if mine else rows.none()
    return rows.none()


def may_see(instance: Model, user: User, verb: str = "read") -> bool:
    """True when this row is within the person's reach, for looking at or for another verb."""
    return visible(type(instance)._base_manager.filter(pk=instance.pk), user, verb).exists()
