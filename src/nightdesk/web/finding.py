"""Find what somebody at the command line means: an address of the press, or a story."""

from urllib.parse import unquote, urlsplit

from nightdesk.desk.models import Station, Story
from nightdesk.kit.refused import UNKNOWN, Refused
from nightdesk.press.models import Sheet


def address_of(name: str) -> str:
    """Return the press's address for ``station:/path/`` or for a page's URL."""
    if not name.startswith(("http://", "https://")):
        return name
    url = urlsplit(name)
    host = url.hostname or ""
    station = (
        Station.objects.filter(host=host).first()
        or Station.objects.filter(slug=host.removesuffix(".localhost")).first()
    )
    station = station or Station.objects.first()
    if station is None:
        raise Refused("there is no station yet. Start with: nightdesk up", UNKNOWN)
    return f"{station.slug}:{unquote(url.path) or '/'}"


def story_of(name: str) -> Story:
    """Return the story with this number, this address or this URL. Raises Refused when there is none."""
    stories = Story.objects.select_related("station", "wire", "latest_revision")
    if name.isdecimal() and len(name) < 19:
        found = stories.filter(pk=int(name)).first()
    else:
        address = address_of(name)
        address = address if address.endswith("/") else f"{address}/"
        about = Sheet.objects.filter(address=address, kind="story").values_list("about", flat=True).first()
        slug, _, path = address.partition(":")
        found = (
            stories.filter(pk=int(about.partition(":")[2])).first()
            if about
            else stories.filter(station__slug=slug, slug=path.strip("/").rpartition("/")[2]).exclude(slug="").first()
        )
    if found is None:
        raise Refused(f"there is no story “{name}”. Give its number, its address (station:/path/) or its URL.", UNKNOWN)
    return found
