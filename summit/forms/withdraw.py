"""Why something shared no longer stands."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from summit.text import validate_readable


class WithdrawForm(forms.Form):
    """The reason that a withdrawal needs; see `Shareable.withdraw`."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        validators=[validate_readable],
        help_text=_("Every delegation reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
