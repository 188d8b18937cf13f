import pytest

from nightdesk.desk.staff.models import User
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
