"""Wagtail's permission policies, made row by row: the right to a verb, and the row within reach."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail.images.models import Image
from wagtail.models import Collection, Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from nightdesk.desk import rights
from nightdesk.desk.models import Author, HousePage, Picture, Section, Station, Story, Thread, Topic, Wire
from nightdesk.desk.newsroom.reach import may_see, visible


class _ByRole:
    """Asks the roles: for a kind of row whether the right is there at any station, for a row whether at its own."""

    _get_permission_name: Callable[[str], str]
    model: type[Model]

    def _verb(self, action: str) -> str | None:
        return rights.PERMISSIONS.get(self._get_permission_name(action))

    def user_has_permission(self, user: Any, action: str) -> bool:
        verb = self._verb(action)
        return user.is_superuser or (verb is not None and user.is_authenticated and user.may_somewhere(verb))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        verb = self._verb(action)
        return user.is_superuser or (verb is not None and may_see(instance, user, verb))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Model) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        every = self.model._default_manager.all()
        if user.is_superuser:
            return every
        verbs = {verb for action in actions if (verb := self._verb(action))}
        within = [visible(every, user, verb).values("pk") for verb in sorted(verbs)]
        found = Q()
        for rows in within:
            found |= Q(pk__in=rows)
        return every.filter(found) if within else every.none()

    def instances_user_has_permission_for(self, user: Any, action: str) -> QuerySet:
        return self.instances_user_has_any_permission_for(user, [action])


class StationPolicy(_ByRole, ModelPermissionPolicy):
    """For what belongs to a station."""


class PicturePolicy(_ByRole, CollectionOwnershipPermissionPolicy):
    """For pictures: those of the station, and those that the group shares. Collections divide nothing here."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        if instance.station_id is None and action == "delete":  # type: ignore[attr-defined]
            return user.is_superuser  # another station's story may show it
        return super().user_has_permission_for_instance(user, action, instance)

    def collections_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        every = Collection.objects.all()
        return every if any(self.user_has_permission(user, action) for action in actions) else every.none()

    def collections_user_has_permission_for(self, user: Any, action: str) -> QuerySet:
        return self.collections_user_has_any_permission_for(user, [action])


class PagePolicy(PagePermissionPolicy):
    """For Wagtail's pages: administrators only. Every menu asks for them, so nobody else is looked up for it."""

    def get_all_permissions_for_user(self, user: Any) -> QuerySet:
        return super().get_all_permissions_for_user(user).none()

    def explorable_root_instance(self, user: Any) -> Any:
        return super().explorable_root_instance(user) if user.is_superuser else None


def register() -> None:
    """Tell Wagtail, before it asks."""
    register_permission_policy(Page, PagePolicy(Page), exact_class=True)
    for model in (Story, Section, Topic, Author, Thread, HousePage, Station, Wire):
        register_permission_policy(model, StationPolicy(model))


def register_pictures() -> None:
    """Take the place of the policy that wagtail.images registered when it was loaded."""
    policy = PicturePolicy(Picture, auth_model=Image, owner_field_name="uploaded_by_user")
    register_permission_policy(Picture, policy, exact_class=True)
