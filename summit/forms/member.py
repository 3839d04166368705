"""Form of a member of one's own delegation."""

from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from summit.http import SummitRequest
from summit.models import Account, Member

from .scoped import ScopedModelForm


class AccountField(forms.ModelChoiceField[Account]):
    """An account with a seat on our side: a scope sees no others."""

    def label_from_instance(self, obj: Account) -> str:
        return f"{obj.name} ({obj.email})" if obj.name else obj.email


class MemberForm(ScopedModelForm[Member]):
    """Who somebody is in our delegation, and which account the reminders go to."""

    page = "summit:member_detail"

    class Meta:
        model = Member
        fields = [
            "visibility",
            "name",
            "native_name",
            "title",
            "office",
            "native_office",
            "role",
            "precedence",
            "phone",
            "account",
        ]
        help_texts = {
            "phone": _("Whoever sees this member reads it: once shared, every delegation."),
        }

    def __init__(self, *args: Any, request: SummitRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        accounts = Account.objects.names().filter(
            Q(is_active=True) | Q(pk=self.instance.account_id)
        )
        self.fields["account"] = AccountField(
            accounts,
            label=_("Account"),
            required=False,
            empty_label=_("none"),
            help_text=_("Reminders go to this account. Without one nobody is reminded."),
        )
        visibility = ["visibility"] if "visibility" in self.fields else []
        self.helper.layout = Layout(
            *visibility,
            Row(Column("name"), Column("native_name")),
            "title",
            Row(Column("office"), Column("native_office")),
            Fieldset(_("In the delegation"), Row(Column("role"), Column("precedence"))),
            Fieldset(_("How to reach them"), Row(Column("phone"), Column("account"))),
        )

    def clean_account(self) -> Account | None:
        """At the field, what `summit_member_account` says of the row as a whole."""
        account: Account | None = self.cleaned_data["account"]
        others = Member.objects.of_side(self.request.delegation.pk).exclude(pk=self.instance.pk)
        if account and others.filter(account=account).exists():
            raise ValidationError(_("Another member of this delegation has this account."))
        return account
