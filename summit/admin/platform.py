"""What the platform administrator manages besides accounts: seats, summits, delegations."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from summit.models import Delegation, Seat, Summit

from .display import KeyedModelAdmin, ReadableModelAdmin
from .fields import DelegationChoiceField, TypedJSONField
from .sites import platform_site


class KeptModelAdmin(ReadableModelAdmin[Any]):
    """Rows that are never deleted: others refer to them for the record."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Seat, site=platform_site)
class SeatAdmin(KeyedModelAdmin[Seat]):
    """Who sits on which side. Taking a seat away takes all access to that summit away.

    A seat stays where it is: moved to the other side, a form that was opened on the old one would
    be written into the new one. Whoever changes sides gets a new seat.
    """

    list_display = ["account", "summit", "delegation", "access"]
    list_filter = ["summit", "delegation", "access"]
    list_select_related = ["account", "summit", "delegation"]
    search_fields = ["account__email", "account__name"]
    autocomplete_fields = ["account"]

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "delegation":
            kwargs["queryset"] = Delegation.objects.select_related("summit")
            kwargs["form_class"] = DelegationChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["account", "summit", "delegation"] if obj else []


class SummitForm(forms.ModelForm[Summit]):
    """A summit; the ladder is checked at its field, languages are those of the interface."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        field_classes = {"ladder": TypedJSONField}


@admin.register(Summit, site=platform_site)
class SummitAdmin(KeptModelAdmin):
    form = SummitForm
    list_display = ["title", "slug", "starts_on", "ends_on", "reference_date", "time_zone"]
    search_fields = ["title__en", "title__ja", "slug"]
    date_hierarchy = "starts_on"


class DelegationForm(forms.ModelForm[Delegation]):
    """A delegation; its language is one of the interface's."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


@admin.register(Delegation, site=platform_site)
class DelegationAdmin(KeptModelAdmin):
    form = DelegationForm
    list_display = ["name", "code", "summit", "part", "time_zone", "language"]
    list_filter = ["summit", "part"]
    list_select_related = ["summit"]
    search_fields = ["name__en", "name__ja", "code"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # Its rows and seats belong to that summit
        return ["summit"] if obj else []
