"""A real Chromium, the axe engine and the markup checker, for tests that look at pages as readers do."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reader import sheets, stories

NODE = Path(__file__).resolve().parents[2] / ".test" / "node_modules"


@pytest.fixture(scope="session")
def vnu() -> list[str]:
    """Return the command that checks markup, without its files."""
    found = next(NODE.glob("vnu-jar/build/dist/vnu.jar"), None)
    java = shutil.which("java")
    if not found or not java:
        pytest.skip("the markup checker needs java and vnu-jar in .test/node_modules; ./nightdesk test puts it there")
    return [java, "-jar", str(found)]


@pytest.fixture(scope="session", params=stories.STATIONS, ids=lambda station: station.slug)
def site(request: pytest.FixtureRequest) -> Iterator[tuple[Any, str]]:
    """Serve one station after another; hand out the station and its root URL."""
    with sheets.served(request.param) as root:
        yield request.param, root
