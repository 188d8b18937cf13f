"""The life of a story does not depend on the order in which the wire told it: filing against a simple model.

The model is what a sub-editor would say with all the messages on the desk: a kill is final, the highest version is
the copy, an order not to use holds until a later version, a correction is told to readers from then on.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as trial
from hypothesis import strategies as st

from nightdesk.desk import filing
from nightdesk.desk.models import Story
from nightdesk.wire.item import Embargo, Ref
from tests.newsroom_cast import BODY, NOON, make_item, make_station, make_wire, open_anew

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def message(kind: str, number: int):
    """Return one message of the story, sent at its number's hour."""
    at = NOON + number * HOUR
    words = {
        "paragraphs": (*BODY, f"Take {number} adds what the harbor master said."),
        "headline": f"Pier, take {number}",
    }
    if kind == "kill":
        return make_item(version=str(number), created_at=at, status="canceled", headline="", paragraphs=())
    if kind == "kill by reference":
        refs = (Ref("cancels", "tag:coastline.example,2026:pier"),)
        return make_item(f"tag:kill-{number}", "1", created_at=at, refs=refs, headline="KILL", paragraphs=())
    if kind == "withhold":
        return make_item(version=str(number), created_at=at, status="withheld", **words)
    if kind == "correction":
        return make_item(version=str(number), created_at=at, editorial_types=("Corrective",), **words)
    if kind == "blocked":
        return make_item(version=str(number), created_at=at, signals=("HoldForRelease",), **words)
    if kind == "advisory":
        return make_item(version=str(number), created_at=at, editorial_types=("Advisory",), **words)
    return make_item(version=str(number), created_at=at, **words)


def expected(messages) -> tuple[str, str, bool]:
    """Return (state, headline, is a correction told) of the public story.

    A version that is blocked waits beside the newest one that is not, unless an order withholds that.
    """
    copies = [(number, kind) for kind, number in messages if kind in ("copy", "correction", "blocked")]
    if not copies:
        return "none", "", False
    if any(kind.startswith("kill") for kind, _ in messages):
        return "killed", "", False
    withheld = max((number for kind, number in messages if kind == "withhold"), default=0)
    may_run = [number for number, kind in copies if kind != "blocked" and number > withheld]
    if not may_run:
        return "held", "", False
    return "running", f"Pier, take {max(may_run)}", any(kind == "correction" for _, kind in copies)


def public(story: Story | None) -> tuple[str, str, bool]:
    if story is None:
        return "none", "", False
    if story.state != "running":
        return story.state, "", False
    return story.state, story.headline, bool(story.correction)


def play(messages, wire) -> tuple[str, str, bool]:
    for turn, (kind, number) in enumerate(messages):
        item = message(kind, number)
        delivery, _ = filing.receive(wire, f"{turn} {kind} {number}".encode(), received_at=NOON)
        filing.file(item, delivery, 0, now=NOON + timedelta(minutes=turn))
    return public(Story.objects.first())


def in_every_order(messages) -> None:
    for order in permutations(messages):
        with transaction.atomic():
            open_anew()
            assert play(order, make_wire(make_station())) == expected(messages), order
            assert Story.objects.count() <= 1
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    "messages",
    [
        [("copy", 1), ("copy", 2), ("correction", 3), ("copy", 4)],
        [("copy", 1), ("withhold", 2), ("copy", 3), ("copy", 3)],
        [("copy", 1), ("copy", 2), ("withhold", 3), ("advisory", 4)],
        [("copy", 1), ("copy", 3), ("kill", 2), ("copy", 4)],
        [("copy", 1), ("copy", 2), ("kill by reference", 3), ("correction", 4)],
        [("kill by reference", 1), ("copy", 2), ("copy", 2)],
        [("copy", 1), ("copy", 2), ("blocked", 3), ("correction", 4)],
        [("copy", 1), ("blocked", 2), ("copy", 3), ("blocked", 4)],
        [("copy", 1), ("withhold", 2), ("blocked", 3), ("copy", 1)],
        [("copy", 1), ("blocked", 3), ("blocked", 4), ("withhold", 2)],
    ],
)
def test_every_order_of_the_same_messages_ends_alike(messages):
    in_every_order(messages)


def test_a_version_that_only_waits_tightens_the_embargo_whenever_it_came():
    tomorrow = Embargo(NOON + 24 * HOUR, "tomorrow")
    items = [message("copy", 1), replace(message("blocked", 2), embargo=tomorrow), message("blocked", 3)]
    for order in permutations(items):
        with transaction.atomic():
            open_anew()
            wire = make_wire(make_station())
            for turn, item in enumerate(order):
                delivery, _ = filing.receive(wire, f"{turn}".encode(), received_at=NOON)
                filing.file(item, delivery, 0, now=NOON + timedelta(minutes=turn))
            story = Story.objects.get()
            assert (story.headline, story.embargo_until) == ("Pier, take 1", tomorrow.until), order
            transaction.set_rollback(True)


_messages = st.lists(
    st.tuples(
        st.sampled_from(
            ["copy", "copy", "copy", "blocked", "correction", "withhold", "kill", "kill by reference", "advisory"]
        ),
        st.integers(1, 6),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda message: message[1],
)


@trial(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_messages, st.randoms(use_true_random=False), st.lists(st.integers(0, 5), max_size=2))
def test_any_messages_in_any_order_with_late_repeats_come_to_what_their_set_says(messages, random, again):
    order = list(messages)
    random.shuffle(order)
    order += [order[number % len(order)] for number in again]
    with transaction.atomic():
        open_anew()
        assert play(order, make_wire(make_station())) == expected(messages)
        transaction.set_rollback(True)
