"""No page, feed or sitemap of a house sends a reader where there is nothing."""

from pathlib import Path

from tests.press import links
from tests.press.test_told_to_machines import fill

HOUSES = ("harbor", "mesa")


def houses(tree: Path) -> dict[str, Path]:
    return {f"https://{name}.example": tree / "stations" / name for name in HOUSES}


def test_whatever_a_house_hands_out_leads_somewhere(room, press, tree):
    fill(room, tree.parent / "pictures")
    press.settle()
    assert links.broken(houses(tree)) == {}


def test_a_page_a_picture_a_place_and_a_feed_that_are_missing_are_told(room, press, tree):
    fill(room, tree.parent / "pictures")
    press.settle()
    root = tree / "stations/harbor"
    (root / "archive/index.html").unlink()
    (root / "feed.rss").unlink()
    story = next(root.glob("2026/11/23/ferry-sails*/index.html"))
    story.write_text(story.read_text().replace('id="main"', ""))
    next(root.glob("assets/*.css")).unlink()
    told = {address.removeprefix("https://harbor.example") for address in links.broken(houses(tree))}
    assert {"/archive/", "/feed.rss", f"/2026/11/23/{story.parent.name}/#main"} <= told
    assert any(address.startswith("/assets/site.") for address in told)
