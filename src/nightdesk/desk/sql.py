"""The few statements made for every story, in SQL that every database we run on reads alike.

Composing a query from objects costs ten times what the database needs to answer it; that was a third of the work of
a story. Tables and columns are our own names; whatever came from outside travels as a parameter.
"""

from collections import namedtuple
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, connections, models


def rows(sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    """Return the rows that answer; ``%s`` stands for each of the values."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall()


def rows_in(sql: str, values: Collection[Any]) -> list[tuple[Any, ...]]:
    """Return the rows that answer, ``{}`` standing for the list of values; none when that is empty."""
    return rows(sql.format(", ".join(["%s"] * len(values))), values) if values else []


def run(sql: str, values: Iterable[Any] = ()) -> int:
    """Change rows; return how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.rowcount


def run_in(sql: str, values: Collection[Any], *before: Any) -> int:
    """Change the rows of a list of values, ``{}`` standing for it after the values ``before``; return how many."""
    return run(sql.format(", ".join(["%s"] * len(values))), [*before, *values]) if values else 0


def at(moment: datetime | None) -> Any:
    """Return a moment as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(moment)


def insert(table: str, columns: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
    """Put rows into a table, as many at once as a database takes in one statement."""
    one = f"({', '.join(['%s'] * len(columns))})"
    most = 900 // len(columns)
    with connection.cursor() as cursor:
        for start in range(0, len(values), most):
            some = values[start : start + most]
            sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * len(some))}"  # noqa: S608 - our own names
            cursor.execute(sql, [value for row in some for value in row])


class Rows:
    """New rows of a model, put in one by one. Each field says how its value is stored; the statement is made once."""

    def __init__(self, model: type[models.Model]) -> None:
        self._key = model._meta.pk
        self._fields = [field for field in model._meta.local_concrete_fields if field is not self._key]
        self._table, self._sql = model._meta.db_table, ""

    def put(self, row: models.Model) -> None:
        """Store an instance as a new row and give it its key. No signal is sent, no default of the database read."""
        if not self._sql:
            quoted = connection.ops.quote_name
            listed = ", ".join(quoted(field.column) for field in self._fields)
            marks = ", ".join(["%s"] * len(self._fields))
            self._sql = (
                f"INSERT INTO {quoted(self._table)} ({listed}) VALUES ({marks})"  # noqa: S608 - our own names
                f" RETURNING {quoted(self._key.column)}"
            )
        here = connections[connection.alias]  # itself, and not what stands for it: every field asks it several things
        values = [field.get_db_prep_save(field.pre_save(row, add=True), here) for field in self._fields]
        [(key,)] = rows(self._sql, values)
        setattr(row, self._key.attname, key)
        row._state.adding, row._state.db = False, here.alias


class Columns:
    """Some columns of a model, read by key as rows with attributes; each field reads its own column, JSON too.

    The statement is composed once. ``names`` are the attributes: ``pk``, a field's name, or its column's.
    """

    def __init__(self, model: type[models.Model], names: Sequence[str]) -> None:
        self._model, self._row = model, namedtuple(f"{model.__name__}Row", names)  # noqa: PYI024 - made from a list
        fields = [model._meta.pk if name == "pk" else model._meta.get_field(name) for name in names]
        self._fields = [field.get_col(model._meta.db_table) for field in fields]
        self._sql = ""
        self._readers: list[tuple[int, Any, list[Any]]] = []

    def of(self, ids: Collection[int]) -> list[Any]:
        """Return the rows with these keys, in no order."""
        if not self._sql:
            self._compose()
        found = rows_in(self._sql, list(ids))
        if not self._readers:
            return [self._row._make(row) for row in found]
        return [self._row._make(self._read(list(row))) for row in found]

    def _compose(self) -> None:
        quoted = connection.ops.quote_name
        listed = ", ".join(quoted(column.target.column) for column in self._fields)
        for place, column in enumerate(self._fields):
            readers = connection.ops.get_db_converters(column) + column.get_db_converters(connection)
            if readers:
                self._readers.append((place, column, readers))
        table, key = quoted(self._model._meta.db_table), quoted(self._model._meta.pk.column)
        self._sql = f"SELECT {listed} FROM {table} WHERE {key} IN ({{}})"  # noqa: S608 - our own names

    def _read(self, values: list[Any]) -> list[Any]:
        for place, column, readers in self._readers:
            for reader in readers:
                values[place] = reader(values[place], column, connection)
        return values
