"""Django's and Wagtail's names of rights, answered from the roles. Which row a right is good for is asked elsewhere."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from nightdesk.desk import rights

_ENTRY = "wagtailadmin.access_admin"


class Roles(ModelBackend):
    """Signs in by name and password; rights come from the roles alone, never from Django's groups."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        named = {name for name, verb in rights.PERMISSIONS.items() if user_obj.may_somewhere(verb)}
        return named | {_ENTRY}

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return user_obj.is_active and perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(name.startswith(f"{app_label}.") for name in self.get_all_permissions(user_obj))
