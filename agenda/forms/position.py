"""The form of our position on an item."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agenda.models import Position
from summit.forms.scoped import ScopedModelForm
from summit.http import SummitRequest

TEXTS = ["objective", "talking_points", "must_have", "red_line", "fallback", "if_raised"]


class PositionForm(ScopedModelForm[Position]):
    """Our position, new or written before.

    The hidden `seen` says which version the page was opened with. Where a colleague has saved
    another one since, the form comes back with an error and the entries; sent again, it replaces
    what the colleague wrote. `overtaken` then tells the page to show theirs.
    """

    overtaken = False

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

    def __init__(self, *args: Any, request: SummitRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        new = self.instance._state.adding
        self.version = "" if new else self.instance.updated_at.isoformat()
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, initial=self.version, required=False, max_length=40
        )
        # As it stands in the database; cleaning writes the entries into the instance
        self.standing = [
            (self.fields[name].label, getattr(self.instance, name))
            for name in TEXTS
            if getattr(self.instance, name)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        same_texts = not set(self.changed_data) & set(TEXTS)
        if cleaned.get("seen", "") != self.version and not same_texts:
            self.overtaken = True
            # What is shown again is what was sent, except that it now knows of the colleague's
            self.data = {**dict(self.data.items()), self.add_prefix("seen"): self.version}
            raise ValidationError(
                _(
                    "A colleague has saved our position since you opened this page. Theirs stands "
                    "below; take over what you need and save again, which replaces it."
                ),
                code="overtaken",
            )
        if not self.errors and not any(cleaned.get(name) for name in TEXTS):
            raise ValidationError(_("Write at least one of these."), code="empty")
        return cleaned
