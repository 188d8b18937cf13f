"""A polled address: asked with conditions, left alone when it fails, remembered only after its answer is stored."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from nightdesk.desk import fetching, filing
from nightdesk.desk.models import Wire
from nightdesk.intake.models import WireState
from nightdesk.kit import clock, crash
from nightdesk.kit.outbound import OutboundFault, Reply

log = logging.getLogger(__name__)

LONGEST_WAIT_S = 3600.0  # between two looks at a failing address, unless its own rhythm is slower
LOOK_AGAIN_S = 30.0  # at the moment that is set in the database: an editor may bring it forward


class Poll:
    """One wire's polled address."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def look(self) -> float:
        """Ask when it is time; return the seconds until the next look."""
        now = clock.now()
        state = WireState.objects.get_or_create(wire=self.wire)[0]
        if state.url != self.wire.url:
            state.url, state.etag, state.last_modified, state.next_poll_at = self.wire.url, "", "", None
        if state.next_poll_at is None or state.next_poll_at <= now:
            self._ask(state)
        left_s = (state.next_poll_at - clock.now()).total_seconds() if state.next_poll_at else 0.0
        return min(max(left_s, 0.0), LOOK_AGAIN_S)

    def _ask(self, state: WireState) -> None:
        try:
            reply = fetching.ask(self.wire.url, _conditions(state))
        except OutboundFault as fault:
            _put_off(state, self.wire, fault, clock.now())
        else:
            _keep(state, self.wire, reply, clock.now())


def wait_s(every_s: float, failures: int, retry_after_s: float | None) -> float:
    """Return how long to leave an address alone: twice as long after each failure, or as long as it asks."""
    if retry_after_s is not None:
        return max(every_s, retry_after_s)
    return min(every_s * 2 ** min(failures, 12), max(LONGEST_WAIT_S, every_s))


def _conditions(state: WireState) -> list[tuple[str, str]]:
    said = (("If-None-Match", state.etag), ("If-Modified-Since", state.last_modified))
    return [(name, value) for name, value in said if value]


def _keep(state: WireState, wire: Wire, reply: Reply, now: datetime) -> None:
    """Store what came and remember its conditions, both or neither."""
    state.failures, state.last_ok_at, state.last_fault = 0, now, ""
    state.next_poll_at = now + timedelta(seconds=wait_s(wire.every_s, 0, None))
    with transaction.atomic():
        if reply.status != 304:
            state.etag = _condition(reply, "etag", 500)
            state.last_modified = _condition(reply, "last-modified", 100)
            headers = {name: reply.headers[name] for name in fetching.KEPT_HEADERS if name in reply.headers}
            headers["content-location"] = reply.url  # relative links are read against it
            filing.receive(wire, reply.body, received_at=now, headers=headers, source=reply.url)
        _save(state)
        crash.at("before_commit")
    crash.at("after_commit")


def _condition(reply: Reply, name: str, longest: int) -> str:
    """Return a header to send back next time; one that does not fit is not half a condition, it is none."""
    value = reply.headers.get(name, "")
    return value if len(value) <= longest and value.isprintable() and value.isascii() else ""


def _put_off(state: WireState, wire: Wire, fault: OutboundFault, now: datetime) -> None:
    """Note a failure. Nothing else happens: silence removes nothing."""
    state.failures += 1
    state.last_fault, state.last_fault_at = fault.says, now
    state.next_poll_at = now + timedelta(seconds=wait_s(wire.every_s, state.failures, fault.retry_after_s))
    log.warning("wire %s: %s (%s in a row)", wire.name, fault.says, state.failures)
    _save(state)


def _save(state: WireState) -> None:
    state.save(
        update_fields=["url", "etag", "last_modified", "next_poll_at", "failures", "last_ok_at", "last_fault",
                       "last_fault_at"]
    )  # fmt: skip
