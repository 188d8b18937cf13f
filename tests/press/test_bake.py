"""What a change in the newsroom does to the files readers get."""

import gzip
from pathlib import Path

import brotli
import pytest

from nightdesk.press import sweep
from nightdesk.press.models import Sheet
from nightdesk.press.run import Press
from tests.press.newsroom import Newsroom


def page(tree: Path, path: str, station: str = "harbor") -> str:
    return (tree / "stations" / station / path.lstrip("/")).read_text()


def test_a_story_that_runs_is_on_its_page_and_everywhere_it_belongs(room: Newsroom, press: Press, tree: Path):
    story = room.story("Bridge reopens", topics=room.topics[:1], authors=room.authors[:1])
    press.settle()
    assert not Sheet.objects.exclude(fault="").values_list("address", "fault")
    assert "Bridge reopens" in page(tree, "2026/11/23/bridge-reopens/index.html")
    for path in ("index.html", "news/index.html", "topics/rivers/index.html", "people/ada-quill/index.html"):
        assert "Bridge reopens" in page(tree, path)
    for path in ("feed.rss", "feed.atom", "feed.json", "news/feed.rss", "topics/rivers/feed.json"):
        assert "Bridge reopens" in page(tree, path)
    assert "/2026/11/23/bridge-reopens/" in page(tree, "sitemaps/2026-11-1.xml")
    assert "Bridge reopens" in page(tree, "sitemap-news.xml")
    assert "sitemaps/2026-11-1.xml" in page(tree, "sitemap.xml")
    assert "Bridge reopens" not in page(tree, "index.html", "mesa")
    assert story.slug == "bridge-reopens"


@pytest.mark.parametrize("name", ["index.html", "feed.rss", "sitemap-news.xml"])
def test_what_moves_with_every_story_stands_alone_until_the_sweep_packs_it(
    room: Newsroom, press: Press, tree: Path, name: str
):
    moving = tree / "stations/harbor" / name
    room.story("Bridge reopens")
    press.settle()
    assert moving.exists() and (tree / "stations/harbor/2026/11/23/bridge-reopens/index.html.br").exists()
    assert not moving.with_name(f"{name}.br").exists()
    room.later(minutes=3)
    while sweep.sweep(press.store, room.now):
        pass
    for suffix, unpack in ((".gz", gzip.decompress), (".br", brotli.decompress)):
        assert unpack(moving.with_name(f"{name}{suffix}").read_bytes()) == moving.read_bytes()
    room.story("Ferry sails")
    press.settle()
    assert "Ferry sails" in page(tree, name)
    assert not list(moving.parent.glob(f"{name}.*"))
