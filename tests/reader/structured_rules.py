"""What search engines and sharing sites ask of a page's JSON-LD and Open Graph, each a sentence when broken.

In our own words, after the documents in ``SOURCES``; each sentence begins with the name of the one it comes from.
"""

import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from lxml import html
from PIL import Image

_GOOGLE = "https://developers.google.com/search/docs/appearance/structured-data"
SOURCES = {
    "article": f"{_GOOGLE}/article",
    "policies": f"{_GOOGLE}/sd-policies",
    "images": f"{_GOOGLE}/image-license-metadata",
    "logo": f"{_GOOGLE}/logo",
    "profile": f"{_GOOGLE}/profile-page",
    "paywall": f"{_GOOGLE}/paywalled-content",
    "dates": "https://developers.google.com/search/docs/appearance/publication-dates",
    "schema": "https://schema.org/NewsArticle",
    "ogp": "https://ogp.me/",
    "cards": "https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image",
}
ORGANIZATIONS = {"Organization", "NewsMediaOrganization"}
_WORK = {
    "url": {"url"}, "headline": {"text"}, "name": {"text"}, "description": {"text"}, "inLanguage": {"language"},
    "datePublished": {"date"}, "dateModified": {"date"}, "author": {"Person", *ORGANIZATIONS},
    "publisher": ORGANIZATIONS, "image": {"ImageObject", "url"}, "keywords": {"text"}, "isPartOf": {"url"},
    "correction": {"CorrectionComment", "text", "url"}, "creditText": {"text"}, "copyrightNotice": {"text"},
    "isBasedOn": {"CreativeWork", "url"}, "isAccessibleForFree": {"truth"}, "hasPart": {"WebPageElement"},
    "mainEntityOfPage": {"url"}, "mainEntity": {"Person", *ORGANIZATIONS},
}  # fmt: skip
_HOUSE = {"name": {"text"}, "url": {"url"}, "logo": {"ImageObject", "url"}}
VOCABULARY: dict[str, dict[str, set[str]]] = {
    "NewsArticle": _WORK | {"articleSection": {"text"}, "wordCount": {"whole"}},
    "CreativeWork": _WORK,
    "CollectionPage": _WORK,
    "ProfilePage": _WORK,
    "WebPageElement": _WORK | {"cssSelector": {"text"}},
    "CorrectionComment": {"text": {"text"}, "datePublished": {"date"}},
    "ImageObject": {
        "url": {"url"}, "contentUrl": {"url"}, "width": {"whole"}, "height": {"whole"}, "caption": {"text"},
        "creditText": {"text"}, "copyrightNotice": {"text"}, "creator": {"Person", *ORGANIZATIONS}, "license": {"url"},
    },
    "Person": {"name": {"text"}, "url": {"url"}, "jobTitle": {"text"}},
    "Organization": _HOUSE,
    "NewsMediaOrganization": _HOUSE,
}  # fmt: skip
_URL = re.compile(r"https?://[^\s<>\"/]+/[^\s<>\"]*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
VALUES: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
    "url": lambda value: isinstance(value, str) and bool(_URL.fullmatch(value)),
    "date": lambda value: isinstance(value, str) and bool(_MOMENT.fullmatch(value)),
    "language": lambda value: isinstance(value, str) and bool(_LANGUAGE.fullmatch(value)),
    "whole": lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 0,
    "truth": lambda value: isinstance(value, bool),
}
RATIOS = ((16, 9), (4, 3), (1, 1))
LEAST_PIXELS = 50_000
LEAST_LOGO = 112
MOST_HEADLINE = 110
OF_ONE_FILE = ("og:image:width", "og:image:height", "og:image:alt", "og:image:type", "og:image:secure_url")
SHOWN_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_SHARED_BYTES = 5_000_000

Files = Callable[[str], bytes | None]


def told(data: bytes) -> list[dict[str, Any]]:
    """Return what a page tells in JSON-LD."""
    root = html.document_fromstring(data.decode())
    return [json.loads(text) for text in root.xpath('//script[@type="application/ld+json"]/text()')]


