"""What a station says of itself: its pages, the one on privacy that it need not write, and the foot of every page."""

from pathlib import Path

from nightdesk.desk.models import HousePage
from nightdesk.press.run import Press
from tests.press.test_archive import page


def write(room, press: Press, **named) -> HousePage:
    told = {"station": room.stations[0], "name": "Terms", "slug": "terms", "body": "<p>Read <b>freely</b>.</p>"} | named
    row = HousePage.objects.create(**told)
    changed(room, press, row)
    return row


def changed(room, press: Press, row: HousePage) -> None:
    room.change(f"page:{row.pk}/words", f"station:{row.station_id}/look")
    press.settle()


def test_a_page_stands_at_its_address_and_in_the_foot_of_every_page(room, press: Press, tree: Path):
    story = room.story()
    write(room, press)
    assert "Read <b>freely</b>." in page(tree, "/terms/")
    for path in ("/", f"/{story.first_run_at:%Y/%m/%d}/{story.slug}/", "/privacy/"):
        assert '<a href="/terms/">Terms</a>' in page(tree, path)


def test_a_renamed_page_leaves_its_old_address(room, press: Press, tree: Path):
    row = write(room, press)
    HousePage.objects.filter(pk=row.pk).update(slug="rules")
    changed(room, press, row)
    assert page(tree, "/rules/") and not page(tree, "/terms/") and 'href="/terms/"' not in page(tree, "/")


def test_a_page_elsewhere_is_a_link_alone(room, press: Press, tree: Path):
    write(room, press, url="https://files.example/WHBR", body="")
    assert 'href="https://files.example/WHBR"' in page(tree, "/") and not page(tree, "/terms/")


def test_privacy_is_said_until_the_station_says_it_itself_and_again_when_its_page_is_deleted(room, press, tree: Path):
    assert "sets a cookie" in page(tree, "/privacy/") and 'href="/privacy/"' in page(tree, "/")
    row = write(room, press, name="Your privacy", slug="privacy")
    assert "freely" in page(tree, "/privacy/") and "sets a cookie" not in page(tree, "/privacy/")
    key = row.pk
    row.delete()
    row.pk = key
    changed(room, press, row)
    assert "sets a cookie" in page(tree, "/privacy/")


def test_nothing_in_a_page_can_run(room, press: Press, tree: Path):
    write(
        room, press, body='<p onclick="x()">One</p><script>x()</script><h2>Two</h2><a href="javascript:x()">Three</a>'
    )
    text = page(tree, "/terms/")
    assert "<h2>Two</h2>" in text and "onclick" not in text and "javascript:" not in text and "x()" not in text
