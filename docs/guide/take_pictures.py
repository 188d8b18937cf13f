"""Take the pictures of the guide, in light and dark, wide and narrow: the demo house, a real browser.

    PYTHONPATH=src:. .venv/bin/python docs/guide/take_pictures.py [FOLDER]

Without a folder they go to docs/guide/pictures. Everything in them is invented.
"""

import json
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.web.house_of_its_own import House

CHROMIUM = "/usr/bin/chromium"
HERE = Path(__file__).parent / "pictures"
LOOKS = tuple((scheme, width) for scheme in ("light", "dark") for width in (1280, 390))


def main(folder: Path) -> None:
    """Start the demo, sign in, walk through the screens and take each in every look."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        house = House(Path(data))
        try:
            house.settle()
            deliver(house, Path(data) / "night")
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                for scheme, width in LOOKS:
                    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
                    page.set_default_timeout(30_000)
                    sign_in(page, house)
                    for name, screen in SCREENS:
                        screen(page)
                        page.wait_for_load_state("networkidle")
                        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=width > 1000)
                    page.close()
                browser.close()
        finally:
            house.stop()


def deliver(house: House, folder: Path) -> None:
    """Add a wire that waits for editors, and let a night's copy come in."""
    folder.mkdir()
    added = house.run("wire", "add", "night", "--folder", str(folder), "--station", "harbor", "--policy", "hold")
    assert added.returncode == 0, added.stderr
    for number, more in enumerate(NIGHT):
        (folder / f"{number}.part").write_text(json.dumps(item(number) | more))
        (folder / f"{number}.part").rename(folder / f"{number}.json")
    (folder / "broken.part").write_bytes(b"<nitf><body>")
    (folder / "broken.part").rename(folder / "broken.xml")
    house.settle()


def item(number: int) -> dict[str, object]:
    """Return an invented story."""
    words = (
        "PORT ALDINE (Night Wire) — The ferry to Gull Island will will stop at ten from Monday, the port said.",
        "“We asked for one more boat,” said Ines Marlow, who speaks for the islanders and rides it every evening.",
        "The office counted forty riders on the last boat in October, and says that a later one would cost too much.",
        "The town council hears both sides on Thursday, and has until the end of the month to decide about the winter.",
    )
    return {
        "uri": f"tag:night.example,2026:{number}", "type": "text", "version": "1", "pubstatus": "usable",
        "versioncreated": datetime.now(UTC).isoformat(), "language": "en-US", "byline": "By Ada Quill",
        "headline": "Last ferry to Gull Island leaves at ten", "creditline": "Night Wire",
        "copyrightnotice": "© 2026 Night Wire", "body_xhtml": "".join(f"<p>{one}</p>" for one in words),
    }  # fmt: skip


NIGHT = (
    {},
    {"headline": "Bakery that fed the night shift sells its oven", "body_xhtml": "<p>The oven is gone.</p>" * 3},
    {"headline": "Bridge lamps go dark for a month", "embargoed": "when the mayor has spoken"},
    {"headline": "Choir wins a prize for songs about fog", "pubstatus": "withheld"},
    {"uri": "tag:night.example,2026:0", "version": "2", "headline": "Last ferry to Gull Island goes at half past ten"},
)


def sign_in(page: Page, house: House) -> None:
    said = "".join(house.said)
    name, password = re.search(r"(\w+) / (\S+)", said).groups() if " / " in said else _told(said)
    page.goto(f"http://localhost:{house.port}/newsroom/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#nd-board")


def _told(said: str) -> tuple[str, str]:
    """Return the name and the password that the first start prints."""
    password = re.search(r"(?:[a-z2-9]{5}-){3}[a-z2-9]{5}", said)
    assert password, said
    return "editor", password[0]


def desk(page: Page) -> None:
    page.goto(page.url.partition("/newsroom/")[0] + "/newsroom/")


def reading(page: Page) -> None:
    desk(page)
    page.locator(".nd-col--waiting .nd-line__head", has_text="Last ferry").first.click()


SCREENS = (("desk", desk), ("reading", reading))

if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else HERE)
