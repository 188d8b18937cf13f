"""The image of a shared story: named by what is on it, gone with the story, and a picture of the right size."""

import io
import re
from dataclasses import replace
from pathlib import Path

from PIL import Image

from nightdesk.desk.models import Picture, Wire
from nightdesk.press.run import Press
from nightdesk.reader import card_image
from tests.press.test_archive import page
from tests.reader.stories import ARABIC, CALL, HARBOR


def images(tree: Path) -> list[Path]:
    return sorted((tree / "stations/harbor").rglob("card-*.png"))


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
    one, other = card_image.png(HARBOR, CALL.card), card_image.png(HARBOR, replace(CALL.card, headline="Other words"))
    assert one == card_image.png(HARBOR, CALL.card) and one != other
    assert card_image.path_of(HARBOR, CALL.card) != card_image.path_of(replace(HARBOR, name="Harbor 7"), CALL.card)


def test_a_script_without_type_is_left_out_and_any_length_fits():
    for headline in (ARABIC.card.headline, "港は嵐の後に再開", "a" * 400, "many words " * 60, "", "🚢 sails"):
        assert Image.open(io.BytesIO(card_image.png(HARBOR, replace(CALL.card, headline=headline)))).size == (1200, 630)


def test_a_picture_is_shared_in_three_ratios_unless_the_terms_forbid_a_change(room, press: Press, tree: Path):
    picture = room.picture("0001")
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
