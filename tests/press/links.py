"""Every address that a baked tree hands out, followed: pages, feeds, sitemaps, pictures, and places within pages.

Pure: it reads files of a tree and asks no network. What is no file (search, mail, other sites) is left to others.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

ASKED = ("/search/", "/newsroom/")  # answered by a program
ONE_ADDRESS = ("href", "src", "action", "poster")
FEEDS = (".rss", ".atom")
PLACED = re.compile(r'(?:href|src)="([^"]+)"')


def broken(houses: Mapping[str, Path]) -> dict[str, list[str]]:
    """Return each address that leads nowhere, with the files that name it. ``houses``: a station's URL and its root."""
    found: dict[str, set[str]] = {}
    for url, root in houses.items():
        for file in sorted(path for path in root.rglob("*") if path.is_file()):
            page = _address(file.relative_to(root).as_posix())
            for address in _named_in(file):
                whole = urljoin(url + page, address)
                if not _leads_somewhere(whole, houses):
                    found.setdefault(whole, set()).add(page)
    return {address: sorted(files) for address, files in found.items()}


def _address(name: str) -> str:
    return "/" + (name.removesuffix("index.html") if name.endswith("/index.html") or name == "index.html" else name)


def _leads_somewhere(address: str, houses: Mapping[str, Path]) -> bool:
    url, root = next(((url, root) for url, root in houses.items() if f"{address}/".startswith(f"{url}/")), ("", None))
    if root is None:
        return not address.startswith("/")  # another site, or mail
    split = urlsplit(address)
    path = unquote(split.path) or "/"
    if path.startswith(ASKED):
        return True
    file = root / path.lstrip("/")
    if path.endswith("/"):
        file = file / "index.html"
    return file.is_file() and (not split.fragment or unquote(split.fragment) in _places(file))


@cache
def _places(file: Path) -> frozenset[str]:
    """Return the names of places in a page that a link may lead to."""
    return frozenset(html.fromstring(file.read_bytes()).xpath("//@id"))


def _named_in(file: Path) -> Iterator[str]:
    if file.suffix == ".html":
        yield from _in_page(html.fromstring(file.read_bytes()))
    elif file.suffix in (*FEEDS, ".xml"):
        yield from _in_xml(etree.fromstring(file.read_bytes()))
    elif file.suffix == ".json":
        yield from _in_json(json.loads(file.read_bytes()))
    elif file.name == "robots.txt":
        yield from re.findall(r"(?m)^Sitemap: (\S+)", file.read_text())


def _in_page(page: html.HtmlElement) -> Iterator[str]:
    for name in ONE_ADDRESS:
        yield from page.xpath(f"//*[not(@rel='preconnect')]/@{name}")
    for several in page.xpath("//@srcset"):
        yield from (one.split()[0] for one in several.split(",") if one.strip())
    yield from page.xpath("//meta[@property='og:image' or @property='og:url']/@content")


def _in_xml(root: etree._Element) -> Iterator[str]:
    """Yield what feeds and sitemaps lead to, also within the full text that a feed carries."""
    for element in root.iter(etree.Element):
        name, text = etree.QName(element).localname, (element.text or "").strip()
        yield from (value for key, value in element.items() if key in ("href", "url"))
        if name in ("link", "loc", "image_loc", "comments") and text:
            yield text
        elif "<" in text:
            yield from PLACED.findall(text)


def _in_json(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _in_json(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _in_json(one, name)
    elif isinstance(value, str) and (name.endswith("url") or name in ("href", "image")):
        yield value
    elif isinstance(value, str) and name == "content_html":
        yield from PLACED.findall(value)
