"""What the web server runs: baked files first, and the newsroom behind them.

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
from nightdesk.web.environment import Environment
from nightdesk.web.files import Files

log = logging.getLogger(__name__)


class Newsroom:
    """Django as a WSGI application that loads in its own thread; a request waits for it."""

    def __init__(self) -> None:
        self._app: Callable[..., Iterable[bytes]] | None = None
        self._thread = threading.Thread(target=self._load, name="newsroom-start", daemon=True)
        self._thread.start()

    def _load(self) -> None:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nightdesk.web.settings")
        try:
            from django.core.wsgi import get_wsgi_application

            self._app = get_wsgi_application()
        except Exception:
            log.exception("the newsroom cannot start; the site is served all the same")
            raise

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self._thread.join(timeout=30)
        if self._app is None:
            start("503 Service Unavailable", [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "30")])
            return [b"The newsroom is not running. The site is. The log of the server says why.\n"]
        return self._app(environ, start)


if os.environ.pop("NIGHTDESK_FOLLOWS_PARENT", "") == "1":
    leash.follow_parent()

application = Files(Path(Environment().folder("public")), Newsroom())
