"""Base of the admin of scoped nouns. The database keeps the sides apart; this keeps it pleasant."""

from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from summit.forms.bilingual import BilingualFormField
from summit.forms.scoped import refuse_internal
from summit.http import SummitRequest
from summit.models import Account, DelegationOwned, Member, Shareable
from summit.permissions import may_write

from .history import changes
from .saving import check_references
from .withdraw import WithdrawModelAdmin

M = TypeVar("M", bound=DelegationOwned)


class ScopedAdminForm(forms.ModelForm[M]):
    """A new row belongs to the side of the request; a shared one refers to nothing internal."""

    request: SummitRequest  # set by ScopedModelAdmin.get_form
    instance: M

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.delegation = self.request.delegation
        for field in self.fields.values():
            if isinstance(field, BilingualFormField):
                field.use_languages(self.request.summit.languages)

    def _get_validation_exclusions(self) -> set[str]:
        # "One a side" constraints name the delegation, which no form shows.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"delegation"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        refuse_internal(self, cleaned)
        return cleaned


class ScopedModelAdmin(WithdrawModelAdmin[M]):
    """Own rows are written, the other sides' shared ones only looked at.

    Visibility is chosen at creation: to share a row is an act of its own, with its own page, and so
    is withdrawing it. What the policies would filter is refused, never passed over in silence.
    """

    form: Any = ScopedAdminForm
    exclude = ["delegation"]
    list_select_related: ClassVar[Any] = ["delegation"]
    list_filter: ClassVar[Any] = ["delegation", "visibility"]
    object_history_template = "admin/scoped_history.html"
    # Columns that the other sides do not see, even of a shared row
    own_side_only: ClassVar[list[str]] = []

    # --- Who may do what
    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return True  # what the scope hides is not there

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_write(cast(SummitRequest, request).seat)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        is_withdrawn = isinstance(obj, Shareable) and obj.is_withdrawn
        return self.has_add_permission(request) and self._is_own(request, obj) and not is_withdrawn

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        is_shared = isinstance(obj, Shareable) and obj.is_shared
        return self.has_change_permission(request, obj) and not is_shared

    @staticmethod
    def _is_own(request: HttpRequest, obj: models.Model | None) -> bool:
        own = cast(SummitRequest, request).delegation.pk
        return obj is None or getattr(obj, "delegation_id", None) == own

    # --- The form
    def get_form(
        self, request: HttpRequest, obj: M | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[M]]:
        form = super().get_form(request, obj, change, **kwargs)
        # Admin makes the form without a request, and the form needs to know whose row it makes
        return type(form.__name__, (form,), {"request": request})

    def get_exclude(self, request: HttpRequest, obj: M | None = None) -> list[str]:
        excluded = [str(name) for name in super().get_exclude(request, obj) or ()]
        return excluded if self._is_own(request, obj) else [*excluded, *self.own_side_only]

    def get_readonly_fields(self, request: HttpRequest, obj: M | None = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        if obj is None:
            return fields
        if isinstance(obj, Shareable):
            fields += ["visibility", "withdrawn_at", "withdrawn_reason"]
        return [*fields, "delegation", "created_at", "updated_at"]

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Members are chosen from the own side; of accounts a scope may read the names only."""
        if db_field.remote_field.model is Member:
            own = cast(SummitRequest, request).delegation.pk
            kwargs["queryset"] = Member.objects.of_side(own).select_related("delegation")
        elif db_field.remote_field.model is Account:
            kwargs["queryset"] = Account.objects.names()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # --- Deleting
    def delete_model(self, request: HttpRequest, obj: M) -> None:
        """PermissionDenied, and so no message of success, if a policy kept the row."""
        self._require(obj.delete(), 1)
        check_references()

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[M]) -> None:
        """All of them or none: the middleware rolls back."""
        wanted = len(queryset)
        self._require(queryset.delete(), wanted)

    def _require(self, deleted: tuple[int, dict[str, int]], wanted: int) -> None:
        if deleted[1].get(self.opts.label, 0) != wanted:
            raise PermissionDenied

    # --- History
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """From the event tables: admin's own log knows of admin only, and joins accounts."""
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined, no-any-return]
                request, self.opts, object_id
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(row)s") % {"row": row},
            "changes": changes(row, [] if self._is_own(request, row) else self.own_side_only),
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "object": row,
            "opts": self.opts,
        }
        return TemplateResponse(request, self.object_history_template, context)
