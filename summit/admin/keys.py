"""Keys of rows as they come in: nonsense is refused or shown again, never looked up."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def is_key(value: object) -> bool:
    """Whether a value has the form of a primary key."""
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


class KeyAutocompleteSelect(AutocompleteSelect):
    """Shows a form again that came with nonsense for a key; Django's looks the nonsense up."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, [key for key in value if is_key(key)], attr)


class OfferedAutocompleteView(AutocompleteJsonView):
    """Completes the fields that a form of this site offers it for, and no others.

    Django's completes whatever leads to a registered model, backwards too, where it falls over.
    """

    admin_site: Any

    def process_request(self, request: HttpRequest) -> Any:
        # Of Django's stubs the class lacks it
        term, model_admin, field, to_field = super().process_request(request)  # type: ignore[misc]
        owner = self.admin_site._registry.get(field.model)
        if owner is None or field.name not in owner.get_autocomplete_fields(request):
            raise PermissionDenied
        # PostgreSQL refuses null characters
        return term.replace("\x00", ""), model_admin, field, to_field
