"""What the platform administrator manages: accounts, seats, summits, delegations."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from summit.models import Account, Delegation, Seat, Summit

from .display import KeyedModelAdmin, ReadableModelAdmin
from .sites import platform_site


class KeptModelAdmin(ReadableModelAdmin[Any]):
    """Rows that are never deleted: others refer to them for the record."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AccountCreationForm(AdminUserCreationForm):
    """A new account; without a password nobody can sign in to it yet."""

    class Meta:
        model = Account
        fields = ["email", "name", "language", "time_zone", "is_platform"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class AccountChangeForm(UserChangeForm[Account]):
    """Shows that there is a password, with a link to set another; never the password."""

    class Meta:
        model = Account
        fields = ["email", "name", "language", "time_zone", "is_active", "is_platform"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


@admin.register(Account, site=platform_site)
class AccountAdmin(UserAdmin[Any]):
    """Accounts are deactivated, never deleted."""

    form = AccountChangeForm
    add_form = AccountCreationForm
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (_("Preferences"), {"fields": ["language", "time_zone"]}),
        (_("Access"), {"fields": ["is_active", "is_platform", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "language", "time_zone", "is_platform"]}),
        (_("Password"), {"fields": ["usable_password", "password1", "password2"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    list_display = [
        "email",
        "name",
        "language",
        "time_zone",
        "is_active",
        "is_platform",
        "last_login",
    ]
    list_filter = ["is_active", "is_platform", "language", "seats__summit"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    filter_horizontal = []
    show_facets = admin.ShowFacets.NEVER

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = [str(field) for field in super().get_readonly_fields(request, obj)]
        # Nobody locks themselves out
        return [*fields, "is_active", "is_platform"] if obj == request.user else fields

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Seat, site=platform_site)
class SeatAdmin(KeyedModelAdmin[Seat]):
    """Who sits on which side. Taking a seat away takes all access to that summit away."""

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


class DelegationChoiceField(forms.ModelChoiceField[Delegation]):
    """A delegation, named together with its summit."""

    def label_from_instance(self, obj: Delegation) -> str:
        return f"{obj.summit.short_title}: {obj.name}"


class SummitForm(forms.ModelForm[Summit]):
    """A summit; the ladder is checked at its field, languages are those of the interface."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )


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
