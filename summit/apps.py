"""The kernel as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummitConfig(AppConfig):
    name = "summit"
    verbose_name = _("Summit")

    def ready(self) -> None:
        # They register themselves: models with the admin sites, system checks
        from . import admin, checks  # noqa: F401
