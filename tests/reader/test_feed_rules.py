"""Feeds and sitemaps keep their specifications, whatever the copy holds."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from nightdesk.reader import feeds, render, sitemaps
from nightdesk.reader.cards import BlockView, FeedView
from nightdesk.reader.characters import words_of
from tests.reader import feed_rules
from tests.reader.stories import ARABIC, BARE, CALL, HARBOR, MORNING, cards

FULL = render.full_text(HARBOR, CALL)
VIEW = FeedView(
    "Harbor 6: latest", "/feed.rss", "/", entries=((CALL.card, FULL), *((card, "") for card in cards(HARBOR)[1:])),
)  # fmt: skip
DIALECTS = (
    ("rss", feeds.rss, feed_rules.rss),
    ("atom", feeds.atom, feed_rules.atom),
    ("json", feeds.json_feed, lambda data, address: feed_rules.json_feed(json.loads(data), address)),
)


def broken(view: FeedView, station=HARBOR) -> dict[str, list[str]]:
    found = {}
    for kind, write, rules in DIALECTS:
        its = replace(view, path=f"/feed.{kind}")
        found[kind] = sorted(set(rules(write(station, its), f"{HARBOR.url}/feed.{kind}")))
    return found


NOTHING = {"rss": [], "atom": [], "json": []}


def test_a_full_feed_keeps_every_rule():
    assert broken(VIEW) == NOTHING


def test_stories_of_one_delivery_do_not_share_the_moment_of_their_last_change():
    same = [replace(card, published_at=MORNING, updated_at=None) for card in cards(HARBOR)]
    assert broken(replace(VIEW, entries=tuple((card, "") for card in same))) == NOTHING


def test_marks_of_direction_that_validators_do_not_know_are_plain_spans_in_feeds():
    block = BlockView("paragraph", "<bdi>نور</bdi> met <bdo dir='rtl'>them</bdo>.")
    full = render.full_text(HARBOR, replace(CALL, blocks=(block,)))
    assert "<span>نور</span>" in full
    assert broken(replace(VIEW, entries=((CALL.card, full),))) == NOTHING


def test_signs_of_markup_in_plain_words_stay_words_where_readers_expect_markup():
    card = replace(CALL.card, deck="Fares < $5 & <b>falling</b> &copy;")
    item = feed_rules.tree_of(feeds.rss(HARBOR, replace(VIEW, entries=((card, ""),)))).find("channel/item")
    assert words_of_markup(item.findtext("description")) == card.deck


def test_a_headline_that_looks_like_markup_is_no_markup_in_atom():
    card = replace(CALL.card, headline="S&P500 <b>falls</b>", deck="&copy; 5 < 6")
    view = replace(VIEW, title="R&D", description="<i>", entries=((card, ""),))
    assert broken(view)["atom"] == []
    title = feed_rules.tree_of(feeds.atom(HARBOR, view)).find(f"{feed_rules.ATOM}entry/{feed_rules.ATOM}title")
    assert (title.get("type"), words_of_markup(title.text)) == ("html", card.headline)


def words_of_markup(markup: str) -> str:
    return html.fragment_fromstring(markup, create_parent="p").text_content()


@pytest.mark.parametrize("letter", ["\x85", "\x7f", "\ufdd0", "\U0001fffe", "\U0010ffff", "\ufffe"])
def test_what_is_no_character_is_left_out(letter):
    card = replace(CALL.card, headline=f"A{letter}B", deck=f"C{letter}D")
    assert broken(replace(VIEW, entries=((card, f"<p>{letter}</p>"),))) == NOTHING


def test_an_empty_feed_keeps_every_rule():
    assert broken(FeedView("Bridges", "", "/topics/bridges/")) == NOTHING


def test_a_story_without_dates_deck_or_guid_keeps_every_rule():
    bare = replace(BARE.card, published_at=None, guid="")
    assert broken(replace(VIEW, entries=((bare, ""), (ARABIC.card, "")))) == NOTHING


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda view: replace(view, title=""), "title"),
        (lambda view: replace(view, entries=view.entries[:1] * 2), "share"),
        (lambda view: replace(view, entries=((replace(CALL.card, url="/2026/x/"), ""),)), "URL"),
        (lambda view: replace(view, entries=((CALL.card, "<a href='/x/'>x</a>"),)), "relative"),
    ],
)
def test_the_rules_see_what_is_wrong(spoil, rule):
    assert any(rule in said for said in broken(spoil(VIEW))["rss"])


@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=60))
def test_no_text_can_break_a_feed(headline, full):
    card = replace(CALL.card, headline=headline + "x", deck=headline, byline=headline, section=None)
    view = FeedView(headline + "x", "", "/", headline, entries=((card, full.replace("href", "").replace("src", "")),))
    assert broken(view) == NOTHING
    assert feed_rules.tree_of(sitemaps.news(HARBOR, (card,))) is not None


def test_dates_come_from_the_newest_entry_not_from_the_clock():
    built = feed_rules.tree_of(feeds.rss(HARBOR, VIEW)).findtext("channel/lastBuildDate")
    assert built == "Mon, 23 Nov 2026 12:41:00 -0500"
    assert feeds.atom(HARBOR, VIEW) == feeds.atom(HARBOR, VIEW)


def test_full_text_is_whole_and_names_whose_copy_it_is():
    assert "Washington (Coastline) — President Helena Marsh" in words_of(FULL)
    assert "It was three, not five" in FULL
    assert "<table>" in FULL
    assert "Halden Images" in FULL
    assert "™ &amp; © 2026 Coastline Media Group" in FULL
    assert 'src="https://harbor.example/pictures/' in FULL


def test_a_summary_feed_has_no_full_text():
    item = json.loads(feeds.json_feed(HARBOR, replace(VIEW, entries=((CALL.card, ""),))))["items"][0]
    assert "content_html" not in item
    assert item["content_text"] == CALL.card.deck


def test_an_agency_credits_its_writers():
    [creator, *_] = feed_rules.tree_of(feeds.rss(HARBOR, VIEW)).findall(".//{*}creator")
    assert creator.text == "Odile Farrant and Marcus Teague, Coastline"


def test_sitemaps_keep_every_rule():
    every = cards(HARBOR)
    assert list(feed_rules.sitemap(sitemaps.month(HARBOR, every))) == []
    assert list(feed_rules.sitemap(sitemaps.news(HARBOR, every))) == []
    listed = (("/sitemaps/2026-11-1.xml", MORNING), ("/sitemaps/2026-10-1.xml", None))
    assert list(feed_rules.sitemap(sitemaps.index(HARBOR, listed), is_index=True)) == []


def test_what_may_not_be_indexed_is_in_no_sitemap():
    hidden = replace(CALL.card, is_indexable=False)
    for write in (sitemaps.month, sitemaps.news):
        assert b"marsh-and-verin" not in write(HARBOR, (hidden,))
        assert b"marsh-and-verin" in write(HARBOR, (CALL.card,))


def test_news_is_cut_at_googles_limit():
    many = tuple(replace(CALL.card, url=f"{HARBOR.url}/{number}/") for number in range(1001))
    assert len(feed_rules.tree_of(sitemaps.news(HARBOR, many))) == 1000
