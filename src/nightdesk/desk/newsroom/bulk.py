"""Run, hold or spike what is chosen on the desk: told what would happen, done, and taken back with one word."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from nightdesk.desk import facts, gate, passes, rules, undoing
from nightdesk.desk.models import Act, Story
from nightdesk.desk.newsroom.board_options import chosen_of, reach_of
from nightdesk.desk.newsroom.board_views import DID
from nightdesk.desk.newsroom.reach import visible, who
from nightdesk.kit import clock

MOST = 200
_PAST = {"run": "Let run", "hold": "Held", "spike": "Spiked"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a verb would do to the chosen stories. ``stays`` are those it leaves alone, each with why."""

    verb: str
    goes: tuple[Story, ...]
    stays: tuple[tuple[Story, str], ...]
    waits: int = 0  # of those that go: let run, and public only when their embargo is over

    @property
    def because(self) -> list[tuple[str, int]]:
        """Why stories are left alone, and how many for each reason, the commonest first."""
        return Counter(why for _, why in self.stays).most_common()


def plan(verb: str, stories: Sequence[Story], now: Any) -> Plan:
    """Return what would happen. Nothing is done."""
    why = _why_not_run if verb == "run" else lambda story: _why_not_stop(verb, story)
    judged = [(story, why(story)) for story in stories]
    goes = tuple(story for story, left in judged if not left)
    waits = sum(1 for story in goes if gate.is_embargoed(facts.of(story), now)) if verb == "run" else 0
    return Plan(verb, goes, tuple((story, left) for story, left in judged if left), waits)


def _why_not_run(story: Story) -> str:
    """Say why one key does not run a story: somebody must open it first. Empty when it may."""
    if story.killed_at is not None:
        return "It was killed."
    if story.state == "running":
        return "A newer version waits: open it." if story.waiting_take_id else "It runs already."
    if story.latest_revision_id is None:
        return "There is nothing to run yet: open it and save it."
    if gate.is_unreadable(facts.of(story)):
        return "Its embargo cannot be read."
    if story.state == "spiked" or story.is_held_here:
        return f"Somebody decided so: {' '.join(story.hold_reasons)}"
    if missing := passes.wanting(story):
        return " ".join(missing)
    return "" if rules.waits_for_a_yes(story.hold_reasons) else " ".join(story.hold_reasons)


def _why_not_stop(verb: str, story: Story) -> str:
    if story.killed_at is not None:
        return "It was killed."
    if story.state == {"hold": "held", "spike": "spiked"}[verb]:
        return f"It is {story.get_state_display().lower()} already."
    return ""


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Do it when it was asked for surely; else say first what would happen."""
    verb, ids, is_one = _asked(request.POST)
    rows = visible(Story.objects.filter(pk__in=ids), who(request), verb).select_related("station", "wire").defer("body")
    stories = sorted(rows, key=lambda story: ids.index(story.pk))
    if len(stories) != len(ids):
        raise Http404
    if not stories:
        messages.info(request, "Choose at least one story first.")
        return _back(request)
    planned, now = plan(verb, stories, clock.now()), clock.now()
    reason = request.POST.get("reason", "").strip()[:300]
    if is_one and verb == "run" and not planned.goes:
        return redirect("nightdesk_story_act", stories[0].pk, "run")
    is_sure = request.POST.get("sure") == "1" or (is_one and verb == "run")
    if not is_sure or not planned.goes or (verb != "run" and not reason):
        said = {"plan": planned, "is_reason_missing": is_sure and bool(planned.goes), "asked": request.POST}
        return render(request, "nightdesk/newsroom/bulk.html", said)
    done = undoing.do(verb, planned.goes, by=who(request), reason=reason, now=now)
    _tell(request, done, planned)
    return _back(request)


def _asked(posted: Any) -> tuple[str, list[int], bool]:
    """Return the verb, the story ids, and whether it is one story's own button. Anything else is unknown here."""
    verb, _, one = posted.get("one", "").partition("-")
    raw = [one] if verb else posted.getlist("story")
    verb = verb or posted.get("do", "")
    if verb not in dict(Act.VERBS) or len(raw) > MOST or not all(key.isdecimal() and len(key) < 19 for key in raw):
        raise Http404
    return verb, list(dict.fromkeys(map(int, raw))), bool(one)


def _tell(request: HttpRequest, done: Act | None, planned: Plan) -> None:
    if done is None:
        messages.warning(request, "Everything moved meanwhile: nothing was done.")
        return
    count = len(done.before)
    name = f"“{planned.goes[0].headline}”" if count == 1 else f"{count} stories"
    says = f"{_PAST[planned.verb]}: {name}."
    if planned.waits:
        says += f" {planned.waits} of them wait for the end of an embargo." if count > 1 else " Its embargo holds it."
    if planned.stays:
        says += f" {len(planned.stays)} left as they were."
    request.session[DID] = {"act": done.pk, "says": says}


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last thing this person did on the desk."""
    request.session.pop(DID, None)
    last = undoing.newest(who(request))
    if last is None:
        messages.info(request, "There is nothing left to take back.")
        return _back(request)
    done, left = undoing.undo(last, by=who(request), now=clock.now())
    messages.success(request, f"Taken back: {done} {'story stands' if done == 1 else 'stories stand'} as before.")
    if left:
        messages.warning(request, f"Moved since and left alone: {'; '.join(left[:5])}.")
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Return to the desk, as narrow as it was."""
    asked: Mapping[str, str] = {key[5:]: value for key, value in request.POST.items() if key.startswith("back_")}
    query = chosen_of(asked, reach_of(who(request))).query if asked else ""
    return redirect(f"{reverse('wagtailadmin_home')}{'?' if query else ''}{query}")
