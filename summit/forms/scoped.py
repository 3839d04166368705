"""Base of the forms of scoped rows."""

import uuid
from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from summit.choices import Visibility
from summit.http import SummitRequest
from summit.models import DelegationOwned, Shareable

from .bilingual import BilingualFormField

M = TypeVar("M", bound=DelegationOwned)


def refuse_internal(form: forms.ModelForm[Any], cleaned: dict[str, Any]) -> None:
    """Put an error at each field by which a shared row would refer to an internal one."""
    visibility = cleaned.get("visibility") or getattr(form.instance, "visibility", None)
    if visibility != Visibility.SHARED:
        return
    for name, value in list(cleaned.items()):
        if isinstance(value, Shareable) and not value.is_shared:
            message = _("“%(row)s” is internal; something shared cannot refer to it.")
            form.add_error(name, message % {"row": value})


class ScopedModelForm(forms.ModelForm[M]):
    """A form for one side's row. Takes `request`; a new row belongs to the request's delegation.

    `visibility`, where the form has it, is asked only of a new row: to share an existing one is an
    act of its own. A shared row refuses to point at internal ones, with an error at the field
    (the database refuses it too). Constraints that involve the owner are checked.

    A form sent twice makes one row: a new row's id comes from the hidden `new_id`. After `save()`
    `made_before` tells that this was the second time.
    """

    instance: M
    made_before = False

    def __init__(self, *args: Any, request: SummitRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        if self.instance._state.adding:
            self.instance.delegation = request.delegation
            self.fields["new_id"] = forms.UUIDField(
                widget=forms.HiddenInput, initial=uuid.uuid4, required=False
            )
        else:
            self.fields.pop("visibility", None)
        if "visibility" in self.fields:
            self.fields["visibility"] = forms.ChoiceField(
                label=_("Who sees it"),
                choices=Visibility.choices,
                initial=Visibility.INTERNAL,
                widget=forms.RadioSelect,
            )
        for field in self.fields.values():
            if isinstance(field, BilingualFormField):
                field.use_languages(request.summit.languages)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.render_hidden_fields = True

    def _get_validation_exclusions(self) -> set[str]:
        # "One a side" constraints name the delegation, which no form shows.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"delegation"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "new_id" in self.fields:
            # Mixed with the account, so that nobody can aim at a row that exists
            seed = cleaned.pop("new_id", None) or uuid.uuid4()
            self.instance.pk = uuid.uuid5(seed, str(self.request.user.pk))
        refuse_internal(self, cleaned)
        return cleaned

    def save(self, commit: bool = True) -> M:
        if not (commit and "new_id" in self.fields):
            row: M = super().save(commit)
            return row
        try:
            with transaction.atomic():
                row = super().save()
        except IntegrityError:
            earlier: M | None = (
                type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
            )
            if earlier is None:
                raise
            self.made_before = True
            return earlier
        return row
