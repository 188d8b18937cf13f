"""Give every story that has run its place in the front of its day, in the order in which they ran."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from django.db import migrations

CHUNK = 2000


def place(apps, schema_editor) -> None:
    """Number the stories of each day. A story that has no place in its month was never public and gets none here."""
    Station, Placing, FrontTail = (apps.get_model("desk", name) for name in ("Station", "Placing", "FrontTail"))
    for station in Station.objects.all():
        zone, last, new = ZoneInfo(station.zone), defaultdict(int), []
        placed = Placing.objects.filter(station=station, front__startswith="month:").order_by("front", "number")
        for story_id, first_run_at in placed.values_list("story_id", "story__first_run_at").iterator(CHUNK):
            if first_run_at is None:
                continue
            front = f"day:{first_run_at.astimezone(zone):%Y-%m-%d}"
            last[front] += 1
            new.append(Placing(station=station, front=front, number=last[front], story_id=story_id))
        Placing.objects.bulk_create(new, batch_size=CHUNK)
        tails = [FrontTail(station=station, front=front, last=number) for front, number in last.items()]
        FrontTail.objects.bulk_create(tails, batch_size=CHUNK)


def leave(apps, schema_editor) -> None:
    for name in ("Placing", "FrontTail"):
        apps.get_model("desk", name).objects.filter(front__startswith="day:").delete()


class Migration(migrations.Migration):
    dependencies = [("desk", "0026_second_factor")]
    operations = [migrations.RunPython(place, leave)]
