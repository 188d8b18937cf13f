"""Which card stands where on a front: what editors picked, in their order; else a newer one with a picture leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.reader.cards import CardView, FrontView

LEAD_AMONG = 24  # a lead is never older than this many stories
TILES_AMONG = 30
BRIEFS = 4
TILES = 3
LEAD_WIDTH = 600  # pixels; a smaller picture would be blown up
FEWEST = 3  # below this a front is a plain list


@dataclass(frozen=True, slots=True)
class Layout:
    """Every card of a front once: lead, briefs beside it, tiles below, and the river of the rest, newest first."""

    lead: CardView | None
    briefs: tuple[CardView, ...]
    tiles: tuple[CardView, ...]
    river: tuple[CardView, ...]


def arranged(view: FrontView) -> Layout:
    """Return the layout of a front. Older pages, people, threads and days are lists; only home has briefs and tiles."""
    cards = view.cards
    if view.number is not None or view.kind in ("author", "thread", "day") or len(cards) < FEWEST:
        return Layout(None, (), (), cards)
    pictured = next((card for card in cards[:LEAD_AMONG] if _can_lead(card)), cards[0])
    lead = cards[0] if view.picked else pictured
    rest = tuple(card for card in cards if card is not lead)
    if view.kind != "home":
        return Layout(lead, (), (), rest)
    briefs, later = rest[:BRIEFS], rest[BRIEFS:]
    tiles = _tiles(later)
    return Layout(lead, briefs, tiles, tuple(card for card in later if not any(card is tile for tile in tiles)))


def _tiles(cards: Sequence[CardView]) -> tuple[CardView, ...]:
    """Return a full row: those with pictures first, made up with the newest; fewer cards than a row make none."""
    if len(cards) < TILES:
        return ()
    pictured = [card for card in cards[:TILES_AMONG] if _has_picture(card)][:TILES]
    plain = [card for card in cards if not _has_picture(card)]
    return tuple((pictured + plain)[:TILES])


def _can_lead(card: CardView) -> bool:
    return card.picture is not None and any(file.width >= LEAD_WIDTH for file in card.picture.files)


def _has_picture(card: CardView) -> bool:
    return card.picture is not None and bool(card.picture.files)
