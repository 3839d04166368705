"""Forms: what the address may fill in, and what the database refuses though the form was valid."""

import logging
from typing import Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import InsufficientPrivilege

M = TypeVar("M", bound=models.Model)

logger = logging.getLogger(__name__)


def is_about_rows(error: DatabaseError) -> bool:
    """Whether rows are the reason (a constraint, a policy, a row that is gone), not the service."""
    gone = type(error) is DatabaseError  # as Django says that an update found nothing
    by_policy = isinstance(error.__cause__, InsufficientPrivilege)
    return gone or by_policy or isinstance(error, IntegrityError | DataError)


class RefusedForm(forms.BaseModelForm[Any]):
    """Goes before a form whose row the database refused: it comes back with its entries."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.add_error(
            None,
            _("This could not be saved: something was changed or deleted meanwhile. Try again."),
        )
        return cleaned


class FormModelAdmin(admin.ModelAdmin[M]):
    """Adding, changing and deleting one row."""

    view_on_site = False

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Times are entered as the account's clocks show them, which the form says."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(db_field, models.DateTimeField):
            zone = _("In the time zone %(zone)s.") % {"zone": timezone.get_current_timezone_name()}
            field.help_text = f"{field.help_text} {zone}".strip()
        return field

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Of the address, what the form itself would take. Fields of several parts take nothing."""
        fields = self.get_form(request).base_fields
        return {
            name: value
            for name, value in request.GET.dict().items()
            if name in fields and _takes(fields[name], value)
        }

    # --- What only the database knows
    def get_form(
        self, request: HttpRequest, obj: M | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[M]]:
        form = super().get_form(request, obj, change=change, **kwargs)
        if getattr(request, "refused", False):
            return type(form.__name__, (RefusedForm, form), {})
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        """Where the database refuses the row, the form again. The first try is rolled back."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except DatabaseError as error:
            if request.method != "POST" or not is_about_rows(error):
                raise
            logger.warning("%s was not saved", self.opts.label, exc_info=True)
        request.refused = True  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Where the database refuses, the page of the row with the reason."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except DatabaseError as error:
            if request.method != "POST" or not is_about_rows(error):
                raise
            logger.warning("%s was not deleted", self.opts.label, exc_info=True)
        reason = _("This could not be deleted: something refers to it since. Try again.")
        self.message_user(request, reason, messages.ERROR)
        return HttpResponseRedirect(request.path)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        check_references()

    def delete_model(self, request: HttpRequest, obj: M) -> None:
        super().delete_model(request, obj)
        check_references()


def check_references() -> None:
    """Check now what PostgreSQL would check at the end of the transaction: the row's references."""
    connection.check_constraints()


def _takes(field: forms.Field, value: str) -> bool:
    if isinstance(field, forms.MultiValueField):
        return False
    try:
        field.clean(value)
    except ValidationError:
        return False
    return True
