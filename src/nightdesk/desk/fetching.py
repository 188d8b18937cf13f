"""One question to a polled address, the same whether a wire asks by itself or an editor tries it out."""

from collections.abc import Iterable

from nightdesk.kit.outbound import OutboundFault, Reply, fetch

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/json;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
KEPT_HEADERS = ("content-type", "content-language", "content-location", "last-modified", "etag", "date")


def ask(url: str, conditions: Iterable[tuple[str, str]] = (), *, deadline_s: float = 30.0) -> Reply:
    """Return the whole answer, or a 304 to the conditions. Raises OutboundFault; an empty answer is none."""
    reply = fetch(url, headers=[("Accept", ACCEPT), *conditions], deadline_s=deadline_s)
    if reply.status != 304 and not reply.body.strip():
        raise OutboundFault("The answer is empty.")
    return reply