def page(data: bytes, files: Files) -> Iterator[str]:
    """Yield every rule that a page breaks. ``files`` gives what stands at an address of the site, or None."""
    root = html.document_fromstring(data.decode())
    things = told(data)
    for thing in things:
        if thing.get("@context") != "https://schema.org":
            yield "schema: the words are schema.org's"
        yield from _thing(thing, thing.get("@type", "nothing"))
    stories = [thing for thing in things if thing.get("@type") == "NewsArticle"]
    shared = _shared(root)
    if shared.get("og:type") == ["article"] and len(stories) != 1:
        yield "article: the page of a story tells of one NewsArticle"
    for story in stories:
        yield from _story(story, root, files)
    for thing in things:
        if thing.get("@type") == "ProfilePage" and not (thing.get("mainEntity") or {}).get("name"):
            yield "profile: the page of a person has a mainEntity with a name"
    if any(name.startswith("og:") for name in shared):
        yield from _open_graph(root, shared, files)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _thing(thing: dict[str, Any], where: str) -> Iterator[str]:
    """Check that each property belongs to its type and has a value that it may have."""
    known = VOCABULARY.get(thing.get("@type", ""))
    if known is None:
        yield f"schema: {where} is of a type that the rules know"
        return
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        if name not in known:
            yield f"schema: {where} has no {name}"
        for one in _listed(value) if name in known else ():
            if isinstance(one, dict):
                if one.get("@type") not in known[name]:
                    yield f"schema: {where}.{name} is not a {one.get('@type')}"
                yield from _thing(one, f"{where}.{name}")
            elif not any(VALUES[kind](one) for kind in known[name] & set(VALUES)):
                yield f"schema: {where}.{name} is {' or '.join(sorted(known[name]))}"


def _story(told: dict[str, Any], root: html.HtmlElement, files: Files) -> Iterator[str]:
    said = " ".join("".join(root.find("body").itertext()).split())
    stands = partial(_stands, said)
    headline = told.get("headline", "")
    if not headline or len(headline) > MOST_HEADLINE:
        yield "article: a headline is there and is concise (110 characters)"
    if not stands(headline.removesuffix("…")):
        yield "policies: the headline stands on the page"
    yield from _dates(told, root)
    yield from _names(told, stands, files)
    if not told.get("publisher"):
        yield "article: a story has a publisher"
    for house in _listed(told.get("publisher") or []):
        yield from _logo(house.get("logo"), files)
    if told.get("isAccessibleForFree") is False and not any(
        part.get("cssSelector") for part in _listed(told.get("hasPart") or [])
    ):
        yield "paywall: what is not free names the part that is not"
    if told.get("isAccessibleForFree") is True and "hasPart" in told:
        yield "paywall: what is free names no part that is not"
    canonical = root.xpath('string(//link[@rel="canonical"]/@href)')
    if told.get("mainEntityOfPage") != canonical:
        yield "article: mainEntityOfPage is the canonical address"
    if not all(stands(note.get("text", "")) for note in _listed(told.get("correction") or [])):
        yield "policies: a correction stands on the page"
    source = told.get("isBasedOn") or {"url": "-"}
    if isinstance(source, dict) and not (source.get("url") or source.get("publisher")):
        yield "schema: isBasedOn says whose work or where"
    yield from _images(_listed(told.get("image") or []), files)
    if not all(stands(one.get("caption", "")) for one in _listed(told.get("image") or [])):
        yield "policies: a caption stands on the page"


def _stands(said: str, words: str) -> bool:
    return " ".join(words.split()) in said


def _dates(told: dict[str, Any], root: html.HtmlElement) -> Iterator[str]:
    first, last = (told.get(name, "") for name in ("datePublished", "dateModified"))
    if not (_MOMENT.fullmatch(first) and _MOMENT.fullmatch(last)):
        yield "article: datePublished and dateModified are moments with a zone"
        return
    if datetime.fromisoformat(last) < datetime.fromisoformat(first):
        yield "article: a story is not modified before it is published"
    if not {first, last} <= set(root.xpath("//time/@datetime")):
        yield "dates: readers see the moments that machines are told"
    shared = _shared(root)
    said = [*shared.get("article:published_time", (first,)), *shared.get("article:modified_time", (last,))]
    if said != [first, last]:
        yield "dates: every machine is told the same moments"


def _names(told: dict[str, Any], stands: Callable[[str], bool], files: Files) -> Iterator[str]:
    authors = _listed(told.get("author") or [])
    if not authors:
        yield "article: a story has an author"
    for author in authors:
        name = author.get("name", "")
        if not name or name.lower().startswith(("by ", "posted by ")) or (author["@type"] == "Person" and ", " in name):
            yield "article: an author's name is the name alone"
        if author["@type"] == "Person" and " and " in name:
            yield "article: each author has an entry"
        if not stands(name):
            yield "policies: an author's name stands on the page"
        origin = "/".join(told.get("url", "").split("/")[:3]) + "/"
        if (url := author.get("url", "")).startswith(origin) and files("/" + url.removeprefix(origin)) is None:
            yield "article: an author's address leads to somebody"


def _logo(logo: Any, files: Files) -> Iterator[str]:
    if not isinstance(logo, dict) or not (logo.get("url") or logo.get("contentUrl")):
        yield "logo: a publisher has a logo with an address"
        return
    yield from _as_said("logo", logo.get("url") or logo["contentUrl"], logo.get("width"), logo.get("height"), files)
    if min(logo.get("width", 0), logo.get("height", 0)) < LEAST_LOGO:
        yield "logo: a logo has 112 pixels a side"


