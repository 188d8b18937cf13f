"""Pieces made before stand in later pages, and only where the very same story stands."""

from dataclasses import replace

from nightdesk.reader import feeds
from nightdesk.reader.cards import CardView, FeedView, StationView
from nightdesk.reader.fragments import Fragments

STATION = StationView("harbor", "Harbor 6", url="https://harbor.example")
CARD = CardView(1, "/2026/11/23/bridge/", "https://harbor.example/2026/11/23/bridge/", "Bridge reopens", guid="tag:1")


def test_a_piece_is_made_once_for_the_same_views_and_again_for_others():
    pieces, made = Fragments[int](2), []

    def make() -> int:
        made.append(1)
        return len(made)

    other = replace(CARD)
    assert [pieces((STATION, CARD), ("rss",), make) for _ in range(3)] == [1, 1, 1]
    assert pieces((STATION, CARD), ("atom",), make) == 2
    assert pieces((STATION, other), ("rss",), make) == 3


def test_pieces_not_asked_for_lately_go():
    pieces = Fragments[int](10)
    for number in range(1000):
        pieces((), (number,), lambda number=number: number)
    assert len(pieces._lately) + len(pieces._before) <= 20
    assert pieces((), (999,), lambda: -1) == 999
    assert pieces((), (0,), lambda: -1) == -1


def test_a_feed_shows_the_new_headline_of_a_story_it_carried_before():
    for writer in (feeds.rss, feeds.atom, feeds.json_feed):
        old = writer(STATION, FeedView("News", "/feed.rss", "/", entries=((CARD, ""),)))
        new = writer(STATION, FeedView("News", "/feed.rss", "/", entries=((replace(CARD, headline="Shut again"), ""),)))
        full = writer(STATION, FeedView("News", "/feed.rss", "/", entries=((CARD, "<p>Words.</p>"),)))
        assert b"Bridge reopens" in old and b"Shut again" in new and b"Words." in full and b"Words." not in old
