"""The day from which a station asks for a second factor, and where the acts of the trail took place.

Wagtail's log had no station: each entry about a row that still stands is given those of the row.
"""

from django.db import migrations, models

_WITH_STATION = ("story", "section", "topic", "author", "thread", "picture")


def say_where(apps, schema_editor):
    """Write the station of its row on each entry; what is gone has none, and is seen by the whole house's alone."""
    entries = apps.get_model("wagtailcore", "ModelLogEntry").objects.filter(content_type__app_label="desk")
    for model in _WITH_STATION:
        rows = apps.get_model("desk", model)._base_manager
        batch = []
        for entry in entries.filter(content_type__model=model).only("pk", "object_id", "data").iterator():
            batch.append(entry)
            if len(batch) == 500:
                _write(rows, batch)
                batch = []
        _write(rows, batch)
    for entry in entries.filter(content_type__model="station"):
        entry.data = {**(entry.data or {}), "places": f",{entry.object_id},"}
        entry.save(update_fields=["data"])


def _write(rows, batch):
    stations = {
        str(pk): station
        for pk, station in rows.filter(
            pk__in=[one.object_id for one in batch if one.object_id.isdecimal()]
        ).values_list("pk", "station_id")
    }
    for entry in batch:
        station = stations.get(entry.object_id)
        entry.data = {**(entry.data or {}), "places": f",{station}," if station else ""}
    if batch:
        type(batch[0]).objects.bulk_update(batch, ["data"])


class Migration(migrations.Migration):
    dependencies = [("desk", "0025_desk_embargo"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("wagtailcore.modellogentry",),
        ),
        migrations.AddField(
            model_name="station",
            name="second_factor_from",
            field=models.DateField(
                blank=True,
                help_text="From this day on whoever works here needs a second factor. Until then they are reminded.",
                null=True,
            ),
        ),
        migrations.RunPython(say_where, migrations.RunPython.noop),
    ]
