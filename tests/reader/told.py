"""A story with everything below it that a story can have, and the pages that a station has beside its stories."""

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from nightdesk.reader import render
from nightdesk.reader.anchors import Mark, anchored, plain
from nightdesk.reader.cards import (
    AheadView,
    ArchiveView,
    BarView,
    FoundView,
    FrontView,
    HousePageView,
    MonthView,
    NavLink,
    QuestionView,
    SearchView,
    StationView,
    StoryView,
    VoiceView,
)
from tests.reader.stories import CALL, cards

PATH = "/2026/11/23/two-accounts-of-one-call/"
SAID = ("I told the premier that the strait belongs to no one and is needed by everyone", "The sea is large.")
NEXT = "The next merchant convoy is due to enter the strait on Dec. 2."
TALKS = "Analysts in both capitals said the meeting in Lisbon would matter more than the call."


def full(station: StationView) -> StoryView:
    """Return the call with two accounts, voices, what is next, its thread, the next story and related ones."""
    named = {SAID[0]: "said-1", NEXT: "next-1", TALKS: "next-2"}
    blocks = []
    for block in CALL.blocks:
        text = plain(block.html)
        found = [(text.index(words), len(words), name) for words, name in named.items() if words in text]
        made = anchored(block.html, [Mark(at, at + size, name) for at, size, name in found]) if found else ""
        blocks.append(replace(block, anchored=made))
    voice = VoiceView("Helena Marsh", "President", SAID[0], "said-1")
    older = cards(station, 9)
    return replace(
        CALL,
        card=replace(CALL.card, path=PATH, url=f"{station.url}{PATH}"),
        blocks=tuple(blocks),
        accounts=(voice, replace(voice, speaker="Karesia’s cabinet office", role="", words=SAID[1])),
        voices=(replace(voice, speaker="Anneke Dray", role="Researcher at the Halvorsen Institute", words=SAID[1]),),
        ahead=(AheadView(NEXT, "next-1", date(2026, 12, 2)), AheadView(TALKS, "next-2")),
        thread=NavLink("The Karesian Strait", "/threads/the-karesian-strait/"),
        previously=older[1:4],
        next_up=older[4],
        related=older[5:9],
    )


def pages(station: StationView) -> dict[str, bytes]:
    """Return a full story, and the pages that are no stories and no fronts."""
    beside = (NavLink("November 2026", "/2026/11/"), NavLink("Sunday, November 22, 2026", "/2026/11/22/"))
    named = "Monday, November 23, 2026"
    day = FrontView("day", named, "/2026/11/23/", cards(station, 12), f"All that ran on {station.name}.", beside=beside)
    bar, weather = BarView("The pier is closed.", PATH), BarView("Rain until six, 41°, wind off the water")
    bars = FrontView("section", "News", "/with-bars/", cards(station, 4), bar=bar, weather=weather)
    months = tuple(
        NavLink(f"{month} 2026", f"/2026/{number}/") for number, month in ((11, "November"), (10, "October"))
    )
    body = '<p>You may <a href="/about/">read</a>.</p><h2>Agencies</h2><ul><li>Ask.</li></ul>'
    terms = HousePageView("Terms", "/terms/", body)
    return {
        PATH: render.story(station, full(station)),
        "/2026/11/23/": render.front(station, day),
        "/with-bars/": render.front(station, bars),
        "/2026/11/": render.month(station, MonthView(date(2026, 11, 1), frozenset({date(2026, 11, 23)}), months[1])),
        "/archive/": render.archive(station, ArchiveView(((2026, months),))),
        "/terms/": render.house_page(station, terms),
        "/privacy/": render.privacy(station),
        "/api/": render.machines(station),
        "/search/": render.search(station, SearchView(sections=(NavLink("News", "news"),))),
        "/search/found/": render.search(station, found(station)),
        "/search/nothing/": render.search(
            station, SearchView(QuestionView("helicopter", section="news"), is_asked=True)
        ),
    }


def found(station: StationView) -> SearchView:
    says = Markup("… the <mark>ferries</mark> …")
    answers = tuple(
        FoundView(card, Markup("{} <mark>ferry</mark>").format(card.headline), says) for card in cards(station, 5)
    )
    asked = SearchView(QuestionView("ferry", section="weather", page=2), is_asked=True, found=answers)
    choices, authors = (NavLink("News", "news"), NavLink("Weather", "weather")), (NavLink("Ada Quill", "ada-quill"),)
    newer, older = "/search/?q=ferry", "/search/?q=ferry&page=3"
    return replace(asked, sections=choices, authors=authors, newer=newer, older=older)
