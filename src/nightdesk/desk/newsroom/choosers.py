"""Choosers that offer what is within reach, and nothing else."""

from django.db.models import QuerySet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from nightdesk.desk.newsroom.reach import visible


class _Within:
    def get_object_list(self) -> QuerySet:
        return visible(super().get_object_list(), self.request.user)  # type: ignore[misc, attr-defined]


class _Choose(_Within, ChooseView):
    pass


class _ChooseResults(_Within, ChooseResultsView):
    pass


class ReachChooserViewSet(SnippetChooserViewSet):
    """For every snippet of the desk."""

    choose_view_class = _Choose
    choose_results_view_class = _ChooseResults
