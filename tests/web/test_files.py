"""What a reader's browser, a feed reader and a cache get from the baked tree, with no Django in sight."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest

from nightdesk.kit import clock
from nightdesk.web import files_shelf
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
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}[accept]
    assert unpack(answer.body) == story.replace(b"Ellery", b"Calder")


def test_a_smaller_twin_that_comes_later_is_found(ask: Ask, kxyz: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = kxyz / ADDRESS.strip("/") / "index.html"
    twin = page.with_name("index.html.br").rename(page.with_name(".held"))
    before = ask(ADDRESS, accept_encoding="br")
    twin.rename(page.with_name("index.html.br"))
    at = clock.seconds() + files_shelf.MADE_FOR_S
    monkeypatch.setattr(clock, "seconds", lambda: at + 1)
    after = ask(ADDRESS, accept_encoding="br")
    assert after.body == page.with_name("index.html.br").read_bytes() != before.body


def feed_of(kxyz: Path, words: bytes, at: float) -> Path:
    """Write a feed as the press does: alone, its twins come with the sweep."""
    path = kxyz / "feed.rss"
    part = path.with_name(".feed.new")
    part.write_bytes(b"<rss>" + words * 200 + b"</rss>")
    os.utime(part, (at, at))
    return part.rename(path)


@pytest.mark.parametrize("at", [AN_HOUR_AGO, None], ids=["old", "this second"])
def test_a_feed_without_twins_is_packed_once_for_each_version(
    ask: Ask, kxyz: Path, at: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[str] = []
    pack = files_shelf._packed

    def packing(encoding: str, body: bytes) -> bytes:
        packed.append(encoding)
        return pack(encoding, body)

    monkeypatch.setattr(files_shelf, "_packed", packing)
    at = at or clock.now().timestamp()
    feed_of(kxyz, b"The bridge reopened. ", at)
    for _ in range(3):
        answer = ask("/feed.rss", accept_encoding="gzip")
        assert b"reopened" in gzip.decompress(answer.body)
    assert packed == ["br", "gzip"]
    feed_of(kxyz, b"The bridge is closed. ", at)
    assert b"is closed" in gzip.decompress(ask("/feed.rss", accept_encoding="gzip").body)
    assert len(packed) == 4


@pytest.mark.parametrize(
    ("wish", "first", "after"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, None),
        ("bytes=-50", -50, None),
        ("bytes=0-0", 0, 1),
        ("Bytes=5-999999999", 5, None),
        ("bytes=-999999999", 0, None),
    ],
)
def test_a_part_of_a_page_is_given_on_request(ask: Ask, wish: str, first: int, after: int | None, story: bytes) -> None:
    whole = ask(ADDRESS)
    answer = ask(ADDRESS, range=wish)
    assert (answer.status, answer.body) == (206, story[first:after])
    begin = len(story) + first if first < 0 else first
    assert answer.headers["content-range"] == f"bytes {begin}-{begin + len(answer.body) - 1}/{len(story)}"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["etag"] == whole.headers["etag"]
    assert whole.headers["accept-ranges"] == "bytes"


def test_a_part_is_of_the_encoding_that_is_sent(ask: Ask, kxyz: Path) -> None:
    answer = ask(ADDRESS, accept_encoding="br", range="bytes=3-9")
    assert answer.headers["content-encoding"] == "br"
    assert answer.body == (kxyz / ADDRESS.strip("/") / "index.html.br").read_bytes()[3:10]


def test_a_part_of_a_large_picture_is_given(ask: Ask, kxyz: Path, put: Put) -> None:
    large = os.urandom(2_000_000)
    put(kxyz / "pictures/k1/3000.jpg", large)
    assert ask("/pictures/k1/3000.jpg", range="bytes=1500000-1600000").body == large[1_500_000:1_600_001]


@pytest.mark.parametrize("wish", ["bytes=9999999-", "bytes=-0", "bytes=9999999-10000000"])
def test_a_part_beyond_the_end_is_416_and_says_how_long_the_page_is(ask: Ask, wish: str, story: bytes) -> None:
    answer = ask(ADDRESS, range=wish)
    assert (answer.status, answer.headers["content-range"]) == (416, f"bytes */{len(story)}")


@pytest.mark.parametrize("wish", ["bytes=0-5,10-15", "bytes=9-5", "bytes=-", "lines=0-5", "bytes=a-b", "bytes 0-5", ""])
def test_a_wish_for_parts_that_is_not_understood_gets_the_whole_page(ask: Ask, wish: str, story: bytes) -> None:
    assert ask(ADDRESS, range=wish)[::2] == (200, story)


def test_a_part_of_an_older_version_is_never_glued_to_the_new_one(ask: Ask, story: bytes) -> None:
    whole = ask(ADDRESS)
    tag, date = whole.headers["etag"], whole.headers["last-modified"]
    for condition in (tag, date):
        assert ask(ADDRESS, range="bytes=0-9", if_range=condition).status == 206
    for condition in ('"old"', f"W/{tag}", "Mon, 21 Sep 2026 14:13:19 GMT", "Mon, 21 Sep 2026 14:13:21 GMT", ""):
        assert ask(ADDRESS, range="bytes=0-9", if_range=condition)[::2] == (200, story)


def test_a_part_is_not_sent_to_who_has_the_page_and_not_on_a_head_request(ask: Ask) -> None:
    tag = ask(ADDRESS).headers["etag"]
    assert ask(ADDRESS, range="bytes=0-9", if_none_match=tag).status == 304
    assert ask(ADDRESS, "HEAD", range="bytes=0-9") == (200, ask(ADDRESS).headers, b"")


def test_no_part_of_a_missing_page_is_given(ask: Ask) -> None:
    assert ask("/nothing/", range="bytes=0-9").status == 404


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


def small_shelf(site: Path) -> Files:
    """Files whose shelf holds hardly a page: what was read before has to leave."""
    return Files(site, lambda environ, start: [], held_bytes=3000)


def ask_of(files: Files, path: str, coding: str = "") -> tuple[str, dict[str, str], bytes]:
    told: list[Any] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "news.kxyz.example"}
    body = b"".join(files(environ | {"HTTP_ACCEPT_ENCODING": coding}, lambda *said: told.extend(said)))
    return told[0], dict(told[1]), body


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_a_page_whose_bytes_had_to_leave_is_the_same_page(site: Path, kxyz: Path, put: Put, coding: str) -> None:
    files = small_shelf(site)
    for number in range(6):
        put(kxyz / f"{number}/index.html", os.urandom(600).hex().encode())
    first = [ask_of(files, f"/{number}/", coding) for number in range(6)]
    assert files.shelf.held_bytes <= 3000
    assert [ask_of(files, f"/{number}/", coding) for number in range(6)] == first
    assert all(status == "200 OK" for status, _, _ in first)


def test_a_page_whose_bytes_had_to_leave_is_true_after_a_correction_and_a_kill(
    site: Path, kxyz: Path, put: Put
) -> None:
    files = small_shelf(site)
    for number in range(6):
        put(kxyz / f"{number}/index.html", os.urandom(600).hex().encode())
        ask_of(files, f"/{number}/", "gzip")
    put(kxyz / "0/index.html", b"corrected " * 60)
    assert gzip.decompress(ask_of(files, "/0/", "gzip")[2]) == b"corrected " * 60
    for suffix in ("", ".gz", ".br"):
        (kxyz / f"1/index.html{suffix}").unlink()
    assert ask_of(files, "/1/", "gzip")[0] == "404 Not Found"
    (kxyz / "2/index.html.gz").unlink()
    assert ask_of(files, "/2/", "gzip")[0] == "200 OK"


def test_a_page_that_is_replaced_between_the_look_and_the_reading_is_looked_at_again(
    site: Path, kxyz: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = small_shelf(site)
    for number in range(6):
        put(kxyz / f"{number}/index.html", os.urandom(600).hex().encode())
        ask_of(files, f"/{number}/")
    fresh = files.shelf.fresh

    def then_replaced(path: str) -> Any:
        sheet = fresh(path)
        monkeypatch.undo()
        put(kxyz / "0/index.html", b"newer " * 90)
        return sheet

    monkeypatch.setattr(files.shelf, "fresh", then_replaced)
    _, headers, body = ask_of(files, "/0/")
    assert (
        body == b"newer " * 90
        and headers["content-length"] == "540"
        and headers["etag"] == ask_of(files, "/0/")[1]["etag"]
    )
