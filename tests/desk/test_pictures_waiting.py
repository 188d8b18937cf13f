"""Pictures that copy ordered: fetched once, put off when they cannot be had, and never in a story's way."""

import io
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from nightdesk.desk import darkroom, pictures
from nightdesk.desk.deliveries import keep_beside
from nightdesk.desk.models import Change, Picture

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 21, 4, tzinfo=UTC)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(out, format="JPEG")
    return out.getvalue()


def ordered(source: str, **more) -> Picture:
    return Picture.every.create(
        title="Ferry", state="wanted", source=source, source_key=source[-60:], next_try_at=NOW, **more
    )


def beside(data: bytes | None = None) -> Picture:
    return ordered(f"sha256:{keep_beside(data or jpeg())}")


def read(picture: Picture) -> Picture:
    return Picture.every.get(pk=picture.pk)


def test_a_picture_beside_its_document_is_made_ready_and_the_press_is_told():
    picture = beside()
    assert pictures.develop_waiting(NOW) == 1
    picture = read(picture)
    assert (picture.state, picture.width, picture.height, picture.fault) == ("ready", 640, 480, "")
    assert [name for *_, name in picture.prints] == [f"{w}.{e}" for w in (400, 640) for e in ("avif", "webp", "jpg")]
    for width, height, mime, name in picture.prints:
        with Image.open(Path(settings.MEDIA_ROOT) / "made" / picture.key / name) as made:
            assert (made.width, made.height, Image.MIME[made.format]) == (width, height, mime)
    assert Path(picture.file.path).exists() and picture.file.name.startswith("originals/")
    [change] = Change.objects.all()
    assert (change.subject, change.cause) == (f"picture:{picture.pk}/file", "picture ready")


def test_a_picture_is_developed_once():
    picture = beside()
    pictures.develop_waiting(NOW)
    assert pictures.develop_waiting(NOW + timedelta(days=1)) == 0
    assert Change.objects.count() == 1
    assert read(picture).tries == 1


def test_two_darkrooms_do_not_take_the_same_picture():
    picture = beside()
    assert pictures._claim(read(picture), NOW)
    assert not pictures._claim(picture, NOW)
    assert pictures.develop_waiting(NOW) == 0
    assert pictures.develop_waiting(NOW + pictures.LEASE) == 1  # the first died; its lease ran out


def test_a_darkroom_that_was_too_slow_says_nothing():
    slow = beside()
    pictures._claim(slow, NOW)
    Picture.every.filter(pk=slow.pk).update(next_try_at=NOW + 2 * pictures.LEASE)  # another has claimed it since
    pictures._develop(slow, NOW)
    assert read(slow).state == "wanted"
    assert not Change.objects.exists()


def test_the_same_bytes_at_two_wires_have_unlike_addresses_that_cannot_be_guessed():
    raw = jpeg()
    assert darkroom.key_of("a", raw) == darkroom.key_of("a", raw)
    assert darkroom.key_of("a", raw) != darkroom.key_of("b", raw)


def test_a_broken_picture_fails_at_once_and_says_why_to_an_editor():
    picture = beside(b"\x89PNG but no more than that")
    pictures.develop_waiting(NOW)
    assert (read(picture).state, read(picture).next_try_at) == ("failed", None)
    assert "no picture" in read(picture).fault
    assert not Change.objects.exists()


def test_a_failed_picture_can_be_wanted_again():
    picture = beside(b"broken")
    pictures.develop_waiting(NOW)
    pictures.want_again(picture, now=NOW)
    assert (read(picture).state, read(picture).tries) == ("wanted", 0)


class _Agency(BaseHTTPRequestHandler):
    """An agency's picture server that is out of order until ``answers`` says otherwise."""

    answers: list[tuple[int, bytes, dict]] = []

    def do_GET(self):  # noqa: N802
        status, body, headers = self.answers.pop(0)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def agency(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), _Agency)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place = f"127.0.0.1:{server.server_port}"
    monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", place)
    yield f"http://{place}/ferry.jpg"
    server.shutdown()
    server.server_close()


def test_an_agency_that_is_out_of_order_is_asked_again_later_and_later(agency):
    _Agency.answers = [(503, b"", {}), (503, b"", {"Retry-After": "3600"}), (200, jpeg(), {})]
    picture = ordered(agency)
    pictures.develop_waiting(NOW)
    first = read(picture)
    assert (first.state, first.next_try_at) == ("wanted", NOW + pictures.FIRST_PAUSE)
    pictures.develop_waiting(first.next_try_at)
    second = read(picture)
    assert second.next_try_at == first.next_try_at + timedelta(hours=1)
    pictures.develop_waiting(second.next_try_at)
    assert read(picture).state == "ready"


def test_a_picture_is_given_up_after_the_last_try(agency):
    _Agency.answers = [(503, b"", {})] * pictures.MAX_TRIES
    picture, at = ordered(agency), NOW
    for _ in range(pictures.MAX_TRIES):
        pictures.develop_waiting(at)
        at += pictures.LONGEST_PAUSE
    assert read(picture).state == "failed"
    assert "503" in read(picture).fault


def test_a_picture_that_is_gone_fails_at_once(agency):
    _Agency.answers = [(404, b"", {})]
    picture = ordered(agency)
    pictures.develop_waiting(NOW)
    assert read(picture).state == "failed"


def test_no_picture_is_fetched_from_inside(monkeypatch):
    monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", "")
    picture = ordered("http://127.0.0.1:9/latest/meta-data.jpg")
    pictures.develop_waiting(NOW)
    assert read(picture).state == "failed"


def test_the_darkroom_stops_when_told():
    stop = threading.Event()
    stop.set()
    pictures.Darkroom(stop).run()
