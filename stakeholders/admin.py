"""Stakeholders in the admin of a summit."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext as _

from summit.admin import ScopedModelAdmin, scoped_site
from summit.admin.scoped import ScopedAdminForm

from .models import Contact, Engagement, Organisation


@admin.register(Organisation, site=scoped_site)
class OrganisationAdmin(ScopedModelAdmin[Organisation]):
    list_display = ["name", "kind", "parent", "country", "delegation", "visibility"]
    list_filter = ["delegation", "visibility", "kind"]
    list_select_related = ["delegation", "parent"]
    search_fields = ["name__en", "name__ja"]
    autocomplete_fields = ["parent"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Contact, site=scoped_site)
class ContactAdmin(ScopedModelAdmin[Contact]):
    list_display = ["name", "native_name", "title", "organisation", "delegation", "visibility"]
    list_select_related = ["delegation", "organisation"]
    search_fields = ["name", "native_name", "organisation__name__en", "organisation__name__ja"]
    autocomplete_fields = ["organisation"]


class EngagementForm(ScopedAdminForm[Engagement]):
    """An engagement; the contact belongs to the organisation."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        contact, organisation = cleaned.get("contact"), cleaned.get("organisation")
        if contact and organisation and contact.organisation_id != organisation.pk:
            self.add_error("contact", _("This contact belongs to another organisation."))
        return cleaned


@admin.register(Engagement, site=scoped_site)
class EngagementAdmin(ScopedModelAdmin[Engagement]):
    form = EngagementForm
    list_display = ["subject", "on", "organisation", "channel", "stage", "delegation", "visibility"]
    list_filter = ["delegation", "visibility", "stage", "channel"]
    list_select_related = ["delegation", "organisation"]
    search_fields = [
        "subject__en",
        "subject__ja",
        "objective",
        "organisation__name__en",
        "organisation__name__ja",
    ]
    autocomplete_fields = ["organisation", "contact"]
    date_hierarchy = "on"
