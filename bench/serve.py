"""CPU for each request of a baked story page: `nightdesk serve` against nginx over the same files, in one run.

    python bench/serve.py [--seconds N] [--connections 1,8] [--pages 10000]

Both serve the same generated tree on loopback to the same bounded load (wrk, which is not counted), one worker
each. What is counted is the user and system time of each server's process tree, from /proc, divided by the
requests that were answered. Rounds alternate, the smaller figure of each stands. nginx is measured as it
comes and with the headers of the recipe in docs/run/serving.md; without a module it knows no brotli, so ours is
set beside its gzip. With --pages the tree holds so many stories, each a file of its own, and every request asks for
another one, in an order by lot that comes round again; each story is asked for once before anything is counted.
Prints a table of microseconds and ratios; exit 1 when a ratio is above --limit.
"""

import argparse
import gzip
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path

import brotli

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE / "src"))

from nightdesk.web import files_rules  # noqa: E402

HOST = "harbor.localhost"
PAGE = "/2026/11/21/harbour-bridge-reopens/"
FIRST_DAY = date(2026, 1, 1)
A_DAY = 40  # stories
Figures = dict[str, float]
PORT_OURS, PORT_NGINX = 18110, 18111

NGINX = """
worker_processes 1; daemon off; pid {tree}/nginx.pid; error_log {tree}/nginx.log;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types; sendfile on; tcp_nopush on; access_log off; keepalive_requests 100000000;
  client_body_temp_path {tree}/t1; proxy_temp_path {tree}/t2; fastcgi_temp_path {tree}/t3;
  uwsgi_temp_path {tree}/t4; scgi_temp_path {tree}/t5;
  server {{
    listen 127.0.0.1:{port}; root {tree}/public/hosts/$host; gzip_static on;
    {headers}
  }}
}}
"""


# Each thread of wrk has its own copy of this: the next story of the list, with its tag where one is asked with.
LUA = """
local pages, tags, at = {{}}, {{}}, 0
for line in io.lines("{listed}") do
  local path, tag = line:match("^(%S+) ?(.*)$")
  pages[#pages + 1] = path
  tags[#tags + 1] = tag
end
request = function()
  at = at % #pages + 1
  if tags[at] ~= "" then wrk.headers["If-None-Match"] = tags[at] end
  return wrk.format("GET", pages[at])
end
"""


