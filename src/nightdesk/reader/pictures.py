"""A picture's markup: every format and width the press made, its size said, so that nothing shifts.

Written here and not in a template because a front prints thirty of them.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from nightdesk.reader.cards import PictureFile, PictureView
from nightdesk.reader.characters import safe_link

RATIOS = {"first": "16x9", "tile": "4x3", "strip": "4x3"}  # of cards that show a picture; site.css gives their boxes
NARROW = {"strip": ("1x1", "(max-width: 39.99em)", "6.5rem")}  # its box is square where the page is narrow


def picture_of(picture: PictureView, sizes: str, alt: str, is_lead: bool = False, place: str = "") -> Markup:
    """Return a picture element, or nothing when no file can be shown. Only a lead is fetched at once.

    ``place`` is the card that shows it: a crop of its ratio is taken where there is one, and on a narrow page another.
    """
    files = (picture.cut(RATIOS[place]) if place in RATIOS else ()) or picture.files
    kinds = _by_kind(files)
    if not kinds:
        return Markup("")
    *offered, last = kinds.items()
    shown = files[-1]
    sources = _narrow(picture, place) + "".join(_source(mime, listed, sizes) for mime, listed in offered)
    haste = ' fetchpriority="high"' if is_lead else ' loading="lazy"'
    return Markup(  # noqa: S704 - every value is escaped here or a number
        f'<picture>\n{sources}<img src="{escape(safe_link(shown.path))}" srcset="{escape(", ".join(last[1]))}"'
        f' sizes="{sizes}" width="{shown.width:d}" height="{shown.height:d}" alt="{escape(alt)}"{haste}'
        f' decoding="async">\n</picture>'
    )


def _by_kind(files: Iterable[PictureFile]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for file in files:
        if safe_link(file.path):
            kinds.setdefault(file.mime, []).append(f"{file.path} {file.width}w")
    return kinds


def _narrow(picture: PictureView, place: str) -> str:
    """Return what is offered first, to narrow pages alone. A browser that reads JPEG only gets what all others get."""
    if place not in NARROW:
        return ""
    ratio, media, sizes = NARROW[place]
    kinds = _by_kind(file for file in picture.cut(ratio) if file.mime != "image/jpeg")
    return "".join(_source(mime, listed, sizes, f' media="{media}"') for mime, listed in kinds.items())


def _source(mime: str, listed: list[str], sizes: str, media: str = "") -> str:
    return f'<source{media} type="{escape(mime)}" srcset="{escape(", ".join(listed))}" sizes="{sizes}">\n'
