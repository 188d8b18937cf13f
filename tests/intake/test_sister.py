"""Sister stations: a story that one offers is the other's own, and whatever becomes of it becomes of the copy."""

from datetime import timedelta

import pytest

from nightdesk.desk import decide, sharing
from nightdesk.desk.deliveries import keep_beside
from nightdesk.desk.models import Delivery, Handover, Offer, Picture, Story, Take, Wire
from nightdesk.intake.sources import sister
from nightdesk.wire.item import Embargo
from tests.intake.sisters import Group
from tests.newsroom_cast import BODY

pytestmark = pytest.mark.django_db
TEXT = [{"type": "paragraph", "value": f"<p>{'It opens at nine. ' * 12}</p>", "id": "1"}]


@pytest.fixture
def group() -> Group:
    return Group("harbor", "mesa")


def test_a_story_that_is_offered_runs_at_the_sister_with_its_origin(group):
    story = group.write("harbor", bylines=["Ada Quill"], copyright="© 2026 Harbor")
    group.offer(story)
    group.settle()
    copy = group.at("mesa")
    assert group.is_public(copy)
    assert (copy.headline, copy.bylines, copy.copyright) == (story.headline, ["Ada Quill"], "© 2026 Harbor")
    assert (copy.credit, copy.agency_name) == ("Harbor", "Harbor")
    assert copy.agency_url.startswith("http://harbor.localhost/2026/11/23/the-library-opens-on-sundays")
    assert copy.section.slug == "local"
    assert [part["value"] for part in copy.body.raw_data] == [f"<p>{('It opens at nine. ' * 12).strip()}</p>"]


def test_what_nobody_offered_reaches_no_sister(group):
    group.write("harbor")
    group.settle()
    assert group.at("mesa") is None


def test_copy_of_an_agency_travels_with_its_credit_its_end_and_through_whose_hands(group):
    ends_at = group.now + timedelta(days=2)
    group.offer(group.file(expires_at=ends_at, bylines=("Ada Quill, Coastline",)))
    group.settle()
    copy = group.at("mesa")
    assert (copy.credit, copy.expires_at, copy.copyright) == ("Coastline via Harbor", ends_at, "© 2026 Coastline")
    assert (copy.bylines, copy.byline_agency) == (["Ada Quill"], "Coastline")
    assert (copy.dateline, copy.dateline_agency) == ("PORT ELLERY", "Coastline")


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"is_shareable": False}, "do not allow offering"),
        ({"markets": "Port Harbor, Elsewhere"}, "do not allow that market"),
        ({"indexing": "noindex"}, "noindex"),
        ({"is_unaltered": True}, "change of words"),
    ],
)
def test_an_agencys_terms_travel_and_nothing_looser_takes_its_copy(terms, why):
    group = Group("harbor", "mesa", wire=terms)
    group.offer(group.file())
    group.settle()
    assert group.at("mesa") is None
    assert why in Handover.objects.get().reasons[0]
    assert not Delivery.objects.filter(wire__kind="sister").exists()


def test_terms_that_change_take_the_copies_with_them(group):
    group.offer(group.file())
    group.settle()
    Wire.objects.filter(pk=group.agency.pk).update(is_shareable=False)
    decide.changes.record([f"wire:{group.agency.pk}/terms"], "edited", at=group.now)
    group.settle()
    assert not group.is_public(group.at("mesa"))
    assert "do not allow" in Handover.objects.get().reasons[0]


def test_a_market_embargo_of_the_copy_keeps_it_out_of_that_market(group):
    note = "This story was provided by an affiliate with a market embargo: do not use in the Port Mesa market."
    story = group.file(paragraphs=(*BODY, note))
    assert group.is_public(story)
    group.offer(story)
    group.settle()
    assert group.at("mesa") is None
    assert "Market embargo" in Handover.objects.get().reasons[0]


def test_updates_and_corrections_travel_with_their_notes(group):
    story = group.write("harbor")
    group.offer(story)
    group.settle()
    group.edit(story, headline="The library opens on Saturdays", correction="It is Saturday,\nnot Sunday.")
    group.settle()
    copy = group.at("mesa")
    assert (copy.headline, copy.correction) == ("The library opens on Saturdays", "It is Saturday, not Sunday.")
    assert copy.updated_at is not None and copy.slug == "the-library-opens-on-sundays"
    assert [take.version for take in Take.objects.order_by("pk")] == ["1", "2"]


def test_a_change_that_readers_do_not_see_is_not_handed_over(group):
    story = group.write("harbor")
    group.offer(story)
    group.settle()
    group.edit(story, private_note="Call the library back.")
    group.edit(story)
    group.settle()
    assert Delivery.objects.count() == 1


def test_a_kill_travels_and_is_final_at_the_sister(group):
    story = group.file()
    group.offer(story)
    group.settle()
    group.file(version="2", status="canceled", headline="", paragraphs=())
    assert group.fresh(story).killed_at
    group.settle()
    assert group.at("mesa").killed_at is not None
    said = bytes(sister.filing.raw_of(Delivery.objects.order_by("pk").last()))
    assert b"pier" not in said and b"canceled" in said


def test_a_kill_reaches_a_sister_that_paused_the_wire(group):
    story = group.write("harbor", "The library opens")
    group.offer(story)
    group.settle()
    Wire.objects.filter(kind="sister").update(state="paused")
    group.edit(story, headline="Newer words wait")
    group.settle()
    assert group.at("mesa").headline == "The library opens"
    decide.kill(group.fresh(story), by=None, reason="Wrong.", now=group.now)
    group.settle()
    assert group.at("mesa").killed_at is not None
    Wire.objects.filter(kind="sister").update(state="on")
    group.settle()
    assert group.at("mesa").killed_at is not None and group.at("mesa").headline == "The library opens"


