"""Every baked page of a small house keeps the rules of search engines and sharing sites, with its files in the tree."""

import io
from datetime import timedelta
from pathlib import Path

from PIL import Image

from nightdesk.desk.models import Author, Picture
from nightdesk.press.run import Press
from tests.press.newsroom import Newsroom
from tests.reader import structured_rules

CROPS = {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (900, 900)}


def jpeg(path: Path, size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("RGB", size, "#8899a6").save(out, "JPEG")
    path.write_bytes(out.getvalue())


def pictured(
    room: Newsroom, key: str, media: Path, size: tuple[int, int], crops: dict[str, tuple[int, int]]
) -> Picture:
    """Return a picture with files of the sizes that they say, as the darkroom names them."""
    picture = room.picture(key)
    folder = media / "made" / key
    made = [[*cut, "image/jpeg", f"{name}-{cut[0]}-5050.jpg"] for name, cut in crops.items()]
    prints = [[*size, "image/jpeg", f"{size[0]}.jpg"]]
    for width, height, _, name in (*made, *prints):
        jpeg(folder / name, (width, height))
    words = {"alt": "A ferry at its quay.", "credit": "Ib Brand / Harbor 6", "copyright": "© Ib Brand"}
    Picture.every.filter(pk=picture.pk).update(crops=made, prints=prints, **words)
    room.change(f"picture:{picture.pk}/file")
    return picture


def fill(room: Newsroom, media: Path) -> None:
    """Write stories of every sort: with a picture in its ratios, whole, too small and without; corrected, changed."""
    cut = pictured(room, "0001", media, (1200, 800), CROPS)
    whole = pictured(room, "0002", media, (1200, 800), {})
    small = pictured(room, "0003", media, (200, 133), {"16x9": (200, 112), "4x3": (177, 133), "1x1": (133, 133)})
    Author.objects.update(picture=cut)
    topics, authors = room.topics[:2], room.authors[:1]
    corrected = room.story("Ferry sails", lead_picture=cut, lead_caption="At the quay.", topics=topics, authors=authors)
    room.story("Ferry stays", lead_picture=whole, byline_agency="Meridian Wire", bylines=["Ada Quill", "Ben Marsh"])
    room.story("Ferry waits", lead_picture=small, wire=None, bylines=[])
    room.story("الميناء يعود إلى العمل", language="ar", topics=topics)
    room.story("A <b>headline</b> & </script> " + "that goes on " * 12, station=1)
    room.later(hours=1)
    room.edit(corrected, correction="It was three, not five.\nThe ship is the Alma.", headline="Ferry sails again")
    room.kill(room.story("Ferry sinks"))
    room.story("Ferry to come", embargo_until=room.now + timedelta(days=1))


def test_every_page_tells_machines_what_it_shows(room: Newsroom, press: Press, tree: Path):
    fill(room, tree.parent / "pictures")
    press.settle()
    found, seen = {}, []
    for station in ("harbor", "mesa"):
        root = tree / "stations" / station

        def standing(path: str, root: Path = root) -> bytes | None:
            file = root / (path + "index.html" if path.endswith("/") else path).lstrip("/")
            return file.read_bytes() if file.is_file() else None

        for file in sorted(root.rglob("*.html")):
            seen.append(str(file.relative_to(root)))
            if broken := list(structured_rules.page(file.read_bytes(), standing)):
                found[f"{station}/{seen[-1]}"] = broken
    assert found == {} and len(seen) > 30


def test_a_search_engine_gets_a_picture_in_its_three_ratios_or_whole_and_none_that_is_too_small(room, press, tree):
    fill(room, tree.parent / "pictures")
    press.settle()
    told = {}
    for file in (tree / "stations/harbor").glob("2026/11/23/*/index.html"):
        [data] = structured_rules.told(file.read_bytes())
        assert all(image["copyrightNotice"] == "© Ib Brand" for image in data.get("image", []))
        told[data["headline"]] = [(image["width"], image["height"]) for image in data.get("image", [])]
    assert told["Ferry sails again"] == list(CROPS.values())
    assert told["Ferry stays"] == [(1200, 800)] and told["Ferry waits"] == []
