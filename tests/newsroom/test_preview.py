"""A preview looks as readers' pages do, under whatever name the newsroom is reached."""

import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_preview_brings_its_styles_along_on_a_host_that_is_no_stations(at_desk, editor_a, harbor, settings):
    settings.ALLOWED_HOSTS = ["desk.example"]
    desk = at_desk(editor_a)
    story = harbor.story
    story.refresh_from_db()
    preview = reverse("wagtailsnippets_desk_story:revisions_view", args=(story.pk, story.latest_revision_id))
    page = desk.get(preview, headers={"host": "desk.example"}).content.decode()
    assert story.headline in page
    files = re.findall(r'(?:href|src)="(/[^"]+\.(?:css|js|svg))"', page)
    assert any(path.endswith(".css") for path in files)
    for path in files:
        answer = desk.get(path, headers={"host": "desk.example"})
        assert answer.status_code == 200, path
        assert answer.content
    [css] = {path for path in files if path.endswith(".css")}
    assert desk.get(css, headers={"host": "desk.example"})["content-type"] == "text/css; charset=utf-8"


def test_no_other_file_is_among_the_styles(client):
    for name in ("site.css", "..", "secret.key"):
        assert client.get(f"/media/assets/{name}").status_code == 404
