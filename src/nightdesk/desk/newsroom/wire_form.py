"""The form of a wire: where its copy comes from, the newsroom's rule, the agency's terms, how it is sorted."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from nightdesk.desk import wires
from nightdesk.desk.models import Section, Station, Wire
from nightdesk.desk.newsroom.reach import visible
from nightdesk.desk.staff.models import User

LARGEST_BYTES = 10 * 1024 * 1024
NEW_KINDS = tuple((kind, label) for kind, label in Wire.KINDS if kind != "manual")
# Heading, and the fields below it. Fields that a form does not have are passed over.
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Source", ("name", "title", "stations", "kind", "url", "every_s", "sister")),
    ("The newsroom’s rule", ("policy", "max_age_days", "quiet_alarm_min")),
    (
        "The agency’s terms",
        ("is_unaltered", "is_credit_required", "credit_line", "copyright_line", "markets", "storage_days",
         "is_shareable", "is_canonical_agency", "is_full_text_in_feeds", "indexing", "are_comments_allowed"),
    ),
    ("Sorting", ("agency_names", "section_map", "default_section")),
)  # fmt: skip
_LABELS = {
    "title": "The agency’s name",
    "url": "Address",
    "every_s": "Asked every (seconds)",
    "policy": "What may run",
    "max_age_days": "Oldest copy that may run (days)",
    "quiet_alarm_min": "Alarm when quiet for (minutes)",
    "is_unaltered": "Its words and pictures may not be altered",
    "is_credit_required": "A credit is required",
    "credit_line": "Credit when an item gives none",
    "copyright_line": "Copyright when an item gives none",
    "markets": "Where it may run",
    "storage_days": "Stories expire after (days)",
    "is_shareable": "May be offered to sister stations",
    "is_canonical_agency": "The agency’s page is the canonical one",
    "is_full_text_in_feeds": "Whole text in our feeds",
    "indexing": "Search engines",
    "are_comments_allowed": "Comments are allowed",
    "default_section": "Section when nothing in the map fits",
}
_HELP = {
    "title": "As readers know it. May stay empty: then the wire’s short name stands there.",
    "url": "For a polled address: of a feed (RSS, Atom, JSON Feed) or of one document. It must be public.",
    "every_s": "For a polled address. One that fails is left alone twice as long each time, an hour at most.",
    "sister": "For a sister station’s wire: the station whose stories it takes.",
    "policy": "“Hold everything” is the careful start. Kills and corrections are heeded under every rule.",
    "max_age_days": "Older items are held. Empty: any age.",
    "quiet_alarm_min": "When nothing at all came for so long, the desk says so under Now. Empty: no alarm.",
    "is_unaltered": "No edit is proposed, no local edit is mixed with a newer version, no picture is cut.",
    "is_credit_required": "What comes without a credit is held.",
    "markets": "Markets, comma separated. A station elsewhere gets it held. Empty: anywhere.",
    "storage_days": "Then they leave every page by themselves. Empty: never.",
    "default_section": "The word in the section's address, such as “local”.",
}


class WireForm(forms.ModelForm):
    """Checks what only shows when the stations are chosen; the desk's own verbs check the rest."""

    agency_names = forms.CharField(
        required=False, label="What the agency calls itself", widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In its own copy, one name on a line: so its credits and datelines are known.",
    )  # fmt: skip
    section_map = forms.CharField(
        required=False, label="Its subjects and our sections", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on a line, such as “Sports = sports” or “medtop:15000000 = sports”.",
    )  # fmt: skip

    url = forms.URLField(
        max_length=1000, required=False, assume_scheme="https", label="Address", help_text=_HELP["url"]
    )

    class Meta:
        model = Wire
        fields = [name for _, part in PARTS for name in part if name not in ("agency_names", "section_map")]
        labels = _LABELS
        help_texts = _HELP
        widgets = {"stations": forms.CheckboxSelectMultiple}

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within = visible(Station.objects.order_by("name"), user, "wires")
        self.fields["stations"].queryset = within
        self.fields["stations"].help_text = ""
        self.fields["sister"].queryset = visible(Station.objects.order_by("name"), user)
        self.fields["sister"].required = False
        self.fields["sister"].empty_label = "None"
        self.fields["every_s"].required = False
        if self.instance.pk:
            self._leave_source()
            self.initial["agency_names"] = "\n".join(self.instance.agency_names)
            self.initial["section_map"] = "\n".join(f"{a} = {b}" for a, b in self.instance.section_map.items())
        else:
            self.fields["kind"].choices = NEW_KINDS
            self.fields["name"].help_text = "Short, for addresses and commands: small letters, digits and “-”."
            if within.count() == 1:
                self.initial["stations"] = list(within)

    def _leave_source(self) -> None:
        """A wire stays the wire it is: its deliveries and names belong to it."""
        gone = {"name", "kind", "sister"} | ({"url", "every_s"} if self.instance.kind != "poll" else set())
        for name in gone:
            del self.fields[name]

    def parts(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Yield the headings, each with its fields."""
        for heading, names in PARTS:
            if found := [self[name] for name in names if name in self.fields]:
                yield heading, found

    def clean_every_s(self) -> int:
        return self.cleaned_data["every_s"] or Wire._meta.get_field("every_s").default

    def clean_agency_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["agency_names"].splitlines() if line.strip()]

    def clean_section_map(self) -> dict[str, str]:
        found = {}
        for line in filter(str.strip, self.cleaned_data["section_map"].splitlines()):
            subject, equals, slug = (part.strip() for part in line.rpartition("="))
            if not (subject and equals and slug):
                raise forms.ValidationError(f"“{line}” is not of the form: subject = section")
            found[subject] = slug
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        stations = list(cleaned.get("stations") or ())
        slugs = set(Section.objects.filter(station__in=stations).values_list("slug", flat=True))
        asked = [("section_map", slug) for slug in (cleaned.get("section_map") or {}).values()]
        asked += [("default_section", slug) for slug in [cleaned.get("default_section")] if slug]
        for field, slug in asked:
            if slug not in slugs and field not in self.errors:
                known = ", ".join(sorted(slugs)) or "none"
                self.add_error(field, f"None of the chosen stations has a section “{slug}”. There are: {known}.")
        if not self.errors:
            self._ask_the_desk(stations)
        return cleaned

    def _ask_the_desk(self, stations: Sequence[Station]) -> None:
        named = self.columns()
        try:
            if self.instance.pk:
                named = {"kind": self.instance.kind, "sister": self.instance.sister, **named}
                wires.need_fit(named, stations, self.instance)
            else:
                wires.need_fit(named, stations)
        except wires.Unfit as fault:
            self.add_error(fault.field if fault.field in self.fields else None, fault.says)

    def columns(self) -> dict[str, Any]:
        """Return the wire's columns as the form says them; what is not of its kind is left out."""
        named = {name: value for name, value in self.cleaned_data.items() if name != "stations"}
        if not self.instance.pk:
            named["folder"] = f"{wires.HOME}/{named['name']}" if named["kind"] == "folder" else ""
            named["url"] = named["url"] if named["kind"] == "poll" else ""
            named["sister"] = named["sister"] if named["kind"] == "sister" else None
        return named

    def _post_clean(self) -> None:
        """Leave the instance as it is stored: the verbs write, and a trial reads."""


class TrialForm(forms.Form):
    """A document to try, or to put in the place of one that was refused."""

    document = forms.FileField(label="A document", help_text="As the agency would send it. 10 MB at most.")

    def clean_document(self) -> Any:
        given = self.cleaned_data["document"]
        if given.size > LARGEST_BYTES:
            raise forms.ValidationError("A document has at most 10 MB.")
        return given
