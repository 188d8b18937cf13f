"""Lighthouse 12, as a telephone, over a real house: home and a pictured story of both stations of the demo.

    python bench/lighthouse.py [--runs N] [--address http://HOST:PORT/PATH …]

Starts ``nightdesk up`` with the demo in a folder of its own, or asks the addresses given. Lighthouse is installed
at need (npm, `.test/`); the browser is the system's. Prints medians: the four categories, CLS, LCP and TBT in ms,
bytes of HTML, CSS and JavaScript as transferred, bytes in all, requests. Exit 1 when a median category is below 100,
when anything shifts, or when the page is over its weight. A low figure is named by the audits that took the points;
performance wants a quiet machine, so the load is told.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.run import TOOLS, install_node_packages  # noqa: E402
from tests.web.house_of_its_own import House  # noqa: E402

PACKAGE = "lighthouse@12.8.2"
CHROMIUM = "/usr/bin/chromium"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
STATIONS = ("harbor", "mesa")
PAGE_TYPES, LIMIT_BYTES, LIMIT_SCRIPT_BYTES = ("Document", "Stylesheet", "Script"), 20_000, 5_000
WITHIN_S = 180
TRIES = 3


@contextmanager
def demo_house() -> Iterator[list[str]]:
    """Run the demo until everything is baked; hand out the addresses to look at."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder) / "data")
        try:
            house.settle()
            yield [
                f"http://{station}.localhost:{house.port}{path}"
                for station in STATIONS
                for path in ("/", pictured_story(house, station))
            ]
        finally:
            house.stop()


def pictured_story(house: House, station: str) -> str:
    """Return the newest story of a station that has a lead picture."""
    root = house.data / "public/stations" / station
    for page in sorted(root.glob("????/??/??/*/index.html"), reverse=True):
        if 'class="lead"' in page.read_text(encoding="utf-8"):
            return f"/{page.parent.relative_to(root).as_posix()}/"
    raise SystemExit(f"no story of {station} has a lead picture")


def look(url: str) -> dict[str, Any]:
    """Return one report of Lighthouse. A trace that the browser did not record is told, and looked for again."""
    for _ in range(TRIES):
        report, said = record(url)
        if report is not None:
            return report
        print(f"    not recorded, so looked at again: {said}", flush=True)
    raise SystemExit(f"Lighthouse could not look at {url} in {TRIES} tries")


def record(url: str) -> tuple[dict[str, Any] | None, str]:
    """Return a report with Lighthouse's own settings for a telephone; without one, why."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        flags = f"--headless=new --no-sandbox --user-data-dir={folder}/profile"
        command = ["node", str(TOOLS / "node_modules/lighthouse/cli/index.js"), url, "--quiet", "--output=json"]
        command += [f"--output-path={out}", f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"]
        ran = subprocess.run(
            command, env=os.environ | {"CHROME_PATH": CHROMIUM}, capture_output=True, text=True, timeout=WITHIN_S,
            check=False,
        )  # fmt: skip
        report = json.loads(out.read_text()) if out.exists() else {}
    if fault := report.get("runtimeError"):
        return None, str(fault["message"])
    if ran.returncode or not report:
        return None, ran.stderr.strip()[-500:]
    return report, ""


def figures(report: dict[str, Any]) -> dict[str, float]:
    """Return what is printed of one report."""
    audits = report["audits"]
    asked = [one for one in audits["network-requests"]["details"]["items"] if one["url"].startswith("http")]
    found: dict[str, float] = {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}
    found["CLS"] = audits["cumulative-layout-shift"]["numericValue"]
    found["LCP"] = audits["largest-contentful-paint"]["numericValue"]
    found["TBT"] = audits["total-blocking-time"]["numericValue"]
    found["page bytes"] = sum(one["transferSize"] for one in asked if one["resourceType"] in PAGE_TYPES)
    found["script bytes"] = sum(one["transferSize"] for one in asked if one["resourceType"] == "Script")
    found["all bytes"] = sum(one["transferSize"] for one in asked)
    found["requests"] = len(asked)
    return found


def complaints(report: dict[str, Any]) -> list[str]:
    """Name every audit that took points from a category."""
    lost = []
    for category in CATEGORIES:
        for ref in report["categories"][category]["auditRefs"]:
            audit = report["audits"][ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
                said = audit.get("displayValue") or audit.get("explanation") or ""
                where = json.dumps((audit.get("details") or {}).get("items") or [])[:300]
                lost.append(f"{category}: {ref['id']} {audit['score']} {said} {where}")
    return lost


def fails(median: dict[str, float]) -> bool:
    below = any(median[name] < 100 for name in CATEGORIES)
    heavy = median["page bytes"] > LIMIT_BYTES or median["script bytes"] > LIMIT_SCRIPT_BYTES
    return below or heavy or median["CLS"] > 0


def measure(url: str, runs: int) -> bool:
    """Print the medians of one address and what took points; return whether it passes."""
    reports = [look(url) for _ in range(runs)]
    rows = [figures(report) for report in reports]
    median = {name: statistics.median(row[name] for row in rows) for name in rows[0]}
    print(re.sub(r":\d+", "", url, count=2).removeprefix("http://"))
    print("    " + " · ".join(f"{name} {value:.3g}" if name == "CLS" else f"{name} {value:,.0f}"
                              for name, value in median.items()), flush=True)  # fmt: skip
    for said in sorted({line for report in reports for line in complaints(report)}):
        print(f"    lost: {said}")
    return not fails(median)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="looks at each address; medians are told")
    parser.add_argument("--address", nargs="*", help="look at these, of a house that runs already")
    options = parser.parse_args()
    install_node_packages((PACKAGE,), "Lighthouse")
    if not (TOOLS / "node_modules/lighthouse").is_dir():
        raise SystemExit("Lighthouse could not be installed: npm and its registry are needed once")
    print(f"{PACKAGE}, medians of {options.runs}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with nullcontext(options.address) if options.address else demo_house() as urls:
        passed = [measure(url, options.runs) for url in urls]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    raise SystemExit(main())