def addresses(count: int) -> list[str]:
    """Return the stories' addresses, some of them on each day as at a real station."""
    if count == 1:
        return [PAGE]
    days = (FIRST_DAY + timedelta(days=number // A_DAY) for number in range(count))
    return [f"/{day:%Y/%m/%d}/harbour-bridge-reopens-{number}/" for number, day in enumerate(days)]


def make_tree(tree: Path, pages: list[str]) -> None:
    """Write one station with story pages of the usual size, 24 kB, and their twins."""
    random.seed(7)
    words = ["".join(random.choices("abcdefghiklmnoprstu", k=random.randint(2, 9))) for _ in range(1200)]
    text = "".join(f"<p>{' '.join(random.choices(words, k=60))}.</p>\n" for _ in range(65))
    page = f"<!doctype html><html lang=en><title>Harbour bridge reopens</title>{text}</html>".encode()
    public = tree / "public"
    (public / "hosts").mkdir(parents=True)
    (public / "hosts" / HOST).symlink_to("../stations/harbor")
    twins = {"index.html": page, "index.html.gz": gzip.compress(page), "index.html.br": brotli.compress(page)}
    for address in pages:
        folder = public / "stations/harbor" / address.strip("/")
        folder.mkdir(parents=True)
        for name, body in twins.items():
            (folder / name).write_bytes(body)
            os.utime(folder / name, (1_790_000_000, 1_790_000_000))


def tree_of(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    yield pid
    for task in os.listdir(f"/proc/{pid}/task"):
        for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split():
            yield from tree_of(int(child))


def cpu_s(pid: int) -> float:
    """Return the user and system time of a process tree, in seconds."""
    ticks = 0
    for one in tree_of(pid):
        parts = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(parts[11]) + int(parts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(command: list[str], port: int, folder: Path) -> Iterator[int]:
    """Run a server until it answers and for as long as it is asked; yield its process id."""
    environment = os.environ | {"PYTHONPATH": str(HERE / "src")}
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet)
    pause = threading.Event()
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                pause.wait(0.05)
        yield server.pid
    finally:
        server.terminate()
        server.wait(20)


def micros(pid: int, port: int, headers: list[str], script: Path, seconds: int, connections: int) -> float:
    """Return the microseconds of CPU that one answered request costs the server."""
    flags = [flag for header in [f"Host: {HOST}", *headers] for flag in ("-H", header)]
    load = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", *flags, "-s", str(script), f"http://127.0.0.1:{port}"]
    before = cpu_s(pid)
    said = subprocess.run(load, capture_output=True, text=True, check=True).stdout
    spent = cpu_s(pid) - before
    found = re.search(r"(\d+) requests in", said)
    if found is None or "Non-2xx" in said:
        raise SystemExit(f"the load went wrong:\n{said}")
    return spent / int(found[1]) * 1e6


def tags_of(port: int, pages: list[str]) -> list[str]:
    """Ask for every page once, and return their tags."""
    line, tags = HTTPConnection("127.0.0.1", port, timeout=20), []
    for page in pages:
        line.request("GET", page, headers={"Host": HOST, "Accept-Encoding": "gzip"})
        reply = line.getresponse()
        reply.read()
        if reply.status != 200 or not reply.headers["etag"]:
            raise SystemExit(f"port {port} does not serve {page}: {reply.status}")
        tags.append(reply.headers["etag"])
    line.close()
    return tags


def script_of(folder: Path, name: str, pages: list[str], tags: list[str] | None = None) -> Path:
    """Write what wrk is to ask for, in an order by lot that is the same for every server."""
    lines = [f"{page} {tag}".strip() for page, tag in zip(pages, tags or [""] * len(pages), strict=True)]
    random.Random(11).shuffle(lines)
    listed, script = folder / f"{name}.txt", folder / f"{name}.lua"
    listed.write_text("\n".join(lines) + "\n")
    script.write_text(LUA.format(listed=listed))
    return script


def measure(
    command: list[str], port: int, folder: Path, pages: list[str], *, seconds: int, connections: int
) -> Figures:
    """Return the microseconds for each kind of request."""
    packed = ["Accept-Encoding: gzip"]
    smaller = packed if port == PORT_NGINX else ["Accept-Encoding: gzip, br"]
    with serving(command, port, folder) as pid:
        tagged = script_of(folder, "tagged", pages, tags_of(port, pages))  # the first readers warm the server, too
        plain = script_of(folder, "plain", pages)
        kinds = {"plain": ([], plain), "gzip": (packed, plain), "brotli": (smaller, plain), "304": (packed, tagged)}
        micros(pid, port, [], plain, seconds, connections)
        return {kind: micros(pid, port, *asked, seconds, connections) for kind, asked in kinds.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=3, help="of load for each figure")
    parser.add_argument("--connections", default="1,8", help="numbers of connections to measure with")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--pages", type=int, default=1, help="different stories that are asked for")
    parser.add_argument("--limit", type=float, default=2.0, help="the highest ratio that passes")
    options = parser.parse_args()
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin"):
            raise SystemExit(f"{tool} is not installed")
    worst = 0.0
    with tempfile.TemporaryDirectory() as name:
        servers = _servers(Path(name), addresses(options.pages))
        for connections in map(int, options.connections.split(",")):
            worst = max(worst, _tell(_rounds(servers, Path(name), connections, options), connections))
    return 1 if worst > options.limit else 0


def _servers(tree: Path, pages: list[str]) -> dict[str, tuple[list[str], int]]:
    tree.chmod(0o755)
    make_tree(tree, pages)
    recipe = "\n".join(f'add_header {name} "{value}" always;' for name, value in files_rules.SECURITY)
    recipe += f'\nadd_header cache-control "{files_rules.ASK_AGAIN}"; add_header vary accept-encoding;'
    for kind, headers in (("bare", ""), ("recipe", recipe)):
        text = NGINX.format(tree=tree, port=PORT_NGINX, headers=headers)
        (tree / f"{kind}.conf").write_text(text)
    ours = [sys.executable, "-m", "nightdesk.cli", "serve", "--port", str(PORT_OURS), "--data", str(tree)]
    return {
        "nginx": (["nginx", "-c", f"{tree}/bare.conf"], PORT_NGINX),
        "nginx with the recipe's headers": (["nginx", "-c", f"{tree}/recipe.conf"], PORT_NGINX),
        "nightdesk": (ours, PORT_OURS),
    }


def _rounds(
    servers: dict[str, tuple[list[str], int]], tree: Path, connections: int, options: argparse.Namespace
) -> dict[str, Figures]:
    best: dict[str, Figures] = {}
    pages = addresses(options.pages)
    for _ in range(options.rounds):
        for server, (command, port) in servers.items():
            figures = measure(command, port, tree, pages, seconds=options.seconds, connections=connections)
            old = best.setdefault(server, figures)
            best[server] = {kind: min(old[kind], figure) for kind, figure in figures.items()}
    return best


def _tell(best: dict[str, Figures], connections: int) -> float:
    """Print the table and return the highest ratio to nginx as it comes."""
    kinds = list(best["nginx"])
    print(f"{f'µs of CPU a request, connections: {connections}':<42}" + "".join(f"{kind:>9}" for kind in kinds))
    for server, figures in best.items():
        print(f"{server:<42}" + "".join(f"{figures[kind]:>9.1f}" for kind in kinds))
    worst = 0.0
    for other in ("nginx", "nginx with the recipe's headers"):
        ratios = [best["nightdesk"][kind] / best[other][kind] for kind in kinds]
        worst = max(worst, *ratios) if other == "nginx" else worst
        print(f"{'nightdesk ÷ ' + other:<42}" + "".join(f"{ratio:>9.2f}" for ratio in ratios))
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
