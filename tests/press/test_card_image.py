"""The image of a shared story: named by what is on it, gone with the story, and a picture of the right size."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.db.models import F
from PIL import Image

from nightdesk.desk import decide
from nightdesk.desk.models import Picture, Story, Wire
from nightdesk.press import bake
from nightdesk.press.models import Sheet
from nightdesk.press.run import Press
from nightdesk.reader import card_image
from tests.press.test_archive import page
from tests.reader.stories import ARABIC, CALL, HARBOR


def images(tree: Path) -> list[Path]:
    return sorted((tree / "stations/harbor").rglob("card-*.*"))


def has_picture(file: Path) -> bool:
    """Tell whether the square of the newsroom's picture (olive) stands at the right of an image."""
    red, green, blue = Image.open(file).convert("RGB").getpixel((900, 300))
    return min(red, green) > 70 and blue < 10


def test_a_story_names_its_image_and_the_image_is_there(room, press: Press, tree: Path):
    story = room.story("Ferry sails again")
    press.settle()
    [file] = images(tree)
    text = page(tree, f"{story.first_run_at:%Y/%m/%d}/{story.slug}")
    [named] = re.findall(r'og:image" content="https://harbor.example([^"]+)"', text)
    assert tree / "stations/harbor" / named.strip("/") == file
    assert Image.open(file).size == (1200, 630) and file.stat().st_size < 60_000
    assert not file.with_name(file.name + ".gz").exists()


def test_another_headline_is_another_image_and_the_old_one_goes(room, press: Press, tree: Path):
    story = room.story("Ferry sails")
    press.settle()
    before = images(tree)
    room.edit(story, headline="Ferry stays")
    press.settle()
    assert len(images(tree)) == 1 and images(tree) != before


def test_a_kill_takes_the_image_before_anything_is_baked(room, press: Press, tree: Path):
    story = room.story("Ferry sinks")
    press.settle()
    room.kill(story)
    press.unlink_forbidden([f"story:{story.pk}/page"])
    assert images(tree) == []
    press.settle()
    assert images(tree) == []


def test_what_is_on_it_is_drawn_and_the_same_words_are_the_same_bytes():
    one = card_image.drawn(HARBOR, CALL.card)
    other = card_image.drawn(HARBOR, replace(CALL.card, headline="Other words"))
    assert one == card_image.drawn(HARBOR, CALL.card) and one != other
    assert card_image.path_of(HARBOR, CALL.card) != card_image.path_of(replace(HARBOR, name="Harbor 7"), CALL.card)


def test_a_script_without_type_is_left_out_and_any_length_fits():
    for headline in (ARABIC.card.headline, "港は嵐の後に再開", "a" * 400, "many words " * 60, "", "🚢 sails"):
        made = card_image.drawn(HARBOR, replace(CALL.card, headline=headline))
        assert Image.open(io.BytesIO(made)).size == (1200, 630)


def test_a_picture_is_shared_in_three_ratios_unless_the_terms_forbid_a_change(room, press: Press, tree: Path):
    picture = room.picture("0001")
    Picture.every.filter(pk=picture.pk).update(wire=room.wire)
    crops = [[1200, 675, "image/jpeg", "16x9-1200-5050.jpg"], [1200, 900, "image/jpeg", "4x3-1200-5050.jpg"],
             [800, 800, "image/jpeg", "1x1-800-5050.jpg"], [400, 400, "image/webp", "1x1-400-5050.webp"]]  # fmt: skip
    for *_, name in crops:
        (Path(str(tree.parent / "pictures")) / "made/0001" / name).write_bytes(name.encode())
    Picture.every.filter(pk=picture.pk).update(crops=crops)
    story = room.story("Ferry", lead_picture=picture)
    press.settle()
    where = f"{story.first_run_at:%Y/%m/%d}/{story.slug}"
    assert [f"/{name}" in page(tree, where) for *_, name in crops[:3]] == [True] * 3
    for *_, name in crops:
        assert (tree / "stations/harbor/pictures/0001" / name).exists()
    Wire.objects.update(is_unaltered=True)
    room.change(f"wire:{room.wire.pk}/terms")
    press.settle()
    assert "x9-1200" not in page(tree, where) and "/pictures/0001/800.jpg" in page(tree, where)
    assert not list((tree / "stations/harbor/pictures/0001").glob("*x*"))


