"""How often somebody may try to sign in: counted in the audit trail, so that a restart forgives nothing.

A browser that this person has signed in with before is counted apart: a stranger who tries names at night locks
no editor out.
"""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from nightdesk.desk import second_factor
from nightdesk.desk.models import Entry
from nightdesk.desk.models.trail import address, places_of
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock

WITHIN = timedelta(minutes=15)
MOST = 10
FAILED, FAILED_FACTOR = "nightdesk.person.failed", "nightdesk.person.factor-failed"
_COOKIE = "nightdesk_known"
_KNOWN_S = 180 * 24 * 3600


def is_over(request: HttpRequest, action: str, name: str) -> bool:
    """True when as many tries have failed as may, for this name from this sort of browser."""
    since = clock.now() - WITHIN
    failed = Entry.objects.filter(action=action, timestamp__gt=since, data__tried=_key(request, name))
    return failed[:MOST].count() >= MOST


def note_failure(request: HttpRequest, action: str, name: str, says: str) -> None:
    """Write a failed try down. A name that nobody has is not kept: it may have been a password."""
    user = User.objects.filter(username=name).first()
    data: dict[str, Any] = {"reason": says, "tried": _key(request, name), "places": places_of(user) if user else ""}
    if address.get():
        data["from"] = address.get()
    Entry.objects.create(
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk) if user else "0",
        label=str(user) if user else "A name that nobody has",
        action=action,
        timestamp=clock.now(),
        data=data,
    )


def remember(response: HttpResponse, user: User) -> None:
    """Let the browser show next time that this person signed in with it. It opens nothing by itself."""
    response.set_cookie(_COOKIE, _mark(user.username), max_age=_KNOWN_S, httponly=True, samesite="Lax")


def _key(request: HttpRequest, name: str) -> str:
    is_known = constant_time_compare(request.COOKIES.get(_COOKIE, ""), _mark(name))
    return f"{second_factor.digest_of(name)}{'-known' if is_known else ''}"


def _mark(name: str) -> str:
    return salted_hmac("nightdesk.known-browser", name.casefold(), algorithm="sha256").hexdigest()
