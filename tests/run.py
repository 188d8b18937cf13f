"""Set up what the tests need and run them all: on PostgreSQL what has a database, then everything on SQLite.

On Debian as root it installs what is missing; elsewhere it says what is missing and what is left out.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / ".test"
PACKAGES = {  # what to look for, and the Debian package that has it
    "chromium": "chromium",
    "nginx": "nginx-light",
    "java": "default-jre-headless",
    "npm": "npm",
    "initdb": "postgresql",
}
LEFT_OUT = {
    "chromium": "the browser journeys and axe",
    "nginx": "the comparison with nginx",
    "java": "the HTML checker vnu",
    "npm": "axe, IBM's checker and vnu",
    "initdb": "the database tests on PostgreSQL",
}
NODE_PACKAGES = ("axe-core@4.14.1", "accessibility-checker-engine@4.0.34", "vnu-jar@26.9.27")
NPM_WITHIN_S = 240
_BY_TWO = ("-n", "2", "--dist", "loadfile")
DATABASE_TESTS = ("tests/desk", "tests/press", "tests/intake", "tests/search", "tests/promises")


def main(only: list[str]) -> int:
    """Run the tests; with arguments, hand them to pytest and run nothing else."""
    os.chdir(ROOT)
    os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}:/usr/sbin"
    if only:
        return _pytest(*only)
    for name in _install():
        _say(f"{name} is missing: {LEFT_OUT[name]} are left out")
    install_node_packages(NODE_PACKAGES, LEFT_OUT["npm"])
    code = 0
    if _find("initdb"):
        with _postgresql() as url:
            _say("database tests on PostgreSQL")
            code = _pytest("-m", "not browser", *_BY_TWO, *DATABASE_TESTS, NIGHTDESK_DATABASE_URL=url)
    _say("all tests, on SQLite")
    return _pytest(*_BY_TWO) or code


def _find(name: str) -> str | None:
    """Return where a program is; PostgreSQL keeps its own outside the path."""
    if name == "initdb":
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
        return str(found[-1]) if found else shutil.which("initdb")
    return shutil.which(name)


def _install() -> list[str]:
    """Install what is missing where we may; return what is missing still."""
    missing = [name for name in PACKAGES if not _find(name)]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        packages = [PACKAGES[name] for name in missing]
        _say(f"installing {' '.join(packages)} …")
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", *command], env=environment, stdout=sys.stderr, check=False)
        missing = [name for name in PACKAGES if not _find(name)]
    return missing


def install_node_packages(packages: tuple[str, ...], what: str) -> None:
    """Put what is missing of packages, pinned as name@version, into ``.test``; say so when npm does not answer."""
    if not shutil.which("npm") or all((TOOLS / "node_modules" / one.split("@")[0]).is_dir() for one in packages):
        return
    _say(f"installing {what} …")
    TOOLS.mkdir(exist_ok=True)
    command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent", "--prefix", str(TOOLS)]
    try:
        subprocess.run([*command, *packages], stdout=sys.stderr, check=False, timeout=NPM_WITHIN_S)
    except subprocess.TimeoutExpired:
        _say(f"npm did not answer within {NPM_WITHIN_S} s: {what} left out")


@contextmanager
def _postgresql():
    """Run a server of our own in a folder of its own, on a socket only, and yield its address."""
    import tempfile
    from urllib.parse import quote

    folder = Path(tempfile.mkdtemp(prefix="nightdesk-pg-"))
    folder.chmod(0o755)
    data, programs = folder / "data", Path(_find("initdb")).parent
    as_owner = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres")
        as_owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    quietly = {"stdout": subprocess.DEVNULL, "check": True, "cwd": folder}
    subprocess.run(
        [*as_owner, programs / "initdb", "-D", data, "-U", "nightdesk", "-A", "trust", "-E", "UTF8"], **quietly
    )
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
    start = ["-D", data, "-o", options, "-l", folder / "log", "-w", "start"]
    subprocess.run([*as_owner, programs / "pg_ctl", *start], **quietly)
    try:
        yield f"postgresql://nightdesk@{quote(str(folder), safe='')}/postgres"
    finally:
        subprocess.run([*as_owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quietly)
        shutil.rmtree(folder, ignore_errors=True)


def _pytest(*arguments: str, **environment: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], env=os.environ | environment, check=False
    ).returncode


def _say(words: str) -> None:
    print(f"nightdesk: {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
