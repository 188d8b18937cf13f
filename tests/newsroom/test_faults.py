"""When the newsroom cannot answer it says so plainly, with a number that the log has too."""

import re

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from nightdesk.desk.newsroom import board_views, faults

pytestmark = pytest.mark.django_db


def test_what_is_not_there_and_what_is_not_yours_are_answered_alike(at_desk, editor_a, mesa):
    pages = [at_desk(editor_a).get(path) for path in (
        reverse("nightdesk_story", args=(mesa.story.pk,)), reverse("nightdesk_story", args=(999_999,)),
    )]  # fmt: skip
    assert {page.status_code for page in pages} == {404}
    assert pages[0].content == pages[1].content
    assert "There is nothing here" in pages[0].content.decode()


def test_a_form_that_is_too_old_hands_back_what_was_typed_and_no_password(editor_a, harbor):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor_a)
    said = {"reason": "The council <b>asked</b>.", "password": "correct-horse"}
    answer = browser.post(reverse("nightdesk_story_act", args=(harbor.story.pk, "hold")), said)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "The council &lt;b&gt;asked&lt;/b&gt;." in page
    assert "correct-horse" not in page


@pytest.mark.parametrize(("fault", "status"), [(RuntimeError("of the inside"), 500), (OperationalError("gone"), 503)])
def test_what_breaks_is_told_with_the_number_that_the_log_has(fault, status, editor_a, monkeypatch, caplog):
    def breaks(*args: object) -> None:
        raise fault

    browser = Client(raise_request_exception=False)
    browser.force_login(editor_a)
    monkeypatch.setattr(board_views.board, "build", breaks)
    answer = browser.get(reverse("nightdesk_desk"))
    page = answer.content.decode()
    number = re.search(r"<code>(\w{8})</code>", page)[1]
    assert answer.status_code == status
    assert str(fault) not in page
    assert "Traceback" not in page
    assert [number in one.getMessage() for one in caplog.records if one.name == faults.__name__] == [True]
