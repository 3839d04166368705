"""Withdrawing a shared row: a page of its own, which asks for the reason."""

from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from summit.duties import open_duties
from summit.forms.withdraw import WithdrawForm
from summit.http import SummitRequest
from summit.models import DelegationOwned, Member, Shareable

from .display import ReadableModelAdmin

M = TypeVar("M", bound=DelegationOwned)


class WithdrawModelAdmin(ReadableModelAdmin[M]):
    """Own shared rows that stand have a link to `<pk>/withdraw/`; whoever may change may follow it.

    Rows that cannot be shared have neither.
    """

    change_form_template = "admin/scoped_change_form.html"
    withdraw_template: ClassVar[str] = "admin/scoped_withdraw.html"
    # False for what is ended in a way of its own
    withdrawable: ClassVar[bool] = True

    def has_withdraw_permission(self, request: HttpRequest, obj: M | None) -> bool:
        """Whether this row may be withdrawn, or was: not internal, not another side's."""
        if not (self.withdrawable and isinstance(obj, Shareable) and obj.is_shared):
            return False
        # Not the right to change it: that ends with the withdrawal
        is_own = obj.delegation_id == cast(SummitRequest, request).delegation.pk
        return is_own and self.has_add_permission(request)

    def get_urls(self) -> list[Any]:
        """With the page of the withdrawal first: Django's last one takes any address."""
        urls: list[Any] = super().get_urls()
        if not self.withdrawable or not issubclass(self.model, Shareable):
            return urls
        view = self.admin_site.admin_view(self.withdraw_view)
        return [path("<uuid:key>/withdraw/", view, name=self._name("withdraw")), *urls]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if self.has_withdraw_permission(request, obj) and not cast(Shareable, obj).is_withdrawn:
            context["withdraw_url"] = self._address("withdraw", obj)
        return super().render_change_form(request, context, *args, **kwargs)

    def withdraw_view(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Ask, then withdraw. 404 if hidden or absent, PermissionDenied if not ours to withdraw."""
        rows = self.get_queryset(request)
        row = get_object_or_404(rows, pk=key)
        if not self.has_withdraw_permission(request, row):
            raise PermissionDenied
        if request.method == "POST":
            # Only now: of another side's row a lock finds nothing, as if it were absent
            row = get_object_or_404(rows.select_for_update(of=("self",)), pk=key)
        shared = cast(Shareable, row)
        if shared.is_withdrawn:
            self.message_user(request, _("This was withdrawn before."), messages.INFO)
            return redirect(self._address("change", row))
        form = WithdrawForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            shared.withdraw(form.cleaned_data["reason"])
            self.message_user(request, _("“%(row)s” was withdrawn.") % {"row": row})
            return redirect(self._address("change", row))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw “%(row)s”?") % {"row": row},
            "form": form,
            "duties": open_duties(row) if isinstance(row, Member) else [],
            "object": row,
            "opts": self.opts,
            "cancel_url": self._address("change", row),
        }
        return TemplateResponse(request, self.withdraw_template, context)

    def _name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def _address(self, page: str, row: Any) -> str:
        return reverse(f"admin:{self._name(page)}", args=[row.pk])
