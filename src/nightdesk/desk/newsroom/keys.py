"""My sign-in: the password, the authenticator app, passkeys and recovery codes of whoever is signed in.

Nothing here is changed by whoever finds a desk unattended: the password is asked for again after ten minutes.
"""

import json
from collections.abc import Callable
from typing import Any

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nightdesk.desk import people, second_factor
from nightdesk.desk.newsroom import door, tries
from nightdesk.desk.newsroom.reach import who
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock

_SECRET = "nightdesk_app_secret"  # noqa: S105 - a name: the secret of the app that is being added
_CODES = "nightdesk_codes"  # recovery codes just made, shown at the next look and forgotten


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Show how the person signs in; do what a button says."""
    if request.method == "POST":
        return _do(request)
    return _show(request)


def _do(request: HttpRequest) -> HttpResponse:
    what, _, number = request.POST.get("do", "").partition(":")
    if what == "again":
        return _again(request)
    act = _ACTS.get(what)
    if act is None:
        raise Http404
    if not door.is_fresh(request):
        messages.warning(request, "Nothing was done: type your password again first.")
        return redirect("nightdesk_keys")
    fault = act(request, who(request), number)
    return _show(request, fault=fault, at=what, status=400) if fault else redirect("nightdesk_keys")


def _show(request: HttpRequest, *, fault: str = "", at: str = "", status: int = 200) -> HttpResponse:
    user = who(request)
    context: dict[str, Any] = {
        "is_fresh": door.is_fresh(request), "fault": fault, "at": at, "left": 0,
        "codes": request.session.pop(_CODES, ()),
        "strong": [row for row in second_factor.all_of(user) if row.type in second_factor.STRONG],
        "must": second_factor.must_have(user, clock.now().date()), "from": min(user.asked_from, default=None),
    }  # fmt: skip
    context["has_app"] = any(row.type == second_factor.Type.TOTP for row in context["strong"])
    if context["is_fresh"]:
        context |= _offers(request, user)
        context["left"] = second_factor.codes_left(user)
    return render(request, "nightdesk/newsroom/keys.html", context, status=status)


def _offers(request: HttpRequest, user: User) -> dict[str, Any]:
    """Return what the browser needs to add an app or a passkey."""
    from allauth.mfa.webauthn.internal import auth

    secret = request.session.setdefault(_SECRET, generate_totp_secret())
    adapter = second_factor.Sealed()
    square = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    return {
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "square": mark_safe(square[square.index("<svg") :]),  # noqa: S308 - drawn here, of our own letters
        "passkey": json.dumps(auth.begin_registration(user, passwordless=False)),
    }


def _again(request: HttpRequest) -> HttpResponse:
    user = who(request)
    if tries.is_over(request, tries.FAILED, user.username):
        return _show(request, fault="Too many tries. Wait a quarter of an hour.", at="again", status=429)
    if not user.check_password(request.POST.get("password", "")):
        tries.note_failure(request, tries.FAILED, user.username, "wrong password, typed again")
        return _show(request, fault="That is not your password.", at="again", status=400)
    request.session[door.FRESH_AT] = clock.now().timestamp()
    return redirect("nightdesk_keys")


def _app(request: HttpRequest, user: User, number: str) -> str:
    secret = request.session.get(_SECRET, "")
    if not secret or not second_factor.add_app(user, secret, request.POST.get("code", "")[:40]):
        return "That code does not belong to this square. Look at the app, and at the clock of your phone."
    request.session.pop(_SECRET)
    messages.success(request, "The app is added.")
    return _added(request, user)


def _passkey(request: HttpRequest, user: User, number: str) -> str:
    name = " ".join(request.POST.get("name", "").split())[:60] or "Passkey"
    try:
        second_factor.add_passkey(user, name, json.loads(request.POST.get("credential", "")))
    except (ValidationError, ValueError, KeyError, TypeError):
        return "The browser’s answer was not accepted. Try again."
    messages.success(request, f"The passkey “{name}” is added.")
    return _added(request, user)


def _added(request: HttpRequest, user: User) -> str:
    request.session[door.HAS_FACTOR] = True
    if not second_factor.codes_left(user):
        request.session[_CODES] = second_factor.new_codes(user)
    return ""


def _codes(request: HttpRequest, user: User, number: str) -> str:
    if not second_factor.has_one(user):
        return "Recovery codes come with an app or a passkey: add one first."
    request.session[_CODES] = second_factor.new_codes(user)
    return ""


def _remove(request: HttpRequest, user: User, number: str) -> str:
    standing = [row for row in second_factor.all_of(user) if row.type in second_factor.STRONG]
    if len(standing) == 1 and second_factor.must_have(user, clock.now().date()):
        return "Your station asks for a second factor: add another before you take this one away."
    if number.isdecimal() and len(number) < 19:
        second_factor.remove(user, int(number))
    return ""


def _password(request: HttpRequest, user: User, number: str) -> str:
    new = request.POST.get("new", "")
    if new != request.POST.get("repeated", ""):
        return "The two are not the same."
    try:
        validate_password(new, user)
    except ValidationError as fault:
        return " ".join(fault.messages)
    people.new_password(user, by=user, password=new)
    update_session_auth_hash(request, user)
    messages.success(request, "Your password is changed. Every other browser is signed out.")
    return ""


_ACTS: dict[str, Callable[[HttpRequest, User, str], str]] = {
    "app": _app, "passkey": _passkey, "codes": _codes, "remove": _remove, "password": _password,
}  # fmt: skip
