from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("press", "0002_pings")]
    operations = [
        migrations.CreateModel(
            name="Unindexed",
            fields=[
                ("story_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("wish", models.PositiveIntegerField(default=1)),
            ],
        ),
    ]
