"""What machines are told of a story: enough for a search engine's rules, and whose copy it is."""

import json
import re
from dataclasses import replace
from datetime import datetime

from nightdesk.reader import render, structured
from nightdesk.reader.cards import FrontView
from tests.reader.stories import ADA, BARE, CALL, HARBOR, MESA, fronts


def told(view=CALL, station=HARBOR):
    page = render.story(station, view).decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def test_a_story_is_told_in_full():
    data = told()
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == CALL.card.headline
    assert [author["name"] for author in data["author"]] == ["Odile Farrant", "Marcus Teague"]
    assert data["author"][0]["url"] == "https://harbor.example/people/odile-farrant/"
    logo = data["publisher"].pop("logo")
    assert logo["url"].startswith("https://harbor.example/assets/mark-harbor.") and logo["url"].endswith(".png")
    assert data["publisher"] == {
        "@type": "NewsMediaOrganization", "name": "Harbor 6", "url": "https://harbor.example/",
    }  # fmt: skip
    assert (data["isAccessibleForFree"], data["wordCount"], data["articleSection"]) == (True, 812, "World")
    [correction] = data["correction"]
    assert correction == {
        "@type": "CorrectionComment",
        "text": "An earlier version of this story gave the wrong number of ships turned back in September. "
        "It was three, not five.",
        "datePublished": "2026-11-23T10:04:00-05:00",
    }


def test_dates_carry_the_stations_zone():
    assert told()["datePublished"] == "2026-11-23T09:04:00-05:00"
    assert told(station=MESA)["dateModified"] == "2026-11-23T10:41:00-07:00"
    assert datetime.fromisoformat(told()["dateModified"]).utcoffset() is not None


def test_agency_copy_says_whose_it_is():
    data = told()
    assert data["isBasedOn"]["publisher"]["name"] == "Coastline"
    assert data["isBasedOn"]["url"] == CALL.agency_url
    assert data["creditText"] == "Coastline"
    assert data["copyrightNotice"] == CALL.copyright
    assert data["mainEntityOfPage"] == CALL.canonical_url


def test_the_stations_own_copy_is_its_own():
    data = told(BARE)
    assert not {"isBasedOn", "creditText", "copyrightNotice", "image", "correction"} & set(data)
    assert data["author"]["name"] == "Harbor 6"


def test_the_picture_is_the_widest_jpeg_with_its_credit():
    [image] = told()["image"]
    assert (image["url"], image["width"], image["height"]) == (
        "https://harbor.example/pictures/summit-hall/1600.jpg", 1600, 1066,
    )  # fmt: skip


def test_a_long_headline_is_cut_for_machines_only():
    long = replace(CALL, card=replace(CALL.card, headline="A harbor story " * 12))
    assert len(told(long)["headline"]) <= 110
    assert told(long)["headline"].endswith("…")
    unspaced = told(replace(CALL, card=replace(CALL.card, headline="港" * 120)))["headline"]
    assert unspaced == "港" * 109 + "…"


def test_fronts_say_what_they_are():
    kinds = {front.kind: json.loads(structured.front(HARBOR, front))["@type"] for front in fronts(HARBOR).values()}
    assert kinds["author"] == "ProfilePage"
    assert kinds["section"] == kinds["topic"] == "CollectionPage"
    assert json.loads(structured.front(HARBOR, FrontView("home", "x", "/")))["@type"] == "NewsMediaOrganization"
    author = FrontView("author", ADA.name, ADA.path, author=ADA)
    assert json.loads(structured.front(HARBOR, author))["mainEntity"]["jobTitle"] == ADA.role
