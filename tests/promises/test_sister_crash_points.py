"""A power cut while a story goes to a sister station: it arrives, once; its update and its kill arrive, too."""

from datetime import timedelta

import pytest

from nightdesk.desk import decide, sharing
from nightdesk.desk.models import Delivery, Handover, Nudge, Story, Take
from tests.intake.sisters import Group
from tests.promises.test_every_crash_point import was_killed_at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# Of a hand-over: its offer claimed, its delivery written, then committed. Of the filing at the sister: the rest.
MOMENTS = ("after_claim", "before_commit", "after_commit", "before_change", "after_item", "after_filing")
ORDERS = ("a first version", "an update", "a kill", "the offer taken back")


@pytest.fixture
def group() -> Group:
    return Group("harbor", "mesa")


def begin(group: Group, order: str) -> None:
    """Bring the stations to where the order is still to be handed over."""
    group.file()
    group.offer(group.at("harbor"))
    if order == "a first version":
        return
    group.settle()
    assert group.is_public(group.at("mesa"))
    group.now += timedelta(minutes=1)
    if order == "an update":
        group.file(version="2", headline="Ferry pier closes")
    elif order == "a kill":
        decide.kill(group.at("harbor"), by=None, reason="Wrong man.", now=group.now)
    else:
        sharing.withdraw(group.at("harbor"), by=None, reason="Ours alone.", now=group.now)


def stands(group: Group) -> tuple[object, ...]:
    mesa = group.at("mesa")
    told = list(Handover.objects.values_list("said", "number"))
    takes = Take.objects.filter(wire__sister__isnull=False).count()
    stories = Story.objects.filter(station=group.stations["mesa"]).count()
    return (mesa.headline, mesa.state, group.is_public(mesa), told, takes, stories, Nudge.objects.count())


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("moment", MOMENTS)
def test_what_is_handed_over_arrives_once_whenever_the_power_goes(group: Group, moment: str, order: str) -> None:
    begin(group, order)
    was_killed_at(moment, group.settle)
    group.now += timedelta(minutes=15)  # what the dead process had claimed is free again
    group.settle()
    undisturbed = {
        "a first version": ("Ferry pier stays open", "running", True, 1),
        "an update": ("Ferry pier closes", "running", True, 2),
        "a kill": ("Ferry pier stays open", "killed", False, 2),
        "the offer taken back": ("Ferry pier stays open", "held", False, 2),
    }[order]
    headline, state, is_public, told, takes, stories, nudges = stands(group)
    assert (headline, state, is_public, takes) == undisturbed
    assert (stories, nudges) == (1, 0)
    assert [number for _, number in told] == [undisturbed[3]]
    assert not Delivery.objects.filter(outcome="received").exists()


def test_the_moments_are_met(group: Group) -> None:
    begin(group, "a first version")
    assert was_killed_at("after_claim", group.settle)
    assert not Delivery.objects.filter(wire__sister__isnull=False).exists()
    group.now += timedelta(minutes=15)
    assert was_killed_at("after_commit", group.settle)
    assert Delivery.objects.filter(wire__sister__isnull=False).count() == 1
