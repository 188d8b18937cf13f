from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0031_crops'),
    ]

    operations = [
        migrations.AlterField(
            model_name='wire',
            name='is_unaltered',
            field=models.BooleanField(default=False, help_text='The terms forbid any change of words, and any cut of pictures.'),
        ),
    ]
