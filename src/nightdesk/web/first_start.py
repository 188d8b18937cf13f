"""What a start needs: the database as this version knows it, stations, an editor, and the demo."""

import sys
from urllib.parse import urlsplit

from django.core.management import call_command

from nightdesk.desk.first_editor import create_first_editor
from nightdesk.desk.models import Section, Station
from nightdesk.kit import leash
from nightdesk.web import demo as demo_group


def first_start(*, demo: bool, url: str) -> int:
    """Bring the state folder up to date. Harmless when it is."""
    leash.follow()
    _say("bringing the database up to date …")
    call_command("migrate", interactive=False, verbosity=0)
    if not Station.objects.exists():
        if demo:
            _say("setting up the demo: two stations and four wires …")
            port = urlsplit(url).port
            demo_group.set_up(f":{port}" if port else "")
        else:
            _say("setting up one plain station …")
            _plain_station(url)
    if created := create_first_editor():
        _say("the first editor (this is shown once; change it in the newsroom under My sign-in):")
        _say(f"    name      {created[0]}")
        _say(f"    password  {created[1]}")
    return 0


def _plain_station(url: str) -> None:
    host = urlsplit(url).hostname or "localhost"
    station = Station.objects.create(slug="station", name="Our station", host=host, url=url)
    Section.objects.create(station=station, slug="news", name="News", rank=1)


def _say(words: str) -> None:
    print(f"nightdesk: {words}", file=sys.stderr, flush=True)
