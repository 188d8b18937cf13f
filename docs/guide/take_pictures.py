"""Take the pictures of the guide: every screen of the newsroom, in light and dark, wide and narrow.

    PYTHONPATH=src:. .venv/bin/python docs/guide/take_pictures.py [FOLDER]

Without a folder they go to docs/guide/pictures. It is the demo house with a night's copy, and a real browser;
everything in them is invented.
"""

import io
import json
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.house_of_its_own import House

CHROMIUM = "/usr/bin/chromium"
HERE = Path(__file__).parent / "pictures"
LOOKS = tuple((scheme, width) for scheme in ("light", "dark") for width in (1280, 390))
TALL = {1280: 1100, 390: 1300}  # of a window; more is below its edge


def main(folder: Path) -> None:
    """Start the demo, let a night go by, walk through the screens and take each in every look."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        house = House(Path(data))
        try:
            house.settle()
            deliver(house, Path(data) / "night")
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                live_through(browser, house, Path(data) / "night")
                for scheme, width in LOOKS:
                    walk(browser, house, scheme, width, folder)
                browser.close()
        finally:
            house.stop()


def walk(browser: Browser, house: House, scheme: str, width: int, folder: Path) -> None:
    """Take every screen in one look."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": TALL[width]})
    page.set_default_timeout(30_000)
    page.goto(f"http://localhost:{house.port}/newsroom/")
    keep(page, folder / f"login-{width}-{scheme}.webp")
    sign_in(page, house)
    for name, screen in SCREENS:
        screen(page)
        page.wait_for_load_state("networkidle")
        keep(page, folder / f"{name}-{width}-{scheme}.webp")
    page.close()


def keep(page: Page, path: Path) -> None:
    """Write what the page looks like, small."""
    with Image.open(io.BytesIO(page.screenshot())) as seen:
        seen.convert("RGB").save(path, quality=60, method=6)


def live_through(browser: Browser, house: House, folder: Path) -> None:
    """Do what an editor did in this night: a lesson, an edit that the agency then writes over, a front, an act."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    sign_in(page, house)
    open_story(page, "Choir rehearses")
    page.get_by_text("Not an error…").first.click()
    page.locator("input[value=everywhere]").first.check()
    page.locator("[name=reason]").first.fill("Their song is called so.")
    page.get_by_role("button", name="Dismiss").first.click()
    page.get_by_role("button", name="Accept edit").first.click()
    page.locator("[data-verb=run]").click()
    page.locator("form button.button", has_text="Run").click()
    page.wait_for_load_state()
    body = str(CHOIR["body_xhtml"]).replace("It will will be its", "It is to be its")
    newer = {"version": "2", "body_xhtml": body}
    hand_in(folder, 9, item(5) | CHOIR | newer)
    house.settle()
    page.close()


def deliver(house: House, folder: Path) -> None:
    """Add a wire that waits for editors, and let a night's copy come in."""
    folder.mkdir()
    added = house.run("wire", "add", "night", "--folder", str(folder), "--station", "harbor", "--policy", "hold")
    assert added.returncode == 0, added.stderr
    for number, more in enumerate(NIGHT):
        hand_in(folder, number, item(number) | more)
    (folder / "broken.part").write_bytes(b"<nitf><body>")
    (folder / "broken.part").rename(folder / "broken.xml")
    added = house.run("wire", "add", "hill", "--push", "--station", "harbor")
    assert added.returncode == 0, added.stderr
    house.settle()


def hand_in(folder: Path, number: int, told: dict[str, object]) -> None:
    (folder / f"{number}.part").write_text(json.dumps(told))
    (folder / f"{number}.part").rename(folder / f"{number}.json")


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


