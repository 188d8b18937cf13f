"""An editor's upload takes the darkroom's path: no place, no name, no bomb, and prints for the press."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import ModelLogEntry

from nightdesk.desk import crops, decide
from nightdesk.desk.models import Change, Picture
from tests.newsroom.cast import made_file, make_picture, png
from tests.newsroom.test_deciding import act, edit_of, form_of, read
from tests.newsroom_cast import NOON

pytestmark = pytest.mark.django_db

SECRET = b"GRETA-LINDQVIST-HOME-ADDRESS"


def upload(browser, name: str, data: bytes, **more):
    form = {"title": "Pier at dusk", "credit": "Ib Sørby", "file": SimpleUploadedFile(name, data), "alt": "A pier."}
    return browser.post(reverse("wagtailimages:add"), form | more)


def jpeg_with_a_place() -> bytes:
    told = Image.Exif()
    told[0x013B] = SECRET.decode()
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, format="JPEG", exif=told.tobytes())
    return out.getvalue()


def test_an_upload_is_made_anew_and_has_prints(at_desk, editor_a, harbor):
    answer = upload(at_desk(editor_a), "dusk.jpg", jpeg_with_a_place(), station=harbor.station.pk)
    assert answer.status_code == 302, answer.context["form"].errors
    picture = Picture.objects.get(title="Pier at dusk")
    assert (picture.state, picture.width, picture.station, picture.credit) == (
        "ready", 900, harbor.station, "Ib Sørby"
    )  # fmt: skip
    with picture.file.open("rb") as kept:
        assert SECRET not in kept.read()
    assert {name for *_, name in picture.prints} == {
        f"{w}.{e}" for w in (400, 800, 900) for e in ("avif", "webp", "jpg")
    }
    for *_, name in picture.prints:
        assert SECRET not in made_file(picture, name).read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bomb.webp", b"RIFF\x18\0\0\0WEBPVP8L\x0c\0\0\0\x2f\xff\xff\xff\x0f" + b"\0" * 7, "too large"),
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG"),
        ("page.jpg", b"<html></html>", "web page"),
        ("cut.png", png()[:200], "cut short"),
    ],
)
def test_an_upload_that_is_no_ordinary_picture_is_refused_in_plain_words(at_desk, editor_a, harbor, name, data, words):
    answer = upload(at_desk(editor_a), name, data, station=harbor.station.pk)
    assert words in str(answer.context["form"].errors["file"])
    assert not Picture.every.filter(title="Pier at dusk").exists()


def test_a_new_file_for_a_picture_has_new_addresses_and_the_press_is_told(at_desk, editor_a, harbor):
    browser = at_desk(editor_a)
    upload(browser, "dusk.png", png(500, 400), station=harbor.station.pk)
    first = Picture.objects.get(title="Pier at dusk")
    form = {"title": "Pier at dusk", "station": harbor.station.pk, "file": SimpleUploadedFile("b.png", png(450, 400))}
    assert browser.post(reverse("wagtailimages:edit", args=(first.pk,)), form).status_code == 302
    second = Picture.objects.get(pk=first.pk)
    assert second.key != first.key
    assert second.width == 450
    assert Change.objects.filter(subject=f"picture:{first.pk}/file").exists()


def test_an_editor_cannot_give_a_picture_to_another_station(at_desk, editor_a, harbor, mesa):
    answer = upload(at_desk(editor_a), "dusk.png", png(), station=mesa.station.pk)
    assert "station" in answer.context["form"].errors


def test_many_pictures_at_once_take_the_same_path(at_desk, editor_a, harbor):
    answer = at_desk(editor_a).post(
        reverse("wagtailimages:add_multiple"),
        {"title": "One of many", "files[]": SimpleUploadedFile("many.jpg", jpeg_with_a_place())},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    told = answer.json()
    assert told["success"], told
    picture = Picture.objects.get(pk=told["image_id"])
    assert len(picture.prints) == 9 and picture.key
    assert picture.station == harbor.station  # not shared with the group unless somebody says so


@pytest.mark.parametrize("state", ["wanted", "failed", "killed"])
def test_a_lead_picture_that_is_not_here_outlives_an_edit_and_a_run(at_desk, editor_a, harbor, state):
    Picture.every.filter(pk=harbor.picture.pk).update(state=state)
    browser = at_desk(editor_a)
    assert "It stays unless you choose another." in browser.get(edit_of(harbor.story)).content.decode()
    browser.post(edit_of(harbor.story), form_of(harbor.story, headline="New words"))
    browser.post(act(harbor.story, "run"))
    story = read(harbor.story)
    assert (story.headline, story.state, story.lead_picture_id) == ("New words", "running", harbor.picture.pk)


def test_a_picture_of_the_body_that_is_not_here_outlives_an_edit(at_desk, editor_a, harbor):
    story = read(harbor.story)
    story.body = [{"type": "picture", "value": {"picture": harbor.picture.pk, "caption": "Pier."}, "id": "p1"}]
    story.save_revision(clean=False, log_action=False)
    Picture.every.filter(pk=harbor.picture.pk).update(state="wanted")
    block = {
        "deleted": "",
        "order": "0",
        "type": "picture",
        "id": "p1",
        "value-picture": "",
        "value-caption": "The pier.",
    }
    sent = {f"body-0-{name}": value for name, value in block.items()} | {"body-count": "1"}
    at_desk(editor_a).post(edit_of(harbor.story), form_of(harbor.story, **sent))
    [kept] = read(harbor.story).get_latest_revision_as_object().body.raw_data
    assert (kept["value"]["picture"], kept["value"]["caption"]) == (harbor.picture.pk, "The pier.")


def test_another_lead_picture_takes_the_place_of_one_that_is_not_here(at_desk, editor_a, harbor):
    other = make_picture("Another pier", harbor.station)
    Picture.every.filter(pk=harbor.picture.pk).update(state="failed")
    at_desk(editor_a).post(edit_of(harbor.story), form_of(harbor.story, lead_picture=str(other.pk)))
    assert read(harbor.story).get_latest_revision_as_object().lead_picture_id == other.pk


def test_a_picture_still_to_be_fetched_is_not_offered(at_desk, editor_a, harbor):
    Picture.every.filter(pk=harbor.picture.pk).update(state="wanted")
    page = at_desk(editor_a).get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert harbor.picture.title not in page


def test_a_pictures_kill_is_done_and_undone_on_its_page_with_a_reason(at_desk, editor_a, chief_a, harbor):
    picture, page = harbor.picture, reverse("nightdesk_picture", args=[harbor.picture.pk])
    at_desk(editor_a).post(page, {"do": "kill", "reason": "Wrong man."})
    assert Picture.every.get(pk=picture.pk).killed_at is None
    browser = at_desk(chief_a)
    assert "Kill this picture" in browser.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    browser.post(page, {"do": "kill", "reason": ""})
    assert Picture.every.get(pk=picture.pk).killed_at is None
    browser.post(page, {"do": "kill", "reason": "Wrong man."})
    assert Picture.every.get(pk=picture.pk).state == "killed"
    listed = browser.get(reverse("nightdesk_killed_pictures")).content.decode()
    assert picture.title in listed
    assert "Wrong man." in listed
    at_desk(editor_a).post(page, {"do": "lift", "reason": "Right man."})
    assert Picture.every.get(pk=picture.pk).state == "killed"
    at_desk(chief_a).post(page, {"do": "lift", "reason": "Right man."})
    assert Picture.every.get(pk=picture.pk).killed_at is None
    assert ModelLogEntry.objects.get(action="nightdesk.unkill").data["reason"] == "Right man."


def test_a_killed_picture_of_another_station_is_in_no_list(at_desk, chief_a, mesa):
    decide.kill_picture(mesa.picture, by=None, reason="Wrong man.", now=NOON)
    browser = at_desk(chief_a)
    assert mesa.picture.title not in browser.get(reverse("nightdesk_killed_pictures")).content.decode()
    assert browser.get(reverse("nightdesk_picture", args=[mesa.picture.pk])).status_code == 404


def test_an_editor_says_what_matters_and_the_darkroom_cuts_round_it(at_desk, editor_a, harbor):
    browser = at_desk(editor_a)
    upload(browser, "dusk.jpg", jpeg_with_a_place(), station=harbor.station.pk)
    picture = Picture.objects.get(title="Pier at dusk")
    before = {name for *_, name in picture.crops}
    form = {"title": "Pier at dusk", "credit": "Ib Sørby", "alt": "A pier.", "station": harbor.station.pk}
    answer = browser.post(reverse("wagtailimages:edit", args=(picture.pk,)), form | {"matter": "15 50"})
    assert answer.status_code == 302, answer.context["form"].errors
    picture.refresh_from_db()
    where = (picture.focal_point_x, picture.focal_point_y, picture.width, picture.height)
    assert picture.crops is None and crops.focus_of(*where) == (15, 50)
    while crops.cut_waiting(NOON):
        pass
    picture.refresh_from_db()
    assert picture.crops and not before & {name for *_, name in picture.crops}
    assert Change.objects.filter(subject=f"picture:{picture.pk}/file", cause="crops made").exists()


def test_a_picture_whose_file_is_lost_is_asked_for_no_crops_again(harbor):
    mine = Picture.objects.filter(pk=harbor.picture.pk)
    mine.update(file="originals/lost.jpg", crops=None)
    while crops.cut_waiting(NOON):
        pass
    assert list(mine.values_list("crops", flat=True)) == [[]]
