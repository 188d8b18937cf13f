"""Frozen dataclasses to plain JSON values and back, leaving out what is at its default."""

import dataclasses
import types
import typing
from datetime import datetime
from functools import cache
from typing import Any


def to_plain(value: Any) -> Any:
    """Return JSON values for a frozen dataclass; a field at its default is left out."""
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_plain(part) for part in value]
    fields = _fields(type(value))  # type: ignore[arg-type]
    return {name: to_plain(part) for name, default in fields if (part := getattr(value, name)) != default}


def from_plain(cls: Any, plain: Any) -> Any:
    """Return what ``to_plain`` took apart. ``cls`` is a dataclass; unknown names raise TypeError."""
    return cls(**{name: _read(_hints(cls)[name], part) for name, part in plain.items() if name in _hints(cls)})


@cache
def _fields(cls: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(cls))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _read(hint: Any, plain: Any) -> Any:
    if plain is None:
        return None
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
        origin = typing.get_origin(hint)
    if origin is tuple:
        return _read_tuple(typing.get_args(hint), plain)
    if hint is datetime:
        return datetime.fromisoformat(plain)
    if dataclasses.is_dataclass(hint):
        return from_plain(hint, plain)
    return plain


def _read_tuple(parts: tuple[Any, ...], plain: list[Any]) -> tuple[Any, ...]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_read(parts[0], one) for one in plain)
    return tuple(_read(part, one) for part, one in zip(parts, plain, strict=True))
