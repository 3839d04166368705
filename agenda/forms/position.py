"""The form of our position on an item."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agenda.models import Position
from summit.forms.scoped import ScopedModelForm

TEXTS = ["objective", "talking_points", "must_have", "red_line", "fallback", "if_raised"]


class PositionForm(ScopedModelForm[Position]):
    """Our position, new or written before."""

    class Meta:
        model = Position
        fields = TEXTS
        widgets = {
            "objective": forms.Textarea({"rows": 2}),
            "talking_points": forms.Textarea({"rows": 8}),
            "must_have": forms.Textarea({"rows": 3}),
            "red_line": forms.Textarea({"rows": 3}),
            "fallback": forms.Textarea({"rows": 3}),
            "if_raised": forms.Textarea({"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in TEXTS):
            raise ValidationError(_("Write at least one of these."), code="empty")
        return cleaned
