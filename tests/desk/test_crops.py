"""Pictures cut in the ratios of cards: once, round what an editor marked, and never where the terms forbid it."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Q
from PIL import Image

from nightdesk.desk import crops, darkroom, pictures, wires
from nightdesk.desk.deliveries import keep_beside
from nightdesk.desk.models import Change, Picture, Wire

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 21, 4, tzinfo=UTC)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, format="JPEG")
    return out.getvalue()


@pytest.fixture(autouse=True)
def darkroom_of_its_own(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "pictures")


@pytest.fixture
def picture() -> Picture:
    """A picture as it was before there were crops: ready, with its prints and its clean original."""
    key = "0" * 32
    developed = darkroom.develop(jpeg(), is_cut=False)
    named = {"key": key, "prints": darkroom.keep(developed, key), "file": darkroom.original_name(developed, key)}
    made = Picture.every.create(title="Ferry", state="wanted")
    Picture.every.filter(pk=made.pk).update(state="ready", width=900, height=600, **named)
    return Picture.every.get(pk=made.pk)


@pytest.fixture
def wire() -> Wire:
    made = Wire.objects.create(name="meridian", title="Meridian Wire", kind="manual")
    made.stations.create(slug="harbor", name="Harbor 6", host="harbor.example", url="https://harbor.example")
    return made


def read(picture: Picture) -> Picture:
    return Picture.every.get(pk=picture.pk)


def on_disk(picture: Picture) -> set[str]:
    return {path.name for path in darkroom.print_folder(picture.key).glob("*x*")}


def test_a_picture_of_before_is_cut_once_and_what_shows_it_is_touched(picture):
    assert crops.cut_waiting(NOW) == 1
    named = {name for *_, name in read(picture).crops}
    assert on_disk(picture) == named and "1x1-200-5050.avif" in named
    assert [(one.subject, one.cause) for one in Change.objects.all()] == [(f"picture:{picture.pk}/file", "crops made")]
    assert crops.cut_waiting(NOW) == 0


def test_a_moved_point_gives_other_files_and_the_old_ones_go(picture):
    crops.cut_waiting(NOW)
    before = on_disk(picture)
    Picture.every.filter(pk=picture.pk).update(focal_point_x=90, focal_point_y=60, crops=None)
    crops.cut_waiting(NOW)
    assert on_disk(picture) == {name for *_, name in read(picture).crops}
    assert not before & on_disk(picture)
    assert (darkroom.print_folder(picture.key) / "400.avif").exists()


def test_a_point_that_moves_while_it_is_cut_is_not_overruled(picture, monkeypatch):
    cut = darkroom.cut

    def slowly(raw, focus):
        Picture.every.filter(pk=picture.pk).update(focal_point_x=10, focal_point_y=10, next_try_at=None)
        monkeypatch.setattr(darkroom, "cut", cut)
        return cut(raw, focus)

    monkeypatch.setattr(darkroom, "cut", slowly)
    crops.cut_waiting(NOW)
    assert read(picture).crops is None
    crops.cut_waiting(NOW)
    assert {name for *_, name in read(picture).crops} == on_disk(picture)
    assert all(name.rpartition(".")[0].endswith("-0101") for name in on_disk(picture))


def test_two_darkrooms_do_not_cut_the_same_picture(picture):
    Picture.every.filter(pk=picture.pk).update(next_try_at=NOW + crops.LEASE)  # another has it
    assert crops.cut_waiting(NOW) == 0
    assert crops.cut_waiting(NOW + crops.LEASE) == 1  # it died; its lease ran out


def test_a_disk_that_takes_nothing_loses_no_crops_for_good(picture):
    folder = darkroom.print_folder(picture.key)
    kept = folder.rename(folder.with_name("kept"))
    folder.write_text("no folder can be made here")
    crops.cut_waiting(NOW)
    assert read(picture).crops is None and not Change.objects.exists()
    folder.unlink()
    kept.rename(folder)
    assert crops.cut_waiting(NOW + timedelta(minutes=1)) == 0  # not in every breath
    crops.cut_waiting(NOW + crops.LEASE)
    assert read(picture).crops


def test_an_original_that_is_lost_is_asked_for_once(picture):
    Path(settings.MEDIA_ROOT, picture.file.name).unlink()
    crops.cut_waiting(NOW)
    assert read(picture).crops == [] and crops.cut_waiting(NOW) == 0


def test_a_picture_that_takes_long_is_ready_first_and_cut_afterwards(monkeypatch, tmp_path):
    slow = tmp_path / "slow_child.py"
    slow.write_text(darkroom._CHILD.read_text().replace("CUTS_BEGIN_BY_S = 2.0", "CUTS_BEGIN_BY_S = 0.0"))
    monkeypatch.setattr(darkroom, "_CHILD", slow)
    ordered = Picture.every.create(
        title="Ferry", state="wanted", source=f"sha256:{keep_beside(jpeg())}", next_try_at=NOW
    )
    pictures.develop_waiting(NOW)
    assert (read(ordered).state, read(ordered).crops) == ("ready", None)
    monkeypatch.undo()
    crops.cut_waiting(NOW)
    assert read(ordered).crops


def test_what_a_wire_forbids_to_alter_is_not_cut_and_is_when_it_is_allowed_again(wire, picture):
    wires.amend(wire, {"is_unaltered": True}, wire.stations.all(), by=None, now=NOW)
    ordered = Picture.every.create(
        title="Ferry", state="wanted", source=f"sha256:{keep_beside(jpeg())}", next_try_at=NOW, wire=wire
    )
    pictures.develop_waiting(NOW)
    assert (read(ordered).state, read(ordered).crops, on_disk(read(ordered))) == ("ready", [], set())
    wires.amend(wire, {"is_unaltered": False}, wire.stations.all(), by=None, now=NOW)
    crops.cut_waiting(NOW)
    assert read(ordered).crops and on_disk(read(ordered))
    wires.amend(wire, {"is_unaltered": True}, wire.stations.all(), by=None, now=NOW)
    crops.cut_waiting(NOW)
    assert (read(ordered).crops, on_disk(read(ordered))) == ([], set())
    assert Change.objects.filter(subject=f"picture:{ordered.pk}/file", cause="shown whole").exists()
    assert read(picture).crops, "another's picture is not touched by this wire's terms"


def test_other_terms_make_nobody_cut_anew(wire, picture):
    Picture.every.filter(pk=picture.pk).update(wire=wire)
    crops.cut_waiting(NOW)
    wires.amend(wire, {"title": "Meridian"}, wire.stations.all(), by=None, now=NOW)
    assert read(picture).crops
    crops.want_anew(Q(pk=picture.pk))
    assert read(picture).crops is None
