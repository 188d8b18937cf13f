"""A newcomer's first minutes: one command, two stations, a file dropped into a folder, and a power cut."""

import http.client
import json
import os
import re
import shutil
import signal
from pathlib import Path

import pytest

from tests.web.house_of_its_own import House

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("house") / "data")
    house.settle()
    yield house
    house.stop()


def story_paths(page: str) -> list[str]:
    return re.findall(r'href="(/20\d\d/\d\d/\d\d/[^"]+/)"', page)


def password_of(house: House) -> str:
    [line] = [line for line in house.said if "password" in line and "shown once" not in line]
    return line.split()[-1]


def drop(folder: Path, guid: str, headline: str) -> None:
    """Lay a document into a folder as a careful sender does: beside, then by an atomic rename."""
    item = {
        "uri": guid,
        "type": "text",
        "version": "1",
        "pubstatus": "usable",
        "versioncreated": "2026-11-23T11:00:00Z",
        "headline": headline,
        "body_text": "PORT ELLERY, Conn. (Meridian) — It was there all the time, the keeper said on Monday.\n\n" * 3,
        "copyrightholder": "Meridian",
    }
    part = folder / ".drop.part"
    part.write_text(json.dumps(item))
    part.rename(folder / "drop.json")


@pytest.mark.parametrize("station", ["harbor", "mesa"])
def test_both_stations_have_a_home_page_with_stories_that_open(house, station):
    status, home = house.get("/", station)
    assert status == 200
    paths = story_paths(home)
    assert len(set(paths)) >= 10
    for path in set(paths):
        status, page = house.get(path, station)
        assert (status, page.count("<h1")) == (200, 1), path


def test_nothing_was_refused_or_failed_on_the_way(house):
    numbers = house.status()
    assert numbers["running"] > 60
    assert {name: numbers[name] for name in ("refused", "failed", "stale", "waiting", "changes")} == dict.fromkeys(
        ("refused", "failed", "stale", "waiting", "changes"), 0
    )


def test_the_password_is_shown_once_and_is_no_default(house):
    assert len(password_of(house)) >= 12


def test_the_newsroom_asks_who_you_are(house):
    status, page = house.get("/newsroom/login/", "localhost")
    assert (status, "password" in page) == (200, True)


def test_readers_search_their_own_station_and_leave_no_trace(house):
    status, page = house.get("/search/?q=strait+standoff", "harbor")
    assert status == 200 and "<mark>" in page and story_paths(page)
    for path in story_paths(page):
        assert house.get(path, "harbor")[0] == 200, path
    assert house.get("/search/?q=" + "a" * 3000, "mesa")[0] == 200


def is_newsroom(pid: int) -> bool:
    try:
        return b"\0newsroom\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def answers(house: House, path: str) -> bool:
    """Tell whether the newsroom answers; who asks a process that is just dying is cut off."""
    try:
        return house.get(path, "localhost")[0] == 200
    except (http.client.HTTPException, ConnectionError):
        return False


def test_a_newsroom_that_is_killed_comes_back_and_the_site_never_went(house):
    assert house.get("/newsroom/login/", "localhost")[0] == 200
    killed = [pid for pid in house.tree() if is_newsroom(pid)]
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    assert house.get("/")[0] == 200
    house.wait_for(lambda: not any(is_newsroom(pid) for pid in killed))
    house.wait_for(lambda: answers(house, "/newsroom/login/"))
    assert not set(killed) & set(house.tree())


def test_no_process_of_a_newsroom_outlives_the_one_that_was_killed(house):
    """Else its worker would stay for good: memory that nobody uses, and code of before an update."""
    house.wait_for(lambda: answers(house, "/newsroom/login/"))
    first, *rest = [pid for pid in house.tree() if is_newsroom(pid)]
    assert rest
    os.kill(first, signal.SIGKILL)
    house.wait_for(lambda: not any(is_newsroom(pid) for pid in rest), 15)
    house.wait_for(lambda: answers(house, "/newsroom/login/"))


@pytest.mark.browser
def test_an_editor_signs_in_and_runs_what_a_careful_wire_held(house, chromium):
    """A wire is added by hand, holds what comes, and the editor lets it run from the desk."""
    folder = house.data / "careful"
    added = house.run("wire", "add", "careful", "--station", "harbor", "--folder", str(folder), "--policy", "hold")
    assert added.returncode == 0, added.stderr
    drop(folder, "tag:careful.example,2026:1", "Museum finds its missing mammoth in the cellar")
    house.wait_for(lambda: house.status()["held"] >= 1, 30)
    house.settle()
    assert "missing mammoth" not in house.get("/")[1]
    page = chromium.new_page(base_url=f"http://localhost:{house.port}")
    page.goto("/newsroom/")
    page.locator("input[name=username]").fill("editor")
    page.locator("input[name=password]").fill(password_of(house))
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Museum finds its missing mammoth").first.click()
    page.get_by_role("link", name="Run…").click()
    page.get_by_role("button", name="Run").click()
    page.wait_for_load_state()
    page.close()
    house.settle()
    [path] = {path for path in story_paths(house.get("/")[1]) if "missing-mammoth" in path}
    assert house.get(path)[0] == 200


