"""Every kind of page of one station, as the press would lay them out, and a look at each as a picture.

``python -m tests.reader.sheets FOLDER [PART OF A PATH]`` writes a PNG of every page kind, look, scheme and width, and
an ``index.html`` with all of them.
"""

import io
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image

from nightdesk.reader import addresses, render
from nightdesk.reader.cards import GoneView, StationView
from tests.reader import stories, told

CHROMIUM = "/usr/bin/chromium"
PICTURES = {path.stem: path for path in (Path(render.__file__).parent.parent / "samples").glob("*/pictures/*.jpg")}
CSP = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'"
MIMES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "jpg": "image/jpeg"}


def pages(station: StationView) -> dict[str, bytes]:
    """Return every page kind by its path."""
    made = {view.card.path: render.story(station, view) for view in (stories.CALL, stories.BARE, stories.ARABIC)}
    fronts = {path: render.front(station, view) for path, view in stories.fronts(station).items()}
    return (
        made
        | fronts
        | {
            "/gone/": render.gone(station, GoneView("/gone/", f"{station.name} has withdrawn this story.")),
            addresses.NOT_FOUND: render.not_found(station),
            addresses.GUIDELINES: render.guidelines(station),
            addresses.STORY_IDEA: render.story_idea(station),
            addresses.CORRECTIONS: render.corrections(station, stories.CORRECTED, stories.CORRECTION_FEEDS),
            addresses.changes(stories.CALL.card.path): render.changes(station, stories.CHANGES),
        }
        | told.pages(station)
    )


@cache
def picture_bytes(key: str, width: int) -> bytes:
    """Return a sample picture at a width; a grey field where there is no sample of that name."""
    image = Image.open(PICTURES[key]) if key in PICTURES else Image.new("RGB", (1600, 1067), "#8899a6")
    made = io.BytesIO()
    image.convert("RGB").resize((width, width * 2 // 3)).save(made, "JPEG")
    return made.getvalue()


@contextmanager
def served(station: StationView) -> Iterator[str]:
    """Serve a station's pages on a free port with the reader's CSP; hand out the root URL."""
    files = pages(station) | {addresses.asset(name): data for name, data in render.assets()}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            extension = path.rpartition(".")[2]
            data = files.get(path)
            if path.startswith("/pictures/"):
                extension = "jpg"  # browsers look at the bytes; AVIF would take the test a minute to make
                key, _, name = path.removeprefix("/pictures/").partition("/")
                data = picture_bytes(key, int(name.partition(".")[0]))
            self.send_response(200 if data else 404)
            self.send_header("Content-Type", MIMES.get(extension, "text/html; charset=utf-8"))
            self.send_header("Content-Security-Policy", CSP)
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


ALL_PICTURES = """Promise.all([...document.images].map(img => {
  img.loading = 'eager'; return img.decode().catch(() => {}) }))"""


def main(folder: Path, only: str = "") -> None:
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    drawn: dict[str, list[str]] = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for station in stories.STATIONS:
            with served(station) as root:
                for scheme, width in (("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)):
                    view = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                    for path in (path for path in pages(station) if only in path):
                        view.goto(root + path, wait_until="load")
                        view.evaluate(ALL_PICTURES)
                        name = path.strip("/").replace("/", "-").replace(".html", "") or "home"
                        file = f"{name}-{station.slug}-{scheme}-{width}.png"
                        view.screenshot(path=folder / file, full_page=True)
                        drawn.setdefault(path, []).append(file)
                    view.close()
        browser.close()
    (folder / "index.html").write_text(contact_sheet(drawn))


def contact_sheet(drawn: dict[str, list[str]]) -> str:
    """Return a page with every picture on it, a row for each page kind."""
    rows = []
    for path, files in drawn.items():
        shown = " ".join(f"<a href={file}><img src={file} height=640 alt={file}></a>" for file in files)
        rows.append(f"<h2>{path}</h2><p>{shown}</p>")
    return f"<!doctype html><title>Every page kind</title><style>img{{vertical-align:top}}</style>{''.join(rows)}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
