"""The kernel's scoped nouns in the admin of a summit: members, and the mail that went out."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from summit.models import Account, Mail, Member

from .scoped import ScopedModelAdmin
from .sites import scoped_site


@admin.register(Member, site=scoped_site)
class MemberAdmin(ScopedModelAdmin[Member]):
    list_display = [
        "name",
        "native_name",
        "office",
        "role",
        "precedence",
        "delegation",
        "visibility",
    ]
    list_filter = ["delegation", "visibility", "role"]
    search_fields = ["name", "native_name", "office", "native_office", "title"]
    own_side_only = ["account"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Member]:
        # Fetched by name only, and None where the account is another side's
        names = Prefetch("account", Account.objects.names())
        return super().get_queryset(request).prefetch_related(names)


@admin.register(Mail, site=scoped_site)
class MailAdmin(ScopedModelAdmin[Mail]):
    """The delivery record: looked at, never written by hand."""

    list_display = [
        "send_at",
        "kind",
        "recipient",
        "rung",
        "due_at",
        "state",
        "attempts",
        "sent_at",
    ]
    list_filter = ["state", "kind"]
    search_fields = ["address", "recipient__name", "recipient__email"]
    date_hierarchy = "send_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        names = Prefetch("recipient", Account.objects.names())
        return super().get_queryset(request).prefetch_related(names)

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False
