from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("press", "0003_unindexed")]

    operations = [
        migrations.AddField(model_name="ping", name="wish", field=models.PositiveIntegerField(default=1)),
    ]
