"""What readers get is the same for every order of arrival, in every format, from bytes to the story's row."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as trial
from hypothesis import strategies as st

from nightdesk.desk import filing
from nightdesk.desk.models import Story
from tests.desk.dialects import SAYS, expected
from tests.newsroom_cast import NOON, make_station, make_wire, open_anew

pytestmark = pytest.mark.django_db

SETS = [
    [("copy", 1), ("copy", 2), ("copy", 3)],
    [("copy", 1), ("correction", 2), ("copy", 3)],
    [("copy", 1), ("copy", 2), ("kill", 3)],
    [("copy", 1), ("kill", 2), ("copy", 3)],
    [("copy", 1), ("withhold", 2)],
    [("copy", 1), ("withhold", 2), ("copy", 3)],
    [("copy", 1), ("copy", 2), ("cancel", 3)],
    [("copy", 1), ("advisory", 2), ("copy", 3)],
]


def play(name: str, messages) -> tuple[str, str, bool]:
    write, _ = SAYS[name]
    wire = make_wire(make_station())
    for turn, (kind, number) in enumerate(messages):
        delivery, is_new = filing.receive(wire, write(kind, number), received_at=NOON)
        if is_new:
            filing.process(delivery, now=NOON + timedelta(hours=12, minutes=turn))
            assert delivery.outcome in ("filed", "repeat"), (delivery.outcome, delivery.fault)
    story = Story.objects.first()
    assert Story.objects.count() <= 1
    if story is None:
        return "none", "", False
    is_public = story.state == "running"
    return story.state, story.headline if is_public else "", is_public and bool(story.correction)


def can_say(name: str, messages) -> bool:
    return all(kind in SAYS[name][1] for kind, _ in messages)


CASES = [(name, messages) for name in SAYS for messages in SETS if can_say(name, messages)]


@pytest.mark.parametrize(("name", "messages"), CASES, ids=[f"{n} {' '.join(k for k, _ in m)}" for n, m in CASES])
def test_every_order_ends_alike(name, messages):
    for order in permutations(messages):
        with transaction.atomic():
            open_anew()
            assert play(name, order) == expected(messages), order
            transaction.set_rollback(True)


@st.composite
def _sequences(draw) -> tuple[str, list[tuple[str, int]], list[tuple[str, int]]]:
    """Draw a format, up to six messages it can say, and an order of arrival with late repeats."""
    name = draw(st.sampled_from(sorted(SAYS)))
    kinds = st.sampled_from(["copy", *SAYS[name][1]])
    numbered = draw(st.lists(st.tuples(kinds, st.integers(1, 8)), min_size=1, max_size=6, unique_by=lambda one: one[1]))
    order = draw(st.permutations(numbered))
    again = draw(st.lists(st.sampled_from(numbered), max_size=3))
    return name, numbered, [*order, *again]


@trial(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_sequences())
def test_any_messages_of_any_format_come_to_what_their_set_says(sequence):
    name, messages, order = sequence
    with transaction.atomic():
        open_anew()
        assert play(name, order) == expected(messages)
        transaction.set_rollback(True)
