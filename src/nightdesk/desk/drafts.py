"""A draft that somebody made and nobody wants: readers' words, or the agency's, are the newest again."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from nightdesk.desk import drafting, local_edits
from nightdesk.desk.models import MergeQuestion, Story
from nightdesk.desk.staff.models import User


def is_there(story: Story) -> bool:
    """Tell whether a story has a draft made here, and words that would be left without it."""
    edits = local_edits.of(story)
    return edits is not None and edits.is_draft and (story.live or story.newest_take_id is not None)


def throw_away(story: Story, *, by: User, now: datetime) -> bool:
    """Make a draft count for nothing; False when there is none. Its versions stay in the history, as nobody's edits.

    What the agency sent meanwhile is looked at again, as if nobody had touched the story.
    """
    with transaction.atomic():
        Story.objects.select_for_update().filter(pk=story.pk).values_list("pk").first()
        story = Story.objects.get(pk=story.pk)
        if story.killed_at is not None or not is_there(story):
            return False
        kind = ContentType.objects.get_for_model(Story)
        versions = Revision.objects.filter(
            content_type=kind, object_id=str(story.pk), pk__gt=story.edit_in_public_id or 0
        )
        versions.filter(user__isnull=False).update(user=None)
        MergeQuestion.objects.filter(story=story).delete()
        if story.live:
            stays = story.shown_revision or story.live_revision
            Story.objects.filter(pk=story.pk).update(latest_revision=stays, has_unpublished_changes=False)
        log(story, "nightdesk.draft", user=by)
        if not story.live or story.waiting_take_id:
            drafting.meet_again(Story.objects.get(pk=story.pk), now=now)
    return True
