"""People at a real browser: signed in, each with a window of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.test import Client

from nightdesk.desk.staff.models import User


@contextmanager
def window_of(person: User, chromium: Any, root: str, **options: Any) -> Iterator[Any]:
    """Hand out a page of somebody who is signed in; ``page.said`` holds what the browser complained of."""
    client = Client()
    client.force_login(person)
    context = chromium.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    context.add_cookies([cookie | {"url": root}])
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.set_default_timeout(15_000)
    try:
        yield page
    finally:
        context.close()


def stand_still(page: Any) -> None:
    """Wait until nothing moves or fades in any more: half faded in, words have less contrast than they will have."""
    page.evaluate(
        "Promise.all(document.getAnimations()"
        ".filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))"
        ".map((one) => one.finished.catch(() => null)))"
    )
