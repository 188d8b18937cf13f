"""Our words and the agency's, side by side: an editor chooses where the desk would not guess."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log

from nightdesk.desk import decide, drafting, merging, passes, revisions
from nightdesk.desk.models import MergeQuestion, Story
from nightdesk.desk.newsroom.reach import may_see, who
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock
from nightdesk.matching import changes
from nightdesk.matching.pairing import plain

EDIT = "wagtailsnippets_desk_story:edit"
_SIDES = (("ours", "Ours", "o"), ("theirs", "The agency’s", "t"), ("proposal", "Both changes", "p"))
_LABELS = {
    "lead": "Lead picture",
    "lead_caption": "Caption",
    "lead_credit": "Credit of the picture",
    "lead_alt": "Description",
}


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, story_id: int) -> HttpResponse:
    """Show the question, or do what was chosen."""
    story = get_object_or_404(Story.objects.select_related("station", "wire"), pk=story_id)
    if not may_see(story, who(request), "edit"):
        raise Http404
    with transaction.atomic():
        story = (
            Story.objects.select_for_update(of=("self",)).select_related("station", "latest_revision").get(pk=story_id)
        )
        question = _standing(story)
        if question is None or story.killed_at is not None:
            messages.info(request, "Nothing is left to choose here.")
            return redirect(EDIT, story.pk)
        if request.method == "POST":
            if request.POST.get("asked") != _asked(question):
                messages.warning(request, "The story was edited or updated meanwhile. Look again, please.")
                return redirect("nightdesk_story_merge", story.pk)
            if not _missing(question.sides, request.POST):
                return _answer(request, story, question)
    return render(request, "nightdesk/newsroom/merge.html", _context(request, story, question))


def _standing(story: Story) -> MergeQuestion | None:
    """Return the open question. One about an older edit is asked anew, of the edit that stands now."""
    question = MergeQuestion.objects.filter(story=story).select_related("take", "edit").first()
    newest = revisions.newest_edit(story)
    if question and newest and (newest.pk, newest.created_at) != (question.edit_id, question.edited_at):
        drafting.meet_again(story, now=clock.now())
        question = MergeQuestion.objects.filter(story=story).select_related("take", "edit").first()
    return question


def _asked(question: MergeQuestion) -> str:
    return f"{question.take_id} {question.edit_id} {question.edited_at.isoformat()}"


def _names(sides: Mapping[str, Any]) -> Iterator[str]:
    """Yield the name of every place to choose at."""
    yield from (one["place"] for one in sides["fields"])
    yield from (f"body-{number}" for number, piece in enumerate(sides["pieces"]) if piece["is_conflict"])


def _missing(sides: Mapping[str, Any], posted: Mapping[str, str]) -> int:
    names = ["whole"] if sides["is_whole"] else list(_names(sides))
    proposals = merging.proposed(sides)
    return sum(
        posted.get(name) not in ("ours", "theirs", "both", *(("proposal",) if name in proposals else ()))
        for name in names
    )


def _answer(request: HttpRequest, story: Story, question: MergeQuestion) -> HttpResponse:
    """Keep what was chosen as an edit of this person, which started from the newer take; run it when they say so."""
    user, sides, posted = who(request), question.sides, request.POST
    chosen = {name: posted["whole" if sides["is_whole"] else name] for name in _names(sides)}
    words = story.with_content_json(question.edit.content)
    merging.put(words, *merging.answered(sides, chosen))
    words.merged_take = question.take
    words.save_revision(user=user, clean=False)
    question.delete()
    Story.objects.filter(pk=story.pk).update(waiting_take=None)
    if story.state == "running":
        Story.objects.filter(pk=story.pk).update(hold_reasons=[])
    log(
        story,
        "nightdesk.merged",
        user=user,
        data={"reason": "; ".join(f"{name}: {one}" for name, one in chosen.items())},
    )
    if posted.get("do") == "run" and user.may("run", story.station_id):
        return _run(request, story, user)
    messages.success(request, "It is kept as a draft. Readers have what they had.")
    return redirect(EDIT, story.pk)


def _run(request: HttpRequest, story: Story, user: User) -> HttpResponse:
    fresh, now = Story.objects.select_related("station").get(pk=story.pk), clock.now()
    try:
        decide.run(fresh, by=user, cause=f"brought together by {user}", now=now)
    except passes.NotPassed as why:
        messages.warning(request, f"It is kept as a draft. {why}")
        return redirect(EDIT, story.pk)
    reasons = decide.facts.may_run(Story.objects.get(pk=story.pk), now).reasons
    messages.success(request, f"It waits: {' '.join(reasons)}" if reasons else "It runs.")
    return redirect(EDIT, story.pk)


def _context(request: HttpRequest, story: Story, question: MergeQuestion) -> dict[str, Any]:
    sides, is_posted = question.sides, request.method == "POST"
    return {
        "story": story,
        "asked": _asked(question),
        "is_whole": sides["is_whole"],
        "places": list(_places(sides, request.POST)),
        "missing": _missing(sides, request.POST) if is_posted else 0,
        "may_run": who(request).may("run", story.station_id),
    }


def _places(sides: Mapping[str, Any], posted: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield every place of the story in its order: what is settled, and what is asked with each side's words."""
    proposals = merging.proposed(sides)
    yield from _fields(sides, proposals, posted)
    yield from _pieces(sides, proposals, posted)


def _fields(
    sides: Mapping[str, Any], proposals: Mapping[str, Any], posted: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for one in sides["fields"]:
        name = one["place"]
        texts = {side: [_said(one[side])] for side in ("base", "ours", "theirs")}
        if name in proposals:
            texts["proposal"] = [_said(proposals[name])]
        label = _LABELS.get(name, name.replace("_", " ").capitalize())
        yield {"is_conflict": True, "name": name, "label": label, "sides": _sides(texts, posted.get(name))}


def _pieces(
    sides: Mapping[str, Any], proposals: Mapping[str, Any], posted: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for number, piece in enumerate(sides["pieces"]):
        if not piece["is_conflict"]:
            yield {"is_conflict": False, "texts": _texts(piece["blocks"])}
            continue
        name = f"body-{number}"
        texts = {side: _texts(piece[side]) for side in ("base", "ours", "theirs")}
        if name in proposals:
            texts["proposal"] = _texts(proposals[name])
        yield {
            "is_conflict": True,
            "name": name,
            "label": "In the text",
            "sides": _sides(texts, posted.get(name)),
            "may_be_both": bool(piece["ours"] and piece["theirs"]),
            "is_both": posted.get(name) == "both",
        }


def _sides(texts: Mapping[str, list[str]], chosen: str | None) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "label": label,
            "key": key,
            "is_chosen": chosen == name,
            "texts": list(_marked(texts["base"], texts[name])),
        }
        for name, label, key in _SIDES
        if name in texts
    ]


def _marked(base: list[str], side: list[str]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield the texts of a side, with what changed in them where it is plain what they were."""
    if len(base) == len(side):
        yield from (
            changes.words(old, new) if old != new else (("same", new),) for old, new in zip(base, side, strict=True)
        )
    else:
        yield from ((("same", text),) for text in side)


def _texts(stream: list[dict[str, Any]]) -> list[str]:
    found = []
    for block in merging.blocks_of(stream):
        words = " ".join(plain(block.text).split())
        found.append(words if block.kind != "picture" else f"Picture: {words}")
    return found


def _said(value: Any) -> str:
    return ", ".join(str(part) for part in value if part) if isinstance(value, list) else str(value or "")