CHOIR = {
    "headline": "Choir rehearses for the harbor festival",
    "body_xhtml": "".join(
        f"<p>{one}</p>"
        for one in (
            "PORT ALDINE (Night Wire) — The choir of the harbor sings sings on the pier on Friday, its leader said.",
            "It will will be its first concert since the storm of March, and the town gives it a roof that night.",
            "“We have waited a long time for this evening,” said Ines Marlow, who leads it and wrote four songs.",
        )
    ),
}
NIGHT = (
    {},
    {"headline": "Bakery that fed the night shift sells its oven", "body_xhtml": "<p>The oven is gone.</p>" * 3},
    {"headline": "Bridge lamps go dark for a month", "embargoed": "when the mayor has spoken"},
    {"headline": "Choir wins a prize for songs about fog", "pubstatus": "withheld"},
    {"uri": "tag:night.example,2026:0", "version": "2", "headline": "Last ferry to Gull Island goes at half past ten"},
    CHOIR,
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


def root(page: Page) -> str:
    return page.url.partition("/newsroom/")[0] + "/newsroom/"


def at(path: str):
    """Return the walk to an address."""
    return lambda page: page.goto(root(page) + path)


def open_story(page: Page, words: str) -> None:
    page.goto(f"{root(page)}?text={words.partition(' ')[0]}")
    page.locator(".nd-col--waiting, .nd-col--out").locator(".nd-line__head", has_text=words).first.click()
    page.wait_for_selector(".nd-reading")


def reading(page: Page) -> None:
    open_story(page, "Last ferry")


def editor(page: Page) -> None:
    reading(page)
    page.get_by_role("link", name="Edit", exact=True).click()


def history(page: Page) -> None:
    open_story(page, "Choir rehearses")
    page.get_by_role("link", name="What happened").click()


def merge(page: Page) -> None:
    open_story(page, "Choir rehearses")
    page.get_by_role("link", name="Choose between").click()


def holding(page: Page) -> None:
    open_story(page, "Choir rehearses")
    page.locator("[data-verb=hold]").click()


def of_ferry(part: str):
    """Return the walk to a screen of the story about the ferry."""

    def walk_there(page: Page) -> None:
        reading(page)
        story = re.search(r"/story/(\d+)/", page.url)
        assert story, page.url
        page.goto(f"{root(page)}desk/story/{story[1]}/{part}/")

    return walk_there


def bulk(page: Page) -> None:
    at("")(page)
    for box in page.locator(".nd-col--waiting [name=story]").all()[:4]:
        box.check()
    page.locator(".nd-bulk [value=run]").click()
    page.wait_for_load_state()


def front(page: Page) -> None:
    at("desk/fronts/")(page)
    page.get_by_role("link", name="Home", exact=True).first.click()


def wire(page: Page) -> None:
    at("desk/wires/")(page)
    page.get_by_role("link", name="night", exact=True).click()


def wire_test(page: Page) -> None:
    wire(page)
    given = {"name": "bakery.json", "mimeType": "application/json", "buffer": json.dumps(item(77)).encode()}
    page.locator("[name=document]").set_input_files(given)
    page.get_by_role("button", name="Test this document").click()
    page.wait_for_selector("#nd-trial")


def delivery(page: Page) -> None:
    at("desk/refused/")(page)
    page.get_by_role("link", name="Look at it").first.click()


SCREENS = (
    ("desk", at("")), ("search", at("?text=ferry")), ("reading", reading), ("editor", editor), ("history", history),
    ("merge", merge), ("hold", holding), ("bulk", bulk), ("thread", of_ferry("thread")),
    ("embargo", of_ferry("embargo")), ("daybook", at("desk/daybook/")),
    ("fronts", at("desk/fronts/")), ("front", front), ("wires", at("desk/wires/")), ("wire", wire),
    ("wire-test", wire_test), ("wire-add", at("desk/wires/add/")), ("refused", at("desk/refused/")),
    ("delivery", delivery), ("lessons", at("desk/lessons/")), ("people", at("desk/people/")),
    ("trail", at("desk/trail/")), ("my-sign-in", at("desk/my-sign-in/")),
    ("killed-pictures", at("desk/pictures/killed/")),
)  # fmt: skip

if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else HERE)
