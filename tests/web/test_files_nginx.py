"""The recipe for nginx in docs/run/serving.md says what the embedded server says, and works as it stands."""

import re
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nightdesk.kit import clock
from nightdesk.web import files_rules

ADDRESS = "/2026/11/21/harbour-bridge-reopens/"
PAGE = Path(__file__).parents[2] / "docs/run/serving.md"
SERVER, HEADERS = re.findall(r"```nginx\n(.*?)```", PAGE.read_text(), re.S)
NGINX = shutil.which("nginx", path="/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin")


def test_the_headers_of_the_recipe_are_those_of_the_embedded_server() -> None:
    said = {name.lower(): value for name, value in re.findall(r'add_header (\S+) "(.*?)" always;', HEADERS)}
    assert {name: said[name] for name, _ in files_rules.SECURITY} == dict(files_rules.SECURITY)


@pytest.fixture(params=[NGINX] if NGINX else [])
def nginx(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the recipe over the test's own tree; yield where it answers."""
    run = tmp_path_factory.mktemp("nginx")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = SERVER.replace("443 ssl http2", f"127.0.0.1:{port}").replace(
        "/var/lib/nightdesk/public/hosts/news.example", f"{site}/hosts/news.kxyz.example"
    )
    (run / "nightdesk-headers.conf").write_text(HEADERS)
    temporary = " ".join(
        f"{kind}_temp_path {run}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (run / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {run}/pid; error_log {run}/log; events {{}} "
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary} {server} }}"
    )
    running = subprocess.Popen(
        [request.param, "-p", str(run), "-c", str(run / "nginx.conf")], stderr=subprocess.DEVNULL
    )
    until = clock.seconds() + 10
    while clock.seconds() < until and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except ConnectionRefusedError:
            continue
    yield f"http://127.0.0.1:{port}"
    running.terminate()
    running.wait(10)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


def ask(where: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(where, headers={"Host": "news.kxyz.example"})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=5) as answer:
            return answer.status, {key.lower(): value for key, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, {key.lower(): value for key, value in answer.headers.items()}, answer.read()


def test_the_recipe_serves_the_site_as_the_embedded_server_does(
    nginx: str, kxyz: Path, put: Callable[..., None], story: bytes
) -> None:
    put(kxyz / "assets/site.1.css", b"body{}")
    put(kxyz / "2026/11/20/killed/gone.html", b"<title>Removed</title>")
    status, headers, body = ask(nginx + ADDRESS)
    assert (status, body, headers["content-type"]) == (200, story, "text/html; charset=utf-8")
    assert headers["cache-control"] == files_rules.ASK_AGAIN
    assert headers["content-security-policy"] == dict(files_rules.SECURITY)["content-security-policy"]
    status, headers, _ = ask(nginx + ADDRESS.rstrip("/"))
    assert (status, headers["location"]) == (301, ADDRESS)
    assert ask(nginx + "/assets/site.1.css")[1]["cache-control"] == files_rules.KEEP_A_YEAR
    assert ask(nginx + "/2026/11/20/killed/")[::2] == (410, b"<title>Removed</title>")
    put(kxyz / ".well-known/security.txt", b"Contact: x")
    for name in ("feed.rss", "news/feed.atom", "api/stories.json", "api/index.html"):
        put(kxyz / name, b"words")
    for name in (".well-known/security.txt", "feed.rss", "news/feed.atom", "api/stories.json", "api/"):
        status, headers, _ = ask(f"{nginx}/{name}")
        assert (status, headers["access-control-allow-origin"]) == (200, "*"), name
        said = dict(files_rules.for_machines(f"/{name}"))
        assert headers.get("x-robots-tag") == said.get("x-robots-tag"), name
    for missing in (
        "/nothing/",
        "/2026/",
        "/.well-known/other.txt",
        "/404.html",
        "/2026/11/20/killed/gone.html",
        ADDRESS + "index.html.br",
    ):
        assert ask(nginx + missing)[::2] == (404, b"<title>kxyz: not found</title>"), missing
