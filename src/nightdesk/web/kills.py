"""Kill a story from the command line, and undo a kill. It needs no running house: it takes the files away itself."""

import sys
import threading

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from nightdesk.desk import decide, kill_lines, kin
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock
from nightdesk.kit.refused import NOT_ALLOWED, UNKNOWN, WRONG_USE, Refused
from nightdesk.press.run import Press
from nightdesk.web.finding import story_of


def kill(name: str, *, reason: str) -> int:
    """Take a story down everywhere: unlink its page, then record, then bake what showed it; 0 when all is gone."""
    reason = _said(reason)
    story = story_of(name)
    press = Press(threading.Event())
    about = [f"story:{story.pk}"]
    try:
        press.unlink(about)
        decide.kill(story, by=None, reason=f"{reason} (at the command line)", now=clock.now())
    except DatabaseError as fault:
        kept = "the kill ledger has it, so it stays away" if kill_lines.has(story, clock.now()) else "it may come back"
        raise Refused(
            f"the page of “{story.headline}” is taken away, but the database does not take the kill ({fault}): {kept}. "
            "Fronts may still name it. Make room on the disk, and give the command again.",
            WRONG_USE,
        ) from fault
    press.unlink(about)  # a press that was baking it just then may have put it back before it saw the kill
    while press.hurry():
        pass
    print(f"{story.pk}\t{story.station.slug}\tkilled")
    print(f"nightdesk: “{story.headline}” is killed and taken down at {story.station}.", file=sys.stderr)
    for other in kin.tell_quoting([story], take=None, now=clock.now()):
        print(f"nightdesk: look at story {other.pk}, which still runs: “{other.headline}”", file=sys.stderr)
    return 0


def unkill(name: str, *, reason: str, by: str) -> int:
    """Undo a kill in the name of somebody who has the right to; the story is held."""
    reason = _said(reason)
    story = story_of(name)
    user = User.objects.filter(username=by).first()
    if user is None:
        raise Refused(f"nobody here is called “{by}”.", UNKNOWN)
    if story.killed_at is None:
        raise Refused(f"story {story.pk} is not killed: it is {story.state}.", WRONG_USE)
    try:
        decide.lift_kill(story, by=user, reason=reason, now=clock.now())
    except PermissionDenied as fault:
        raise Refused(f"{fault} It takes a role there that may lift a kill.", NOT_ALLOWED) from fault
    print(f"{story.pk}\t{story.station.slug}\t{story.state}")
    print(f"nightdesk: the kill of “{story.headline}” is lifted. It is held until an editor runs it.", file=sys.stderr)
    return 0


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused("say why: --reason TEXT", WRONG_USE)
    return reason.strip()[:280]
