import pytest

from nightdesk.desk.staff.models import User
from tests.newsroom.browsing import window_of
from tests.newsroom.cast import House, make_house, make_person


@pytest.fixture
def harbor(db) -> House:
    return make_house("harbor", "Alderquay")


@pytest.fixture
def mesa(db) -> House:
    return make_house("mesa", "Bravostone")


@pytest.fixture
def editor_a(harbor) -> User:
    return make_person("editor_a", harbor.station)


@pytest.fixture
def chief_a(harbor) -> User:
    return make_person("chief_a", harbor.station, role="copy-chief")


@pytest.fixture
def at_desk(client):
    """A browser in which somebody is signed in."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def house(transactional_db) -> House:
    return make_house("harbor", "Alderquay")


@pytest.fixture
def page(chromium, live_server, house):
    """A window of an editor who is signed in."""
    with window_of(make_person("editor_a", house.station), chromium, live_server.url) as opened:
        yield opened