def test_the_lead_picture_stands_in_the_image_when_it_comes_and_leaves_when_its_right_ends(room, press, tree):
    picture = room.picture("0001", is_ready=False)
    room.story("Ferry sails", lead_picture=picture)
    press.settle()
    [plain] = images(tree)
    room.develop(picture, "0001")
    Picture.every.filter(pk=picture.pk).update(expires_at=room.now + timedelta(hours=1))
    press.settle()
    [pictured] = images(tree)
    assert (plain.suffix, pictured.suffix) == (".png", ".jpg") and has_picture(pictured)
    room.later(hours=2)
    press.settle()
    assert images(tree) == [plain] and not has_picture(plain)


def test_an_image_without_the_picture_comes_when_the_right_ends_that_the_story_began_with(room, press, tree):
    picture = room.picture("0001")
    Picture.every.filter(pk=picture.pk).update(expires_at=room.now + timedelta(hours=1))
    room.story("Ferry sails", lead_picture=picture)
    press.settle()
    assert [file.suffix for file in images(tree)] == [".jpg"]
    room.later(hours=2)
    press.settle()
    assert [file.suffix for file in images(tree)] == [".png"]


def test_another_focal_point_is_another_image(room, press, tree):
    picture = room.picture("0001")
    room.story("Ferry sails", lead_picture=picture)
    press.settle()
    [before] = images(tree)
    room.move_point(picture, "1515")
    press.settle()
    [after] = images(tree)
    assert before != after
    names = {file.name for file in (tree / "stations/harbor/pictures/0001").glob("*x*")}
    assert names == {"1x1-400-1515.avif", "1x1-400-1515.jpg", "1x1-630-1515.jpg"}


def test_a_killed_picture_is_taken_out_of_images_before_anything_is_baked(room, press, tree):
    picture = room.picture("0001")
    for number in range(3):
        room.story(f"Ferry {number}", lead_picture=picture)
    press.settle()
    assert len(images(tree)) == 3
    decide.kill_picture(picture, by=None, reason="withdrawn", now=room.now)
    press.unlink_forbidden([f"picture:{picture.pk}/file"])
    assert images(tree) == []
    press.settle()
    assert [file.suffix for file in images(tree)] == [".png"] * 3


def test_an_embargoed_story_has_no_image_that_could_be_guessed(room, press, tree):
    story = room.story("Ferry sails", embargo_until=room.now + timedelta(hours=1))
    press.settle()
    assert images(tree) == []
    room.later(hours=2)
    press.settle()
    assert len(images(tree)) == 1
    Story.objects.filter(pk=story.pk).update(expires_at=room.now + timedelta(hours=1), wakes_at=room.now)
    press.settle()
    room.later(hours=2)
    press.settle()
    assert images(tree) == []


def test_a_change_that_leaves_the_image_as_it_is_draws_nothing(room, press, tree):
    story = room.story("Ferry sails")
    press.settle()
    [file] = images(tree)
    drawn = file.stat().st_mtime_ns, file.stat().st_ino
    room.edit(story, deck="Another deck.")
    press.settle()
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == drawn


def test_a_batch_holds_a_few_images_at_most_so_a_kill_waits_for_few(room, press, tree):
    for number in range(20):
        room.story(f"Ferry {number}")
    while press.plan():
        pass
    most = 0
    while Sheet.objects.filter(baked__lt=F("wanted")).exists():
        before = len(images(tree))
        press.bakery.bake_some()
        most = max(most, len(images(tree)) - before)
    assert 0 < most <= bake.MOST_DRAWN and len(images(tree)) == 20


def test_a_picture_cut_before_its_file_is_lost_says_so_and_takes_no_page_with_it(room, press, tree):
    picture = room.picture("0001")
    for file in Path(tree.parent / "pictures/made/0001").glob("1x1-630*"):
        file.write_bytes(b"not a picture")
    story = room.story("Ferry sails", lead_picture=picture)
    press.settle()
    assert (tree / f"stations/harbor/{story.first_run_at:%Y/%m/%d}/{story.slug}/index.html").exists()
    assert list(Sheet.objects.exclude(fault="").values_list("kind", flat=True)) == ["card"]


def test_an_image_with_a_picture_full_of_detail_stays_small():
    grain = Image.effect_noise((630, 630), 40).convert("RGB")
    square = io.BytesIO()
    grain.save(square, "JPEG", quality=95)
    coarse = io.BytesIO()
    grain.resize((210, 210)).resize((630, 630)).save(coarse, "JPEG", quality=95)
    assert len(card_image.drawn(HARBOR, CALL.card, coarse.getvalue())) <= card_image.MOST_BYTES
    assert len(card_image.drawn(HARBOR, CALL.card, square.getvalue())) < len(square.getvalue()) / 2
