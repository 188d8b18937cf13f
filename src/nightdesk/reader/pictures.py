"""A picture's markup: every format and width the press made, its size said, so that nothing shifts.

Written here and not in a template because a front prints thirty of them.
"""

from markupsafe import Markup, escape

from nightdesk.reader.cards import PictureView
from nightdesk.reader.characters import safe_link

RATIOS = {"first": "16x9", "tile": "4x3", "strip": "1x1"}  # of cards that show a picture; site.css gives their boxes


def picture_of(picture: PictureView, sizes: str, alt: str, is_lead: bool = False, ratio: str = "") -> Markup:
    """Return a picture element, or nothing when no file can be shown. Only a lead is fetched at once.

    ``ratio``: of the place where it is shown; a crop of it is taken where there is one.
    """
    kinds: dict[str, list[str]] = {}
    files = (picture.cut(ratio) if ratio else ()) or picture.files
    for file in files:
        if safe_link(file.path):
            kinds.setdefault(file.mime, []).append(f"{file.path} {file.width}w")
    if not kinds:
        return Markup("")
    *offered, last = kinds.items()
    shown = files[-1]
    sources = "".join(
        f'<source type="{escape(mime)}" srcset="{escape(", ".join(files))}" sizes="{sizes}">\n'
        for mime, files in offered
    )
    haste = ' fetchpriority="high"' if is_lead else ' loading="lazy"'
    return Markup(  # noqa: S704 - every value is escaped here or a number
        f'<picture>\n{sources}<img src="{escape(safe_link(shown.path))}" srcset="{escape(", ".join(last[1]))}"'
        f' sizes="{sizes}" width="{shown.width:d}" height="{shown.height:d}" alt="{escape(alt)}"{haste}'
        f' decoding="async">\n</picture>'
    )
