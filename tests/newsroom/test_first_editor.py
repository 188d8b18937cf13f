"""A new house has somebody who can sign in, with a password that nobody else knows."""

import pytest
from django.contrib.auth import authenticate

from nightdesk.desk.first_editor import create_first_editor
from nightdesk.desk.staff.models import User

pytestmark = pytest.mark.django_db


def test_the_first_editor_can_sign_in_and_reaches_every_station(harbor, mesa):
    name, password = create_first_editor()
    editor = authenticate(username=name, password=password)
    assert editor.is_superuser
    assert set(editor.stations.all()) == {harbor.station, mesa.station}
    assert len(password) >= 20


def test_nobody_is_created_where_somebody_works():
    User.objects.create_user("mara", "", "x")
    assert create_first_editor() is None
    assert User.objects.count() == 1


def test_two_houses_have_two_passwords():
    _, first = create_first_editor()
    User.objects.all().delete()
    assert create_first_editor()[1] != first
