"""The entries, and the words in the database's own index; every story that has run is wanted in it."""

from django.db import migrations, models

from nightdesk.search import on_postgresql, on_sqlite


def make(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(on_sqlite.MAKE)
    else:
        for statement in on_postgresql.MAKE:
            schema_editor.execute(statement)
    schema_editor.execute(
        "INSERT INTO press_unindexed (story_id, wish) SELECT id, 1 FROM desk_story WHERE slug <> ''"
        " ON CONFLICT (story_id) DO NOTHING"
    )


def drop(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(on_sqlite.DROP)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("press", "0003_unindexed"), ("desk", "0030_machines")]
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("story_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("station_id", models.BigIntegerField()),
                ("row", models.BigIntegerField(help_text="Orders the entries by their first run.", unique=True)),
                ("digest", models.CharField(max_length=32)),
                ("packed", models.BinaryField(default=b"")),
            ],
        ),
        migrations.RunPython(make, drop),
    ]
