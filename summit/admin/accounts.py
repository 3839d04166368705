"""Accounts, in the platform's admin."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from summit.models import Account

from .display import KeyedModelAdmin
from .sites import platform_site


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


def keep_one_address(account: Account) -> None:
    """Let the address of the account be the only one by which it signs in and resets passwords.

    allauth keeps addresses in a table of its own, and looks there first.
    """
    EmailAddress.objects.filter(Q(user=account) | Q(email=account.email)).delete()
    EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)


@admin.register(Account, site=platform_site)
class AccountAdmin(KeyedModelAdmin[Any], UserAdmin[Any]):
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

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = [str(field) for field in super().get_readonly_fields(request, obj)]
        # Nobody locks themselves out
        return [*fields, "is_active", "is_platform"] if obj == request.user else fields

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Account, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            keep_one_address(obj)
