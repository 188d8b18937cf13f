"""P9: what is unknown, contradictory or broken is held and told; it never runs."""

import json

import pytest

from nightdesk.desk import filing, sorting
from nightdesk.desk.models import Delivery, Story, Wire
from nightdesk.wire.item import Embargo
from tests.newsroom_cast import NOON, make_item, make_station, make_wire

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire():
    sorting.forget()
    return make_wire(make_station())


@pytest.mark.parametrize(
    "doubt",
    [{"status": "green"}, {"status": "usable;canceled"}, {"embargo": Embargo(None, "Friday-ish")}],
    ids=["unknown status", "two statuses", "unreadable embargo"],
)
def test_a_doubt_holds_the_story_with_a_reason(wire, doubt):
    delivery, _ = filing.receive(wire, b"x", received_at=NOON)
    filing.file(make_item(**doubt), delivery, 0, now=NOON)
    story = Story.objects.get()
    assert (story.state, story.live) == ("held", False)
    assert story.hold_reasons


def test_a_rule_that_nobody_knows_lets_nothing_run(wire):
    Wire.objects.filter(pk=wire.pk).update(policy="run-wild")
    delivery, _ = filing.receive(Wire.objects.get(), b"x", received_at=NOON)
    filing.file(make_item(), delivery, 0, now=NOON)
    assert Story.objects.get().state == "held"


def test_an_error_of_ours_holds_the_delivery_and_files_its_other_items(wire):
    """A section map that is no map breaks the filing of one item; the other is filed, and the editor is told."""
    broken = {"uri": "a", "version": "1", "pubstatus": "usable", "headline": "One", "subject": [{"name": "Local"}]}
    whole = {"uri": "b", "version": "1", "pubstatus": "usable", "headline": "Two"}
    Wire.objects.filter(pk=wire.pk).update(section_map={"Local": ["not", "a", "slug"]})
    for item in (broken, whole):
        item["body_text"] = "PORT ELLERY — The pier stays open, the council said on Monday after a long night."
    delivery, _ = filing.receive(Wire.objects.get(), json.dumps([broken, whole]).encode(), received_at=NOON)
    filing.process(delivery, now=NOON)
    kept = Delivery.objects.get()
    assert kept.outcome == "held"
    assert "One" in kept.fault
    assert [story.headline for story in Story.objects.all()] == ["Two"]
