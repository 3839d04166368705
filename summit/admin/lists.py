"""Lists are filtered by what their page offers, and by nothing else.

Django lets whoever sees a list filter it by every column, shown or not, and so find out by
bisection what a hidden column holds.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db import models
from django.http import HttpRequest, HttpResponse

from summit.bounds import FIRST_DAY, LAST_DAY

from .keys import is_key

M = TypeVar("M", bound=models.Model)

UNITS = ("year", "month", "day")


def filter_parameters(
    model: type[models.Model], list_filter: Iterable[Any], date_hierarchy: str | None
) -> set[str]:
    """The parameters that the links of these filters carry.

    Takes filters by choice, by relation, by yes or no, and by empty or not.
    """
    names = {f"{date_hierarchy}__{unit}" for unit in UNITS} if date_hierarchy else set()
    for entry in list_filter:
        path, kind = entry if isinstance(entry, tuple) else (entry, None)
        if kind is admin.EmptyFieldListFilter:
            names.add(f"{path}__isempty")
            continue
        field: Any = get_fields_from_path(model, path)[-1]
        target = f"__{field.target_field.name}" if field.is_relation else ""
        names.add(f"{path}{target}__exact")
        if field.null:
            names.add(f"{path}__isnull")
    return names


class OfferedChangeList(ChangeList):
    """Goes back to the whole list where a value of a filter makes no sense."""

    def get_filters(self, request: HttpRequest) -> Any:
        for values in self.get_filters_params().values():
            if any("\x00" in value for value in values):
                raise IncorrectLookupParameters
        if self.date_hierarchy:
            self._check_day(self.date_hierarchy)
        return super().get_filters(request)

    def _check_day(self, name: str) -> None:
        """A year, a month of a year, or a day of a month, in the years in which we work."""
        given = [self.params.get(f"{name}__{unit}") for unit in UNITS]
        parts = [part for part in given if part is not None]
        if parts != given[: len(parts)]:
            raise IncorrectLookupParameters
        if not parts:
            return
        try:
            year, month, day = [*map(int, parts), 1, 1][:3]
            within = FIRST_DAY <= dt.date(year, month, day) <= LAST_DAY
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters from error
        if not within:
            raise IncorrectLookupParameters


class ListModelAdmin(admin.ModelAdmin[M]):
    """The list of rows whose keys are UUIDs."""

    show_facets = admin.ShowFacets.NEVER  # counts for every filter: many queries, little told

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only what a filter of the page offers; Django answers 400 to the rest."""
        filters = self.get_list_filter(request) if request else self.list_filter
        return lookup in filter_parameters(self.model, filters, self.date_hierarchy)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return OfferedChangeList

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet[M]
    ) -> HttpResponse | None:
        """BadRequest where a chosen key is none."""
        if not all(map(is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise BadRequest("not a key")
        return super().response_action(request, queryset)
