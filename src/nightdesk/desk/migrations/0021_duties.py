"""A role for each person at each station; who worked there before goes on as what they could do.

The table is the one of Station.staff: it gains a column, and no row of it is touched but to say the role.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_ROLES = [
    ("editor", "Editor"), ("producer", "Producer"), ("copy-chief", "Copy chief"), ("moderator", "Moderator"),
    ("administrator", "Administrator"),
]  # fmt: skip
_GROUPS = ("Editors", "Chief editors")


def say_the_roles(apps, schema_editor):
    """Chief editors could kill and lift a kill: copy chiefs. A superuser administers. Everybody else edits.

    The two groups go: rights come from the roles alone, and a group that gives none would mislead.
    """
    duties, groups = apps.get_model("desk", "Duty"), apps.get_model("auth", "Group")
    duties.objects.filter(person__groups__name="Chief editors").update(role="copy-chief")
    duties.objects.filter(person__is_superuser=True).update(role="administrator")
    groups.objects.filter(name__in=_GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0020_lessons"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Duty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_column="user_id",
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="duties",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "station",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="duties", to="desk.station"
                            ),
                        ),
                    ],
                    options={"db_table": "desk_station_staff", "unique_together": {("station", "person")}},
                ),
                migrations.AlterField(
                    model_name="station",
                    name="staff",
                    field=models.ManyToManyField(
                        blank=True, related_name="stations", through="desk.Duty", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ]
        ),
        migrations.AddField(
            model_name="duty",
            name="role",
            field=models.CharField(choices=_ROLES, default="editor", max_length=20),
        ),
        migrations.RunPython(say_the_roles, migrations.RunPython.noop),
    ]
