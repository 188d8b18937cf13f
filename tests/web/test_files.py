"""What a reader's browser, a feed reader and a cache get from the baked tree, with no Django in sight."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest

from nightdesk.web.files import Files

ADDRESS = "/2026/11/21/harbour-bridge-reopens/"
AN_HOUR_AGO = 1_790_000_000
Ask = Callable[..., Any]
Put = Callable[..., None]


def test_a_story_is_served_whole_with_all_that_a_cache_needs(ask: Ask, story: bytes) -> None:
    answer = ask(ADDRESS)
    assert (answer.status, answer.body) == (200, story)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-length"] == str(len(story))
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert answer.headers["last-modified"] == "Mon, 21 Sep 2026 14:13:20 GMT"
    assert answer.headers["vary"] == "accept-encoding"
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_head_request_gets_the_headers_of_the_page_and_no_body(ask: Ask) -> None:
    assert ask(ADDRESS, "HEAD") == (200, ask(ADDRESS).headers, b"")


def test_nobody_can_write_to_a_page(ask: Ask) -> None:
    answer = ask(ADDRESS, "POST")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0.1, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("gzip;q=0.3, identity;q=0.9", None),
        ("GZIP ; q=1.0", "gzip"),
        ("deflate, zstd", None),
        ("gzip;q=oops", None),
        ("", None),
    ],
)
def test_a_reader_gets_the_best_encoding_they_asked_for(
    ask: Ask, accept: str, encoding: str | None, story: bytes
) -> None:
    answer = ask(ADDRESS, accept_encoding=accept)
    assert answer.headers.get("content-encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(answer.body) == story
    assert answer.headers["vary"] == "accept-encoding"


def test_each_encoding_has_a_tag_of_its_own_and_every_node_the_same(
    ask: Ask, site: Path, put: Put, story: bytes
) -> None:
    tags = {ask(ADDRESS, accept_encoding=accept).headers["etag"] for accept in ("br", "gzip", "")}
    assert len(tags) == 3
    put(site / "stations/wqrs" / ADDRESS.strip("/") / "index.html", story, at=AN_HOUR_AGO + 60)
    assert ask(ADDRESS, host="wqrs.example").headers["etag"] in tags


@pytest.mark.parametrize("form", ["{}", "W/{}", '"old", {}', '"old" , W/{}', "*"])
def test_an_unchanged_story_is_not_sent_again(ask: Ask, form: str) -> None:
    tag = ask(ADDRESS, accept_encoding="br").headers["etag"]
    again = ask(ADDRESS, accept_encoding="br", if_none_match=form.format(tag))
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert again.headers["vary"] == "accept-encoding"


def test_a_tag_decides_even_when_the_date_says_otherwise(ask: Ask) -> None:
    assert ask(ADDRESS, if_none_match='"old"', if_modified_since="Mon, 21 Sep 2026 14:13:20 GMT").status == 200


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Mon, 21 Sep 2026 14:13:20 GMT", 304),
        ("Tue, 22 Sep 2026 00:00:00 GMT", 304),
        ("Mon, 21 Sep 2026 14:13:19 GMT", 200),
        ("the other day", 200),
        ("", 200),
    ],
)
def test_a_feed_reader_that_only_knows_dates_is_spared_too(ask: Ask, since: str, status: int) -> None:
    assert ask(ADDRESS, if_modified_since=since).status == status


def test_a_correction_is_true_at_the_very_next_request(ask: Ask, kxyz: Path, put: Put, story: bytes) -> None:
    old = ask(ADDRESS, accept_encoding="br")
    corrected = story.replace(b"Ellery", b"Calder")
    put(kxyz / ADDRESS.strip("/") / "index.html", corrected)  # same size, same second
    new = ask(ADDRESS, accept_encoding="br", if_none_match=old.headers["etag"])
    assert (new.status, brotli.decompress(new.body)) == (200, corrected)


@pytest.mark.parametrize(("suffix", "accept"), [(".br", "br"), (".gz", "gzip")])
def test_an_old_twin_never_outlives_a_correction(
    ask: Ask, kxyz: Path, suffix: str, accept: str, put: Put, story: bytes
) -> None:
    ask(ADDRESS, accept_encoding=accept)
    page = kxyz / ADDRESS.strip("/") / "index.html"
    old_twin = page.with_name(page.name + suffix).read_bytes()
    put(page, story.replace(b"Ellery", b"Calder"))
    page.with_name(page.name + suffix).write_bytes(old_twin)
    answer = ask(ADDRESS, accept_encoding=accept)
    assert answer.headers.get("content-encoding") is None
    assert b"Calder" in answer.body


def test_a_twin_that_comes_later_is_found(ask: Ask, kxyz: Path) -> None:
    page = kxyz / ADDRESS.strip("/") / "index.html"
    twin = page.with_name("index.html.br").rename(page.with_name(".held"))
    assert ask(ADDRESS, accept_encoding="br").headers.get("content-encoding") is None
    twin.rename(page.with_name("index.html.br"))
    assert ask(ADDRESS, accept_encoding="br").headers["content-encoding"] == "br"


def test_a_page_baked_this_second_carries_no_date_that_could_hide_the_next_version(ask: Ask, kxyz: Path) -> None:
    (kxyz / "robots.txt").write_text("User-agent: *\n")
    assert "last-modified" not in ask("/robots.txt").headers


def test_a_killed_story_is_410_with_the_neutral_notice_at_once(ask: Ask, kxyz: Path, put: Put) -> None:
    assert ask(ADDRESS).status == 200
    folder = kxyz / ADDRESS.strip("/")
    put(folder / "gone.html", b"<title>Removed</title>")
    (folder / "index.html").unlink()
    gone = ask(ADDRESS, accept_encoding="br", if_none_match="*")
    assert (gone.status, brotli.decompress(gone.body)) == (410, b"<title>Removed</title>")
    assert ask(ADDRESS.rstrip("/")).status == 301
    for twin in ("index.html.gz", "index.html.br", "index.html", "gone.html"):
        assert b"Ellery" not in ask(ADDRESS + twin).body


def test_memory_stays_within_its_bound(site: Path, put: Put, story: bytes) -> None:
    files = Files(site, lambda environ, start: [], held_bytes=50_000)
    for number in range(60):
        put(site / "stations/kxyz" / str(number) / "index.html", story)
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": f"/{number}/", "HTTP_HOST": "news.kxyz.example"}
        assert files(environ, lambda status, headers: None) == [story]
    assert 0 < files.shelf.held_bytes <= 50_000


def test_a_large_file_is_sent_in_pieces_and_not_kept(ask: Ask, kxyz: Path, put: Put) -> None:
    large = bytes(3_000_000)
    put(kxyz / "pictures/k1/3000.jpg", large)
    answer = ask("/pictures/k1/3000.jpg", accept_encoding="br")
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, large, "3000000")
    assert ask("/pictures/k1/3000.jpg", if_none_match=answer.headers["etag"]).status == 304
