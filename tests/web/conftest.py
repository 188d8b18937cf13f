"""Two stations' baked trees, and a reader who asks for files without any Django in sight."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import brotli
import pytest

from nightdesk.web.files import Files

STORY = b"<!doctype html><title>Harbour bridge reopens</title>" + b"<p>The bridge at Port Ellery reopened.</p>" * 40
ADDRESS = "/2026/11/21/harbour-bridge-reopens/"
AN_HOUR_AGO = 1_790_000_000


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def put(path: Path, body: bytes, *, at: float = AN_HOUR_AGO) -> None:
    """Bake as the press does: the file and its twins written beside, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for suffix, packed in (("", body), (".gz", gzip.compress(body)), (".br", brotli.compress(body))):
        beside = path.with_name(f".{path.name}{suffix}.new")
        beside.write_bytes(packed)
        os.utime(beside, (at, at))
        beside.rename(path.with_name(path.name + suffix))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two stations; the first is also what an unknown local host sees."""
    (tmp_path / "hosts").mkdir()
    for station, hosts in (("kxyz", ("news.kxyz.example", "_first")), ("wqrs", ("wqrs.example", "wqrs.localhost"))):
        home = tmp_path / "stations" / station
        put(home / "index.html", f"<title>{station}</title>".encode())
        put(home / "404.html", f"<title>{station}: not found</title>".encode())
        for host in hosts:
            (tmp_path / "hosts" / host).symlink_to(f"../stations/{station}")
    put(tmp_path / "stations/kxyz" / ADDRESS.strip("/") / "index.html", STORY)
    return tmp_path


@pytest.fixture
def kxyz(site: Path) -> Path:
    return site / "stations/kxyz"


@pytest.fixture
def ask(site: Path) -> Callable[..., Answer]:
    def django(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [("x-from", "django")])
        return [b"newsroom"]

    files = Files(site, django)

    def ask(path: str, method: str = "GET", query: str = "", host: str = "news.kxyz.example", **headers: str) -> Answer:
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": host}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        told: list[Any] = []
        body = b"".join(files(environ, lambda status, headers: told.extend((int(status[:3]), dict(headers)))))
        return Answer(*told, body)

    return ask


@pytest.fixture(name="put")
def _put() -> Callable[..., None]:
    return put


@pytest.fixture
def story() -> bytes:
    return STORY