@pytest.mark.parametrize("is_edited_there", [False, True])
def test_a_picture_that_was_killed_is_killed_in_the_copy_too(group, is_edited_there, django_user_model):
    kept = keep_beside(b"bytes of a picture")
    picture = Picture.every.create(title="Lead", source=f"sha256:{kept}", source_key="a", wire=group.agency)
    other = Picture.every.create(title="Other", source=f"sha256:{keep_beside(b'other')}", source_key="b")
    shown = {"picture": other.pk, "caption": "", "credit": "", "alt": ""}
    body = [*TEXT, {"type": "picture", "value": shown, "id": "2"}]
    story = group.write("harbor", lead_picture=picture, body=body)
    group.offer(story)
    group.settle()
    Picture.every.update(state="ready")
    if is_edited_there:
        edit_at_the_sister(group, django_user_model)
    decide.kill_picture(picture, by=None, reason="Not ours.", now=group.now)
    group.settle()
    theirs = Picture.every.filter(wire__kind="sister")
    assert {row.source: row.state == "killed" for row in theirs} == {picture.source: True, other.source: False}


def edit_at_the_sister(group, django_user_model) -> None:
    """An editor of the sister gives the copy another headline."""
    editor = django_user_model.objects.create_user("editor_b", password="x")
    copy = group.at("mesa")
    fresh = copy.get_latest_revision_as_object()
    fresh.headline = "Mesa's own headline"
    fresh.save_revision(user=editor, clean=False, log_action=False)
    decide.run(copy, by=editor, cause="an editor", now=group.now)


def test_an_offer_taken_back_takes_the_copy_off_until_it_is_offered_again(group):
    story = group.write("harbor")
    group.offer(story)
    group.settle()
    sharing.withdraw(group.fresh(story), by=None, reason="Ours alone.", now=group.now)
    group.settle()
    assert (group.at("mesa").state, group.is_public(group.fresh(story))) == ("held", True)
    group.edit(story, headline="Not for sisters")
    group.settle()
    assert group.at("mesa").headline == "The library opens on Sundays"
    group.offer(story)
    group.settle()
    assert group.is_public(group.at("mesa")) and group.at("mesa").headline == "Not for sisters"


@pytest.mark.parametrize("verb", ["hold", "spike", "embargo", "delete"])
def test_what_the_first_station_shows_no_more_the_sister_does_not_show_either(group, verb):
    story = group.write("harbor")
    group.offer(story)
    group.settle()
    if verb == "delete":
        group.fresh(story).delete()
    elif verb == "embargo":
        Story.objects.filter(pk=story.pk).update(embargo_until=group.now + timedelta(days=1))
        decide.tell_press(group.fresh(story), cause="embargo", now=group.now)
    else:
        getattr(decide, verb)(group.fresh(story), by=None, reason="A doubt.", now=group.now)
    group.settle()
    assert not group.is_public(group.at("mesa"))


def test_an_embargoed_story_is_handed_over_at_its_moment_and_nothing_before(group):
    story = group.file(embargo=Embargo(group.now + timedelta(hours=2)))
    group.offer(story)
    group.settle()
    assert not Delivery.objects.filter(wire__kind="sister").exists() and group.at("mesa") is None
    group.now += timedelta(hours=2)
    decide.wake(group.fresh(story), now=group.now)
    group.settle()
    assert group.is_public(group.at("mesa"))


def test_a_story_killed_before_it_was_handed_over_is_never_heard_of(group):
    story = group.write("harbor")
    group.offer(story)
    decide.kill(story, by=None, reason="Wrong.", now=group.now)
    group.settle()
    assert not Delivery.objects.exists() and not Handover.objects.exists()


def test_a_local_edit_at_the_sister_outlives_an_update_of_the_first_station(group, django_user_model):
    story = group.write("harbor")
    group.offer(story)
    group.settle()
    edit_at_the_sister(group, django_user_model)
    group.edit(story, body=[{"type": "paragraph", "value": f"<p>{'It opens at ten. ' * 12}</p>", "id": "1"}])
    group.settle()
    copy = group.at("mesa")
    assert group.is_public(copy) and copy.headline == "Mesa's own headline"
    assert "It opens at ten." in copy.body.raw_data[0]["value"]  # brought together with the edit by paragraph
    decide.kill(group.fresh(story), by=None, reason="Wrong.", now=group.now)
    group.settle()
    assert group.at("mesa").killed_at is not None


def test_a_station_that_offers_everything_offers_each_story_whose_wire_allows_it(group):
    station = group.stations["harbor"]
    station.offers_every_story = True
    station.save(update_fields=["offers_every_story"])
    group.write("harbor")
    Wire.objects.filter(pk=group.agency.pk).update(is_shareable=False)
    group.agency.refresh_from_db()
    group.file()
    group.settle()
    assert Offer.objects.count() == 1 and group.at("mesa").headline == "The library opens on Sundays"


def test_a_sister_is_asked_again_after_an_intake_died_with_the_offer(group):
    story = group.write("harbor")
    group.offer(story)
    assert sister._claim(Offer.objects.get().pk, group.now)
    assert not sister.hand_over_next(group.now)
    group.now += sister.LEASE
    group.settle()
    assert group.is_public(group.at("mesa")) and Delivery.objects.count() == 1
