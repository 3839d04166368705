"""Agenda as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = _("Agenda")

    def ready(self) -> None:
        from summit import duties

        from . import admin  # noqa: F401  registers itself with the admin of a summit
        from .deadlines import parts
        from .reminders import register

        register()
        duties.register(parts.duties)
