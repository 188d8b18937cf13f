"""Run, hold, spike and kill by hand. Each asks for what it needs, then one verb."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from nightdesk.desk import decide, drafts, kill_lines, kin, passes
from nightdesk.desk.models import Story
from nightdesk.desk.newsroom import offering
from nightdesk.desk.newsroom.reach import may_see, who
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock

log = logging.getLogger(__name__)

EDIT = "wagtailsnippets_desk_story:edit"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the desk as an editor meets it. ``right`` is in the table of rights; it fits in ``states``."""

    name: str
    label: str
    says: str
    right: str
    states: tuple[str, ...]
    needs_reason: bool = True
    is_grave: bool = False
    fits: Callable[[Story], bool] = lambda story: True


VERBS = (
    Verb(
        "run",
        "Run",
        "The newest edit goes out as far as embargo and rights allow.",
        "run",
        ("held", "spiked", "running"),
        needs_reason=False,
        fits=lambda story: not passes.wanting(story),
    ),
    Verb(
        "ask",
        "Ask for the pass",
        "Whoever must pass these words sees it on the desk.",
        "edit",
        ("held", "running"),
        needs_reason=False,
        fits=passes.may_ask,
    ),
    *(
        verb
        for desk in passes.DESKS
        for verb in (
            Verb(
                f"pass-{desk.name}",
                f"{desk.label} passes it",
                "The words as they are now may run. When somebody changes them, they are read again.",
                desk.right,
                ("held", "running"),
                needs_reason=False,
                fits=partial(passes.may_answer, desk=desk),
            ),
            Verb(
                f"return-{desk.name}",
                f"{desk.label} sends it back",
                "It does not run as it is. Whoever wrote it sees why.",
                desk.right,
                ("held", "running"),
                fits=partial(passes.may_answer, desk=desk),
            ),
        )
    ),
    Verb(
        "hold",
        "Hold",
        "Readers get the answer of an unknown address until it runs again.",
        "hold",
        ("running", "spiked"),
    ),
    Verb("spike", "Spike", "The newsroom will not use it.", "spike", ("held", "running")),
    Verb(
        "discard",
        "Throw the draft away",
        "What was written here and has not run counts no more; it can still be read in the history. Readers see no "
        "difference.",
        "edit",
        ("held", "running", "spiked"),
        needs_reason=False,
        fits=drafts.is_there,
    ),
    Verb(
        "offer",
        "Offer to sister stations",
        "They get it as their own story, with credit, and so does every update, correction and kill of it.",
        "run",
        ("held", "running"),
        needs_reason=False,
        fits=offering.may_offer,
    ),
    Verb(
        "withdraw",
        "Take the offer back",
        "The sister stations are asked not to use it. It goes on running here.",
        "run",
        ("held", "running", "spiked"),
        fits=offering.may_withdraw,
    ),
    Verb(
        "kill",
        "Kill",
        "Taken down everywhere, now and for good. Its address says that it is gone, and not why.",
        "kill",
        ("held", "running", "spiked"),
        is_grave=True,
    ),
    Verb(
        "unkill",
        "Lift the kill",
        "The story is held again and nothing of it is public until an editor runs it. The kill received so far does "
        "not come back by a repeat; a newer one from the agency kills it again.",
        "lift",
        ("killed",),
        is_grave=True,
    ),
)


RIGHTS = {verb.name: verb.right for verb in VERBS}  # the guard asks for these


