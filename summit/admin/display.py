"""What every admin page shows differently from Django's: bilingual texts, and choices by key."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest

from summit.text import Bilingual, BilingualField

from .keys import KeyAutocompleteSelect
from .lists import ListModelAdmin
from .saving import FormModelAdmin

M = TypeVar("M", bound=models.Model)


def every_language(text: Bilingual) -> str:
    """One language a line."""
    return "\n".join(text.values())


class KeyedModelAdmin(ListModelAdmin[M], FormModelAdmin[M]):
    """Choices of rows whose keys are UUIDs."""

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeyAutocompleteSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ReadableModelAdmin(KeyedModelAdmin[M]):
    """Lists show the reader's language; pages that are only looked at show every language."""

    def get_list_display(self, request: HttpRequest) -> Any:
        return [self._readable(name, str) for name in super().get_list_display(request)]

    def get_fields(self, request: HttpRequest, obj: M | None = None) -> Any:
        names = super().get_fields(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return names
        return [self._readable(name, every_language) for name in names]

    def _readable(self, name: Any, shown: Callable[[Bilingual], str]) -> Any:
        """`name`, or where it names a bilingual field a function that admin calls instead."""
        try:
            field = self.opts.get_field(name)
        except FieldDoesNotExist:
            return name
        if not isinstance(field, BilingualField):
            return name

        @admin.display(description=field.verbose_name, ordering=f"{name}__en")
        def column(row: M) -> str:
            return shown(getattr(row, name))

        column.__name__ = name
        return column
