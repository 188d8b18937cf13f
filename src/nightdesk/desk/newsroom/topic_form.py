"""The form of a topic: its IPTC Media Topic is chosen by name, and a link from a story fills it in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import TextInput
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.snippets.views.snippets import CreateView

from nightdesk.desk import topic_hints
from nightdesk.desk.models import Station, Topic
from nightdesk.desk.newsroom.reach import visible, who
from nightdesk.desk.newsroom.story_form import StationsOwnForm
from nightdesk.kit.slugs import slugify


class MediaTopicInput(TextInput):
    """Offers the upper levels of IPTC's Media Topics by code and name."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = super().render(name, value, {**(attrs or {}), "list": "media-topics"}, renderer)
        rows = topic_hints.media_topics().items()
        options = format_html_join("", '<option value="{}">{}</option>', rows)
        return SafeString(f'{field}<datalist id="media-topics">{options}</datalist>')


class TopicForm(StationsOwnForm):
    """A Media Topic may be written by its code in any agency's way, or by its name."""

    def clean_media_topic(self) -> str:
        written = self.cleaned_data["media_topic"].strip()
        by_name = {name.casefold(): code for code, name in topic_hints.media_topics().items()}
        code = topic_hints.code_of(written) or by_name.get(written.casefold(), "")
        if written and not code:
            raise ValidationError(
                f"“{written}” is no IPTC Media Topic. Write its code, such as medtop:11000000, or its name."
            )
        return code


class AddTopic(CreateView):
    """A new topic, with what a link from a story says of it filled in."""

    def get_initial_form_instance(self) -> Topic:
        said = self.request.GET
        name = said.get("name", "")[:120]
        station = visible(Station.objects.all(), who(self.request)).filter(slug=said.get("station", "")).first()
        topic = Topic(
            name=name, slug=slugify(name, limit=80) if name else "", media_topic=said.get("media_topic", "")[:40]
        )
        topic.station_id = station.pk if station else None
        return topic
