"""CPU for each request of a baked story page: `nightdesk serve` against nginx over the same files, in one run.

    python bench/serve.py [--seconds N] [--connections 1,8]

Both serve the same generated tree on loopback to the same bounded load (wrk, which is not counted), one worker
each. What is counted is the user and system time of each server's process tree, from /proc, divided by the
requests that were answered. Rounds alternate, the smaller figure of each stands. nginx is measured as it
comes and with the headers of the recipe in docs/run/serving.md; without a module it knows no brotli, so ours is
set beside its gzip. Prints a table of microseconds and ratios; exit 1 when a ratio is above --limit.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE / "src"))

from nightdesk.web import files_rules  # noqa: E402

HOST = "harbor.localhost"
PAGE = "/2026/11/21/harbour-bridge-reopens/"
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


def make_tree(tree: Path) -> None:
    """Write one station with a story page of the usual size, 24 kB, and its twins."""
    random.seed(7)
    words = ["".join(random.choices("abcdefghiklmnoprstu", k=random.randint(2, 9))) for _ in range(1200)]
    text = "".join(f"<p>{' '.join(random.choices(words, k=60))}.</p>\n" for _ in range(65))
    page = f"<!doctype html><html lang=en><title>Harbour bridge reopens</title>{text}</html>".encode()
    public = tree / "public"
    folder = public / "stations/harbor" / PAGE.strip("/")
    folder.mkdir(parents=True)
    (public / "hosts").mkdir()
    (public / "hosts" / HOST).symlink_to("../stations/harbor")
    twins = {"index.html": page, "index.html.gz": gzip.compress(page), "index.html.br": brotli.compress(page)}
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


def micros(pid: int, port: int, headers: list[str], seconds: int, connections: int) -> float:
    """Return the microseconds of CPU that one answered request costs the server."""
    flags = [flag for header in [f"Host: {HOST}", *headers] for flag in ("-H", header)]
    load = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", *flags, f"http://127.0.0.1:{port}{PAGE}"]
    before = cpu_s(pid)
    said = subprocess.run(load, capture_output=True, text=True, check=True).stdout
    spent = cpu_s(pid) - before
    found = re.search(r"(\d+) requests in", said)
    if found is None or "Non-2xx" in said:
        raise SystemExit(f"the load went wrong:\n{said}")
    return spent / int(found[1]) * 1e6


def etag_of(port: int, accept: str) -> str:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(f"GET {PAGE} HTTP/1.1\r\nHost: {HOST}\r\n{accept}\r\nConnection: close\r\n\r\n".encode())
        said = b""
        while more := line.recv(65536):
            said += more
    found = re.search(rb"(?im)^etag: (\S+)", said)
    if not said.startswith(b"HTTP/1.1 200") or found is None:
        raise SystemExit(f"port {port} does not serve the page: {said[:200]!r}")
    return found[1].decode()


def measure(command: list[str], port: int, folder: Path, ask: Callable[[int, list[str]], float]) -> dict[str, float]:
    """Return the microseconds for each kind of request."""
    packed = "Accept-Encoding: gzip"
    smaller = packed if port == PORT_NGINX else "Accept-Encoding: gzip, br"
    with serving(command, port, folder) as pid:
        etag = etag_of(port, packed)
        kinds = {"plain": [], "gzip": [packed], "brotli": [smaller], "304": [packed, f"If-None-Match: {etag}"]}
        ask(pid, [])  # the first readers warm the server
        return {kind: ask(pid, headers) for kind, headers in kinds.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=3, help="of load for each figure")
    parser.add_argument("--connections", default="1,8", help="numbers of connections to measure with")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--limit", type=float, default=2.0, help="the highest ratio that passes")
    options = parser.parse_args()
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin"):
            raise SystemExit(f"{tool} is not installed")
    worst = 0.0
    with tempfile.TemporaryDirectory() as name:
        servers = _servers(Path(name))
        for connections in map(int, options.connections.split(",")):
            worst = max(worst, _tell(_rounds(servers, Path(name), connections, options), connections))
    return 1 if worst > options.limit else 0


def _servers(tree: Path) -> dict[str, tuple[list[str], int]]:
    tree.chmod(0o755)
    make_tree(tree)
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
) -> dict[str, dict[str, float]]:
    best: dict[str, dict[str, float]] = {}
    for _ in range(options.rounds):
        for server, (command, port) in servers.items():
            figures = measure(
                command, port, tree, lambda pid, headers, port=port: micros(pid, port, headers, options.seconds,
                                                                           connections)
            )  # fmt: skip
            old = best.setdefault(server, figures)
            best[server] = {kind: min(old[kind], figure) for kind, figure in figures.items()}
    return best


def _tell(best: dict[str, dict[str, float]], connections: int) -> float:
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
