"""Fronts, notices and the files beside them; and that the same view always gives the same bytes."""

from dataclasses import replace

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from nightdesk.reader import machines, render
from nightdesk.reader.cards import FrontView, GoneView
from nightdesk.reader.layout import arranged
from tests.reader.sheets import pages
from tests.reader.stories import CALL, HARBOR, MESA, STATIONS, cards, fronts


def tree_of(data: bytes):
    return html.document_fromstring(data.decode())


def headlines(tree):
    return [link.text for link in tree.xpath("//article//*[contains(@class,'headline')]/a")]


@pytest.mark.parametrize("path", fronts(HARBOR))
def test_a_front_shows_every_card_once(path):
    view = fronts(HARBOR)[path]
    assert sorted(headlines(tree_of(render.front(HARBOR, view)))) == sorted(card.headline for card in view.cards)


def test_lists_are_in_order():
    view = fronts(HARBOR)["/page/7/"]
    assert headlines(tree_of(render.front(HARBOR, view))) == [card.headline for card in view.cards]


def test_a_picture_among_the_newest_leads_and_the_newest_stands_beside_it():
    newest = replace(CALL.card, picture=None, headline="Newest")
    view = FrontView("home", "Home", "/", (newest, *cards(HARBOR, 12)))
    layout = arranged(view)
    assert layout.lead is view.cards[1]
    assert layout.briefs[0] is newest
    assert all(card.picture for card in layout.tiles)


def test_a_picture_too_small_for_a_lead_does_not_lead():
    tiny = replace(CALL.lead, files=tuple(replace(file, width=180, height=120) for file in CALL.lead.files))
    newest, *rest = cards(HARBOR, 12)
    layout = arranged(FrontView("home", "Home", "/", (replace(newest, picture=tiny), *rest)))
    assert layout.lead is rest[0]


def test_without_pictures_the_newest_leads():
    view = FrontView("home", "Home", "/", tuple(replace(card, picture=None) for card in cards(HARBOR, 12)))
    layout = arranged(view)
    assert layout.lead is view.cards[0]
    assert (*layout.briefs, *layout.tiles, *layout.river) == view.cards[1:]


@given(st.integers(0, 40), st.sets(st.integers(0, 40)), st.sampled_from(["home", "section", "author"]))
def test_every_card_has_one_place(count, pictured, kind):
    made = [replace(CALL.card, story_id=one, picture=CALL.lead if one in pictured else None) for one in range(count)]
    layout = arranged(FrontView(kind, "x", "/", tuple(made)))
    placed = [card.story_id for card in (layout.lead, *layout.briefs, *layout.tiles, *layout.river) if card]
    assert sorted(placed) == list(range(count))


@pytest.mark.parametrize("station", STATIONS, ids=lambda station: station.slug)
def test_every_page_has_one_h1_one_main_a_title_and_a_language(station):
    for path, data in pages(station).items():
        tree = tree_of(data)
        assert (len(tree.xpath("//h1")), len(tree.xpath("//main"))) == (1, 1), path
        assert tree.findtext(".//title").endswith(station.name) or path == "/", path
        assert tree.get("lang") == "en-US"
        assert tree.get("data-look") == station.look


@pytest.mark.parametrize("path", fronts(HARBOR))
def test_headings_step_down_one_at_a_time(path):
    headings = tree_of(pages(HARBOR)[path]).xpath("//main//*[self::h1 or self::h2 or self::h3]")
    levels = [int(node.tag[1]) for node in headings]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_home_and_section_are_marked_where_the_reader_stands():
    assert tree_of(pages(HARBOR)["/"]).xpath("//header[@class='masthead']//a[@aria-current]/@href") == ["/"]
    assert tree_of(pages(HARBOR)["/weather/"]).xpath("//header//a[@aria-current]/@href") == ["/weather/"]


def test_an_empty_front_says_so():
    assert "No stories here yet" in tree_of(pages(HARBOR)["/topics/bridges/"]).text_content()


def test_older_pages_are_linked_both_ways_and_numbered_from_the_oldest():
    tree = tree_of(pages(HARBOR)["/page/7/"])
    assert tree.xpath("//nav[@class='pager']/a/@href") == ["/", "/page/6/"]
    assert tree.findtext(".//title") == "Earlier news, page 7 | Harbor 6"
    assert "Page 7" in tree.findtext(".//h1/span")
    assert tree.xpath("//link[@rel='canonical']/@href") == ["https://harbor.example/page/7/"]


def test_a_card_without_a_picture_is_set_as_words():
    view = FrontView("section", "News", "/news/", tuple(replace(card, picture=None) for card in cards(HARBOR, 5)))
    tree = tree_of(render.front(HARBOR, view))
    assert tree.xpath("//img") == []
    assert len(tree.xpath("//article[contains(@class,'wordy')]")) == 5


def test_a_front_names_its_feeds_to_feed_readers():
    kinds = tree_of(pages(HARBOR)["/"]).xpath("//link[@rel='alternate']/@type")
    assert kinds == ["application/rss+xml", "application/atom+xml", "application/feed+json"]


def test_a_withdrawn_story_repeats_nothing():
    page = render.gone(HARBOR, GoneView(CALL.card.path)).decode()
    assert "withdrawn" in page
    assert "marsh" not in page.lower()
    assert tree_of(page.encode()).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_story_idea_goes_to_a_real_address_and_there_is_no_dead_form():
    tree = tree_of(render.story_idea(MESA))
    assert "mailto:stories@mesa.example?subject=Story%20idea" in tree.xpath("//a/@href")
    assert tree.xpath("//form | //button | //input") == []
    nobody = render.story_idea(replace(MESA, tips_email="", contact_email="")).decode()
    assert "mailto:" not in nobody.split("<footer")[0]


def test_an_unknown_look_is_dressed_plainly():
    assert tree_of(render.not_found(replace(HARBOR, look="neon"))).get("data-look") == "plain"


def test_robots_txt_closes_the_newsroom_and_names_the_sitemaps():
    assert machines.robots_txt(replace(HARBOR, crawlers="allow")).decode().splitlines() == [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/newsroom/", "/wires/", "/search/")),
        "",
        "Sitemap: https://harbor.example/sitemap.xml",
        "Sitemap: https://harbor.example/sitemap-news.xml",
    ]


def test_the_same_view_gives_the_same_bytes():
    assert pages(HARBOR) == pages(HARBOR)


def test_every_page_weighs_less_than_20_kb_with_its_style_and_script():
    beside = {name.rpartition(".")[2]: len(brotli.compress(data)) for name, data in render.assets()}
    assert beside["js"] <= 5_000
    heaviest = max(len(brotli.compress(data)) for station in STATIONS for data in pages(station).values())
    assert heaviest + beside["css"] + beside["js"] <= 20_000


def test_assets_are_named_by_what_is_in_them():
    page = render.not_found(HARBOR).decode()
    names = [name for name, _ in render.assets()]
    assert len(set(names)) == len(names) == 8
    assert all(f"/assets/{name}" in page for name in names[:2])


@pytest.mark.parametrize("station", STATIONS)
def test_a_station_whose_name_begins_with_the_has_one_article(station):
    told = {path: " ".join(tree_of(data).text_content().split()) for path, data in pages(station).items()}
    assert {path for path, text in told.items() if "the the " in text.casefold()} == set()
    name = station.name if station.name.startswith("The ") else f"the {station.name}"
    assert f"Tell {name} newsroom" in told[CALL.card.path] and f"An editor in {name} newsroom" in told["/story-idea/"]
