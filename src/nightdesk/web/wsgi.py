"""What the web server runs: baked files first, and behind them the newsroom and readers' search.

Django is loaded in the background, so that readers are served from the first moment, and also when
the newsroom cannot start at all.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from nightdesk.kit import leash
from nightdesk.web import files_rules
from nightdesk.web.environment import Environment
from nightdesk.web.files import Files

SEARCH = ("/search/", "/search")

log = logging.getLogger(__name__)


class Upstairs:
    """Django and the search, loaded in a thread of their own; a request waits for them. ``root`` is the public tree."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._app: Callable[..., Iterable[bytes]] | None = None
        self._thread = threading.Thread(target=self._load, name="newsroom-start", daemon=True)
        self._thread.start()

    def _load(self) -> None:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nightdesk.web.settings")
        try:
            from django.core.wsgi import get_wsgi_application

            app = get_wsgi_application()
            from django.db import close_old_connections

            from nightdesk.search import door

            self._search, self._tidy = door.search, close_old_connections
            self._app = app  # last: whoever sees it may use the others
        except Exception:
            log.exception("the newsroom cannot start; the site is served all the same")
            raise

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self._thread.join(timeout=30)
        if self._app is None:
            start("503 Service Unavailable", [*files_rules.OF_SHUT, *files_rules.SECURITY])
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [files_rules.SHUT]
        if environ["PATH_INFO"].startswith(SEARCH):
            try:
                return self._search(environ, start, self._station(environ), files_rules.SECURITY)
            finally:
                self._tidy()  # as Django does after a request of its own
        return self._app(environ, start)

    def _station(self, environ: dict[str, Any]) -> str:
        """Return the station that the host shows; an unknown local host is shown the first."""
        host = files_rules.station_host(environ.get("HTTP_HOST", ""))
        for name in (host, "_first" if files_rules.is_local(host) else ""):
            if name and (house := self.root / "hosts" / name).is_dir():
                return house.resolve().name
        return ""


if os.environ.pop("NIGHTDESK_FOLLOWS_PARENT", "") == "1":
    leash.follow_parent()

_ROOT = Path(Environment().folder("public"))
application = Files(_ROOT, Upstairs(_ROOT))
