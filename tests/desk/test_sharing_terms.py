"""Rights travel: what an agency's terms allow a sister station, leg by leg."""

from dataclasses import replace

import pytest

from nightdesk.desk.sharing_terms import Leg, Terms, reasons_not_to_share

FREE = Terms("Coastline", is_shareable=True, is_full_text_in_feeds=True, are_comments_allowed=True)
SISTER = Terms("mesa-from-harbor")


def test_our_own_copy_may_go_anywhere():
    assert reasons_not_to_share((), SISTER, "Port Mesa") == []


def test_terms_that_say_nothing_about_it_do_not_allow_it():
    [why] = reasons_not_to_share([Leg(Terms("Coastline"))], SISTER, "Port Mesa")
    assert "Coastline do not allow offering" in why


@pytest.mark.parametrize(
    ("leg", "to", "market", "word"),
    [
        (Leg(replace(FREE, markets="Port Harbor")), SISTER, "Port Mesa", "that market"),
        (Leg(FREE, "Port Mesa"), SISTER, "Port Mesa", "Market embargo"),
        (Leg(FREE, "Port Mesa"), SISTER, "", "Market embargo"),
        (Leg(FREE, "not said"), SISTER, "Port Mesa", "Market embargo"),
        (Leg(replace(FREE, is_noindex=True)), SISTER, "Port Mesa", "noindex"),
        (Leg(replace(FREE, is_unaltered=True)), SISTER, "Port Mesa", "change of words"),
        (
            Leg(replace(FREE, is_full_text_in_feeds=False)),
            replace(SISTER, is_full_text_in_feeds=True),
            "Port Mesa",
            "full text",
        ),
        (
            Leg(replace(FREE, are_comments_allowed=False)),
            replace(SISTER, are_comments_allowed=True),
            "Port Mesa",
            "comments",
        ),
    ],
)
def test_each_term_that_a_sister_would_loosen_keeps_the_story_back(leg, to, market, word):
    [why] = reasons_not_to_share([leg], to, market)
    assert word in why


def test_a_stricter_sister_may_have_it_in_a_market_that_is_allowed():
    strict = Terms("mesa-from-harbor", is_noindex=True, is_unaltered=True)
    leg = Leg(replace(FREE, is_noindex=True, is_unaltered=True, markets="port mesa, Elsewhere"), "Port Harbor")
    assert reasons_not_to_share([leg, Leg(FREE)], strict, "Port Mesa") == []
