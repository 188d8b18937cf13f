"""P14: hostile words in any field stay words on every page, in every feed and in the structured data."""

import dataclasses
import json
import re
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from nightdesk.reader import characters, feeds, render, structured
from nightdesk.reader.cards import FeedView, FrontView, GoneView
from tests.reader.stories import ADA, CALL, HARBOR, cards

HOSTILE = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(2)>]]>--><!--\u2028\x00\x1b\ud800</title>{{7*7}}{% raw %}"
)
MARKUP = ("html", "anchored", "legal_html", "community_html")  # safe by contract: made by the allow-list
KEPT = ("kind", "mime", "look", "zone", "language", "level", "robots")  # closed lists of the house


def poisoned(value: Any, name: str = "") -> Any:
    """Return view data with hostile words in every plain text field, and a hostile scheme in every link."""
    if dataclasses.is_dataclass(value):
        fields = {field.name: poisoned(getattr(value, field.name), field.name) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    if isinstance(value, tuple):
        return tuple(poisoned(one, name) for one in value)
    if not isinstance(value, str) or isinstance(value, datetime) or name in (*MARKUP, *KEPT):
        return value
    if name in ("path", "url", "canonical_url", "agency_url", "older", "newer"):
        return f"javascript:alert(3)//{HOSTILE}"
    return HOSTILE + value


STATION = poisoned(HARBOR)
PAGES = {
    "story": lambda: render.story(STATION, poisoned(CALL)),
    "home": lambda: render.front(STATION, poisoned(FrontView("home", "Home", "/", cards(HARBOR), older="/page/1/"))),
    "author": lambda: render.front(STATION, poisoned(FrontView("author", "Ada", "/people/a/", author=ADA))),
    "gone": lambda: render.gone(STATION, poisoned(GoneView("/x/", "Gone."))),
    "not found": lambda: render.not_found(STATION),
    "guidelines": lambda: render.guidelines(STATION),
    "story idea": lambda: render.story_idea(STATION),
}


@pytest.mark.parametrize("name", PAGES)
def test_hostile_words_stay_words(name):
    page = PAGES[name]()
    tree = html.document_fromstring(page.decode())
    assert [script.get("type") or script.get("src", "")[:12] for script in tree.xpath("//script")] in (
        ["/assets/site"],
        ["/assets/site", "application/ld+json"],
    )
    assert tree.xpath("//*[@onerror] | //img[@src='x'] | //iframe | //object | //base | //*[@style]") == []
    links = tree.xpath("//@href | //@src | //@srcset | //@action | //@content")
    assert [link for link in links if re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE)] == []
    assert b"49" not in re.findall(rb"\{\{.{0,9}", page)
    assert b"\x00" not in page
    assert b"\x1b" not in page


@pytest.mark.parametrize("write", [feeds.rss, feeds.atom, feeds.json_feed])
def test_hostile_words_stay_words_in_feeds(write):
    view = FeedView("Latest", "/feed", "/", entries=((CALL.card, render.full_text(HARBOR, CALL)),))
    data = write(STATION, dataclasses.replace(poisoned(view), entries=((poisoned(CALL.card), "<p>Safe</p>"),)))
    assert b"<script" not in data or write is feeds.json_feed
    assert b"\x00" not in data


def test_structured_data_cannot_leave_its_element():
    text = structured.news_story(STATION, poisoned(CALL))
    assert not set(text) & set("<>&\u2028\u2029")
    assert HOSTILE.replace("\x00", "").replace("\x1b", "").replace("\ud800", "")[:40] in json.loads(text)["headline"]


@given(st.text(max_size=80))
def test_whatever_is_escaped_reads_back_the_same(words):
    assert json.loads(structured.escaped({"headline": words})) == {"headline": words}
    assert not set(structured.escaped({"headline": words})) & set("<>&\u2028\u2029")


@pytest.mark.parametrize(
    "url",
    ("javascript:x", " javascript:x", "data:text/html,x", "//evil.example", "/\\evil.example", "java\nscript:x", ""),
)
def test_a_link_that_could_run_or_leave_unseen_is_dropped(url):
    assert characters.safe_link(url) == ""


@pytest.mark.parametrize("url", ["/news/", "https://a.example/x?y=1#z", "mailto:desk@a.example", "/"])
def test_an_honest_link_is_kept(url):
    assert characters.safe_link(url) == url
