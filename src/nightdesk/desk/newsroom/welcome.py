"""The link of somebody new, or of somebody who lost a password: they choose one, once, and then sign in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse
from django.urls import reverse_lazy
from wagtail.log_actions import log


class Welcome(PasswordResetConfirmView):
    """Django's own, which keeps the token out of the address while the form is shown, and out of what is linked."""

    template_name = "nightdesk/newsroom/welcome.html"
    success_url = reverse_lazy("wagtailadmin_login")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        log(self.user, "nightdesk.person.password", user=self.user, data={"reason": "chosen by its link"})
        messages.success(self.request, "Your password is kept. Sign in with it.")
        return response
