"""The side that a page was opened for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from summit.models import Delegation


class SideField(forms.CharField):
    """Hidden in every form that writes; refuses a page that was opened in another delegation.

    A seat may move to the other side while a page is open. What was written there for one side
    must not be saved for the other. The old value stays in the form, so it is refused again.
    """

    def __init__(self, side: Delegation) -> None:
        self.side = side
        super().__init__(
            widget=forms.HiddenInput, initial=str(side.pk), required=False, max_length=36
        )

    def clean(self, value: Any) -> str:
        cleaned: str = super().clean(value)
        if moved(cleaned, self.side):
            raise ValidationError(moved_message(self.side), code="side")
        return cleaned


def moved(sent: str, side: Delegation) -> bool:
    """Whether a page that sent this `side` was opened for another delegation."""
    return bool(sent) and sent != str(side.pk)


def moved_message(side: Delegation) -> str:
    """What to tell whoever sent such a page."""
    return _(
        "This page was opened for another delegation; your seat is now with %(side)s. Nothing was "
        "saved. Copy what you still need and open the page anew."
    ) % {"side": side.name}
