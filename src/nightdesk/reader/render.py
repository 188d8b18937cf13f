"""The printer: frozen view data in, whole files out. The same view always gives the same bytes.

No clock, no query, no settings, no Django. One Jinja environment, compiled once, escaping everything
but the fields that are safe markup by contract (``BlockView.html``, ``legal_html``, ``community_html``).
"""

import re
from calendar import Calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from html import unescape
from pathlib import Path
from textwrap import shorten
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from nightdesk.reader import addresses, card_image, structured, times
from nightdesk.reader.assets import ASSETS, paths
from nightdesk.reader.cards import (
    ArchiveView,
    BlockView,
    CardView,
    ChangesView,
    CorrectionView,
    FrontView,
    GoneView,
    HousePageView,
    MonthView,
    NavLink,
    SearchView,
    StationView,
)
from nightdesk.reader.cards import StoryView as Story
from nightdesk.reader.characters import direction, legible, safe_link, words_of
from nightdesk.reader.fragments import Fragments
from nightdesk.reader.layout import arranged
from nightdesk.reader.machines import is_reserved
from nightdesk.reader.pictures import picture_of

LOOKS = ("plain", "harbor", "mesa")

DESCRIPTION_LIMIT = 200
NOTE_TITLES = {"correction": "Correction", "update": "Update", "editors-note": "Editor’s note"}
CHANGED = {"headline": "Headline", "deck": "Summary", "caption": "Caption", "note": "Editor’s note", "update": "Update"}

_OWN_PATH = re.compile(r'\b(href|src)="/')
_HERE = Path(__file__).parent
_CARDS: Fragments[Markup] = Fragments(4000)
_FRAMES: Fragments[Markup] = Fragments(400)


def story(station: StationView, view: Story) -> bytes:
    """Return a story's page: every part of the model page, in its order, each left out when empty."""
    return _print(
        "story.html",
        station,
        view=view,
        card=view.card,
        head=_head(view),
        card_image=card_image.path_of(station, view.card),
        **_body_and_notes(view),
        updated_at=_updated_at(view.card),
        json_ld=Markup(structured.news_story(station, view)),  # noqa: S704 - escaped by structured
        current=view.card.section.path if view.card.section else "",
    )


def front(station: StationView, view: FrontView) -> bytes:
    """Return a front or one of its older pages. A home front has a lead; other fronts are rivers."""
    return _print(
        "front.html",
        station,
        view=view,
        layout=arranged(view),
        url=addresses.absolute(station.url, _own_path(view)),
        json_ld=Markup(structured.front(station, view)),  # noqa: S704 - escaped by structured
        current=view.path if view.kind != "home" else "",
        is_home=view.kind == "home",
    )


def full_text(station: StationView, view: Story) -> str:
    """Return a story as one piece of markup for feeds, whole addresses throughout, with its credit and copyright."""
    plain = replace(view, blocks=tuple(replace(block, anchored="") for block in view.blocks))
    text = _TEMPLATES["feed.html"].render(view=plain, **_body_and_notes(plain))
    text = text.replace("<bdi>", "<span>").replace("</bdi>", "</span>")  # which no feed validator knows
    return _OWN_PATH.sub(rf'\1="{station.url}/', legible(text)).strip()


def gone(station: StationView, view: GoneView) -> bytes:
    """Return the notice of a withdrawn story (served with 410). It never repeats the story."""
    return _print("gone.html", station, view=view)


def not_found(station: StationView) -> bytes:
    """Return the page for an address that has nothing (served with 404)."""
    return _print("not_found.html", station)


def guidelines(station: StationView) -> bytes:
    """Return the station's community guidelines and what it does about errors."""
    return _print("guidelines.html", station)


def story_idea(station: StationView) -> bytes:
    """Return the page that says how to send a story idea, and what not to expect of it."""
    return _print("story_idea.html", station)


def house_page(station: StationView, view: HousePageView) -> bytes:
    """Return a page that a station has written about itself."""
    return _print("house_page.html", station, view=view)


def privacy(station: StationView) -> bytes:
    """Return what a station knows of its readers, where it has written nothing of its own: what the software does."""
    return _print("privacy.html", station)


def corrections(station: StationView, entries: Sequence[CorrectionView], feeds: Sequence[NavLink] = ()) -> bytes:
    """Return the corrections page: what was wrong in which story, the newest first."""
    return _print("corrections.html", station, entries=entries, feeds=feeds)


def changes(station: StationView, view: ChangesView) -> bytes:
    """Return the page that tells what changed in a story, word by word. Search engines leave it alone."""
    return _print("changes.html", station, view=view, current=view.card.section.path if view.card.section else "")


def archive(station: StationView, view: ArchiveView) -> bytes:
    """Return the page that lists every month in which stories ran."""
    return _print("archive.html", station, view=view)


def month(station: StationView, view: MonthView) -> bytes:
    """Return the calendar of a month, its weeks beginning on Sunday as calendars at the station do."""
    weeks = Calendar(firstweekday=6).monthdatescalendar(view.first.year, view.first.month)
    return _print("month.html", station, view=view, weeks=weeks)


def search(station: StationView, view: SearchView) -> bytes:
    """Return the search page: the form as it was filled in, and what answers."""
    return _print("search.html", station, view=view, current=addresses.SEARCH)


def assets() -> tuple[tuple[str, bytes], ...]:
    """Return the files every page needs: (name with hash, bytes). Their path is ``addresses.asset(name)``."""
    return ASSETS


