"""Which agenda items a meeting takes, and for how many minutes each."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agenda.meetings import SlotChange
from agenda.models import AgendaItem, Meeting, MeetingItem
from summit.text import validate_readable

EMPTY_ROWS = 3
MOST_ROWS = 50


def item_label(item: AgendaItem) -> str:
    """Number and title; drafts have none, and say that they are internal."""
    if item.number is not None:
        return f"{item.number}. {item.title}"
    return gettext("%(row)s (internal)") % {"row": item.title}


class SlotForm(forms.Form):
    """One row: an item that the meeting has already (`known`), or room for another."""

    known = forms.BooleanField(widget=forms.HiddenInput, required=False)
    item = forms.ChoiceField(label=_("Agenda item"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600)
    position = forms.IntegerField(label=_("Order"), min_value=0, max_value=999, required=False)
    remove = forms.BooleanField(label=_("Remove"), required=False)
    reason = forms.CharField(
        label=_("Reason, if you remove what is shared"),
        max_length=500,
        required=False,
        validators=[validate_readable],
    )

    def __init__(
        self,
        *args: Any,
        items: dict[str, AgendaItem],
        slots: dict[UUID, MeetingItem],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        self.chosen = items.get(str(self._shown("item")))
        self.slot = slots.get(self.chosen.pk) if self.chosen and self._shown("known") else None
        self.fields["item"] = forms.ChoiceField(
            label=_("Agenda item"),
            choices=[("", "—"), *((pk, item_label(item)) for pk, item in items.items())],
            widget=forms.HiddenInput if self.slot else forms.Select,
        )
        if self.slot is None:
            del self.fields["remove"]
        if self.slot is None or not self.slot.is_shared:
            del self.fields["reason"]
        for name, field in self.fields.items():
            css = {"item": "form-select", "remove": "form-check-input"}.get(name, "form-control")
            invalid = " is-invalid" if self.is_bound and self[name].errors else ""
            field.widget.attrs |= {"class": css + invalid, "aria-label": field.label}
            if name == "reason":
                field.widget.attrs["placeholder"] = _("Reason")

    def _shown(self, name: str) -> Any:
        # Not self[name].value(): a bound field would keep the field that is replaced above
        return self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)

    def clean_item(self) -> AgendaItem:
        return self.items[self.cleaned_data["item"]]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("remove") and "reason" in self.fields and not cleaned.get("reason"):
            self.add_error("reason", _("The other delegations saw it: give a reason."))
        return cleaned

    def change(self) -> SlotChange:
        """What a valid row asks for."""
        cleaned = self.cleaned_data
        return SlotChange(
            item=cleaned["item"],
            minutes=cleaned["minutes"],
            position=cleaned["position"],
            is_new=not cleaned["known"],
            removed=cleaned.get("remove", False),
            reason=cleaned.get("reason", ""),
        )


class BaseSlotFormSet(forms.BaseFormSet[SlotForm]):
    """The rows of one meeting; an item may stand in it once."""

    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            item = form.cleaned_data.get("item") if form.is_valid() else None
            if item is not None and item in seen:
                form.add_error("item", _("This item already stands in the meeting."))
            seen.add(item)


SlotFormSet = forms.formset_factory(
    SlotForm,
    BaseSlotFormSet,
    extra=EMPTY_ROWS,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS + EMPTY_ROWS,
    validate_max=True,
)


def slot_changes(formset: forms.BaseFormSet[SlotForm]) -> list[SlotChange]:
    """What the rows of a valid formset ask for, in their order; empty rows ask for nothing."""
    return [form.change() for form in formset if form.cleaned_data.get("item")]


def already_there(meeting: Meeting, changes: list[SlotChange]) -> bool:
    """Whether what the rows ask for is what stands in the meeting."""
    own = MeetingItem.objects.of_side(meeting.delegation_id).standing().filter(meeting=meeting)
    asked = {(change.item.pk, change.minutes) for change in changes if not change.removed}
    return asked == set(own.values_list("item", "minutes"))


def slot_formset(data: Any, meeting: Meeting | None) -> forms.BaseFormSet[SlotForm]:
    """The rows for `meeting` (None: for a new one), filled from `data` if it is not None."""
    own: list[MeetingItem] = []
    if meeting is not None:
        slots = MeetingItem.objects.of_side(meeting.delegation_id).standing()
        own = list(slots.filter(meeting=meeting))
    choices = AgendaItem.objects.filter(
        Q(withdrawn_at__isnull=True) | Q(pk__in=[slot.item_id for slot in own])
    )
    return SlotFormSet(
        data,
        prefix="items",
        initial=[
            {
                "known": True,
                "item": str(slot.item_id),
                "minutes": slot.minutes,
                "position": slot.position,
            }
            for slot in own
        ],
        form_kwargs={
            "items": {str(item.pk): item for item in choices.in_order()},
            "slots": {slot.item_id: slot for slot in own},
        },
    )
