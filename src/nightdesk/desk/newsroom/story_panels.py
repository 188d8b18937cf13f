"""The tabs of a story's form, and what is said beside its fields while somebody writes."""

import json
from datetime import datetime
from typing import Any

from django.forms import CheckboxSelectMultiple, Select, Textarea, TextInput
from django.utils.html import strip_tags
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface

from nightdesk.copydesk.checks import stale
from nightdesk.copydesk.copy import Copy
from nightdesk.desk import passes, topic_hints
from nightdesk.desk.models import Story, Topic
from nightdesk.desk.newsroom import embargo, offering
from nightdesk.desk.newsroom.actions import verbs_for
from nightdesk.desk.newsroom.reach import visible, who
from nightdesk.desk.newsroom.story_form import StoryForm
from nightdesk.kit import clock
from nightdesk.kit.frozen import from_plain
from nightdesk.wire.item import Item

# Where a headline and a deck are cut, in characters. Search engines cut by width: these are what mostly fits.
HEADLINE_CUTS = ((65, "Search results show"), (110, "Search engines and news readers take"))
DECK_CUTS = ((155, "Search results show"), (200, "Links shared elsewhere show"))


class DeskPanel(Panel):
    """Where the story stands, why it is held, and what can be done about it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "nightdesk/newsroom/story_state.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            story = self.instance
            verbs = verbs_for(story, who(self.request)) if story.pk else ()
            shared = offering.standing(story) if story.pk else ()
            said = {"passes": passes.standing(story) if story.pk else (), "asked": asked(story, clock.now())}
            said["embargo"] = tuple(embargo.lines(story, clock.now())) if story.pk else ()
            return context | {"story": story, "verbs": verbs, "shared": shared, **said}

        def is_shown(self) -> bool:
            return bool(self.instance.pk)


class TopicHintsPanel(Panel):
    """Topics that fit, a button each; and the agency's subjects that are no topic here yet."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "nightdesk/newsroom/topic_hints.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"story": self.instance, "hints": self.hints()}

        def hints(self) -> topic_hints.Hints:
            story = self.instance
            topics = visible(Topic.objects.filter(station=story.station_id), who(self.request))
            take = story.newest_take
            subjects = from_plain(Item, take.item).subjects if take and take.item else ()
            words = f"{story.deck} {strip_tags(' '.join(str(raw['value']) for raw in story.body.raw_data))}"
            chosen = {topic.pk for topic in story.topics.all()}
            return topic_hints.hints(list(topics), chosen, subjects, story.headline, words)

        def is_shown(self) -> bool:
            return bool(self.instance.pk)


class _Measured:
    """A field that says, while somebody writes, how long it is and what is left of it where it is cut."""

    def __init__(self, cuts: tuple[tuple[int, str], ...], **attrs: Any) -> None:
        super().__init__({"data-nd-cuts": json.dumps(cuts), **attrs})  # type: ignore[call-arg]

    class Media:
        js = ("nightdesk/story.js",)


class MeasuredInput(_Measured, TextInput):
    pass


class MeasuredText(_Measured, Textarea):
    pass


COPY = (
    DeskPanel(),
    FieldPanel("station", widget=Select),
    FieldPanel("headline", widget=MeasuredInput(HEADLINE_CUTS)),
    FieldPanel("deck", widget=MeasuredText(DECK_CUTS, rows=2), help_text="A sentence or two below the headline."),
    FieldRowPanel([FieldPanel("bylines"), FieldPanel("byline_agency", heading="Their agency")]),
    FieldRowPanel(
        [
            FieldPanel("dateline", help_text="The place, as in PORT ALDINE."),
            FieldPanel("dateline_agency", heading="Agency in the dateline"),
            FieldPanel("dateline_date", heading="Date in the dateline"),
        ]
    ),
    FieldPanel("body"),
    MultiFieldPanel(
        [FieldPanel(name) for name in ("contributors", "disclaimer", "credit", "copyright", "language")],
        heading="Lines below the story",
        classname="collapsed",
    ),
)
PICTURES = (
    FieldPanel("lead_picture", heading="Lead picture"),
    FieldPanel("lead_caption", heading="Caption"),
    FieldPanel("lead_credit", heading="Credit", help_text="Empty: the credit that is kept with the picture."),
    FieldPanel(
        "lead_alt",
        heading="What it shows",
        help_text="For those who cannot see it (the alt text). Not the caption again, and not the credit.",
    ),
    FieldPanel("is_lead_file_photo", heading="It is a file picture"),
)
FILING = (
    FieldPanel("section", widget=Select),
    FieldPanel("topics", widget=CheckboxSelectMultiple),
    TopicHintsPanel(),
    FieldPanel("authors", widget=CheckboxSelectMultiple),
)
NOTES = (
    MultiFieldPanel([FieldPanel(name) for name in ("correction", "update_note", "public_note")], heading="For readers"),
    MultiFieldPanel([FieldPanel("private_note")], heading="Never public", icon="lock"),
)
RIGHTS = tuple(
    FieldPanel(name, read_only=True)
    for name in (
        "embargo_until",
        "expires_at",
        "wire",
        "newest_take",
        "agency_url",
        "slug",
        "first_run_at",
        "killed_at",
    )
)

TABS = TabbedInterface(
    [
        ObjectList(COPY, heading="Copy"),
        ObjectList(PICTURES, heading="Pictures"),
        ObjectList(FILING, heading="Filing"),
        ObjectList(NOTES, heading="Notes"),
        ObjectList(RIGHTS, heading="Rights"),
    ],
    base_form_class=StoryForm,
)


def asked(story: Story, now: datetime) -> tuple[str, ...]:
    """Return what has gone stale in copy that does not run yet: asked of whoever may run it, in the way of nobody."""
    take = story.newest_take
    if take is None or not take.copy or story.state in ("running", "killed"):
        return ()
    return tuple(query.says for query in stale.at_run(from_plain(Copy, take.copy), now))
