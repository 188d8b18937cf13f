"""Which file an address stands for, which station a host means, and what no address can reach."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nightdesk.web import files_rules

ADDRESS = "/2026/11/21/harbour-bridge-reopens/"
Ask = Callable[..., Any]
Put = Callable[..., None]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("feed.rss", "application/rss+xml; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("assets/site.3f2a.css", "text/css; charset=utf-8"),
        ("pictures/k1/800.webp", "image/webp"),
        ("pictures/k1/800.avif", "image/avif"),
    ],
)
def test_every_published_name_has_its_type(ask: Ask, kxyz: Path, name: str, kind: str, put: Put) -> None:
    put(kxyz / name, b"words and more words")
    answer = ask(f"/{name}")
    assert (answer.status, answer.headers["content-type"], answer.body) == (200, kind, b"words and more words")
    lasting = name.startswith(("assets/", "pictures/"))
    assert ("immutable" in answer.headers["cache-control"]) == lasting
    assert ("vary" in answer.headers) != name.startswith("pictures/")


def test_an_address_without_its_slash_is_sent_to_the_one_address_with_its_query(ask: Ask) -> None:
    answer = ask(ADDRESS.rstrip("/"), query="from=mail")
    assert (answer.status, answer.headers["location"]) == (301, ADDRESS + "?from=mail")
    sent = "from=café&x[]=%20".encode().decode("latin-1")
    assert ask(ADDRESS.removesuffix("/"), query=sent).headers["location"] == f"{ADDRESS}?from=caf%C3%A9&x[]=%20"


def test_the_file_name_of_a_page_is_no_second_address(ask: Ask) -> None:
    ask(ADDRESS)
    answer = ask(ADDRESS + "index.html")
    assert (answer.status, answer.headers["location"]) == (301, ADDRESS)


@pytest.mark.parametrize("name", ["404.html", "gone.html", "index.html.gz", "index.html.br", "notes.tmp", "x.py"])
def test_files_that_are_not_addresses_are_not_found(ask: Ask, kxyz: Path, name: str, put: Put) -> None:
    put(kxyz / name, b"not for readers")
    ask("/nothing-here/")  # so that 404.html is at hand
    answer = ask(f"/{name}")
    assert (answer.status, answer.body) == (
        404,
        b"<title>kxyz: not found</title>" if name != "404.html" else answer.body,
    )
    assert "etag" in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/../wqrs/index.html",
        "/../wqrs/",
        "/..",
        "/./",
        "//",
        "//wqrs.example/",
        "/2026//11/",
        "/.git/",
        "/2026/.hidden/",
        "/a\x00b",
        "/..\\wqrs\\",
        "/%2e%2e/wqrs/",
        "/\xff\xfe/",
        "/" + "a/" * 2000,
        "",
        "*",
        "2026/",
    ],
)
def test_no_address_leaves_the_station(ask: Ask, site: Path, kxyz: Path, path: str, put: Put) -> None:
    put(kxyz / ".git" / "index.html", b"secret")
    put(kxyz / "2026/.hidden/index.html", b"secret")
    answer = ask(path)
    assert (answer.status, answer.body) == (404, b"<title>kxyz: not found</title>")


@pytest.mark.parametrize("name", ["security.txt", "tdmrep.json"])
def test_two_well_known_names_are_given_and_no_other_name_with_a_dot(ask: Ask, kxyz: Path, name: str, put: Put) -> None:
    put(kxyz / ".well-known" / name, b"words")
    put(kxyz / ".well-known/other.txt", b"words")
    put(kxyz / ".well-known/security.txt.d/x.txt", b"words")
    answer = ask(f"/.well-known/{name}")
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, "*")
    others = ("other.txt", "", "security.txt/", "security.txt.d/x.txt", f"{name}.gz", f"../.well-known/{name}")
    for path in (*others, f"./{name}", f"/{name}", name.upper(), f"{name}%00", f"{name}%2f", f".{name}", f"{name}\n"):
        assert ask(f"/.well-known/{path}").status == 404, path
    assert ask(f"/news/../.well-known/{name}").status == 404


FOR_ALL = ("feed.rss", "news/feed.json", "api/stories.json")


@pytest.mark.parametrize("name", [*FOR_ALL, "robots.txt", "news/feed.rss/index.html"])
def test_scripts_of_other_sites_may_read_feeds_and_data_alone(ask: Ask, kxyz: Path, name: str, put: Put) -> None:
    put(kxyz / name, b"words")
    answer = ask("/" + name.removesuffix("index.html"))
    assert answer.status == 200 and ("access-control-allow-origin" in answer.headers) == (name in FOR_ALL)
    assert (answer.headers.get("x-robots-tag") == "noindex") == (name in FOR_ALL)
    assert "set-cookie" not in answer.headers


def test_browsers_keep_to_tls_for_as_long_as_the_operator_says() -> None:
    assert files_rules.hsts("31536000") == (("strict-transport-security", "max-age=31536000"),)
    assert (
        files_rules.hsts("0")
        == files_rules.hsts("")
        == files_rules.hsts("a year")
        == files_rules.hsts("9" * 5000)
        == ()
    )


def test_a_symlink_out_of_the_station_is_not_followed(ask: Ask, site: Path, kxyz: Path, put: Put) -> None:
    put(site / "outside.html", b"secret")
    (kxyz / "out").mkdir()
    (kxyz / "out/index.html").symlink_to(site / "outside.html")
    (kxyz / "sister").symlink_to("../wqrs")
    assert ask("/out/").status == 404
    assert ask("/sister/").status == 404


@pytest.mark.parametrize(
    ("host", "station"),
    [
        ("news.kxyz.example", "kxyz"),
        ("News.KXYZ.example.:8443", "kxyz"),
        ("wqrs.example:80", "wqrs"),
        ("wqrs.localhost:8000", "wqrs"),
        ("localhost", "kxyz"),
        ("elsewhere.localhost:9", "kxyz"),
        ("127.0.0.1:8000", "kxyz"),
        ("192.168.1.20", "kxyz"),
        ("[::1]:8000", "kxyz"),
    ],
)
def test_the_host_chooses_the_station(ask: Ask, host: str, station: str) -> None:
    assert ask("/", host=host).body == f"<title>{station}</title>".encode()
    assert ask("/nowhere/", host=host).body == f"<title>{station}: not found</title>".encode()


@pytest.mark.parametrize("host", ["other.example", "_first", "..", "kxyz/../wqrs", "", "[::1", "a" * 300, "x y"])
def test_an_unknown_public_host_has_no_station(ask: Ask, host: str, story: bytes) -> None:
    answer = ask(ADDRESS, host=host)
    assert (answer.status, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert story not in answer.body


def test_a_station_that_takes_a_local_name_has_it_from_the_next_request(ask: Ask, site: Path) -> None:
    assert b"kxyz" in ask("/", host="new.localhost").body
    (site / "hosts/new.localhost").symlink_to("../stations/wqrs")
    assert b"wqrs" in ask("/", host="new.localhost").body


@pytest.mark.parametrize("path", ["/newsroom/", "/newsroom", "/newsroom/stories/4/", "/wires/meridian/deliveries"])
def test_the_newsroom_and_the_wires_are_djangos(ask: Ask, path: str) -> None:
    assert ask(path, "POST").body == b"newsroom"


@pytest.mark.parametrize("path", ["/newsrooms/", "/nothing/", "/nothing", "/favicon.ico"])
def test_everything_else_that_is_missing_is_answered_without_django(ask: Ask, path: str) -> None:
    answer = ask(path, accept_encoding="gzip")
    assert (answer.status, answer.headers["content-encoding"]) == (404, "gzip")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_station_without_its_404_page_still_answers_in_words(ask: Ask, kxyz: Path) -> None:
    for name in ("404.html", "404.html.gz", "404.html.br"):
        (kxyz / name).unlink()
    assert ask("/nothing/").body == b"There is no page at this address.\n"
