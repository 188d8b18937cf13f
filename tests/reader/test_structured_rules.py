"""Every sample page keeps the rules of search engines and sharing sites, and each rule finds what breaks it."""

import io
import json
import re
from functools import cache

import pytest
from PIL import Image

from nightdesk.reader import addresses, assets, render, structured
from tests.reader import sheets, stories, structured_rules

ASSETS = {addresses.asset(name): data for name, data in render.assets()}
PAGES = sheets.pages(stories.HARBOR)
CALL = render.story(stories.HARBOR, stories.CALL).decode()
LOGO = structured.publisher(stories.HARBOR)["logo"]["url"]


@cache
def drawn(width: int, height: int, format: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height)).save(made, format)
    return made.getvalue()


def files(path: str) -> bytes | None:
    """Return what stands at an address of the sample site: its pictures are three to two, card images as they are."""
    if path.startswith("/pictures/"):
        width = int(path.rpartition("/")[2].partition(".")[0])
        return drawn(width, width * 2 // 3, "JPEG")
    return drawn(1200, 630, "PNG") if "/card-" in path else PAGES.get(path) or ASSETS.get(path)


def broken(text: str) -> list[str]:
    return list(structured_rules.page(text.encode(), files))


@pytest.mark.parametrize("station", stories.STATIONS, ids=lambda station: station.slug)
def test_every_sample_page_keeps_the_rules(station):
    found = {path: rules for path, data in sheets.pages(station).items() if (rules := broken(data.decode()))}
    assert found == {}


def with_data(change) -> str:
    """Return the sample story with something else in its JSON-LD."""
    found = re.search(r'(?<=ld\+json">).*?(?=</script>)', CALL, re.DOTALL)
    data = json.loads(found[0])
    change(data)
    return CALL[: found.start()] + structured.escaped(data) + CALL[found.end() :]


DATA = {
    "article: a headline is there and is concise (110 characters)": lambda data: data.update(headline="x" * 111),
    "policies: the headline stands on the page": lambda data: data.update(headline="Something else"),
    "article: datePublished and dateModified are moments with a zone": lambda data: data.update(
        datePublished="2026-11-23T09:04:00"
    ),
    "article: a story is not modified before it is published": lambda data: data.update(
        dateModified="2026-11-23T09:03:00-05:00"
    ),
    "dates: readers see the moments that machines are told": lambda data: data.update(
        datePublished="2026-11-23T09:03:00-05:00"
    ),
    "dates: every machine is told the same moments": lambda data: data.update(dateModified=data["datePublished"]),
    "article: an author's address leads to somebody": lambda data: data["author"][0].update(
        url="https://harbor.example/people/nobody/"
    ),
    "article: a story has an author": lambda data: data.pop("author"),
    "article: an author's name is the name alone": lambda data: data["author"][0].update(name="By Odile Farrant"),
    "article: each author has an entry": lambda data: data["author"][0].update(name="Odile Farrant and Marcus Teague"),
    "policies: an author's name stands on the page": lambda data: data["author"][0].update(name="Nobody Here"),
    "article: a story has a publisher": lambda data: data.pop("publisher"),
    "logo: a publisher has a logo with an address": lambda data: data["publisher"].pop("logo"),
    "logo: a logo has 112 pixels a side": lambda data: data["publisher"]["logo"].update(width=100),
    "logo: an image has the size that is said": lambda data: data["publisher"]["logo"].update(width=257),
    "paywall: what is not free names the part that is not": lambda data: data.update(isAccessibleForFree=False),
    "paywall: what is free names no part that is not": lambda data: data.update(hasPart={"@type": "WebPageElement"}),
    "article: mainEntityOfPage is the canonical address": lambda data: data.update(
        mainEntityOfPage="https://harbor.example/other/"
    ),
    "policies: a correction stands on the page": lambda data: data["correction"][0].update(text="It was nine."),
    "policies: a caption stands on the page": lambda data: data["image"][0].update(caption="Something else."),
    "schema: isBasedOn says whose work or where": lambda data: data.update(isBasedOn={"@type": "CreativeWork"}),
    "images: an image has a contentUrl": lambda data: data["image"][0].pop("contentUrl"),
    "images: an image says whose it is": lambda data: data["image"][0].pop("creditText"),
    "article: an image has 50,000 pixels": lambda data: data["image"][0].update(width=200, height=133),
    "article: several images are one picture in 16:9, 4:3 and 1:1": lambda data: data["image"].extend(data["image"]),
    "article: the address of an image is whole": lambda data: data["image"][0].update(contentUrl="/pictures/a/800.jpg"),
    "article: https://harbor.example/lost.jpg is there": lambda data: data["image"][0].update(
        contentUrl="https://harbor.example/lost.jpg"
    ),
    "article: an image has the size that is said": lambda data: data["image"][0].update(width=1601),
    "schema: NewsArticle has no byline": lambda data: data.update(byline="Odile Farrant"),
    "schema: NewsArticle.wordCount is whole": lambda data: data.update(wordCount="812"),
    "schema: NewsArticle.author is not a ImageObject": lambda data: data["author"][0].update({"@type": "ImageObject"}),
    "schema: NewsArticle is of a type that the rules know": None,
    "schema: the words are schema.org's": lambda data: data.update({"@context": "http://other.example"}),
}


@pytest.mark.parametrize("rule", [rule for rule, change in DATA.items() if change])
def test_a_rule_of_json_ld_finds_what_breaks_it(rule):
    assert rule in broken(with_data(DATA[rule]))


TAGS = {
    "article: the page of a story tells of one NewsArticle": (r"<script type=.application/ld.*?</script>", ""),
    "ogp: a page has og:title": (r'<meta property="og:title".*?>', ""),
    "ogp: a page has og:image": (r'<meta property="og:image".*?>', ""),
    "ogp: og:site_name says something": (r'(og:site_name" content=)".*?"', r'\1""'),
    "ogp: og:url is said once": (r'(<meta property="og:url".*?>)', r"\1\1"),
    "ogp: og:url is a whole address": (r'(og:url" content=)".*?"', r'\1"/2026/11/23/marsh/"'),
    "ogp: article:published_time is a moment with a zone": (r'(published_time" content=)".*?"', r'\1"2026-11-23"'),
    "ogp: what is said of an image follows it": (
        r'<meta property="og:title"', r'<meta property="og:image:alt" content="x"><meta property="og:title"',
    ),
    "ogp: an image says its size in pixels": (r'<meta property="og:image:width".*?>', ""),
    "ogp: the address of an image is whole": (r'(og:image" content=)"https://[^/]*', r'\1"'),
    "ogp: an image has the size that is said": (r'(og:image:height" content=)".*?"', r'\1"9"'),
    "ogp: an image says what it shows": (r'<meta property="og:image:alt".*?>', ""),
    "cards: a page is a summary or a summary with a large image": (r"summary_large_image", "large"),
    "cards: a large image is about twice as wide as high, and 300 × 157 pixels": (
        r'(og:image:width" content=)".*?"', r'\1"299"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", TAGS)
def test_a_rule_of_open_graph_finds_what_breaks_it(rule):
    wanted, other = TAGS[rule]
    assert rule in broken(re.sub(wanted, other, CALL, flags=re.DOTALL))


def test_other_things_that_rules_find():
    person = structured.front(stories.HARBOR, stories.fronts(stories.HARBOR)["/people/odile-farrant/"])
    nameless = person.replace('"name":"Odile Farrant",', "")
    page = f'<html><body><script type="application/ld+json">{nameless}</script></body></html>'
    assert broken(page) == ["profile: the page of a person has a mainEntity with a name"]
    unknown = page.replace(nameless, '{"@context":"https://schema.org","@type":"Recipe"}')
    assert broken(unknown) == ["schema: Recipe is of a type that the rules know"]
    heavy = structured_rules.page(CALL.encode(), lambda path: (files(path) or b"") + bytes(5_000_000))
    assert "cards: an image has at most 5 MB" in heavy
    drawing = structured_rules.page(
        CALL.encode(), lambda path: drawn(256, 256, "BMP") if "mark" in path else files(path)
    )
    assert list(drawing) == ["logo: an image is JPEG, PNG, WebP or GIF"]


@pytest.mark.parametrize("look", structured.LOGOS)
def test_the_logo_has_the_ground_of_the_mark(look):
    drawing, logo = (ASSETS[assets.paths()[f"mark-{look}.{kind}"]] for kind in ("svg", "png"))
    ground = bytes.fromhex(re.search(rb'fill="#(\w{6})"', drawing)[1].decode())
    seen = Image.open(io.BytesIO(logo)).convert("RGBA").getpixel((20, 128))
    assert all(abs(ours - theirs) < 4 for ours, theirs in zip(ground, seen, strict=False))
