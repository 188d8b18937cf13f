"""Copies of copies: the first origin is kept, nothing comes back to where it was, and nobody gets it twice."""

from itertools import permutations
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as trial
from hypothesis import strategies as st

from nightdesk.desk import decide, filing, sharing
from nightdesk.desk.deliveries import keep_beside
from nightdesk.desk.models import Delivery, Handover, Offer, Picture, Station, Story, Take, Wire
from nightdesk.intake.sources import sister
from tests.intake.sisters import Group
from tests.newsroom_cast import NOON, make_item, make_station, open_anew

SAMPLES = Path(__file__).parents[2] / "src/nightdesk/samples"
pytestmark = pytest.mark.django_db


def offering_everything(*names: str, **more) -> Group:
    group = Group(*names, **more)
    Station.objects.update(offers_every_story=True)
    for station in group.stations.values():
        station.refresh_from_db()
    return group


def test_a_chain_keeps_the_first_origin():
    group = offering_everything("harbor", "mesa", "delta")
    story = group.write("harbor", bylines=["Ada Quill"])
    group.settle()
    copy = group.at("delta")
    assert group.is_public(copy)
    assert (copy.credit, copy.agency_name, copy.agency_url) == ("Harbor", "Harbor", group.at("mesa").agency_url)
    assert {one.guid for one in Handover.objects.all()} == {copy.wire_key}
    decide.kill(story, by=None, reason="Wrong.", now=group.now)
    group.settle()
    assert [bool(one.killed_at) for one in Story.objects.order_by("pk")] == [True, True, True]


def test_a_ring_of_stations_that_all_offer_everything_comes_to_rest():
    group = offering_everything("harbor", "mesa", "delta")
    group.link("delta", "harbor")
    group.link("mesa", "harbor")
    group.link("delta", "mesa")
    for name in group.stations:
        group.write(name, f"A story of {name}")
    group.settle()
    found = sorted(Story.objects.values_list("station__slug", "headline"))
    assert len(found) == len(set(found)) == 9


def test_a_station_with_two_ways_to_a_story_gets_it_once_and_from_where_it_began():
    group = offering_everything("harbor", "mesa", "delta")
    group.link("harbor", "delta")
    group.write("harbor")
    group.settle()
    assert Story.objects.filter(station__slug="delta").count() == 1
    assert group.at("delta").wire.name == "delta-from-harbor"


def test_what_the_nearer_wire_may_not_have_does_not_come_round_another_way():
    group = offering_everything("harbor", "mesa", "delta", wire={"indexing": "noindex"})
    Wire.objects.filter(kind="sister").update(indexing="noindex")
    group.link("harbor", "delta")
    group.file()
    group.settle()
    assert group.at("mesa") is not None and group.at("delta") is None


def test_two_sisters_that_both_have_a_story_hand_it_on_once():
    group = offering_everything("harbor", "mesa", "delta")
    group.stations["ridge"] = make_station("ridge", offers_every_story=True)
    group.link("harbor", "ridge")
    group.link("ridge", "delta")
    group.write("harbor")
    group.settle()
    assert Story.objects.filter(station__slug="delta").count() == 1
    assert not Offer.objects.exclude(fault="").exists()
    other = Handover.objects.get(number=0, station__slug="delta")
    assert other.reasons[0].startswith("Delta has it by")


def test_a_sister_may_not_pass_on_what_its_own_wire_does_not_allow():
    group = offering_everything("harbor", "mesa", "delta")
    Wire.objects.filter(name="mesa-from-harbor").update(is_shareable=False)
    group.write("harbor")
    group.settle()
    assert group.at("mesa") is not None and group.at("delta") is None


def test_an_agencys_market_terms_hold_at_the_end_of_a_chain_too():
    group = offering_everything("harbor", "mesa", "delta", wire={"markets": "Port Harbor, Port Mesa"})
    group.file()
    group.settle()
    assert group.at("mesa") is not None and group.at("delta") is None


def test_stories_of_two_agencies_with_one_slugline_stay_two_at_the_sister():
    group = offering_everything("harbor", "mesa")
    other = Wire.objects.create(name="northstar", kind="manual", policy="run-unless-blocked", is_shareable=True)
    other.stations.set([group.stations["harbor"]])
    group.file(slugline="BC-Pier", headline="Pier stays open, islands say")
    item = make_item("tag:northstar.example:1", slugline="BC-Pier", headline="Pier stays open, council says")
    delivery, _ = filing.receive(other, b"other", received_at=group.now)
    filing.file(item, delivery, 0, now=group.now)
    group.settle()
    assert Story.objects.filter(station__slug="mesa").count() == 2


def test_no_document_on_a_sisters_wire_touches_a_story_of_the_first_station():
    group = offering_everything("harbor", "mesa")
    story = group.write("harbor")
    group.settle()
    before = Story.objects.values().get(pk=story.pk)
    wire = Wire.objects.get(kind="sister")
    forged = make_item(group.at("mesa").wire_key, "9", status="canceled", paragraphs=(), headline="")
    delivery, _ = filing.receive(wire, b"forged", received_at=NOON)
    filing.file(forged, delivery, 0, now=group.now)
    group.settle()
    assert group.at("mesa").killed_at and Story.objects.values().get(pk=story.pk) == before


