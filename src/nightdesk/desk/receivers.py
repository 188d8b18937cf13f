"""The only two signal receivers of the house: Wagtail publishes and unpublishes by itself, and the desk must know."""

from typing import Any

from django.db.models import Model
from wagtail.signals import published, unpublished

from nightdesk.desk import decide
from nightdesk.desk.models import Story
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock

_OF_WAGTAIL = "nightdesk.desk"


def connect() -> None:
    """Listen, once."""
    published.connect(on_published, sender=Story, dispatch_uid=f"{_OF_WAGTAIL}.published")
    unpublished.connect(on_unpublished, sender=Story, dispatch_uid=f"{_OF_WAGTAIL}.unpublished")


def on_published(sender: type[Model], instance: Story, **_: Any) -> None:
    """An editor published in the editing room. A killed story stays dead, a scheduled one is not out yet."""
    if not decide.is_running():
        decide.go_out(instance, by=_who(instance), cause="published in the newsroom", now=clock.now())


def on_unpublished(sender: type[Model], instance: Story, **_: Any) -> None:
    """An editor took the story back in the editing room."""
    decide.hold(instance, by=None, reason="Unpublished in the newsroom.", now=clock.now())


def _who(story: Story) -> User | None:
    """Return whose words were published; Wagtail's signal does not name who published."""
    return story.live_revision.user if story.live_revision else None
