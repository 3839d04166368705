"""Base of the forms of scoped rows."""

import uuid
from typing import Any, ClassVar, TypeVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from summit.choices import Visibility
from summit.http import SummitRequest
from summit.models import DelegationOwned, Shareable
from summit.text import validate_readable

from .attempt import attempt
from .bilingual import BilingualFormField
from .side import SideField
from .standing import Standing, fingerprint, standing

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

    Save it with `saved()`. `visibility`, where the form has it, is asked only of a new row: to
    share an existing one is an act of its own. A shared row refuses to point at internal ones,
    with an error at the field (the database refuses it too). Constraints that involve the owner
    are checked.

    What colleagues, other tabs and impatient clicks do is answered with the entries and an error:

    - sent twice: the second time finds the row of the first (hidden `new_id`), which is the answer
      if it says the same;
    - `overtaken`: the stored values are not those with which the page was opened (hidden `seen`).
      `theirs` holds them where they differ; sent again, the entries replace them;
    - the seat moved to another side meanwhile (hidden `side`);
    - what the entries refer to was deleted meanwhile (`attempt`).
    """

    instance: M
    overtaken = False
    theirs: list[Standing]
    # The row that this very form made when it was sent before
    earlier: M | None = None
    # Name of the page of a row
    page: ClassVar[str] = ""
    # Fields of the row that `clean` sets from others
    derived: ClassVar[tuple[str, ...]] = ()
    # Fields that say something to the act of saving and are not stored for the next time
    not_stored: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, request: SummitRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.theirs = []
        for field in self.fields.values():
            if isinstance(field, BilingualFormField):
                field.use_languages(request.summit.languages)
            elif isinstance(field, forms.CharField):
                field.validators.append(validate_readable)
        self.is_new = self.instance._state.adding
        if self.is_new:
            self.instance.delegation = request.delegation
            self.fields["new_id"] = forms.UUIDField(
                widget=forms.HiddenInput, initial=uuid.uuid4, required=False
            )
            # The row of the first time must be known before fields are compared with others
            self.order_fields(["new_id"])
        else:
            self.fields.pop("visibility", None)
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, initial=self.version, required=False, max_length=40
        )
        self.fields["side"] = SideField(request.delegation)
        if "visibility" in self.fields:
            self.fields["visibility"] = forms.ChoiceField(
                label=_("Who sees it"),
                choices=Visibility.choices,
                initial=Visibility.INTERNAL,
                widget=forms.RadioSelect,
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.render_hidden_fields = True

    def follow_up(self, row: M) -> None:
        """What else a valid form asks for, once its row is saved."""

    def says_the_same(self, row: M) -> bool:
        """Whether `row`, made when this form was sent before, has what is sent now."""
        names = [*(self._meta.fields or ()), *self.derived]
        return all(
            getattr(row, field.attname) == getattr(self.instance, field.attname)
            for field in row._meta.concrete_fields
            if field.name in names
        )

    def saved(self) -> M | None:
        """The row with all that follows; None if nothing was saved, which the form then tells."""
        if not self.is_valid():
            return None
        earlier = self.earlier
        if earlier is None:
            with attempt(self):
                row = self.save()
                earlier = self.earlier
                if earlier is None:
                    self.follow_up(row)
        if earlier is not None:
            return self._sent_before(earlier)
        # The entries may come back: the row is as new as it was
        self.instance._state.adding = self.is_new and not self.is_valid()
        return row if self.is_valid() else None

    def save(self, commit: bool = True) -> M:
        if not (commit and self.is_new):
            row: M = super().save(commit)
            return row
        try:
            with transaction.atomic():
                row = super().save()
        except IntegrityError:
            # Sent twice at the same moment: the other one is in by now
            self.earlier = self._find(self.instance.pk)
            if self.earlier is None:
                raise
            return self.earlier
        return row

    def clean_new_id(self) -> uuid.UUID | None:
        """Give the new row its id, and find the one that this form may have made before."""
        seed: uuid.UUID | None = self.cleaned_data["new_id"]
        # Mixed with the account, so that nobody can aim at a row that exists
        self.instance.pk = uuid.uuid5(seed or uuid.uuid4(), str(self.request.user.pk))
        self.earlier = self._find(self.instance.pk)
        return seed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.earlier is not None:
            # It would be compared with itself, and found to be there already
            self._validate_unique = self._validate_constraints = False
        seen = cleaned.pop("seen", "")
        if self.add_prefix("seen") in self.data and "side" not in self.errors:
            self._compare(seen)
        for name in ("new_id", "side"):
            cleaned.pop(name, None)
        refuse_internal(self, cleaned)
        return cleaned

    def version(self) -> str:
        """Of the stored values; a row that is not stored has none."""
        return "" if self.is_new else fingerprint(self._stored())

    def _stored(self) -> list[BoundField]:
        hidden = {"new_id", "seen", "side", "visibility"} | self.not_stored
        return [self[name] for name in sorted(self.fields) if name not in hidden]

    def _compare(self, seen: str) -> None:
        version = self.version()
        changed = [field for field in self._stored() if field.name in self.changed_data]
        if seen == version or not changed or self.is_new:
            return
        self.overtaken = True
        in_order = [field for name in self.fields for field in changed if field.name == name]
        self.theirs = [standing(field) for field in in_order]
        # What is shown again is what was sent, except that it now knows of the colleague's
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix("seen")] = version
        self.data = data
        self.add_error(
            None,
            ValidationError(
                _(
                    "This was saved by somebody else, or in another tab, since you opened the "
                    "page. What stands there now is shown below; take over what you need and save "
                    "again, which replaces it."
                ),
                code="overtaken",
            ),
        )

    def _find(self, pk: uuid.UUID) -> M | None:
        found: M | None = type(self.instance)._default_manager.filter(pk=pk).first()
        return found

    def _sent_before(self, row: M) -> M | None:
        if self.says_the_same(row):
            return row
        message = _(
            "You already sent this form, with other entries: “%(row)s” was made then. Nothing was "
            "saved this time."
        ) % {"row": row}
        if self.page:
            url = reverse(self.page, args=[self.request.summit.slug, row.pk])
            message = format_html(
                '{} <a href="{}">{}</a>', message, url, _("Open it to change it.")
            )
        self.add_error(None, ValidationError(message, code="sent_before"))
        return None
