"""What machines get: stories as data, robots.txt, the reservation of mining, where to report a hole."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from lxml import etree, html

from nightdesk.desk.models import HousePage, Station, Topic, Wire
from nightdesk.press.models import Sheet
from nightdesk.press.run import Press
from tests.press.newsroom import Newsroom, paragraph
from tests.press.test_archive import page
from tests.reader import ninjs_rules

STORIES = "stations/harbor/api/stories.json"


def data(tree: Path, name: str = STORIES) -> dict:
    return json.loads((tree / name).read_text())


def told(room: Newsroom, press: Press, **named) -> None:
    Station.objects.filter(pk=room.stations[0].pk).update(**named)
    room.change(f"station:{room.stations[0].pk}/look")
    press.settle()


def test_a_story_is_data_with_its_words_only_where_the_terms_allow_them(room, press: Press, tree: Path):
    story = room.story("Quay reopens")
    press.settle()
    [one] = data(tree)["stories"]
    assert one["headlines"][0]["value"] == "Quay reopens" and one["pubStatus"] == "usable"
    assert one["uri"] == f"https://harbor.example/{story.first_run_at:%Y/%m/%d}/quay-reopens/"
    assert "bodies" not in one and one["infoSources"][0]["name"] == "Meridian Wire"
    Wire.objects.update(is_full_text_in_feeds=True)
    room.change(f"wire:{room.wire.pk}/terms")
    press.settle()
    assert "Traffic flows again" in data(tree)["stories"][0]["bodies"][0]["value"]


def test_a_story_as_data_keeps_the_rules_of_ninjs_and_says_what_it_is_about_and_what_was_wrong(room, press, tree: Path):
    Topic.objects.filter(pk=room.topics[0].pk).update(media_topic="medtop:20000002")
    story = room.story(
        "Quay reopens", topics=room.topics[:2], copyright="© 2026 Meridian Wire", lead_picture=room.picture("quay")
    )
    room.story("Own", wire=None, wire_key="", deck="", bylines=[], section=None)
    room.later(minutes=5)
    room.edit(story, correction="The quay is in Alder Bay.", corrected_at=room.now)
    room.change(f"topic:{room.topics[0].pk}/name")
    press.settle()
    told = data(tree)["stories"]
    assert [broken for one in told for broken in ninjs_rules.story(one)] == []
    one = next(one for one in told if one["headlines"][0]["value"] == "Quay reopens")
    assert [(about["name"], about["uri"]) for about in one["subjects"]] == [
        ("News", "https://harbor.example/news/"),
        ("Rivers", "http://cv.iptc.org/newscodes/mediatopic/20000002"),
        ("Schools", "https://harbor.example/topics/schools/"),
    ]
    assert ("correction", "The quay is in Alder Bay.") in [
        (part["role"], part["value"]) for part in one["descriptions"]
    ]
    assert one["copyrightNotice"] == "© 2026 Meridian Wire" and "Meridian Wire" in one["usageTerms"]
    assert {file["contentType"] for file in one["associations"][0]["renditions"]} == {"image/webp", "image/jpeg"}


def test_a_topic_with_another_name_has_it_in_the_data_too(room, press: Press, tree: Path):
    room.story(topics=room.topics[:1])
    press.settle()
    Topic.objects.filter(pk=room.topics[0].pk).update(name="Waterways")
    room.change(f"topic:{room.topics[0].pk}/name")
    press.settle()
    assert "Waterways" in [about["name"] for about in data(tree)["stories"][0]["subjects"]]


def test_a_killed_an_embargoed_and_a_held_story_are_no_data(room, press: Press, tree: Path):
    killed, held = room.story("Killed"), room.story("Held")
    room.story("Embargoed", embargo_until=room.now + timedelta(hours=2))
    press.settle()
    room.kill(killed)
    room.hold(held)
    press.settle()
    assert data(tree)["stories"] == []
    room.later(hours=3)
    press.settle()
    assert [one["headlines"][0]["value"] for one in data(tree)["stories"]] == ["Embargoed"]


def test_pages_lead_from_the_newest_to_the_oldest_and_a_new_story_moves_no_older_page(room, press: Press, tree: Path):
    for _ in range(45):
        room.story()
    press.settle()
    seen, here = [], data(tree)
    while True:
        seen += [one["uri"] for one in here["stories"]]
        if here["older"] is None:
            break
        here = data(tree, f"stations/harbor{here['older'].removeprefix('https://harbor.example')}")
    assert len(seen) == len(set(seen)) == 45
    baked = Sheet.objects.get(address="harbor:/api/stories/1.json").baked
    room.story()
    press.settle()
    assert Sheet.objects.get(address="harbor:/api/stories/1.json").baked == baked


def test_an_author_can_be_followed_by_feed(room, press: Press, tree: Path):
    room.story("By Ada", authors=room.authors[:1])
    room.story("By nobody we know")
    press.settle()
    feed = (tree / "stations/harbor/people/ada-quill/feed.rss").read_text()
    assert feed.count("<item>") == 1 and "<title>By Ada</title>" in feed
    assert 'href="/people/ada-quill/feed.rss"' in page(tree, "people/ada-quill")


def test_robots_are_asked_what_the_station_says(room, press: Press, tree: Path):
    def robots() -> str:
        return (tree / "stations/harbor/robots.txt").read_text()

    assert "User-agent: GPTBot" in robots() and "User-agent: OAI-SearchBot" not in robots()
    told(room, press, crawlers="none")
    assert "User-agent: OAI-SearchBot" in robots()
    told(room, press, crawlers="allow")
    assert "GPTBot" not in robots() and "Disallow: /search/" in robots() and "Sitemap: https://" in robots()


def test_mining_is_reserved_in_a_file_and_on_every_page_and_for_an_agencys_story_always(room, press, tree: Path):
    HousePage.objects.create(station=room.stations[0], name="Terms", slug="terms", body="<p>Ask first.</p>")
    agencys, own = room.story("Agency"), room.story("Own", wire=None, wire_key="", credit="", byline_agency="")
    told(room, press)
    [rule] = json.loads((tree / "stations/harbor/.well-known/tdmrep.json").read_text())
    assert rule == {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://harbor.example/terms/"}
    assert 'name="tdm-reservation" content="1"' in page(tree, "/")
    told(room, press, crawlers="allow")
    pages = [page(tree, f"{one.first_run_at:%Y/%m/%d}/{one.slug}") for one in (agencys, own)]
    assert ["tdm-reservation" in text for text in pages] == [True, False]
    rules = json.loads((tree / "stations/harbor/.well-known/tdmrep.json").read_text())
    said = {rule["location"]: rule["tdm-reservation"] for rule in rules}
    assert said == {"/api/*": 1, "/*feed.rss": 1, "/*feed.atom": 1, "/*feed.json": 1, "/": 0}


def test_where_to_report_a_hole_is_said_and_stays_true_for_months(room, press: Press, tree: Path):
    file = tree / "stations/harbor/.well-known/security.txt"
    assert not file.exists()  # nobody has said where
    told(room, press, contact_email="desk@harbor.example")
    assert "Contact: mailto:desk@harbor.example" in file.read_text()
    told(room, press, security_contact="https://harbor.example/holes/")
    for _ in range(15):
        lines = dict(line.split(": ", 1) for line in file.read_text().splitlines())
        ends = datetime.fromisoformat(lines["Expires"])
        assert room.now + timedelta(days=300) < ends < room.now + timedelta(days=366)
        assert lines["Contact"] == "https://harbor.example/holes/"
        room.later(days=31)
        press.settle()


LOADING = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}


def loaded(element) -> list[str]:
    """Return the addresses that a browser fetches for an element by itself."""
    sets = [part.split()[0] for part in element.get("srcset", "").split(",") if part.strip()]
    if element.tag == "link":
        return [element.get("href")] if LOADING & set(element.get("rel", "").split()) else []
    return [*sets, *([element.get("src")] if element.get("src") else [])]


def faults(text: str) -> list[str]:
    """Return what of a page would run, restyle it past its style sheet, or ask somebody else."""
    found = []
    for element in html.document_fromstring(text).iter(etree.Element):
        is_data = element.get("type") == "application/ld+json"
        if element.tag in ("style", "iframe", "object", "embed", "base") or element.get("http-equiv"):
            found.append(element.tag)
        if element.tag == "script" and not is_data and (not element.get("src") or element.text):
            found.append("script")
        found += [name for name in element.attrib if name.startswith("on") or name in ("style", "srcdoc", "ping")]
        found += [one for one in loaded(element) if not one.startswith("/") or one.startswith("//")]
        if element.tag == "form" and not element.get("action", "").startswith("/"):
            found.append(element.get("action", ""))
    return found


def test_no_baked_page_runs_anything_or_asks_anybody_else(room, press: Press, tree: Path):
    HousePage.objects.create(station=room.stations[0], name="Terms", slug="terms", body="<p>Ask first.</p>")
    picture = room.picture("quay")
    story = room.story(
        lead_picture=picture, body=paragraph("With a picture.", picture=picture.pk), topics=room.topics[:1]
    )
    killed = room.story("Killed", authors=room.authors[:1])
    told(room, press)
    room.later(minutes=5)
    room.edit(story, body=paragraph("Other words."), correction="It was the other quay.", corrected_at=room.now)
    room.kill(killed)
    press.settle()
    pages = sorted(tree.glob("stations/**/*.html"))
    assert len(pages) > 25
    assert {str(file.relative_to(tree)): wrong for file in pages if (wrong := faults(file.read_text()))} == {}
    assert faults("<p onclick=x style=y><img src=https://x.example/a.png><script>1</script>") != []
