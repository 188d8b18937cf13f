"""Two groups: editors, and chief editors, who may also kill. Where they work is said per person and station."""

from django.db import migrations

_RIGHTS = {
    "story": ("add", "change", "view", "publish", "lock", "unlock"),
    "section": ("add", "change", "view"),
    "topic": ("add", "change", "view"),
    "author": ("add", "change", "view"),
}
_NAMES = {"publish": "Can publish story", "lock": "Can lock story", "unlock": "Can unlock story"}


def create_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")

    def right(app, model, codename, name):
        kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
        found, _ = Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        return found

    editors, _ = Group.objects.get_or_create(name="Editors")
    chiefs, _ = Group.objects.get_or_create(name="Chief editors")
    rights = [
        right("desk", model, f"{verb}_{model}", _NAMES.get(verb, f"Can {verb} {model}"))
        for model, verbs in _RIGHTS.items()
        for verb in verbs
    ]
    rights.append(right("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"))
    editors.permissions.add(*rights)
    chiefs.permissions.add(*rights, right("desk", "story", "kill_story", "Can kill story"))
    _allow_pictures(apps, (editors, chiefs), right)


def _allow_pictures(apps, groups, right):
    Collection = apps.get_model("wagtailcore", "Collection")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = Collection.objects.order_by("depth").first()
    for verb in ("add", "change", "choose"):
        permission = right("wagtailimages", "image", f"{verb}_image", f"Can {verb} image")
        for group in groups:
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0003_wire_agency_names"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
