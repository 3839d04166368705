"""Forms of agenda items, and of who leads them."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.items import next_number, set_lead
from agenda.models import AgendaItem, ItemLead
from summit.forms.scoped import ScopedModelForm
from summit.forms.side import SideField
from summit.http import SummitRequest
from summit.models import Member


class LeadField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of our own members; says of which the other delegations do not know."""

    def label_from_instance(self, obj: Member) -> str:
        if obj.is_shared:
            return obj.label
        return str(_("%(member)s (internal)") % {"member": obj.label})


def lead_field(request: SummitRequest, item: AgendaItem | None) -> LeadField:
    """The field for our lead. One whom the others see cannot be taken away, only replaced."""
    lead = None
    if item is not None:
        lead = ItemLead.objects.of_side(request.delegation.pk).filter(item=item).first()
    # Whoever leads now stays to choose, even when withdrawn: saving must not replace them unseen
    present = Q(withdrawn_at__isnull=True) | Q(pk=lead.member_id if lead else None)
    ours = Member.objects.of_side(request.delegation.pk).select_related("delegation")
    members = ours.filter(present)
    if lead is not None and lead.is_shared:
        members = members.shared()
        help_text = _("The other delegations see our lead, so only a shared member can follow.")
    else:
        help_text = _("The other delegations see our lead where they see item and member.")
    return LeadField(
        members,
        label=_("Our lead"),
        required=lead is not None and lead.is_shared,
        empty_label=_("nobody yet"),
        initial=lead.member_id if lead else None,
        help_text=help_text,
    )


class ItemForm(ScopedModelForm[AgendaItem]):
    """An item of our own, with our lead. Shared at creation, it takes the next number."""

    page = "agenda:item_detail"

    class Meta:
        model = AgendaItem
        fields = ["visibility", "theme", "title", "common_text", "outcome_sought", "status"]

    def __init__(self, *args: Any, request: SummitRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        theme = self.fields["theme"].widget
        for code, entry in zip(theme.languages, theme.widgets, strict=True):
            entry.attrs["list"] = f"themes-{code}"
        existing = None if self.instance._state.adding else self.instance
        self.fields["lead"] = lead_field(request, existing)
        shown = [name for name in self.Meta.fields if name in self.fields and name != "status"]
        self.helper.layout = Layout(*shown, Row(Column("status"), Column("lead")))

    def themes(self) -> dict[str, list[str]]:
        """By language, the themes that the items of the summit have so far."""
        standing = AgendaItem.objects.standing().values_list("theme", flat=True)
        return {
            code: sorted({theme[code] for theme in standing if theme.get(code)})
            for code in self.request.summit.languages
        }

    def clean(self) -> dict[str, Any]:
        # The lead is a row of its own, and may stay internal under a shared item.
        lead = self.cleaned_data.pop("lead", None)
        return {**super().clean(), "lead": lead}

    def save(self, commit: bool = True) -> AgendaItem:
        if self.instance.is_shared and self.instance.number is None:
            self.instance.number = next_number(self.request.summit.pk)
        return super().save(commit)

    def follow_up(self, row: AgendaItem) -> None:
        set_lead(row, self.request.delegation, self.cleaned_data["lead"])

    def says_the_same(self, row: AgendaItem) -> bool:
        lead = ItemLead.objects.of_side(row.delegation_id).filter(item=row).first()
        chosen = self.cleaned_data["lead"]
        same_lead = (lead and lead.member_id) == (chosen and chosen.pk)
        return same_lead and super().says_the_same(row)


class LeadForm(forms.Form):
    """Our lead alone: for an item that belongs to the other side."""

    def __init__(self, *args: Any, request: SummitRequest, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"] = lead_field(request, item)
        self.fields["side"] = SideField(request.delegation)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
