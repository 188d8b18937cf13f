"""Words are cut otherwise (items of lists, “1,000”, words among letters of scripts without spaces): read all anew."""

from django.db import migrations

WANT_ALL = (
    "INSERT INTO press_unindexed (story_id, wish) SELECT id, 1 FROM desk_story WHERE slug <> ''"
    " ON CONFLICT (story_id) DO UPDATE SET wish = press_unindexed.wish + 1"
)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index")]
    operations = [migrations.RunSQL(WANT_ALL, migrations.RunSQL.noop)]