def _images(images: list[Any], files: Files) -> Iterator[str]:
    for image in images:
        if not image.get("contentUrl"):
            yield "images: an image has a contentUrl"
            continue
        yield from _as_said("article", image["contentUrl"], image.get("width"), image.get("height"), files)
        if image.get("width", 0) * image.get("height", 0) < LEAST_PIXELS:
            yield "article: an image has 50,000 pixels"
        if not {"creator", "creditText", "copyrightNotice", "license"} & set(image):
            yield "images: an image says whose it is"
    sizes = [(image.get("width", 0), image.get("height", 0)) for image in images]
    if len(sizes) > 1 and not all(any(_is_in(size, *ratio) for size in sizes) for ratio in RATIOS):
        yield "article: several images are one picture in 16:9, 4:3 and 1:1"


def _is_in(size: tuple[int, int], across: int, down: int) -> bool:
    """Tell whether a size is in a ratio, to the pixel that rounding takes."""
    return abs(size[0] * down - size[1] * across) <= max(across, down)


def _as_said(source: str, url: str, width: Any, height: Any, files: Files) -> Iterator[str]:
    """Check a file that is told of: it is there, a format that is shown, and of the size that is said."""
    if not _URL.fullmatch(url):
        yield f"{source}: the address of an image is whole"
        return
    data = files("/" + url.split("/", 3)[3])
    if data is None:
        yield f"{source}: {url} is there"
        return
    with Image.open(io.BytesIO(data)) as opened:
        if opened.format not in SHOWN_FORMATS:
            yield f"{source}: an image is JPEG, PNG, WebP or GIF"
        if opened.size != (width, height):
            yield f"{source}: an image has the size that is said"


def _shared(root: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        if (name := meta.get("property") or meta.get("name") or "").startswith(("og:", "article:", "twitter:")):
            found.setdefault(name, []).append(meta.get("content", ""))
    return found


def _open_graph(root: html.HtmlElement, shared: dict[str, list[str]], files: Files) -> Iterator[str]:
    for name in ("og:title", "og:type", "og:url", "og:image"):
        if not shared.get(name):
            yield f"ogp: a page has {name}"
    for name, values in shared.items():
        if not all(value.strip() for value in values):
            yield f"ogp: {name} says something"
        if len(values) > 1 and not name.startswith("og:image"):
            yield f"ogp: {name} is said once"
    if not all(_URL.fullmatch(url) for url in shared.get("og:url", ())):
        yield "ogp: og:url is a whole address"
    for name in ("article:published_time", "article:modified_time"):
        if not all(_MOMENT.fullmatch(value) for value in shared.get(name, ())):
            yield f"ogp: {name} is a moment with a zone"
    images = list(_images_in_order(root))
    if not all("og:image" in image for image in images):
        yield "ogp: what is said of an image follows it"
    for image in (image for image in images if "og:image" in image):
        yield from _shared_image(image, files)
    yield from _twitter(shared.get("twitter:card", []), images, files)


def _images_in_order(root: html.HtmlElement) -> Iterator[dict[str, str]]:
    """Yield each image with what is said of it: what stands before any image is one without an address."""
    image: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or ""
        if name == "og:image":
            if image:
                yield image
            image = {name: meta.get("content", "")}
        elif name in OF_ONE_FILE:
            image[name] = meta.get("content", "")
    if image:
        yield image


def _shared_image(image: dict[str, str], files: Files) -> Iterator[str]:
    size = [image.get(name, "") for name in ("og:image:width", "og:image:height")]
    if not all(side.isdecimal() for side in size):
        yield "ogp: an image says its size in pixels"
        return
    yield from _as_said("ogp", image["og:image"], int(size[0]), int(size[1]), files)
    if not image.get("og:image:alt"):
        yield "ogp: an image says what it shows"


def _twitter(cards: list[str], images: list[dict[str, str]], files: Files) -> Iterator[str]:
    if not cards or not images:
        return
    first = images[0]
    width, height = (int(first.get(name) or 0) for name in ("og:image:width", "og:image:height"))
    if cards[0] not in ("summary", "summary_large_image"):
        yield "cards: a page is a summary or a summary with a large image"
    if cards[0] == "summary_large_image" and (width < 300 or height < 157 or not 1.7 <= width / height <= 2.1):
        yield "cards: a large image is about twice as wide as high, and 300 × 157 pixels"
    if len(files("/" + first.get("og:image", "///").split("/", 3)[3]) or b"") > MOST_SHARED_BYTES:
        yield "cards: an image has at most 5 MB"
