"""A picture that was cut, on whole pages: uncut in its story, with its size on a front, three ratios for machines."""

import json
import re
from dataclasses import replace

from nightdesk.reader import render, structured
from nightdesk.reader.cards import PictureFile, PictureView
from tests.reader.stories import CALL, CALL_PICTURE, HARBOR, fronts


def cut(ratio: str, width: int, *kinds: str) -> list[PictureFile]:
    across, down = map(int, ratio.split("x"))
    size = width, width * down // across
    return [PictureFile(f"/pictures/k/{ratio}-{width}-2030.{kind}", *size, f"image/{kind}", ratio) for kind in kinds]


EACH = ("avif", "webp", "jpeg")
CUTS = [
    *cut("16x9", 800, *EACH), *cut("16x9", 1200, "jpeg"), *cut("4x3", 400, *EACH), *cut("4x3", 1200, "jpeg"),
    *cut("1x1", 200, *EACH), *cut("1x1", 400, *EACH), *cut("1x1", 630, "jpeg"), *cut("1x1", 1200, "jpeg"),
]  # fmt: skip
TALL = replace(CALL_PICTURE, crops=tuple(sorted(CUTS, key=lambda one: (EACH.index(one.mime[6:]), one.width))))


def front_of(picture: PictureView, path: str = "/") -> str:
    view = fronts(HARBOR)[path]
    return render.front(
        HARBOR, replace(view, cards=tuple(replace(one, picture=picture) for one in view.cards))
    ).decode()


def test_every_picture_of_a_front_says_its_size_so_nothing_shifts():
    for picture in (TALL, CALL_PICTURE):
        images = re.findall(r"<img [^>]+>", front_of(picture))
        assert images and all(re.search(r'width="\d+" height="\d+"', one) for one in images)


def test_a_story_shows_its_picture_uncut():
    page = render.story(HARBOR, replace(CALL, lead=TALL, card=replace(CALL.card, picture=TALL))).decode()
    figure = re.search(r'<figure class="lead">.*?</figure>', page, re.DOTALL)[0]
    assert "/pictures/summit-hall/1600.jpg" in figure and "-2030" not in figure


def test_machines_are_told_the_widest_of_each_ratio():
    told = json.loads(structured.news_story(HARBOR, replace(CALL, lead=TALL)))["image"]
    assert [(one["width"], one["height"]) for one in told] == [(1200, 675), (1200, 900), (1200, 1200)]
