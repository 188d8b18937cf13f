"""A delivery that was refused is looked at, mended, read again or put away; nothing of it is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from nightdesk.desk import filing
from nightdesk.desk.models import Delivery, Story
from nightdesk.kit import clock
from tests.intake.feeds import document
from tests.newsroom.cast import make_person
from tests.newsroom_cast import NOON

pytestmark = pytest.mark.django_db
BROKEN = document()[:-40]
LIST = "nightdesk_refused"


@pytest.fixture
def refused(harbor) -> Delivery:
    delivery, _ = filing.receive(harbor.wire, BROKEN, received_at=NOON, source="bridge.json")
    filing.process(delivery, now=NOON)
    assert delivery.outcome == "refused"
    return delivery


def at(name: str, row: Delivery) -> str:
    return reverse(f"nightdesk_delivery{name}", args=(row.pk,))


def file_of(data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"document": SimpleUploadedFile("bridge-mended.json", data)}


def test_what_was_refused_stands_with_its_reason_and_its_bytes(at_desk, editor_a, refused, mesa):
    desk = at_desk(editor_a)
    page = desk.get(reverse(LIST)).content.decode()
    assert "bridge.json" in page and refused.fault.partition(":")[0] in page and mesa.word not in page
    page = desk.get(at("", refused)).content.decode()
    assert "Harbour bridge reopens" in page and "Take it in" in page
    answer = desk.get(at("_raw", refused))
    assert (answer.content, answer["Content-Type"]) == (BROKEN, "application/octet-stream")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_mended_document_takes_its_place_and_is_filed(at_desk, editor_a, refused):
    Delivery.objects.filter(pk=refused.pk).update(beside={"pier.jpg": "0" * 64})
    page = at_desk(editor_a).post(at("_mend", refused), file_of(document()), follow=True).content.decode()
    assert "is taken in as delivery" in page
    mended = Delivery.objects.order_by("pk").last()
    assert (mended.outcome, mended.beside, mended.wire) == ("received", {"pier.jpg": "0" * 64}, refused.wire)
    assert Delivery.objects.get(pk=refused.pk).outcome == "dismissed"
    filing.process(mended, now=clock.now())
    assert Story.objects.filter(headline="Harbour bridge reopens", station__slug="harbor").count() == 1


def test_what_cannot_be_read_either_is_not_taken(at_desk, editor_a, refused):
    for data, words in ((document()[:-30], "cannot be read either"), (b"", "empty")):
        page = at_desk(editor_a).post(at("_mend", refused), file_of(data)).content.decode()
        assert words in page
    assert Delivery.objects.get(pk=refused.pk).outcome == "refused"
    assert Delivery.objects.filter(wire=refused.wire).count() == 2


def test_bytes_that_came_before_are_not_taken_twice(at_desk, editor_a, refused):
    filing.receive(refused.wire, document(), received_at=NOON)
    page = at_desk(editor_a).post(at("_mend", refused), file_of(document())).content.decode()
    assert "came in on this wire before" in page
    assert Delivery.objects.get(pk=refused.pk).outcome == "refused"


def test_a_test_tells_what_it_would_come_to_now(at_desk, editor_a, refused):
    page = at_desk(editor_a).post(at("_test", refused)).content.decode()
    assert "<strong>Nothing.</strong>" in page
    assert Delivery.objects.get(pk=refused.pk).outcome == "refused"


def test_it_is_put_away_with_a_reason_and_can_still_be_read_again(at_desk, editor_a, refused):
    desk = at_desk(editor_a)
    assert "Say why." in desk.post(at("_dismiss", refused)).content.decode()
    desk.post(at("_dismiss", refused), {"reason": "The agency sent it whole."})
    assert "bridge.json" not in desk.get(reverse(LIST)).content.decode()
    assert "bridge.json" not in desk.get(reverse("nightdesk_desk")).content.decode()
    assert "bridge.json" in desk.get(reverse(LIST), {"show": "dismissed"}).content.decode()
    entry = ModelLogEntry.objects.get(action="nightdesk.delivery")
    assert (entry.user, entry.data["reason"]) == (editor_a, "Put away. The agency sent it whole.")
    desk.post(at("_retry", refused))
    assert Delivery.objects.get(pk=refused.pk).outcome == "received"


def test_what_was_filed_is_not_put_away_or_read_again(at_desk, editor_a, harbor, refused):
    Delivery.objects.filter(pk=refused.pk).update(outcome="filed")
    for name in ("_dismiss", "_retry"):
        at_desk(editor_a).post(at(name, refused), {"reason": "No."})
        assert Delivery.objects.get(pk=refused.pk).outcome == "filed"


def test_whoever_may_not_let_stories_run_decides_nothing(at_desk, harbor, refused):
    desk = at_desk(make_person("moderator", harbor.station, role="moderator"))
    assert desk.get(at("", refused)).status_code == 404
    for name in ("_dismiss", "_retry", "_mend", "_test"):
        assert desk.post(at(name, refused), {"reason": "No."}).status_code in (302, 403, 404)
    assert Delivery.objects.get(pk=refused.pk).outcome == "refused"
