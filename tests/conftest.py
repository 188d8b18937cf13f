"""What every test may count on: what the migrations put into the database is there."""

import pytest
from django.db import connection
from pytest_django.plugin import blocking_manager_key


def pytest_collection_modifyitems(items):
    """A test that commits empties the tables behind it, and begins with the migrations' own rows."""
    for item in items:
        if _commits(item):
            item.fixturenames.append("django_db_serialized_rollback")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Put the migrations' rows back behind a test that committed, for the tests after it that do not."""
    result = yield
    if nextitem and _commits(item) and hasattr(connection, "_test_serialized_contents"):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
            connection.close()
    return result


def _commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or (marker and marker.kwargs.get("transaction")))
