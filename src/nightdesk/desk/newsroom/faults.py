"""What the newsroom says when it cannot answer: plain words, what to do, and the number under which the log has why.

The page for what is not there is the same for everything that is not there, and has no number.
"""

import logging
import secrets
import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from nightdesk.desk.newsroom import csp

log = logging.getLogger(__name__)

_SAYS = {
    400: ("That did not come whole", "Go back, load the page again, and send it once more."),
    403: ("This form is too old", "You were signed out or in again since it was opened. Go back, load the page "
                                  "again, and send it once more. What you typed stands below: copy it first."),
    404: ("There is nothing here", "The address is wrong, or it is not yours to see."),
    405: ("This address takes a button, not a link", "It is where a form sends something to: nothing was done, and "
                                                     "there is nothing to look at. Go to the desk and open the page "
                                                     "that the button stands on."),
    413: ("That is too large", "A form may have 11 MB, a picture 15 MB. Make it smaller and send it once more."),
    500: ("Something broke here", "Nothing was done by halves. Try again; if it breaks again, tell whoever runs this "
                                  "house the number below. Readers are not touched by it."),
    503: ("The database does not answer", "Nothing was done. Readers have the site as it is. Wait a minute and try "
                                          "again; then tell whoever runs this house the number below."),
}  # fmt: skip
_SECRET = ("csrfmiddlewaretoken", "password", "new", "repeated", "code", "credential", "new_password1", "new_password2")


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 413 if isinstance(exception, RequestDataTooBig) else 400, _log(request, exception))


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not fit, with what was typed, so that it can be copied."""
    typed = [(name, value) for name, value in request.POST.items() if value and name not in _SECRET]
    return _page(request, 403, _log(request, None, reason), typed=typed)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "")


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "")


def wrong_way(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer an address that was asked in a way it does not know, such as one typed, or kept as a bookmark."""
    page = _page(request, 405, "")
    page["Allow"] = response["Allow"]
    return page


def broken(request: HttpRequest) -> HttpResponse:
    fault = sys.exc_info()[1]
    away = isinstance(fault, OperationalError | InterfaceError)
    response = _page(request, 503 if away else 500, _log(request, fault, is_grave=True))
    if away:
        response["Retry-After"] = "60"
    return response


def _log(request: HttpRequest, fault: BaseException | None, reason: str = "", *, is_grave: bool = False) -> str:
    """Write down why, under a number that the person can tell."""
    number = secrets.token_hex(4)
    say = log.error if is_grave else log.warning
    say("newsroom fault %s at %s %s: %s", number, request.method, request.path, fault or reason,
        exc_info=fault if is_grave else None)  # fmt: skip
    return number


def _page(request: HttpRequest, status: int, number: str, **more: Any) -> HttpResponse:
    head, says = _SAYS[status]
    page = render_to_string("nightdesk/newsroom/fault.html", {"head": head, "says": says, "number": number} | more)
    return HttpResponse(page, status=status, headers={"Content-Security-Policy": csp.NEWSROOM})
