"""What every test may count on: what the migrations put into the database is there."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from hypothesis import settings
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Collection, Locale, Page

# The same examples at every run: what fails here fails for everybody. NIGHTDESK_EXPLORE=1 looks for new ones.
settings.register_profile("the same every time", derandomize=True)
if not os.environ.get("NIGHTDESK_EXPLORE"):
    settings.load_profile("the same every time")

CHROMIUM = "/usr/bin/chromium"
NODE = Path(__file__).resolve().parents[1] / ".test" / "node_modules"
_ledgers = count()
_READY = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Hand out one browser for the whole run: a second driver in the same process would not start."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def kill_ledger(tmp_path_factory: pytest.TempPathFactory, settings: Any) -> None:
    """A ledger of its own for every test: what one test killed is alive in the next."""
    settings.KILL_LEDGER = tmp_path_factory.getbasetemp() / f"kills-{next(_ledgers)}.jsonl"


@pytest.fixture(scope="session")
def axe() -> str:
    """Return axe-core's source."""
    path = NODE / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.skip("axe-core is not in .test/node_modules; ./nightdesk test puts it there")
    return path.read_text()


@pytest.fixture(scope="session")
def ace() -> str:
    """Return the source of IBM's accessibility checker."""
    path = NODE / "accessibility-checker-engine" / "ace.js"
    if not path.exists():
        pytest.skip("accessibility-checker-engine is not in .test/node_modules; ./nightdesk test puts it there")
    return path.read_text()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, request):
    """From here on there is a database to look after."""
    request.config.stash[_READY] = True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    """Put the migrations' own rows back when a test before this one committed, and emptied the tables behind it."""
    uses_database = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)
    if uses_database and item.config.stash.get(_READY, False):
        with item.config.stash[blocking_manager_key].unblock():
            _restore()
            connection.close()
    return (yield)


def _restore() -> None:
    ContentType.objects.clear_cache()
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
        locale, _ = Locale.objects.get_or_create(language_code="en")
        Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
