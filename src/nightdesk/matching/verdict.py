"""What a received version is to what the desk already holds. Pure: the caller looks the takes up."""

from dataclasses import dataclass

VERDICTS = (
    "new",
    "update",
    "writethru",
    "correction",
    "kill",
    "withhold",
    "advisory",
    "repeat",
    "stale",
    "held",
    "reuse",
    "part",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``kind`` is one of VERDICTS; ``says`` tells an editor why, in a sentence."""

    kind: str
    says: str
