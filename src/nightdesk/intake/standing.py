"""How the intake gets on with each wire, for the desk to show: it stands above the desk in the house."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nightdesk.desk.models import Wire
from nightdesk.intake.models import WireState
from nightdesk.intake.sources import folder

# For the desk's one question about what cannot wait: addresses that failed three times in a row. {w}: wires.
FAILING = (
    "SELECT * FROM (SELECT 'failing', f.wire_id, '', f.last_fault, f.last_fault_at, 0, f.wire_id, 0, '', f.failures"
    " FROM intake_wirestate f JOIN desk_wire w ON w.id = f.wire_id WHERE w.state = 'on' AND f.failures >= 3"
    " AND f.wire_id IN ({w}) ORDER BY f.failures DESC LIMIT 6) AS failing"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """``fault`` says why nothing can come in now, "" when it can; ``asked_at`` is when an address last answered."""

    fault: str = ""
    failures: int = 0
    asked_at: datetime | None = None
    next_at: datetime | None = None
    waiting: int = 0  # documents in the folder


def of_wires(wires: Iterable[Wire]) -> dict[int, Standing]:
    """Return how each wire stands that looks for copy by itself."""
    listed = list(wires)
    polled = {one.wire_id: one for one in WireState.objects.filter(wire__in=listed)}
    found = {pk: _polled(state) for pk, state in polled.items()}
    return found | {wire.pk: _watched(wire) for wire in listed if wire.kind == "folder"}


def document_of(wire: Wire) -> tuple[str, bytes] | None:
    """Return the name and bytes of a document that stands in a wire's folder, and leave it there."""
    for name, mark in folder.documents(wire.watched):
        if 0 < mark[1] <= folder.LARGEST_BYTES:
            return name, (wire.watched / name).read_bytes()
    return None


def ask_now(wire: Wire, now: datetime) -> None:
    """Let a polled address be asked at once, however often it failed."""
    WireState.objects.filter(wire=wire).update(next_poll_at=now)


def _polled(state: WireState) -> Standing:
    fault = state.last_fault if state.failures else ""
    return Standing(fault, state.failures, state.last_ok_at, state.next_poll_at)


def _watched(wire: Wire) -> Standing:
    if not wire.watched.is_dir():
        return Standing(fault=f"The folder {wire.watched} is not there.")
    try:
        return Standing(waiting=folder.waiting(wire))
    except OSError as fault:
        return Standing(fault=f"The folder {wire.watched} cannot be read: {fault.strerror}.")
