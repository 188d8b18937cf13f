"""A station of the group, and what its stories are sorted by."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator, validate_email
from django.db import models
from wagtail.fields import RichTextField

from nightdesk.copydesk.housestyle import HOUSES
from nightdesk.kit.slugs import is_reserved

URL_WORD = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters, digits and single hyphens.")
HOST_NAME = RegexValidator(
    r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", "Use a host name alone, in small letters."
)
HOUSE_STYLES = tuple((house.name, house.says) for house in HOUSES)
LOOKS = (("harbor", "Harbor"), ("mesa", "Mesa"), ("plain", "Plain"))


CRAWLERS = (
    ("allow", "May search, answer and train"),
    ("no-training", "May search and answer, not train"),
    ("none", "None of it"),
)


def e_mail_or_page(contact: str) -> None:
    """Refuse what is neither an e-mail address nor a page that can be reached safely."""
    (URLValidator(schemes=["https"]) if "/" in contact else validate_email)(contact)


class Station(models.Model):
    """A site of the group."""

    slug = models.CharField(max_length=40, unique=True, validators=[URL_WORD])
    name = models.CharField(max_length=120)
    call_sign = models.CharField(max_length=20, blank=True)
    tagline = models.CharField(max_length=160, blank=True)
    host = models.CharField(
        max_length=253,
        unique=True,
        validators=[HOST_NAME],
        help_text="The host name readers use, such as news.example.",
    )
    url = models.URLField(help_text="The address of the site, with scheme and without a last slash.")
    market = models.CharField(max_length=120, blank=True, help_text="The market that a market embargo names.")
    territories = models.CharField(
        max_length=200,
        blank=True,
        help_text="What an agency's limits may call the place where you publish, comma separated: USA, NORTH AMERICA.",
    )
    zone = models.CharField(max_length=64, default="America/New_York")
    language = models.CharField(max_length=20, default="en-US")
    look = models.CharField(max_length=20, choices=LOOKS, default="plain")
    house_style = models.CharField(
        max_length=20,
        choices=HOUSE_STYLES,
        blank=True,
        default="",
        help_text="What the copy desk proposes for dashes, states, numerals and hours; it changes nothing by itself.",
    )
    legal_html = models.TextField(blank=True)
    copyright = models.CharField(max_length=200, blank=True)
    community_html = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True)
    tips_email = models.EmailField(blank=True)
    staff = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="stations", through="desk.Duty")
    offers_every_story = models.BooleanField(
        default=False, help_text="Each story that runs is offered to sister stations, where its wire's terms allow it."
    )
    asks_copy_desk = models.BooleanField(
        "Copy desk passes",
        default=False,
        help_text="What is written or edited here runs when the copy desk has passed it.",
    )
    asks_legal = models.BooleanField(
        "Legal passes", default=False, help_text="What is written or edited here runs when legal has passed it."
    )
    second_factor_from = models.DateField(
        null=True,
        blank=True,
        help_text="From this day on whoever works here needs a second factor. Until then they are reminded.",
    )
    shows_voices = models.BooleanField(
        "Who said what, what is next",
        default=True,
        help_text="Below a story: key quotations with their speakers, and dates to come, as the copy desk reads them.",
    )
    crawlers = models.CharField(
        "AI crawlers",
        max_length=12,
        choices=CRAWLERS,
        default="no-training",
        help_text="What robots.txt and the text-and-data-mining notice ask. What an agency wrote is always reserved.",
    )
    security_contact = models.CharField(
        max_length=200,
        blank=True,
        validators=[e_mail_or_page],
        help_text="Where to report a hole: an e-mail address or an https:// page. Empty: the contact e-mail.",
    )
    websub_hub = models.URLField(
        "WebSub hub",
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text="A hub that tells feed readers at once. It is named in every feed and told when one changes.",
    )
    gone_text = models.CharField(max_length=300, default="This story is no longer available.")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class _OfStation(models.Model):
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=80, validators=[URL_WORD])

    class Meta:
        abstract = True
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=("station", "slug"), name="%(class)s_once_a_station")]

    def __str__(self) -> str:
        return self.name


def not_a_house_word(slug: str) -> None:
    """Refuse URL words that the site keeps for itself."""
    if is_reserved(slug):
        raise ValidationError(f"“{slug}” is an address that the site uses itself. Choose another word.")


def not_another_house_word(slug: str) -> None:
    """Refuse those words for a house page too, but for the one that it may write in the house's place."""
    if slug != "privacy":
        not_a_house_word(slug)


class Section(_OfStation):
    """A part of a station's site: News, Weather, Sport."""

    slug = models.CharField(max_length=80, validators=[URL_WORD, not_a_house_word])

    description = models.CharField(max_length=300, blank=True)
    rank = models.PositiveSmallIntegerField(default=50, help_text="Lower stands earlier in the navigation.")

    class Meta(_OfStation.Meta):
        ordering = ("rank", "name")

    def clean(self) -> None:
        """Refuse an address that a house page has."""
        if self.station_id and HousePage.objects.filter(station=self.station_id, slug=self.slug).exists():
            raise ValidationError({"slug": f"A house page of {self.station} has the address “/{self.slug}/” already."})


class Topic(_OfStation):
    """What a story is about; can be followed."""

    description = models.CharField(max_length=300, blank=True)
    words = models.CharField(
        max_length=400,
        blank=True,
        help_text="Words in a headline that file a story here by themselves, comma separated.",
    )
    media_topic = models.CharField(
        max_length=40, blank=True, help_text="IPTC Media Topic code, such as medtop:11000000."
    )


class Thread(_OfStation):
    """A running story: what happened before and since, under one address that never changes."""


class HousePage(_OfStation):
    """What a station says of itself, under an address of its own or as a link: privacy, terms, its public file."""

    name = models.CharField("title", max_length=120)
    slug = models.CharField(max_length=80, validators=[URL_WORD, not_another_house_word])
    body = RichTextField(blank=True, features=["h2", "h3", "bold", "italic", "link", "ul", "ol"])
    url = models.URLField(
        "elsewhere", blank=True, help_text="Where it stands, if it stands elsewhere. The footer then leads there."
    )
    is_in_footer = models.BooleanField("in the footer", default=True)
    rank = models.PositiveSmallIntegerField(default=50, help_text="Lower stands earlier in the footer.")

    class Meta(_OfStation.Meta):
        ordering = ("rank", "name")

    def clean(self) -> None:
        """Refuse a page without words or a place elsewhere, and an address that a section has."""
        if not self.body and not self.url:
            raise ValidationError({"body": "Write the page, or say below where it stands elsewhere."})
        if self.station_id and Section.objects.filter(station=self.station_id, slug=self.slug).exists():
            raise ValidationError({"slug": f"A section of {self.station} has the address “/{self.slug}/” already."})


class Author(_OfStation):
    """Somebody with a byline and a card below their stories."""

    role = models.CharField(max_length=120, blank=True)
    bio = models.TextField(blank=True)
    picture = models.ForeignKey("desk.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
