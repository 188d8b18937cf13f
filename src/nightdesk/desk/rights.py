"""Who may do what at a station: one table, read by everything that asks. Pure: a role and a verb in, yes or no out.

A person has one role at each station where they work, and none elsewhere. An administrator of the whole house
(Django's superuser) has every verb at every station.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """``name`` is stored; ``says`` tells an administrator what they give away."""

    name: str
    label: str
    says: str


ROLES = (
    Role("editor", "Editor", "Writes, runs, holds and spikes, sets embargoes, ranks the fronts."),
    Role("producer", "Producer", "Writes, runs and holds, ranks the fronts and puts up the breaking bar."),
    Role("copy-chief", "Copy chief", "All of an editor’s, and kills, lifts kills and reads the audit trail."),
    Role("moderator", "Moderator", "The conversation alone: sees no copy that readers do not see."),
    Role("counsel", "Counsel", "Reads everything, and passes stories for legal where the station asks it."),
    Role("administrator", "Administrator", "Everything at the station, with its people, its wires and their policy."),
)
NAMES = tuple(role.name for role in ROLES)
LABELS = {role.name: role.label for role in ROLES}

_E, _P, _C, _M, _L, _A = NAMES

# The verb, what it is in words, and the roles that have it.
MATRIX: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("read", "read stories, takes and deliveries, also those that are held, embargoed or killed", (_E, _P, _C, _L, _A)),
    ("edit", "write and mend stories, pictures, topics, sections, authors and threads", (_E, _P, _C, _A)),
    ("run", "run a story, offer it to sister stations, try a delivery again", (_E, _P, _C, _A)),
    ("pass", "pass a story for the copy desk, where the station asks it", (_C, _A)),
    ("legal", "pass a story for legal, where the station asks it", (_L, _A)),
    ("hold", "hold a story", (_E, _P, _C, _A)),
    ("spike", "spike a story", (_E, _C, _A)),
    ("kill", "kill a story or a picture", (_C, _A)),
    ("lift", "lift a kill", (_C, _A)),
    ("embargo", "set an embargo, and lift one that was set here", (_E, _C, _A)),
    ("lift-embargo", "lift an embargo of the agency", (_C, _A)),
    ("rank", "rank the fronts", (_E, _P, _C, _A)),
    ("bar", "put up and take down the breaking bar and the weather line", (_E, _P, _C, _A)),
    ("alerts", "see alerts off", (_E, _P, _C, _A)),
    ("daybook", "say what came of a line of the daybook", (_E, _P, _C, _A)),
    ("teach", "teach the copy desk what is no error here", (_E, _C, _A)),
    ("moderate", "moderate the conversation", (_E, _C, _M, _A)),
    ("audit", "read and export the audit trail", (_C, _A)),
    ("wires", "change wires and their policy, the station’s own settings, pages and house style", (_A,)),
    ("people", "take people on, give roles and reset how they sign in", (_A,)),
)
VERBS = tuple(verb for verb, _, _ in MATRIX)
_HAVE = {verb: frozenset(roles) for verb, _, roles in MATRIX}

_KINDS = ("section", "topic", "author", "thread")

# What Django and Wagtail ask for by their own names. A name that stands nowhere here is nobody's.
PERMISSIONS: dict[str, str] = {
    "desk.view_story": "read",
    **{f"desk.{verb}_story": "edit" for verb in ("add", "change", "lock", "unlock")},
    "desk.publish_story": "run",
    "desk.kill_story": "kill",
    "desk.lift_kill": "lift",
    **{f"desk.view_{kind}": "read" for kind in _KINDS},
    **{f"desk.{verb}_{kind}": "edit" for kind in _KINDS for verb in ("add", "change")},
    **{f"desk.delete_{kind}": "wires" for kind in _KINDS},
    **{f"desk.{verb}_{kind}": "wires" for kind in ("station", "wire") for verb in ("view", "change")},
    "desk.add_wire": "wires",
    **{f"desk.{verb}_housepage": "wires" for verb in ("view", "add", "change", "delete")},
    **{f"wagtailimages.{verb}_image": "edit" for verb in ("add", "change", "delete")},
    **{f"wagtailimages.{verb}_image": "read" for verb in ("choose", "view")},
}


def has(role: str, verb: str) -> bool:
    """Tell whether a role has a verb. An unknown role has none; an unknown verb is a fault in the code: KeyError."""
    return role in _HAVE[verb]


def table() -> str:
    """Return the matrix as the guide shows it."""
    head = f"| | {' | '.join(role.label for role in ROLES)} |\n|---|{':-:|' * len(ROLES)}\n"
    rows = (
        f"| {says} | {' | '.join('yes' if name in roles else '–' for name in NAMES)} |\n" for _, says, roles in MATRIX
    )
    return head + "".join(rows)