def verbs_for(story: Story, user: User) -> list[Verb]:
    """Return what this person may do to the story as it stands."""
    mine = [verb for verb in VERBS if story.state in verb.states and user.may(verb.right, story.station_id)]
    return [verb for verb in mine if verb.fits(story)]


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, story_id: int, verb: str) -> HttpResponse:
    """Ask for the reason, then do it."""
    story = get_object_or_404(Story.objects.select_related("station"), pk=story_id)
    if not may_see(story, who(request)):
        raise Http404
    chosen = next((one for one in VERBS if one.name == verb), None)
    if chosen is None:
        raise Http404
    if not who(request).may(chosen.right, story.station_id):
        raise PermissionDenied
    reason = request.POST.get("reason", "").strip()[:300]
    if request.method == "POST" and (reason or not chosen.needs_reason):
        if story.state not in chosen.states:
            messages.warning(request, f"It is {story.get_state_display().lower()} meanwhile: nothing was done.")
            return redirect(EDIT, story.pk)
        if chosen.name != "run" and not chosen.fits(story):  # what keeps a run back says so itself
            messages.warning(request, f"“{chosen.label}” does not fit the story as it stands: nothing was done.")
            return redirect(EDIT, story.pk)
        said = _DO[chosen.name](story, who(request), reason)
        (messages.success if said.startswith("It") else messages.warning)(request, said)
        return redirect(EDIT, story.pk)
    context = {"story": story, "verb": chosen, "is_reason_missing": request.method == "POST"}
    return render(request, "nightdesk/newsroom/act.html", context)


def _run(story: Story, user: User, reason: str) -> str:
    if story.killed_at is not None:
        return "A killed story does not run."
    if story.latest_revision is None:
        return "There is nothing to run yet: save the story first."
    try:
        decide.run(story, by=user, cause=f"run by {user}", now=clock.now())
    except passes.NotPassed as why:
        return f"Nothing was done. {why}"
    story.refresh_from_db()
    reasons = decide.facts.may_run(story, clock.now()).reasons
    return "It runs." if not reasons else f"The desk lets it run, and it waits: {' '.join(reasons)}"


def _hold(story: Story, user: User, reason: str) -> str:
    decide.hold(story, by=user, reason=reason, now=clock.now())
    return "It is held."


def _spike(story: Story, user: User, reason: str) -> str:
    decide.spike(story, by=user, reason=reason, now=clock.now())
    return "It is spiked."


def _ask(story: Story, user: User, reason: str) -> str:
    passes.ask(story, by=user, now=clock.now())
    return "It is asked for."


def _answer(story: Story, user: User, reason: str, *, desk: passes.Desk, is_passed: bool) -> str:
    try:
        passes.answer(story, desk, is_passed=is_passed, by=user, note=reason, now=clock.now())
    except PermissionDenied as why:
        return str(why)
    return "It is passed." if is_passed else "It is sent back."


def _discard(story: Story, user: User, reason: str) -> str:
    if not drafts.throw_away(story, by=user, now=clock.now()):
        return "There is no draft meanwhile: nothing was done."
    return "It is as if nobody had written in it."


def _kill(story: Story, user: User, reason: str) -> str:
    try:
        decide.kill(story, by=user, reason=reason, now=clock.now())
    except DatabaseError:
        log.exception("the kill of story %s could not be recorded", story.pk)
        if not kill_lines.has(story, clock.now()):
            return "The database does not take the kill, nor does the kill ledger. Tell whoever runs this, now."
        return (
            "The database does not take the kill (is the disk full?). The kill ledger has it: the press is taking it "
            "down, and it is recorded when there is room. Tell whoever runs this."
        )
    others = kin.tell_quoting([story], take=None, now=clock.now())
    said = "It is killed. The press is taking it down before all other work."
    return f"{said} {len(others)} running stories quote it or link to it: see the alerts." if others else said


def _unkill(story: Story, user: User, reason: str) -> str:
    decide.lift_kill(story, by=user, reason=reason, now=clock.now())
    return "It is held. The kill is lifted, and your name is in its history."


_DO: dict[str, Callable[[Story, User, str], str]] = {
    "run": _run, "hold": _hold, "spike": _spike, "kill": _kill, "unkill": _unkill, "discard": _discard, "ask": _ask,
    **{f"pass-{desk.name}": partial(_answer, desk=desk, is_passed=True) for desk in passes.DESKS},
    **{f"return-{desk.name}": partial(_answer, desk=desk, is_passed=False) for desk in passes.DESKS},
    "offer": offering.offer, "withdraw": offering.withdraw,
}  # fmt: skip
