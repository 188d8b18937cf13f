"""Whoever edits stories names threads. Beside its migration, so that tests can put the rights back."""

_VERBS = ("add", "change", "view")


def give(apps, schema_editor):
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label="desk", model="thread")
    rights = [
        Permission.objects.get_or_create(content_type=kind, codename=f"{verb}_thread", defaults={"name": f"Can {verb} thread"})[0]
        for verb in _VERBS
    ]
    for group in Group.objects.filter(name__in=("Editors", "Chief editors")):
        group.permissions.add(*rights)
