"""P4: every public file is at all times a whole old or a whole new version; nothing temporary is in the tree."""

import gzip
import os
import threading
from pathlib import Path

import brotli

from nightdesk.press import shelving
from nightdesk.press.sheets import Gone, Page
from nightdesk.press.stores.disk import Disk

ADDRESS = "harbor:/2026/11/23/bridge-reopens/"
VERSIONS = [f"<p>version {number}</p>".encode() * (2000 + number * 700) for number in range(6)]


def put(store: Disk, baked: Page | Gone) -> None:
    staged = shelving.stage(store, ADDRESS, baked)
    store.flush()
    shelving.place(store, ADDRESS, baked, staged)


def test_a_reader_never_sees_half_a_file(tmp_path: Path):
    """One thread bakes again and again, others read every file they find: each is one of the versions, whole."""
    store, done, torn = Disk(tmp_path), threading.Event(), []
    put(store, Page(VERSIONS[0]))
    folder = tmp_path / "stations/harbor/2026/11/23/bridge-reopens"
    unpack = {".html": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}

    def read() -> None:
        while not done.is_set():
            for name in ("index.html", "index.html.gz", "index.html.br"):
                if unpack[Path(name).suffix]((folder / name).read_bytes()) not in VERSIONS:
                    torn.append(name)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(60):
        put(store, Page(VERSIONS[number % 6]))
    done.set()
    for reader in readers:
        reader.join()
    assert torn == []


def test_nothing_temporary_is_ever_in_the_public_tree(tmp_path: Path, monkeypatch):
    """Looked at before every rename: the part lies outside what is served, whole, and on the same file system."""
    store, seen = Disk(tmp_path), []
    real = os.replace

    def look(source: str, target: str) -> None:
        seen.append((source, sorted(path.name for path in (tmp_path / "stations").rglob("*") if path.is_file())))
        real(source, target)

    monkeypatch.setattr(os, "replace", look)
    put(store, Page(VERSIONS[0]))
    put(store, Gone(b"gone"))
    assert all("/.press/" in source for source, _ in seen)
    known = {f"{page}.html{suffix}" for page in ("index", "gone") for suffix in ("", ".gz", ".br")}
    assert {name for _, names in seen for name in names} <= known
    assert os.listdir(store.making) == []


def test_a_gone_page_leaves_before_its_notice_comes(tmp_path: Path, monkeypatch):
    store = Disk(tmp_path)
    put(store, Page(VERSIONS[0]))
    placed = []
    real = Disk.place

    def place(self, staged):
        placed.append((tmp_path / "stations/harbor/2026/11/23/bridge-reopens/index.html").exists())
        real(self, staged)

    monkeypatch.setattr(Disk, "place", place)
    put(store, Gone(b"gone"))
    assert placed == [False, False, False]
