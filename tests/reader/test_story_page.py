"""The story page: every part of the model page in its order, and none where the copy has none."""

from dataclasses import replace
from datetime import timedelta

from lxml import html

from nightdesk.reader import render
from nightdesk.reader.cards import BlockView, NavLink, NoteView
from tests.reader.stories import ARABIC, BARE, CALL, HARBOR, MESA, MORNING, paragraphs

# Each part of the model page by what finds it, in the order readers meet them.
PARTS = (
    ("skip link", "//a[@class='skip'][@href='#main']"),
    ("headline", "//h1"),
    ("lead picture", "//figure[@class='lead']//img"),
    ("caption", "//figure[@class='lead']//span[@class='caption']"),
    ("credit", "//figure[@class='lead']//span[@class='credit']"),
    ("byline", "//p[@class='byline']"),
    ("updated", "//p[@class='updated']//time"),
    ("published", "//p[@class='published']//time"),
    ("correction", "//aside[contains(@class,'correction')]"),
    ("dateline", "//span[@class='dateline']"),
    ("subhead", "//div[contains(@class,'body')]/h2"),
    ("quotation", "//div[contains(@class,'body')]/blockquote"),
    ("picture in the body", "//figure[@class='inset']"),
    ("list", "//div[contains(@class,'body')]/ul"),
    ("table", "//div[@class='table']/table"),
    ("embed", "//figure[@class='embed']"),
    ("break", "//div[contains(@class,'body')]/hr"),
    ("update note", "//aside[contains(@class,'update')]"),
    ("contributors", "//p[@class='contributors']"),
    ("copyright", "//p[@class='copyright']"),
    ("topics", "//section[@class='topics']//li"),
    ("jump to comments", "//p[@class='jump']/a[@href='#comments']"),
    ("author card", "//section[@class='author']"),
    ("conversation", "//section[@id='comments']"),
    ("guidelines", "//section[@id='comments']//a[@href='/guidelines/']"),
    ("story idea", "//aside[@class='idea']//a[@href='/story-idea/']"),
    ("legal footer", "//footer[@class='imprint']//div[@class='legal']"),
)
ALWAYS = {"skip link", "headline", "published", "jump to comments", "conversation", "guidelines", "story idea"} | {
    "legal footer"
}


def page(view=CALL, station=HARBOR):
    return html.document_fromstring(render.story(station, view).decode())


def text_of(node):
    return " ".join(node.text_content().split())


def test_every_part_of_the_model_page_stands_in_its_order():
    tree = page()
    order = list(tree.iter())
    places = [(name, order.index(tree.xpath(path)[0]) if tree.xpath(path) else None) for name, path in PARTS]
    assert [name for name, place in places if place is None] == []
    assert [name for name, _ in sorted(places, key=lambda one: one[1])] == [name for name, _ in PARTS]


def test_a_part_the_copy_does_not_have_is_not_on_the_page():
    tree = page(BARE)
    assert {name for name, path in PARTS if tree.xpath(path)} == ALWAYS


def test_there_is_one_headline_and_one_of_each_landmark():
    tree = page()
    assert [text_of(one) for one in tree.xpath("//h1")] == [CALL.card.headline]
    assert [len(tree.xpath(path)) for path in ("//main", "/html/body/header", "/html/body/footer")] == [1, 1, 1]


def test_the_four_parts_of_the_credit_stand_apart_from_the_caption():
    [credit] = page().xpath("//figure[@class='lead']//span[@class='credit']")
    assert text_of(credit) == "Credit: Iria Solene/Meridian Wire/Halden Images via Coastline"
    [caption] = page().xpath("//figure[@class='lead']//span[@class='caption']")
    assert text_of(caption) == CALL.lead.caption


def test_the_dateline_runs_into_the_first_paragraph():
    [first] = page().xpath("//div[contains(@class,'body')]/p[1]")
    assert text_of(first).startswith("Washington (Coastline) — President Helena Marsh")


def test_a_dateline_waits_for_the_first_paragraph_and_carries_its_date():
    view = replace(BARE, dateline="LISBON", dateline_date="Jan. 30", dateline_agency="Meridian",
                   blocks=(BlockView("subhead", "First"), *BARE.blocks))  # fmt: skip
    [first] = page(view).xpath("//div[contains(@class,'body')]/p[1]")
    assert text_of(first).startswith("LISBON, Jan. 30 (Meridian) — Chandler Quay")


def test_times_are_said_in_the_stations_zone_and_for_machines():
    for station, said, machine in (
        (HARBOR, "Nov. 23, 2026, 9:04 a.m. EST", "2026-11-23T09:04:00-05:00"),
        (MESA, "Nov. 23, 2026, 7:04 a.m. MST", "2026-11-23T07:04:00-07:00"),
    ):
        [time] = page(station=station).xpath("//p[@class='published']/time")
        assert (text_of(time), time.get("datetime")) == (said, machine)


def test_a_correction_stands_above_the_body_and_an_update_below():
    [column] = page().xpath("//div[@class='column']")
    words = text_of(column)
    spots = [words.index(said) for said in ("It was three, not five", "President Helena Marsh", "has been updated")]
    assert spots == sorted(spots)