def machines(station: StationView) -> bytes:
    """Return the page that tells what machines can have here, and on what terms."""
    return _print("machines.html", station)


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head of a story says of it to those who link to it."""

    description: str
    robots: str


def _head(view: Story) -> _Head:
    card = view.card
    said = card.deck or card.summary or _first_words(view)
    return _Head(said or card.headline, "" if card.is_indexable else "noindex")


def _first_words(view: Story) -> str:
    """Return what the first paragraph says, cut at a word."""
    first = next((block.html for block in view.blocks if block.kind == "paragraph"), "")
    return shorten(unescape(words_of(first)), DESCRIPTION_LIMIT, placeholder=" …")


def _body_and_notes(view: Story) -> dict[str, Any]:
    """Return the body, and the notes that stand above it (corrections first) and below it."""
    before = [note for note in view.notes if note.kind != "update"]
    return {
        "body": list(_body(view)),
        "before": sorted(before, key=lambda note: note.kind != "correction"),
        "after": [note for note in view.notes if note.kind == "update"],
    }


def _body(view: Story) -> Iterator[tuple[BlockView, Markup]]:
    """Hand out (block, dateline that runs into it); subheads never skip a level."""
    dateline = _dateline(view)
    if dateline and not any(block.kind == "paragraph" for block in view.blocks):
        yield BlockView("paragraph"), dateline
        dateline = Markup("")
    deepest = 1
    for block in view.blocks:
        if block.kind == "subhead":
            deepest = max(2, min(block.level, deepest + 1, 4))
            yield replace(block, level=deepest), Markup("")
        elif block.kind == "paragraph" and dateline:
            yield block, dateline
            dateline = Markup("")
        else:
            yield block, Markup("")


def _dateline(view: Story) -> Markup:
    """Return "WASHINGTON, Jan. 30 (AP) — " with its parts marked, or nothing."""
    place = Markup('<b class="place">{}</b>').format(view.dateline) if view.dateline else Markup("")
    where = Markup(", ").join(part for part in (place, Markup.escape(view.dateline_date)) if part)
    agency = Markup("({})").format(view.dateline_agency) if view.dateline_agency else Markup("")
    said = Markup(" ").join(part for part in (where, agency) if part)
    return Markup('<span class="dateline">{} —</span> ').format(said) if said else Markup("")


def _updated_at(card: CardView) -> datetime | None:
    """Return when the words last changed, unless that is the first run itself."""
    return None if card.updated_at == card.published_at else card.updated_at


def _own_path(view: FrontView) -> str:
    return addresses.older_page(view.path, view.number) if view.number else view.path


def _language_of(station: StationView, language: str) -> Markup:
    """Return the lang and dir attributes of text in another language than the station's, or nothing."""
    if not language or language.split("-")[0].lower() == station.language.split("-")[0].lower():
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


def _language_of_station(station: StationView, language: str) -> Markup:
    """Return the dir attribute that turns back to the station's way of writing inside a story that runs the other."""
    own = direction(station.language)
    return Markup(' dir="{}"').format(own) if own != direction(language or station.language) else Markup("")


def _with_the(name: str) -> str:
    """Return a station's name with the article before it, which some have already."""
    return name if name.casefold().startswith("the ") else f"the {name}"


def _cards(station: StationView, cards: Sequence[CardView], *how: Any) -> Markup:
    """Return what the ``card`` macro makes of stories in this way, each made once for all the fronts it stands on."""
    made = [_CARDS((station, one), how, partial(_card, station, one, *how)) for one in cards]
    return Markup("".join(made))  # noqa: S704 - a macro made each


def _card(station: StationView, one: CardView, *how: Any) -> Markup:
    return _PARTS.card(station, one, *how)


def _frame(name: str, station: StationView, *how: Any) -> Markup:
    """Return what a macro makes of the station alone: the masthead and the foot of every page."""
    return _FRAMES((station,), (name, *how), lambda: getattr(_PARTS, name)(station, *how))


def _print(name: str, station: StationView, **values: Any) -> bytes:
    look = station.look if station.look in LOOKS else LOOKS[0]
    page = _TEMPLATES[name].render(station=station, look=look, **values)
    return legible(page).encode()


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "machine": times.machine,
        "link": safe_link,
        "host": addresses.host,
        "with_the": _with_the,
    }
    made.globals |= {
        "addresses": addresses,
        "asset": paths(),
        "CHANGED": CHANGED,
        "NOTE_TITLES": NOTE_TITLES,
        "direction": direction,
        "cards": _cards,
        "frame": _frame,
        "language_of": _language_of,
        "language_of_station": _language_of_station,
        "picture_of": picture_of,
        "when": times.tag,
        "is_reserved": is_reserved,
        "name_of": addresses.name_of,
        "on_day": times.day_tag,
    }
    return made


_ENVIRONMENT = _environment()
_PARTS: Any = _ENVIRONMENT.get_template(
    "parts.html"
).module  # once: an import in a template is made anew for every page
_ENVIRONMENT.globals["parts"] = _PARTS
_TEMPLATES: dict[str, Template] = {
    name: _ENVIRONMENT.get_template(name)
    for name in (
        "story.html",
        "front.html",
        "gone.html",
        "not_found.html",
        "guidelines.html",
        "story_idea.html",
        "corrections.html",
        "changes.html",
        "archive.html",
        "month.html",
        "house_page.html",
        "privacy.html",
        "machines.html",
        "search.html",
        "feed.html",
    )
}
