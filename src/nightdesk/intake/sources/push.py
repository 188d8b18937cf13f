"""A wire that is pushed: ``POST /wires/<name>/deliveries`` with a bearer token; 202 means the bytes are committed."""

import hashlib
import hmac

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nightdesk.desk import filing
from nightdesk.desk.models import Wire
from nightdesk.kit import clock, crash

LARGEST_BYTES = 10 * 1024 * 1024
KEPT_HEADERS = ("content-type", "content-language", "content-location", "last-modified", "date")


@csrf_exempt
@require_POST
def deliveries(request: HttpRequest, name: str) -> HttpResponse:
    """Store one document of a wire and say so.

    202 with the delivery's number, also for a repeat · 401 whatever is wrong with name or token, always alike ·
    400 empty · 411 without a length · 413 above LARGEST_BYTES · 415 for a compressed body.
    """
    wire = _wire(name, request.headers.get("Authorization", ""))
    if wire is None:
        answer = _refusal(401, "This wire or this token is not known.")
        answer["WWW-Authenticate"] = 'Bearer realm="wires"'
        return answer
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit():
        return _refusal(411, "Say the Content-Length.")
    if int(length) > LARGEST_BYTES:
        return _refusal(413, f"A delivery has at most {LARGEST_BYTES} bytes.")
    if request.headers.get("Content-Encoding", "identity") != "identity":
        return _refusal(415, "Send the document uncompressed.")
    if not int(length):
        return _refusal(400, "The delivery is empty.")
    try:
        raw = request.read(int(length))
    except UnreadablePostError:  # the sender is gone, or too slow for the server
        raw = b""
    if len(raw) != int(length):
        return _refusal(400, "The delivery is not whole.")
    return _store(wire, raw, request)


def _store(wire: Wire, raw: bytes, request: HttpRequest) -> HttpResponse:
    headers = {key: request.headers[key] for key in KEPT_HEADERS if key in request.headers}
    crash.at("before_commit")
    delivery, is_new = filing.receive(wire, raw, received_at=clock.now(), headers=headers, source="push")
    crash.at("after_commit")
    return JsonResponse({"delivery": delivery.pk, "is_new": is_new, "sha256": delivery.sha256}, status=202)


def _wire(name: str, authorization: str) -> Wire | None:
    """Return the push wire that a token opens; an unknown name costs the same work as a wrong token."""
    scheme, _, token = authorization.partition(" ")
    given = hashlib.sha256(token.strip().encode()).hexdigest()
    wire = Wire.objects.filter(name=name, kind="push").first()
    stored = wire.token_hash if wire is not None else ""
    is_right = hmac.compare_digest(given, stored or "0" * 64)
    return wire if stored and is_right and scheme.lower() == "bearer" else None


def _refusal(status: int, says: str) -> JsonResponse:
    return JsonResponse({"error": says}, status=status)
