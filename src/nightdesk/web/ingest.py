"""File documents by hand, through the same door as a wire."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from nightdesk.desk import filing
from nightdesk.desk.filing import Filed
from nightdesk.desk.models import Delivery, Wire
from nightdesk.intake.sources.folder import beside
from nightdesk.kit import clock
from nightdesk.kit.refused import UNKNOWN, UNREADABLE, Refused


def ingest(names: Sequence[str], wire_name: str, *, as_json: bool) -> int:
    """File every document and print a verdict for each item; exit 3 when one could not be read."""
    wire = Wire.objects.filter(name=wire_name).first()
    if wire is None:
        raise Refused(f"there is no wire “{wire_name}”. List them: nightdesk wires", UNKNOWN)
    code = 0
    for name in names:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as fault:
            print(f"{name}: {fault.strerror}", file=sys.stderr)
            code = UNREADABLE
            continue
        found = {} if name == "-" else beside(Path(name), raw)
        delivery, is_new = filing.receive(wire, raw, received_at=clock.now(), source=name, beside=found)
        is_open = is_new or delivery.outcome in ("received", "refused", "held")
        filed = filing.process(delivery, now=clock.now()) if is_open else []
        code = max(code, _tell(name, delivery, filed, is_open, as_json=as_json))
    return code


def _tell(name: str, delivery: Delivery, filed: list[Filed], is_open: bool, *, as_json: bool) -> int:
    if delivery.outcome in ("refused", "held") and delivery.fault:
        print(f"{name}: {delivery.outcome}: {delivery.fault}", file=sys.stderr)
    if not is_open:
        _line(as_json, file=name, guid="", verdict="repeat", says="The same document was received before.", stories=[])
    for one in filed:
        stories = [{"id": story.pk, "station": story.station.slug, "state": story.state} for story in one.stories]
        _line(as_json, file=name, guid=one.guid, verdict=one.verdict.kind, says=one.verdict.says, stories=stories)
    return UNREADABLE if delivery.outcome == "refused" else 0


def _line(as_json: bool, **parts: object) -> None:
    if as_json:
        print(json.dumps(parts, ensure_ascii=False))
    else:
        stories = " ".join(f"{one['station']}:{one['id']}:{one['state']}" for one in parts["stories"])  # type: ignore[attr-defined]
        print(f"{parts['file']}\t{parts['guid']}\t{parts['verdict']}\t{stories}\t{parts['says']}")
