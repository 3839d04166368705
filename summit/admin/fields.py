"""Form fields of the platform's admin."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput

from summit.models import Delegation


class TypedJSONField(forms.JSONField):
    """JSON that comes back as it was typed, and that PostgreSQL can store.

    Django's lets through, or falls over, what Python reads and JSONB does not: halves of a
    character, nesting without end, numbers of thousands of digits, `NaN`.
    """

    def to_python(self, value: Any) -> Any:
        try:
            read = super().to_python(value)
            json.dumps(read, ensure_ascii=False, allow_nan=False).encode()
        except (ValueError, RecursionError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return read

    def bound_data(self, data: Any, initial: Any) -> Any:
        if self.disabled or data is None:
            return super().bound_data(data, initial)
        return InvalidJSONInput(data)


class DelegationChoiceField(forms.ModelChoiceField[Delegation]):
    """A delegation, named together with its summit."""

    def label_from_instance(self, obj: Delegation) -> str:
        return f"{obj.summit.short_title}: {obj.name}"
