"""Wagtail's permission policies, made row by row: the right to a verb, and the row within reach."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from nightdesk.desk.models import Author, Picture, Section, Station, Story, Thread, Topic, Wire
from nightdesk.desk.newsroom.reach import may_see, visible


class _WithinReach:
    """Narrows a policy to the rows of the person's stations."""

    _has_right: Callable[[Any, Iterable[str], Model], bool]

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Model) -> bool:
        return self._has_right(user, actions, instance) and may_see(instance, user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        return visible(super().instances_user_has_any_permission_for(user, actions), user)  # type: ignore[misc]

    def instances_user_has_permission_for(self, user: Any, action: str) -> QuerySet:
        return self.instances_user_has_any_permission_for(user, [action])


class StationPolicy(_WithinReach, ModelPermissionPolicy):
    """For what belongs to a station."""

    def _has_right(self, user: Any, actions: Iterable[str], instance: Model) -> bool:
        return self.user_has_any_permission(user, actions)


class PicturePolicy(_WithinReach, CollectionOwnershipPermissionPolicy):
    """For pictures: those of the station, and those that the group shares."""

    def _has_right(self, user: Any, actions: Iterable[str], instance: Model) -> bool:
        if instance.station_id is None and set(actions) == {"delete"}:  # type: ignore[attr-defined]
            return user.is_superuser  # another station's story may show it
        return CollectionOwnershipPermissionPolicy.user_has_any_permission_for_instance(self, user, actions, instance)


class PagePolicy(PagePermissionPolicy):
    """For Wagtail's pages: administrators only. Every menu asks for them, so nobody else is looked up for it."""

    def get_all_permissions_for_user(self, user: Any) -> QuerySet:
        return super().get_all_permissions_for_user(user).none()

    def explorable_root_instance(self, user: Any) -> Any:
        return super().explorable_root_instance(user) if user.is_superuser else None


def register() -> None:
    """Tell Wagtail, before it asks."""
    register_permission_policy(Page, PagePolicy(Page), exact_class=True)
    for model in (Story, Section, Topic, Author, Thread, Station, Wire):
        register_permission_policy(model, StationPolicy(model))


def register_pictures() -> None:
    """Take the place of the policy that wagtail.images registered when it was loaded."""
    policy = PicturePolicy(Picture, auth_model=Image, owner_field_name="uploaded_by_user")
    register_permission_policy(Picture, policy, exact_class=True)
