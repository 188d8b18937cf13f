"""A wire that is pushed: nothing is accepted without its token, and 202 means stored."""

import hashlib
import io

import pytest
from django.test import RequestFactory

from nightdesk.desk.models import Delivery, Wire
from nightdesk.intake.sources import push
from tests.intake.feeds import a_wire, document

pytestmark = pytest.mark.django_db
TOKEN = "a-token-shown-once"


@pytest.fixture(autouse=True)
def wire() -> Wire:
    return a_wire("push", token_hash=hashlib.sha256(TOKEN.encode()).hexdigest())


def post(raw: bytes = document(), *, name: str = "meridian", token: str | None = TOKEN, **headers: str):
    said = headers if token is None else {"authorization": f"Bearer {token}"} | headers
    request = RequestFactory(enforce_csrf_checks=True).post(
        f"/wires/{name}/deliveries", raw, content_type="application/json", headers=said
    )
    return push.deliveries(request, name)


def test_a_document_is_stored_before_it_is_accepted() -> None:
    answer = post()
    [delivery] = Delivery.objects.all()
    assert answer.status_code == 202
    assert f'"delivery": {delivery.pk}'.encode() in answer.content
    assert delivery.headers == {"content-type": "application/json"}
    assert b'"is_new": true' in answer.content
    assert b'"is_new": false' in post().content
    assert Delivery.objects.count() == 1


def test_every_wrong_name_and_token_is_answered_alike(wire: Wire) -> None:
    a_wire("push", "tokenless", token_hash="")
    a_wire("folder", "watched", token_hash=wire.token_hash)
    answers = [
        post(token=None),
        post(token="wrong"),
        post(token=""),
        post(token=None, authorization=f"Basic {TOKEN}"),
        post(name="nobody"),
        post(name="tokenless", token=""),
        post(name="watched"),
        post(token=wire.token_hash),
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(401, answers[0].content)}
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("raw", "headers", "status"),
    [
        (b"", {}, 411),
        (b"", {"content-length": "0"}, 400),
        (bytes(push.LARGEST_BYTES + 1), {}, 413),
        (document(), {"content-encoding": "gzip"}, 415),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(raw: bytes, headers: dict[str, str], status: int) -> None:
    answer = post(raw, **headers)
    assert (answer.status_code, Delivery.objects.count()) == (status, 0)
    assert b"error" in answer.content


def test_ten_megabytes_exactly_are_taken() -> None:
    assert post(bytes(push.LARGEST_BYTES)).status_code == 202


def test_a_delivery_that_breaks_off_on_its_way_is_not_stored() -> None:
    request = RequestFactory().post(
        "/wires/meridian/deliveries",
        document(),
        content_type="application/json",
        headers={"authorization": f"Bearer {TOKEN}"},
        **{"CONTENT_LENGTH": "9000", "wsgi.input": io.BytesIO(document())},
    )
    assert push.deliveries(request, "meridian").status_code == 400
    assert not Delivery.objects.exists()


def test_a_page_cannot_be_asked_for() -> None:
    assert push.deliveries(RequestFactory().get("/wires/meridian/deliveries"), "meridian").status_code == 405