def test_each_of_several_corrections_has_a_name_of_its_own_for_those_who_go_by_names():
    notes = [NoteView("correction", text, MORNING) for text in ("The pier.", "The chair.")]
    tree = page(replace(CALL, notes=(*notes, NoteView("editors-note", "Read on."))))
    assert tree.xpath("//aside[contains(@class,'note')]/@aria-label") == ["Correction", "Correction 2", "Editor’s note"]


def test_subheads_never_skip_a_level():
    deep = replace(BARE, blocks=(BlockView("subhead", "A", level=4), BlockView("subhead", "B", level=4), *BARE.blocks))
    body = page(deep).xpath("//div[contains(@class,'body')]/*[self::h2 or self::h3 or self::h4]")
    assert [node.tag for node in body] == ["h2", "h3"]


def test_a_story_in_another_language_says_so_and_runs_its_own_way():
    tree = page(ARABIC)
    assert tree.get("lang") == "en-US"
    assert tree.xpath("//h1")[0].get("lang") == "ar"
    assert tree.xpath("//article")[0].get("dir") == "rtl"
    assert tree.xpath("//div[contains(@class,'body')]")[0].get("lang") == "ar"
    assert tree.xpath("//section[@id='comments']/ancestor::*[@dir][1]/@dir") == ["ltr"]
    assert page().xpath("//h1/@lang") == []


def test_a_topic_is_followed_by_feed():
    links = page().xpath("//section[@class='topics']//a/@href")
    assert links[:2] == ["/topics/diplomacy/", "/topics/diplomacy/feed.rss"]


def test_there_are_no_dead_controls():
    tree = page()
    assert tree.xpath("//button | //input | //form | //a[not(@href)] | //a[@href='#'] | //a[@href='']") == []
    anchors = {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")}
    assert anchors == set(tree.xpath("//@id")) & anchors


def test_every_picture_has_its_size_and_only_the_lead_hurries():
    pictures = page().xpath("//img")
    assert all(int(img.get("width")) and int(img.get("height")) and img.get("srcset") for img in pictures)
    assert [img.get("fetchpriority") for img in pictures] == ["high", None, None]
    assert [img.get("loading") for img in pictures] == [None, "lazy", "lazy"]
    kinds = page().xpath("//figure[@class='lead']//source/@type")
    assert kinds == ["image/avif", "image/webp"]


def test_a_small_picture_is_not_blown_up():
    tiny = replace(CALL.lead, files=tuple(replace(file, width=180, height=120) for file in CALL.lead.files))
    assert page(replace(CALL, lead=tiny)).xpath("//figure/@class")[0] == "lead small"


def test_an_agencys_copyright_runs_its_own_way_on_a_page_that_runs_the_other():
    [line] = page(replace(ARABIC, copyright="© 2026 Tidewater")).xpath("//p[@class='copyright']/bdi")
    assert line.text == "© 2026 Tidewater"


def test_the_section_is_marked_in_the_navigation():
    assert page().xpath("//nav[@class='sections']//a[@aria-current]/@href") == ["/world/"]


def test_the_wires_terms_reach_the_head():
    tree = page(replace(CALL, robots="noindex"))
    assert tree.xpath("//link[@rel='canonical']/@href") == ["https://coastline.example/2026/11/strait-call"]
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree.xpath("//meta[@property='og:url']/@content") == [CALL.card.url]


def test_without_a_deck_the_first_words_describe_the_story():
    [said] = page(BARE).xpath("//meta[@name='description']/@content")
    assert said == "Chandler Quay reopened to traffic on Sunday, the harbor office said."


def test_a_story_never_updated_shows_one_time():
    same = replace(BARE, card=replace(BARE.card, updated_at=BARE.card.published_at))
    assert page(same).xpath("//p[@class='updated']") == []
    later = replace(BARE, card=replace(BARE.card, updated_at=MORNING + timedelta(hours=1)))
    assert len(page(later).xpath("//p[@class='updated']")) == 1


def test_the_agency_is_named_even_when_its_byline_is_not():
    credited = replace(BARE, card=replace(BARE.card, credit="Meridian Wire"))
    assert text_of(page(credited).xpath("//p[@class='byline']")[0]) == "Meridian Wire"


def test_by_one_two_and_three_hands():
    names = [replace(CALL.bylines[1], name=name) for name in ("Ada Quill", "Ben Marsh", "Cy Tern")]
    pages = [page(replace(BARE, bylines=tuple(names[:count]))) for count in (1, 2, 3)]
    lines = [text_of(one.xpath("//p[@class='byline']")[0]) for one in pages]
    assert lines == ["By Ada Quill", "By Ada Quill and Ben Marsh", "By Ada Quill, Ben Marsh and Cy Tern"]


def test_an_embed_is_a_card_that_says_where_it_leads():
    [link] = page().xpath("//figure[@class='embed']//a")
    assert (link.text, link.get("href")) == ("See it at posts.example", "https://posts.example/5512")


def test_the_page_has_no_inline_style_and_no_script_but_its_own_file():
    tree = page(replace(CALL, topics=(NavLink("Quays", "/topics/quays/"),), blocks=paragraphs("One.")))
    assert tree.xpath("//@style | //style") == []
    assert [script.get("type") or script.get("src") for script in tree.xpath("//script")] == [
        f"/assets/{render.assets()[1][0]}",
        "application/ld+json",
    ]