def test_pictures_travel_with_their_words_and_those_with_an_end_stay():
    group = Group("harbor", "mesa")

    def picture(name: str, **more) -> Picture:
        source = f"sha256:{keep_beside(name.encode())}"
        named = {"title": name, "source": source, "source_key": name, "state": "ready", "wire": group.agency}
        return Picture.every.create(**(named | {"credit": "Ada Quill/Coastline"} | more))

    lead, inside, ending = picture("lead"), picture("inside"), picture("ending", expires_at=group.now)
    body = [{"type": "paragraph", "value": f"<p>{'It opens at nine. ' * 12}</p>", "id": "1"}]
    for number, (one, caption) in enumerate(((ending, "Ends"), (inside, "Within the hall"))):
        value = {"picture": one.pk, "caption": caption, "credit": "", "alt": ""}
        body.append({"type": "picture", "value": value, "id": str(number)})
    story = group.write("harbor", body=body, lead_picture=lead, lead_caption="The door", lead_alt="A green door")
    group.offer(story)
    group.settle()
    copy = group.at("mesa")
    assert (copy.lead_caption, copy.lead_alt, copy.lead_credit) == ("The door", "A green door", "Ada Quill/Coastline")
    assert (copy.lead_picture.wire.kind, copy.lead_picture.source) == ("sister", lead.source)
    [shown] = [part["value"] for part in copy.body.raw_data if part["type"] == "picture"]
    assert shown["caption"] == "Within the hall"
    assert Picture.every.get(pk=shown["picture"]).source == inside.source


ACTS = ("edit", "correct", "kill", "withdraw", "offer", "hold", "run", "settle", "lose")


def _act(group: Group, story: Story, act: str, number: int) -> None:
    fresh = group.fresh(story)
    if act == "edit":
        group.edit(story, headline=f"The library opens, take {number}")
    elif act == "correct":
        group.edit(story, correction=f"It is {number}.")
    elif act == "run":
        decide.run(fresh, by=None, cause="an editor", now=group.now)
    elif act == "offer":
        group.offer(fresh)
    elif act == "settle":
        group.settle()
    elif act == "lose":
        sister.hand_over_next(group.now)  # handed over, and filed much later
    elif act == "withdraw":
        sharing.withdraw(fresh, by=None, reason="Ours.", now=group.now)
    else:
        getattr(decide, act)(fresh, by=None, reason="A doubt.", now=group.now)


def _play(acts: list[str], *, backwards: bool = False) -> None:
    """Do the acts; what is handed over is filed at the end, in whatever order. The copy is what the origin is."""
    group = Group("harbor", "mesa")
    story = group.write("harbor")
    for number, act in enumerate(acts):
        _act(group, story, act, number)
    if backwards:
        for delivery in Delivery.objects.filter(outcome="received").order_by("-pk"):
            filing.process(delivery, now=group.now)
    group.settle()
    origin, copy = group.fresh(story), group.at("mesa")
    offer = Offer.objects.filter(story=story).first()
    is_shown = group.is_public(origin) and offer is not None and offer.is_open
    assert group.is_public(copy) == is_shown
    if is_shown:
        assert (copy.headline, copy.correction) == (origin.headline, origin.correction)
    if copy is not None and origin.killed_at:
        assert copy.killed_at is not None
    said = [one.number for one in Handover.objects.filter(number__gt=0)]
    assert Take.objects.count() == sum(said) == Delivery.objects.count()


@pytest.mark.parametrize("acts", list(permutations(("offer", "edit", "lose", "kill"))))
def test_in_whatever_order_things_happen_the_copy_is_what_the_story_is(acts):
    _play(list(acts))


@trial(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(ACTS), min_size=1, max_size=8), st.booleans())
def test_after_any_acts_and_in_any_order_of_filing_the_copy_is_what_the_story_is(acts, backwards):
    with transaction.atomic():
        open_anew()
        _play(["offer", *acts], backwards=backwards)
        transaction.set_rollback(True)


def test_the_samples_read_the_same_at_the_sister_as_at_the_first_station():
    group = Group("harbor", "mesa")
    for path in sorted(SAMPLES.glob("*/*")):
        if path.is_file():
            delivery, _ = filing.receive(group.agency, path.read_bytes(), received_at=NOON)
            filing.process(delivery, now=group.now)
    stories = [story for story in Story.objects.all() if group.is_public(story)]
    assert len(stories) > 20
    for story in stories:
        group.offer(story)
    group.settle()
    odd = []
    for story in stories:
        handed = Handover.objects.get(offer__story=story)
        copy = Story.objects.filter(station__slug="mesa", wire_key=handed.guid).first()
        if handed.reasons:
            continue
        for name in (
            "headline", "deck", "bylines", "byline_agency", "dateline", "dateline_agency", "dateline_date",
            "correction", "public_note", "contributors", "disclaimer", "update_note",
        ):  # fmt: skip
            if getattr(copy, name) != getattr(story, name):
                odd.append((story.headline, name, getattr(story, name), getattr(copy, name)))
        assert copy.language == (story.language or "en-US")
        assert copy.copyright.split() == story.copyright.split()  # a page shows a line's end as a space
        ours = [(part["type"], part["value"]) for part in story.body.raw_data if part["type"] != "picture"]
        theirs = [(part["type"], part["value"]) for part in copy.body.raw_data if part["type"] != "picture"]
        if ours != theirs:
            odd.append((story.headline, "body", ours, theirs))
    assert odd == []
