"""Sitemaps by the protocol 0.9, and Google's news sitemap. Only stories that may be indexed."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from lxml import etree

from nightdesk.reader.addresses import absolute
from nightdesk.reader.cards import CardView, StationView
from nightdesk.reader.characters import legible
from nightdesk.reader.fragments import Fragments
from nightdesk.reader.times import machine

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_NAMES = {None: SITEMAP, "news": NEWS}
_END = b"</urlset>"
_URLS: Fragments[bytes] = Fragments(4000)
MOST_URLS = 50_000  # the protocol's own limit for one file
MOST_NEWS = 1_000  # Google's limit for a news sitemap


def index(station: StationView, sitemaps: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return the index: (path of a sitemap, when anything in it last changed), in the order given."""
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})
    for path, changed_at in sitemaps:
        _place(root, "sitemap", absolute(station.url, path), changed_at, station.zone)
    return _written(root)


def month(station: StationView, cards: Iterable[CardView]) -> bytes:
    """Return one month's stories (``part`` of it where a month has more than MOST_URLS)."""
    return _urlset({None: SITEMAP}, _month_url, station, _indexable(cards))


def _month_url(root: Any, station: StationView, card: CardView) -> None:
    _place(root, "url", card.url, card.updated_at or card.published_at, station.zone)


def news(station: StationView, cards: Iterable[CardView]) -> bytes:
    """Return the news sitemap. The press chooses the last two days' stories; more than 1,000 are cut."""
    dated = [card for card in _indexable(cards) if card.published_at]
    return _urlset(_NAMES, _news_url, station, dated[:MOST_NEWS])


def _news_url(root: Any, station: StationView, card: CardView) -> None:
    url = _place(root, "url", card.url, None, station.zone)
    told = etree.SubElement(url, f"{{{NEWS}}}news")
    publication = etree.SubElement(told, f"{{{NEWS}}}publication")
    _add(publication, f"{{{NEWS}}}name", station.name)
    _add(publication, f"{{{NEWS}}}language", _two_letters(card.language or station.language))
    if card.published_at:
        _add(told, f"{{{NEWS}}}publication_date", machine(card.published_at, station.zone))
    _add(told, f"{{{NEWS}}}title", card.headline)


def _urlset(
    names: dict[str | None, str],
    write: Callable[[Any, StationView, CardView], None],
    station: StationView,
    cards: Iterable[CardView],
) -> bytes:
    """Return a sitemap with a piece for each card; the piece is written once, however often the sitemap is."""

    def piece(card: CardView) -> bytes:
        root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=names)
        write(root, station, card)
        whole = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
        return whole[whole.index(b">") + 1 :].removesuffix(_END)

    pieces = [_URLS((station, card), (write,), partial(piece, card)) for card in cards]
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=names)
    if not pieces:
        return _written(root)
    root.text = ""
    return _written(root).removesuffix(_END) + b"".join(pieces) + _END


def _indexable(cards: Iterable[CardView]) -> list[CardView]:
    return [card for card in cards if card.is_indexable]


def _two_letters(language: str) -> str:
    """Return ISO 639 as Google wants it: no region, but for the two ways of writing Chinese."""
    lowered = language.lower()
    if lowered.startswith("zh"):
        return "zh-tw" if lowered.endswith(("-tw", "-hk", "-hant")) else "zh-cn"
    return lowered.split("-")[0]


def _place(root: Any, name: str, url: str, changed_at: datetime | None, zone: str) -> Any:
    place = etree.SubElement(root, f"{{{SITEMAP}}}{name}")
    _add(place, f"{{{SITEMAP}}}loc", url)
    if changed_at:
        _add(place, f"{{{SITEMAP}}}lastmod", machine(changed_at, zone))
    return place


def _add(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = legible(text)


def _written(root: Any) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
