"""Which stories may go to which sister station: rights travel with the copy. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """What a wire's terms allow. ``name`` is the wire's, for an editor."""

    name: str
    is_shareable: bool = False
    markets: str = ""
    is_noindex: bool = False
    is_full_text_in_feeds: bool = False
    are_comments_allowed: bool = False
    is_unaltered: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """One station that a story came through: the terms it had it under, and the market its contributor keeps."""

    terms: Terms
    story_market: str = ""


def reasons_not_to_share(legs: Iterable[Leg], to: Terms, market: str) -> list[str]:
    """Return why a story that came this way may not go over the sister wire ``to`` into a market.

    A sister's terms may be stricter than the agency's, never looser.
    """
    return list(dict.fromkeys(reason for leg in legs for reason in _reasons(leg, to, market.casefold())))


def _reasons(leg: Leg, to: Terms, market: str) -> Iterator[str]:
    terms = leg.terms
    if not terms.is_shareable:
        yield f"The terms of {terms.name} do not allow offering its stories to sister stations."
    allowed = [one.strip().casefold() for one in terms.markets.split(",") if one.strip()]
    if allowed and market not in allowed:
        yield f"The terms of {terms.name} do not allow that market."
    if leg.story_market and (not market or market in leg.story_market.casefold() or leg.story_market == "not said"):
        yield f"Market embargo: its contributor is in {leg.story_market}."
    if terms.is_noindex and not to.is_noindex:
        yield f"{terms.name} asks for noindex, and {to.name} lets search engines find it."
    if to.is_full_text_in_feeds and not terms.is_full_text_in_feeds:
        yield f"{terms.name} allows no full text in feeds, and {to.name} gives it."
    if to.are_comments_allowed and not terms.are_comments_allowed:
        yield f"{terms.name} allows no comments, and {to.name} does."
    if terms.is_unaltered and not to.is_unaltered:
        yield f"{terms.name} forbids any change of words, and {to.name} does not."
