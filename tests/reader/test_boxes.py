"""A picture stands in its place with a crop that fits the box, and whole where there is none."""

from dataclasses import replace

from nightdesk.reader.cards import PictureFile
from nightdesk.reader.pictures import picture_of
from tests.reader.stories import CALL_PICTURE, picture

KINDS = (("avif", "avif"), ("webp", "webp"), ("jpg", "jpeg"))


def cuts(*wanted: tuple[str, int, int]) -> tuple[PictureFile, ...]:
    return tuple(
        PictureFile(f"/pictures/hall/{ratio}-{width}-5050.{ending}", width, height, f"image/{mime}", ratio)
        for ending, mime in KINDS
        for ratio, width, height in wanted
    )


CUT = replace(
    CALL_PICTURE,
    crops=cuts(("16x9", 800, 450), ("4x3", 400, 300), ("1x1", 200, 200))
    + (PictureFile("/pictures/hall/1x1-630-5050.jpg", 630, 630, "image/jpeg", "1x1"),),
)


def test_each_place_on_a_front_gets_the_crop_of_its_box_with_its_size():
    for place, file, size in (("first", "16x9-800", (800, 450)), ("tile", "4x3-400", (400, 300))):
        shown = picture_of(CUT, "10rem", "", place=place)
        assert f'src="/pictures/hall/{file}-5050.jpg"' in shown and 'width="{}" height="{}"'.format(*size) in shown
        assert shown.count("<source") == 2 and "media=" not in shown and "630" not in shown


def test_a_list_shows_a_square_where_the_page_is_narrow_and_no_square_where_its_box_is_wide():
    narrow, wide = picture_of(CUT, "14rem", "", place="strip").split("4x3", 1)
    assert narrow.count('media="(max-width: 39.99em)"') == 2 and narrow.count("1x1-200") == 2
    assert "1x1" not in wide and "media=" not in wide and 'src="/pictures/hall/4x3-400-5050.jpg"' in "4x3" + wide


def test_a_picture_with_squares_only_is_shown_whole_on_a_wide_page():
    shown = picture_of(replace(CALL_PICTURE, crops=cuts(("1x1", 200, 200))), "14rem", "", place="strip")
    assert shown.count("media=") == 2 and f'src="{CALL_PICTURE.files[-1].path}"' in shown


def test_a_picture_without_crops_is_shown_whole_everywhere():
    whole = picture("ferry", "")
    for place in ("first", "tile", "strip", ""):
        assert picture_of(whole, "10rem", "", place=place) == picture_of(whole, "10rem", "")
    assert picture_of(CUT, "10rem", "") == picture_of(CALL_PICTURE, "10rem", "")
