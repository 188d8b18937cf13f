"""Every link of the demo's baked tree, followed twice: by our own walker and by linkinator.

    python bench/links.py

Starts ``nightdesk up`` with the demo in a folder of its own and, when everything is baked, reads its tree. The walker
(`tests/press/links.py`) also follows feeds, sitemaps and places within pages; linkinator (npm, installed at need into
`.test/`) shares no line with it. Only addresses of the house are followed. Exit 1 when one leads nowhere.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.press import links  # noqa: E402
from tests.run import TOOLS, install_node_packages  # noqa: E402
from tests.web.house_of_its_own import House  # noqa: E402

PACKAGE = "linkinator@7.6.1"
STATIONS = ("harbor", "mesa")
WITHIN_S = 300


def told_by_linkinator(root: Path) -> tuple[int, list[str]]:
    """Return how many addresses of a station's folder were followed, and the broken ones with where they stand."""
    command = ["node", str(TOOLS / "node_modules/linkinator/build/src/cli.js"), "/", "--recurse", "--server-root", "."]
    command += ["--format", "json", "--check-css", "--check-fragments", "--skip", "^(?!http://localhost)"]
    ran = subprocess.run(
        [*command, "--skip", "/search/"], cwd=root, capture_output=True, text=True, timeout=WITHIN_S, check=False
    )
    if not ran.stdout.strip().startswith("{"):
        raise SystemExit(f"linkinator did not answer:\n{ran.stderr[-2000:]}")
    found = json.loads(ran.stdout)["links"]
    broken = [f"{one['url']} in {one.get('parent', '/')}" for one in found if one["state"] == "BROKEN"]
    return sum(one["state"] != "SKIPPED" for one in found), broken


def followed(houses: dict[str, Path]) -> bool:
    """Print what both found; return whether every address leads somewhere."""
    broken = links.broken(houses)
    files = sum(path.is_file() for root in houses.values() for path in root.rglob("*"))
    print(f"{'our walker: files read, addresses broken':<56}{files:>8,}{len(broken):>6}")
    for address, pages in broken.items():
        print(f"    {address} in {', '.join(pages[:3])}")
    is_whole = not broken
    for root in houses.values():
        count, lost = told_by_linkinator(root)
        print(f"{f'linkinator, {root.name}: addresses followed, broken':<56}{count:>8,}{len(lost):>6}")
        for line in lost[:20]:
            print(f"    {line}")
        is_whole = is_whole and count > 1 and not lost
    return is_whole


def main() -> int:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    install_node_packages((PACKAGE,), "linkinator")
    if not (TOOLS / "node_modules/linkinator").is_dir():
        raise SystemExit("linkinator could not be installed: npm and its registry are needed once")
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder) / "data")
        try:
            house.settle()
            trees = house.data / "public/stations"
            is_whole = followed({f"http://{name}.localhost:{house.port}": trees / name for name in STATIONS})
        finally:
            house.stop()
    return 0 if is_whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
