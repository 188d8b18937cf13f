"""One night in a whole house of its own, at a real browser: a wire tried and added, a story run and killed until its
public address says that it is gone, a refused delivery mended and filed."""

import json
import re
from pathlib import Path

import pytest

from tests.intake.feeds import document
from tests.web.house_of_its_own import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PIER = document("m-1", "Harbour bridge reopens", body_xhtml="<p>PORT ELLERY (Meridian) — The bridge reopened.</p>" * 3)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("night"))
    yield house
    house.stop()


@pytest.fixture
def page(chromium, home):
    """A window of the first editor, signed in by keys."""
    said = "".join(home.said)
    password = re.search(r"(?:[a-z2-9]{5}-){3}[a-z2-9]{5}", said)
    assert password, said
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    page.goto(f"http://localhost:{home.port}/newsroom/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", password[0])
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#nd-board")
    yield page
    page.close()


def test_a_wire_is_tried_added_and_brings_a_story_that_is_run_and_killed(home: House, page) -> None:
    root = f"http://localhost:{home.port}/newsroom/"
    page.goto(root + "desk/wires/add/")
    page.fill("[name=name]", "meridian-night")
    page.locator("[name=stations]").first.check()
    page.select_option("[name=kind]", "folder")
    page.locator("[name=document]").set_input_files({"name": "a.json", "mimeType": "text/json", "buffer": PIER})
    page.get_by_role("button", name="Test, and store nothing").click()
    page.locator("#nd-trial").get_by_text("Harbour bridge reopens").wait_for()
    assert json.loads(home.run("wires", "--json").stdout) and "meridian-night" not in home.run("wires").stdout
    page.get_by_role("button", name="Add the wire").click()
    page.get_by_text("is added").wait_for()
    folder = home.data / "wires" / "meridian-night"
    hand_in(folder, "pier.json", PIER)
    page.goto(root)
    page.get_by_text("Harbour bridge reopens").first.wait_for()  # it comes by itself
    page.get_by_role("link", name="Harbour bridge reopens").first.click()
    page.locator("[data-verb=run]").click()
    page.locator("form button.button[type=submit]", has_text="Run").click()
    page.get_by_text("It runs.").wait_for()
    path, station = public_address(home)
    home.wait_for(lambda: home.get(path, station)[0] == 200, patience_s=60)

    page.goto(root + "?text=Harbour")
    page.get_by_role("link", name="Harbour bridge reopens").first.click()
    page.locator("[data-verb=kill]").press("Enter")
    page.locator("textarea[name=reason]").press_sequentially("The agency took it back.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("It is killed.").wait_for()
    home.wait_for(lambda: home.get(path, station)[0] == 410, patience_s=60)
    assert "Harbour bridge" not in home.get(path, station)[1]


def test_a_refused_delivery_is_mended_and_filed(home: House, page) -> None:
    root = f"http://localhost:{home.port}/newsroom/"
    page.goto(root + "desk/wires/")
    whole = document("m-2", "Lamps of the bridge go out")
    folder = next(path for path in sorted((home.data / "wires").iterdir()) if path.name == "meridian-night")
    hand_in(folder, "lamps.json", whole[:-30])
    page.goto(root)
    page.get_by_role("link", name="Look at it").first.click()
    page.locator("[name=document]").set_input_files({"name": "lamps.json", "mimeType": "text/json", "buffer": whole})
    page.get_by_role("button", name="Take it in").press("Enter")
    page.get_by_text("is taken in as delivery").wait_for()
    page.goto(root)
    page.get_by_role("link", name="Lamps of the bridge go out").first.wait_for()
    page.goto(root + "desk/refused/?show=dismissed")
    page.get_by_text("lamps.json").first.wait_for()


def hand_in(folder: Path, name: str, data: bytes) -> None:
    (folder / f"{name}.part").write_bytes(data)
    (folder / f"{name}.part").rename(folder / name)


def public_address(home: House) -> tuple[str, str]:
    """Return the path and the station of the story's public page, as soon as there is one."""
    root = home.data / "public" / "stations"
    home.wait_for(lambda: any(root.rglob("*harbour-bridge-reopens*/index.html")), patience_s=60)
    station, *parts = next(root.rglob("*harbour-bridge-reopens*/index.html")).relative_to(root).parts[:-1]
    return f"/{'/'.join(parts)}/", station
