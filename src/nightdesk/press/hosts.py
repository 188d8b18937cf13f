"""Which host shows which station: links in the public tree, read by the web server and by nobody else."""

import os
import shutil
from contextlib import suppress

from nightdesk.desk.models import Station


def lay(root: str) -> None:
    """Make ``hosts/<host>`` and ``hosts/<station>.localhost`` lead to the station's folder, ``_first`` to the first."""
    folder = f"{root}/hosts"
    os.makedirs(folder, exist_ok=True)
    wanted = {}
    for host, slug in Station.objects.order_by("-pk").values_list("host", "slug"):
        os.makedirs(f"{root}/stations/{slug}", exist_ok=True)
        wanted |= {"_first": slug, f"{slug}.localhost": slug}
        wanted[host.lower()] = slug
    for host, slug in wanted.items():
        _link(f"../stations/{slug}", f"{folder}/{host}", f"{root}/.press/host-{os.getpid()}")
    for name in set(os.listdir(folder)) - set(wanted):
        _clear(f"{folder}/{name}")


def _link(target: str, path: str, beside: str) -> None:
    with suppress(OSError):
        if os.readlink(path) == target:
            return
    with suppress(FileNotFoundError):
        os.unlink(beside)
    os.symlink(target, beside)
    if os.path.isdir(path) and not os.path.islink(path):
        _clear(path)
    os.replace(beside, path)


def _clear(path: str) -> None:
    """Remove a link, or the folder that a copy which followed links has left in its place."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            os.unlink(path)
