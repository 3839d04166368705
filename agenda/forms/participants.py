"""Who of one's own delegation takes part in a meeting, and as what."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from agenda.choices import Function
from agenda.meetings import PartChange
from agenda.models import Meeting, Participation
from summit.forms.side import SideField
from summit.models import Delegation, Member
from summit.text import validate_readable


class Line(NamedTuple):
    """A member with the field that says what they do in the meeting."""

    member: Member
    participation: Participation | None
    field: BoundField


class ParticipantsForm(forms.Form):
    """One field a member of `side`.

    Only what differs from the page as it was shown is a change, so that two colleagues who edit
    at once do not undo each other.
    """

    def __init__(self, *args: Any, meeting: Meeting, side: Delegation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = Participation.objects.of_side(side.pk).standing().filter(meeting=meeting)
        self.parts = {part.member_id: part for part in standing}
        self.members = list(
            Member.objects.of_side(side.pk)
            .filter(Q(withdrawn_at__isnull=True) | Q(pk__in=self.parts))
            .select_related("delegation")
        )
        for member in self.members:
            part = self.parts.get(member.pk)
            self.fields[_name(member)] = forms.ChoiceField(
                label=member.label,
                choices=[("", _("does not take part")), *Function.choices],
                initial=part.function if part else "",
                required=False,
                show_hidden_initial=True,
                widget=forms.Select({"class": "form-select"}),
            )
        if any(part.is_shared for part in self.parts.values()):
            self.fields["reason"] = forms.CharField(
                label=_("Reason of the removal"),
                help_text=_("Needed where you remove somebody whom the other side sees."),
                max_length=500,
                required=False,
                validators=[validate_readable],
                widget=forms.TextInput({"class": "form-control"}),
            )
        self.fields["side"] = SideField(side)

    def lines(self) -> Iterator[Line]:
        """The members, those first who take part."""
        for member in sorted(self.members, key=lambda member: member.pk not in self.parts):
            yield Line(member, self.parts.get(member.pk), self[_name(member)])

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        gone = [
            self.parts.get(member.pk)
            for member in self.members
            if _name(member) in self.changed_data and cleaned.get(_name(member)) == ""
        ]
        if any(part and part.is_shared for part in gone) and not cleaned.get("reason"):
            self.add_error("reason", _("The other delegations saw it: give a reason."))
        return cleaned

    def asked(self) -> tuple[list[PartChange], str]:
        """What a valid form asks for, and the reason for those who go."""
        values = self.cleaned_data
        changes = [
            PartChange(member, Function(values[_name(member)]) if values[_name(member)] else None)
            for member in self.members
            if _name(member) in self.changed_data
        ]
        return changes, values.get("reason", "")


def _name(member: Member) -> str:
    return f"member_{member.pk.hex}"
