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


def _own_or_shared(path: str) -> _Rule:
    return lambda stations: Q(**{f"{path}__in": stations}) | Q(**{path: None})


RULES: tuple[tuple[type[Model], _Rule], ...] = (
    (Story, _own("station")),
    (Alert, _own("station")),
    (Section, _own("station")),
    (Topic, _own("station")),
    (Author, _own("station")),
    (Thread, _own("station")),
    (DaybookLine, _own("station")),
    (Station, _own("pk")),
    (Wire, _own("stations")),
    (Delivery, _own("wire__stations")),
    (Take, _own("wire__stations")),
    (Picture, _own_or_shared("station")),
    (PictureRendition, _own_or_shared("image__station")),
)


def who(request: HttpRequest) -> User:
    """Return the person who asks; the guard has let nobody through who is not signed in."""
    return cast(User, request.user)


def stations_of(user: Any) -> frozenset[int]:
    """Return the ids of the stations somebody works at; asked once a request."""
    known = getattr(user, "_station_ids", None)
    if known is None:
        known = frozenset(user.stations.values_list("pk", flat=True)) if user.is_authenticated else frozenset()
        user._station_ids = known
    return known


def visible(rows: QuerySet, user: User) -> QuerySet:
    """Return those of the rows that this person may see. A kind of row without a rule is nobody's."""
    if user.is_superuser:
        return rows
    for model, rule in RULES:
        if issubclass(rows.model, model):
            return rows.filter(rule(stations_of(user))).distinct()
    return rows.none()


def may_see(instance: Model, user: User) -> bool:
    """True when this row is within the person's reach."""
    return visible(type(instance)._base_manager.filter(pk=instance.pk), user).exists()
