"""How long until readers have it: a document dropped into a wire's folder, or pushed, of a whole `nightdesk up`.

    PYTHONPATH=src:. python bench/arrival.py [--items 60] [--every 0.5]

Starts the demo house in a folder of its own, then sends invented items, one at a time, alternately by rename into
a watched folder and by HTTP push, and asks the server for the story's page, the home page and the RSS feed until
each has the headline. Prints the median and the 99th percentile in milliseconds from the rename, or from the answer
202 (the delivery is committed then), to the first answer that has it. The asking itself costs a few milliseconds.
"""

import argparse
import http.client
import json
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.web.house_of_its_own import House

PLACES = ("page", "front", "feed")
PATIENCE_S = 30.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--items", type=int, default=60)
    options.add_argument("--every", type=float, default=0.5, help="seconds between two items")
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        try:
            measure(house, told.items, told.every)
        finally:
            house.stop()


def measure(house: House, items: int, every_s: float) -> None:
    house.settle()
    token = add_wires(house)
    late: dict[str, dict[str, list[float]]] = {way: {place: [] for place in PLACES} for way in ("folder", "push")}
    for number in range(items):
        way = ("folder", "push")[number % 2]
        began = time.monotonic()
        sent = drop(house, number) if way == "folder" else push(house, number, token)
        for place, seconds in arrivals(house, number, sent).items():
            late[way][place].append(seconds * 1000)
        time.sleep(max(0.0, every_s - (time.monotonic() - began)))
    print(f"{items} items, load {os.getloadavg()[0]:.1f}; ms from committed (push) or renamed (folder)")
    for way, places in late.items():
        for place, found in places.items():
            found.sort()
            p99 = found[min(len(found) - 1, round(len(found) * 0.99))]
            print(f"  {way:>6} → {place:<5}  median {statistics.median(found):>6.0f}   p99 {p99:>6.0f}")


def add_wires(house: House) -> str:
    """Add a folder wire and a push wire that let everything run; return the token."""
    common = ("--station", "harbor", "--policy", "run-unless-blocked")
    (house.data / "bench").mkdir()
    done = house.run("wire", "add", "bench-folder", "--folder", str(house.data / "bench"), *common)
    assert done.returncode == 0, done.stderr
    done = house.run("wire", "add", "bench-push", "--push", *common)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


def document(number: int) -> bytes:
    now = datetime.now(UTC).isoformat()
    body = "".join(
        f"<p>The harbor office of Port Aldine said so in part {part} of its report.</p>" for part in range(12)
    )
    return json.dumps(
        {
            "uri": f"https://bench.example/{number}/{os.getpid()}",
            "type": "text",
            "version": "1",
            "pubstatus": "usable",
            "versioncreated": now,
            "headline": headline(number),
            "byline": "By Ada Quill",
            "language": "en-US",
            "creditline": "Bench Wire",
            "copyrightnotice": "© 2026 Bench Wire",
            "body_xhtml": body,
        }
    ).encode()


def headline(number: int) -> str:
    return f"Lighthouse keeper {number} counts {number + 7} ships"


def drop(house: House, number: int) -> float:
    part, whole = (house.data / "bench" / f"{number}{ending}" for ending in (".part", ".json"))
    part.write_bytes(document(number))
    part.rename(whole)
    return time.monotonic()


def push(house: House, number: int, token: str) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=20)
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Host": f"harbor.localhost:{house.port}",
    }
    connection.request("POST", "/wires/bench-push/deliveries", document(number), headers)
    answer = connection.getresponse()
    assert answer.status == 202, (answer.status, answer.read())
    connection.close()
    return time.monotonic()


def arrivals(house: House, number: int, sent: float) -> dict[str, float]:
    """Return the seconds until each place has the item."""
    slug = headline(number).lower().replace(" ", "-")
    found: dict[str, float] = {}
    while len(found) < len(PLACES):
        assert time.monotonic() - sent < PATIENCE_S, f"item {number} is only in {sorted(found)}"
        if "page" not in found and (path := story_path(house, slug)):
            found["page"] = time.monotonic() - sent
            assert house.get(path)[0] == 200
        for place, path in (("front", "/"), ("feed", "/feed.rss")):
            if place not in found and headline(number) in house.get(path)[1]:
                found[place] = time.monotonic() - sent
    return found


def story_path(house: House, slug: str) -> str:
    """Return the path of the story when the server gives its page; the day is the station's."""
    for day in days():
        path = f"/{day}/{slug}/"
        if house.get(path)[0] == 200:
            return path
    return ""


def days() -> list[str]:
    from zoneinfo import ZoneInfo

    now = datetime.now(UTC)
    return list(dict.fromkeys(f"{now.astimezone(ZoneInfo(zone)):%Y/%m/%d}" for zone in ("America/New_York", "UTC")))


if __name__ == "__main__":
    main()
