"""Addresses: fixed words, the station's own day, and nothing a section could steal."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.kit import slugs
from nightdesk.reader import addresses

LATE = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)


def test_a_story_is_filed_under_the_day_it_first_ran_where_the_station_is():
    assert addresses.story(LATE, "quay-reopens", "America/New_York") == "/2026/11/23/quay-reopens/"
    assert addresses.story(LATE, "quay-reopens", "Europe/Berlin") == "/2026/11/24/quay-reopens/"


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Marsh and Verin speak by phone", "marsh-and-verin-speak-by-phone"),
        ("U.S. Senate’s vote: 51–49", "us-senates-vote-51-49"),
        ("Straße in Lützow überflutet", "strasse-in-lutzow-uberflutet"),
        ("🚨 Mayor quits 👩‍👩‍👧 ☀️", "mayor-quits"),
        ("", "story"),
        ("!?…", "story"),
        ("Corrections", "news-corrections"),
        ("2026", "news-2026"),
    ],
)
def test_a_headline_becomes_plain_words(headline, slug):
    assert slugs.slugify(headline) == slug


def test_a_long_headline_is_cut_at_a_word():
    slug = slugs.slugify("The council " + "considered " * 12)
    assert len(slug) <= 70
    assert slug.endswith("-considered")


@given(st.text(max_size=200))
def test_any_headline_gives_a_slug_that_can_stand_in_a_path(headline):
    slug = slugs.slugify(headline)
    assert 0 < len(slug) <= 70
    assert slug.strip("-") == slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slugs.is_reserved(slug)
    assert slugs.slugify(slug) == slug


def test_fronts_feeds_and_maps_have_their_places():
    assert addresses.older_page(addresses.section("news"), 4) == "/news/page/4/"
    assert addresses.feed(addresses.topic("harbor"), "atom") == "/topics/harbor/feed.atom"
    assert addresses.feed(addresses.HOME, "json") == "/feed.json"
    assert addresses.author("ada-quill") == "/people/ada-quill/"
    assert addresses.sitemap_month(date(2026, 3, 1), 2) == "/sitemaps/2026-03-2.xml"
    assert addresses.picture("1f3a", 800, "webp") == "/pictures/1f3a/800.webp"


def test_a_storys_tag_names_the_host_and_the_day():
    assert addresses.story_tag("https://www.harbor.example", date(2026, 11, 23), "bridge-reopens") == (
        "tag:harbor.example,2026-11-23:story/bridge-reopens"
    )


def test_a_section_may_not_take_a_house_word_or_a_year():
    assert all(slugs.is_reserved(slug) for slug in ("topics", "newsroom", "assets", "2026"))
    assert not slugs.is_reserved("weather")