def test_an_unknown_local_host_is_shown_the_first_station(house):
    assert house.get("/", "somewhere") == house.get("/", "harbor")


@pytest.mark.parametrize("feed", ["/feed.rss", "/feed.atom", "/feed.json", "/sitemap.xml", "/robots.txt"])
def test_feeds_and_sitemap_are_there(house, feed):
    assert house.get(feed)[0] == 200


def test_a_file_dropped_into_a_folder_is_on_its_page_its_front_and_its_feed(house):
    drop(
        house.data / "wires" / "meridian",
        "tag:meridian.example,2026:drop",
        "Lighthouse lamp turns again after forty years",
    )
    house.wait_for(lambda: "Lighthouse lamp turns again" in house.get("/")[1], 10)
    house.settle()
    [path] = {path for path in story_paths(house.get("/")[1]) if "lighthouse-lamp" in path}
    assert "Lighthouse lamp turns again" in house.get(path)[1]
    assert "Lighthouse lamp turns again" in house.get("/feed.rss")[1]
    assert (house.data / "wires" / "meridian" / "done" / "drop.json").exists()


def test_a_file_that_is_no_copy_is_set_aside_with_its_reason(house):
    part = house.data / "wires" / "meridian" / ".junk.part"
    part.write_bytes(b"\x00\x01\x02 no copy at all")
    part.rename(part.with_name("junk.bin"))
    refused = house.data / "wires" / "meridian" / "refused"
    house.wait_for(lambda: refused.exists() and any("reason" in path.name for path in refused.iterdir()), 10)
    assert house.status()["refused"] == 1


def test_a_process_of_the_house_that_is_killed_is_started_again_and_again(house):
    """Whoever works dies twice within seconds: what comes meanwhile is on the page all the same."""
    for number, headline in enumerate(("Heron nests under the bridge", "Heron is seen on the mole")):
        [worker] = [pid for pid in house.tree() if _command(pid)[3:4] == ["work"]]
        os.kill(worker, signal.SIGKILL)
        drop(house.data / "wires" / "meridian", f"urn:meridian:heron-{number}", headline)
        house.wait_for(lambda said=headline: said in house.get("/")[1], 30)
    [kiosk] = [pid for pid in house.tree() if _command(pid)[3:4] == ["serve"]]
    os.kill(kiosk, signal.SIGKILL)
    house.wait_for(lambda: [pid for pid in house.tree() if _command(pid)[3:4] == ["serve"] and pid != kiosk], 20)
    house.wait_for(lambda: answers(house, "/"), 20)


def _command(pid: int) -> list[str]:
    """Return the command line of a process; nothing of one that is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []


def test_after_a_power_cut_nothing_is_lost_and_nothing_is_there_twice(house, tmp_path):
    """Stop the shared house, copy its state, start the copy, and cut its power while the wires bring copy again."""
    house.stop()
    data = tmp_path / "data"
    shutil.copytree(house.data, data, symlinks=True)
    second = House(data)
    try:
        before = second.status()
        for wire in (data / "wires").iterdir():
            for name in (wire / "done").glob("*.*"):
                if name.is_file():
                    shutil.copyfile(name, wire / f"again-{name.name}")
        second.kill()
        second = House(data)
        # What was baked is served before anybody has looked at the database.
        second.wait_for(lambda: any("at work" in line for line in second.said))
        steps = [step for line in second.said for step in ("first page", "database", "at work") if step in line]
        assert steps == ["first page", "database", "at work"]
        second.settle()
        after = second.status()
        assert {name: after[name] for name in ("stories", "takes", "running", "killed", "deliveries")} == {
            name: before[name] for name in ("stories", "takes", "running", "killed", "deliveries")
        }
        assert {path.name for path in (data / "public" / "stations").rglob(".*")} == {".well-known"}
        assert not [
            path for path in (data / "public" / "stations").rglob("*") if path.is_file() and not path.stat().st_size
        ]
    finally:
        second.stop()


def test_a_set_up_that_is_killed_is_done_again(tmp_path):
    house = House(tmp_path / "data", "--no-demo")
    try:
        house.stop()
        house.start()
        house.wait_for(lambda: any(_command(pid)[3:4] == ["set-up"] for pid in house.tree()))
        for pid in house.tree():
            if _command(pid)[3:4] == ["set-up"]:
                os.kill(pid, signal.SIGKILL)
        house.wait_for(lambda: any("at work" in line for line in house.said), 40)
        assert any("set-up was killed by signal 9" in line for line in house.said)
    finally:
        house.stop()


def test_it_stops_cleanly_when_asked(tmp_path):
    house = House(tmp_path / "data", "--no-demo")
    assert house.get("/", "localhost")[0] == 200
    pids = house.tree()
    assert house.stop() == 0
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]
