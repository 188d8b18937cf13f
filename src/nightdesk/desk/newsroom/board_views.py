"""The first screen after signing in, and the part of it that a browser asks for again every few seconds."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from nightdesk.desk.models import Story
from nightdesk.desk.newsroom import board
from nightdesk.desk.newsroom.board_options import Reach, chosen_of, reach_of
from nightdesk.desk.newsroom.reach import who
from nightdesk.kit import clock

DID = "nightdesk_did"  # in the session: the last act of this person here, and what it said


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the whole desk."""
    reach = reach_of(who(request))
    said = _said(request, reach) | {"did": request.session.get(DID), "states": Story.STATES, "reach": reach}
    return render(request, "nightdesk/newsroom/board_page.html", said)


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """Return the columns alone, or 304 when they say what the browser has."""
    page = render_to_string("nightdesk/newsroom/board.html", _said(request, reach_of(who(request))), request)
    etag = quote_etag(hashlib.sha256(page.encode()).hexdigest()[:32])
    response = HttpResponse(page, headers={"ETag": etag, "Cache-Control": "private, no-cache"})
    return get_conditional_response(request, etag=etag, response=response) or response


def _said(request: HttpRequest, reach: Reach) -> dict[str, Any]:
    chosen = chosen_of(request.GET, reach)
    user = who(request)
    return {
        "board": board.build(reach, chosen, clock.now()),
        "chosen": chosen,
        "may_decide": user.may_somewhere("hold"),
        "may_see_off": user.may_somewhere("alerts"),
        "has_stations": bool(reach.stations),
    }
