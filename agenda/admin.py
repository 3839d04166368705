"""The agenda in the admin of a summit."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from summit.admin import ScopedModelAdmin, scoped_site

from .items import next_number
from .models import (
    AgendaItem,
    Assignment,
    Deadline,
    ItemLead,
    Meeting,
    MeetingItem,
    Participation,
    Position,
    Venue,
)


@admin.register(AgendaItem, site=scoped_site)
class AgendaItemAdmin(ScopedModelAdmin[AgendaItem]):
    list_display = ["title", "number", "theme", "status", "delegation", "visibility"]
    list_filter = ["delegation", "visibility", "status"]
    search_fields = ["title__en", "title__ja", "theme__en", "theme__ja"]

    def save_model(
        self, request: HttpRequest, obj: AgendaItem, form: forms.ModelForm[AgendaItem], change: Any
    ) -> None:
        """Shared at creation, it takes the next number."""
        if obj.is_shared and obj.number is None:
            obj.number = next_number(obj.delegation.summit_id)
        super().save_model(request, obj, form, change)


@admin.register(ItemLead, site=scoped_site)
class ItemLeadAdmin(ScopedModelAdmin[ItemLead]):
    list_display = ["item", "member", "delegation", "visibility"]
    list_select_related = ["delegation", "item", "member__delegation"]
    search_fields = ["item__title__en", "item__title__ja", "member__name", "member__native_name"]
    autocomplete_fields = ["item"]


@admin.register(Position, site=scoped_site)
class PositionAdmin(ScopedModelAdmin[Position]):
    """Always internal: there are only the own side's."""

    list_display = ["item", "objective", "updated_at"]
    list_filter = ["item__status"]
    list_select_related = ["item"]
    search_fields = ["item__title__en", "item__title__ja", "objective", "talking_points"]
    autocomplete_fields = ["item"]


@admin.register(Venue, site=scoped_site)
class VenueAdmin(ScopedModelAdmin[Venue]):
    list_display = ["name", "address", "time_zone", "delegation", "visibility"]
    search_fields = ["name__en", "name__ja", "address"]


@admin.register(Meeting, site=scoped_site)
class MeetingAdmin(ScopedModelAdmin[Meeting]):
    list_display = ["title", "format", "starts_at", "ends_at", "venue", "delegation", "visibility"]
    list_filter = ["delegation", "visibility", "format"]
    list_select_related = ["delegation", "venue"]
    search_fields = ["title__en", "title__ja", "room"]
    autocomplete_fields = ["venue"]
    date_hierarchy = "starts_at"


@admin.register(MeetingItem, site=scoped_site)
class MeetingItemAdmin(ScopedModelAdmin[MeetingItem]):
    list_display = ["meeting", "item", "minutes", "position", "delegation", "visibility"]
    list_select_related = ["delegation", "meeting", "item"]
    search_fields = [
        "meeting__title__en",
        "meeting__title__ja",
        "item__title__en",
        "item__title__ja",
    ]
    autocomplete_fields = ["meeting", "item"]


@admin.register(Participation, site=scoped_site)
class ParticipationAdmin(ScopedModelAdmin[Participation]):
    list_display = ["meeting", "member", "function", "delegation", "visibility"]
    list_filter = ["delegation", "visibility", "function"]
    list_select_related = ["delegation", "meeting", "member__delegation"]
    search_fields = [
        "meeting__title__en",
        "meeting__title__ja",
        "member__name",
        "member__native_name",
    ]
    autocomplete_fields = ["meeting"]


@admin.register(Deadline, site=scoped_site)
class DeadlineAdmin(ScopedModelAdmin[Deadline]):
    list_display = ["title", "due_at", "due_kind", "critical", "delegation", "visibility"]
    list_filter = ["delegation", "visibility", "critical", "due_kind"]
    search_fields = ["title__en", "title__ja", "details__en", "details__ja"]
    autocomplete_fields = ["item", "meeting", "engagement"]
    date_hierarchy = "due_at"


@admin.register(Assignment, site=scoped_site)
class AssignmentAdmin(ScopedModelAdmin[Assignment]):
    # A part is waived: withdrawn it would be neither open nor settled
    withdrawable = False
    list_display = ["deadline", "member", "done_at", "waived_at", "delegation", "visibility"]
    list_filter = [
        "delegation",
        "visibility",
        ("done_at", admin.EmptyFieldListFilter),
        ("waived_at", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["delegation", "deadline", "member__delegation"]
    search_fields = [
        "deadline__title__en",
        "deadline__title__ja",
        "member__name",
        "member__native_name",
    ]
    autocomplete_fields = ["deadline"]
