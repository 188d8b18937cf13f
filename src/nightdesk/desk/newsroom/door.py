"""Signing in: name and password, then the second factor of whoever has one. Every try is written down.

Between the two nobody is signed in: the session knows only whose second factor is waited for, for ten minutes.
"""

import json
import unicodedata
from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.account import LoginView

from nightdesk.desk import second_factor
from nightdesk.desk.newsroom import tries
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock

_WAITS = "nightdesk_waits_for_factor"
HAS_FACTOR = "nightdesk_has_factor"  # in the session: it was opened with a second factor
FRESH_AT = "nightdesk_fresh_at"  # in the session: when the person last proved who they are
_PATIENCE = timedelta(minutes=10)
_TOO_MANY = "Too many tries. Wait a quarter of an hour, or ask your administrator."


class SignIn(LoginView):
    """Wagtail's page; what follows the password is ours."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = _typed(request)
        if tries.is_over(request, tries.FAILED, name):
            form = self.get_form_class()(request, initial={"username": name})  # the password is not looked at
            messages.error(request, _TOO_MANY)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        name = _typed(self.request)
        if name:
            tries.note_failure(self.request, tries.FAILED, name, "wrong name or password")
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        user, remember = form.get_user(), bool(form.cleaned_data.get("remember"))
        if not second_factor.has_one(user):
            response = redirect(self.get_success_url())
            _let_in(self.request, response, user, "with a password alone", remember=remember)
            return response
        wait_for(self.request, user, self.get_success_url(), remember=remember)
        return redirect("nightdesk_factor")


def _typed(request: HttpRequest) -> str:
    """Return the name as the form will read it: else each space before it would have ten tries of its own."""
    return unicodedata.normalize("NFKC", request.POST.get("username", "").strip())


def wait_for(request: HttpRequest, user: User, then: str, *, remember: bool) -> None:
    """Let the session wait for somebody's second factor."""
    request.session[_WAITS] = {
        "user": user.pk, "until": (clock.now() + _PATIENCE).timestamp(), "then": then, "remember": remember,
        "hash": user.get_session_auth_hash(),
    }  # fmt: skip


def _waited_for(request: HttpRequest) -> tuple[User, dict[str, Any]] | None:
    waits = request.session.get(_WAITS)
    if not waits or waits["until"] < clock.now().timestamp():
        return None
    user = User.objects.filter(pk=waits["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != waits["hash"]:  # another password since
        return None
    return user, waits


@sensitive_post_parameters("code")
@never_cache
@csrf_protect
@require_http_methods(["GET", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor."""
    found = _waited_for(request)
    if found is None:
        return redirect("wagtailadmin_login")
    user, waits = found
    status, fault = 200, ""
    if request.method == "POST":
        if tries.is_over(request, tries.FAILED_FACTOR, user.username):
            status, fault = 429, _TOO_MANY
        elif how := _proved(request, user):
            request.session.pop(_WAITS)
            response = redirect(waits["then"])
            _let_in(request, response, user, how, remember=waits["remember"])
            request.session[HAS_FACTOR] = True
            return response
        else:
            tries.note_failure(request, tries.FAILED_FACTOR, user.username, "wrong second factor")
            status, fault = 400, "That did not fit. An app’s code lives for half a minute and is good once."
    return render(request, "nightdesk/newsroom/factor.html", _asked(user) | {"fault": fault}, status=status)


def _asked(user: User) -> dict[str, Any]:
    kinds = {row.type for row in second_factor.all_of(user)}
    asks: dict[str, Any] = {"person": user, "has_app": second_factor.Type.TOTP in kinds, "passkey": ""}
    if second_factor.Type.WEBAUTHN in kinds:
        from allauth.mfa.webauthn.internal import auth

        asks["passkey"] = json.dumps(auth.begin_authentication(user))
    return asks


def _proved(request: HttpRequest, user: User) -> str:
    """Return how the person proved who they are; "" when they did not."""
    if said := request.POST.get("credential", ""):
        try:
            return f"with the passkey “{second_factor.passkey_fits(user, json.loads(said)).wrap().name}”"
        except (ValidationError, ValueError, KeyError, TypeError):
            return ""
    row = second_factor.fits(user, request.POST.get("code", "")[:40])
    if row is None:
        return ""
    return "with an app’s code" if row.type == second_factor.Type.TOTP else "with a recovery code"


def _let_in(request: HttpRequest, response: HttpResponse, user: User, how: str, *, remember: bool) -> None:
    login(request, user)
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if remember else 0)
    request.session[FRESH_AT] = clock.now().timestamp()
    tries.remember(response, user)
    second_factor.note(user, "in", user, how)


def is_fresh(request: HttpRequest) -> bool:
    """True for some minutes after somebody proved who they are."""
    return clock.now().timestamp() - request.session.get(FRESH_AT, 0) < _PATIENCE.total_seconds()


def back_to(request: HttpRequest) -> str:
    """Return where a form leads back to, when it is in this house."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_here = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_here else reverse("wagtailadmin_home")


def who_is_in(request: HttpRequest) -> User:
    return cast(User, request.user)
