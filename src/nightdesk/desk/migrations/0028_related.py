from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0027_days")]
    operations = [
        migrations.AddField(
            model_name="story",
            name="related",
            field=models.JSONField(
                default=list, editable=False, help_text="Stories with the same topics or names, by id."
            ),
        ),
    ]
