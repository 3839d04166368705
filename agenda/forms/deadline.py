"""Forms of deadlines: what is due, and who is responsible on the own side."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from agenda.choices import DueKind
from agenda.deadlines.parts import set_responsible
from agenda.models import AgendaItem, Assignment, Deadline, Meeting
from stakeholders.models import Engagement
from summit.forms.scoped import ScopedModelForm
from summit.forms.side import SideField
from summit.http import SummitRequest
from summit.models import Delegation, Member
from summit.text import validate_readable
from summit.zones import local

CLOSE_OF_BUSINESS = dt.time(17, 0)
# Far enough for any summit, and far enough from the ends of what Python can count
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
WHEN = ("due_kind", "day", "time", "capital")
CONCERNS = ("item", "meeting", "engagement")


class CapitalField(forms.ModelChoiceField[Delegation]):
    """A delegation, named by its capital."""

    def label_from_instance(self, obj: Delegation) -> str:
        return str(obj.capital)


class ItemField(forms.ModelChoiceField[AgendaItem]):
    """An agenda item with its number."""

    def label_from_instance(self, obj: AgendaItem) -> str:
        return f"{obj.number}. {obj.title}" if obj.number else str(obj.title)


class MeetingField(forms.ModelChoiceField[Meeting]):
    """A meeting with its day, as the clocks where it is held have it."""

    def label_from_instance(self, obj: Meeting) -> str:
        day = timezone.localtime(obj.starts_at, obj.zone)
        return f"{date_format(day, pgettext('date format, short', 'D j M'))}: {obj.title}"


class EngagementField(forms.ModelChoiceField[Engagement]):
    """An engagement with its organisation."""

    def label_from_instance(self, obj: Engagement) -> str:
        return f"{obj.organisation.name}: {obj.subject}"


class MembersField(forms.ModelMultipleChoiceField[Member]):
    """Members of the own side; says whom no reminder can reach."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Member) -> str:
        if obj.account_id:
            return str(obj.label)
        return _("%(member)s (no reminders: no account)") % {"member": obj.label}


def choosable_members(side: Delegation, chosen: QuerySet[Assignment]) -> QuerySet[Member]:
    """Standing members of the side, and those who are responsible already."""
    already = chosen.values("member")
    members = Member.objects.of_side(side.pk).select_related("delegation")
    return members.filter(Q(withdrawn_at__isnull=True) | Q(pk__in=already))


class ResponsibleMixin(forms.Form):
    """Who is responsible on the own side.

    Use: `prepare_responsible()`, then `check_responsible()`, then `set_responsible()`.

    Parts that are done stay, so they cannot be unchecked. To take away a part that the other sides
    have seen needs a reason.
    """

    responsible = MembersField(
        label=gettext_lazy("Responsible on our side"),
        queryset=Member.objects.none(),
        required=False,
        help_text=gettext_lazy("They are reminded until their part is done."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why somebody is relieved"),
        max_length=500,
        required=False,
        validators=[validate_readable],
        help_text=gettext_lazy(
            "Needed if you uncheck somebody whose part the other delegations see; they see it too."
        ),
    )
    parts: list[Assignment]

    def prepare_responsible(self, deadline: Deadline, side: Delegation) -> None:
        """Offer the members of the side, with those checked who have a part."""
        own = Assignment.objects.filter(deadline=deadline.pk).of_side(side.pk)
        standing = own.filter(waived_at__isnull=True)
        self.parts = list(standing.select_related("member__delegation"))
        field = self.fields["responsible"]
        field.queryset = choosable_members(side, standing)  # type: ignore[attr-defined]
        self.initial.setdefault("responsible", [part.member_id for part in self.parts])
        if not any(part.is_shared for part in self.parts):
            del self.fields["reason"]

    def check_responsible(self) -> None:
        """Errors at the fields for a part that is done or needs a reason to be taken away."""
        if "responsible" not in self.cleaned_data:
            return
        chosen = {member.pk for member in self.cleaned_data["responsible"]}
        relieved = [part for part in self.parts if part.member_id not in chosen]
        for part in relieved:
            if part.done_at:
                self.add_error(
                    "responsible",
                    _("%(member)s is done with this; reopen that part first.")
                    % {"member": part.member},
                )
        seen = [part for part in relieved if part.is_shared and part.is_open]
        if seen and not self.cleaned_data.get("reason"):
            names = pgettext("between names", "; ").join(str(part.member) for part in seen)
            why = _("Say why %(members)s no longer has a part in it.") % {"members": names}
            self.add_error("reason", why)

    def set_responsible(self, deadline: Deadline, side: Delegation) -> None:
        """Do what the valid form says."""
        members, reason = self.cleaned_data["responsible"], self.cleaned_data.get("reason", "")
        set_responsible(deadline, side, members, reason=reason)


class ResponsibleForm(ResponsibleMixin):
    """The own side's part in a deadline that another side set."""

    def __init__(self, *args: Any, deadline: Deadline, side: Delegation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare_responsible(deadline, side)
        self.fields["responsible"].label = _("Members")
        self.fields["side"] = SideField(side)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_responsible()
        return cleaned


class DeadlineForm(ScopedModelForm[Deadline], ResponsibleMixin):
    """A deadline of the own side, with the own side's parts in it."""

    page = "agenda:deadline_detail"
    derived = ("due_at",)
    not_stored = frozenset({"reason"})

    day = forms.DateField(
        label=gettext_lazy("Due on"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Not needed for close of business, which is 17:00."),
    )

    class Meta:
        model = Deadline
        fields = (
            "title", "details", "due_kind", "capital", "critical", *CONCERNS, "visibility",
        )  # fmt: skip
        field_classes = {
            "capital": CapitalField,
            "item": ItemField,
            "meeting": MeetingField,
            "engagement": EngagementField,
        }
        widgets = {"due_kind": forms.RadioSelect}
        help_texts = {"critical": gettext_lazy("For what the summit cannot do without.")}

    def __init__(self, *args: Any, request: SummitRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        self.prepare_responsible(self.instance, request.delegation)
        deadline = self.instance
        choices = {
            "capital": Delegation.objects.filter(summit=request.summit),
            "item": AgendaItem.objects.in_order(),
            "meeting": Meeting.objects.all(),
            "engagement": Engagement.objects.select_related("organisation"),
        }
        for name, queryset in choices.items():
            if name in CONCERNS:
                present = Q(pk=getattr(deadline, f"{name}_id"))
                queryset = queryset.filter(Q(withdrawn_at__isnull=True) | present)
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        self.fields["capital"].empty_label = None  # type: ignore[attr-defined]
        self.fields["due_kind"].choices = DueKind.choices  # type: ignore[attr-defined]
        if deadline._state.adding:
            self.initial.setdefault("capital", request.delegation.pk)
        else:
            shown = timezone.localtime(deadline.due_at, deadline.zone)
            self.initial.update(day=shown.date(), time=shown.time())
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        """In groups. A new deadline has a visibility, an old one may have a reason."""
        rest = [name for name in ("responsible", "reason") if name in self.fields]
        first = ["visibility"] if "visibility" in self.fields else []
        return Layout(
            *first,
            "title",
            "details",
            Fieldset(
                _("When"),
                "due_kind",
                Row(Column("day"), Column("time"), Column("capital")),
                "critical",
            ),
            Fieldset(_("What it concerns"), *CONCERNS),
            Fieldset(_("Who has it"), *rest),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        named = [name for name in CONCERNS if cleaned.get(name)]
        for name in named[1:]:
            self.add_error(
                name, _("A deadline concerns an item, a meeting or an engagement, not several.")
            )
        self.check_responsible()
        moved = self.instance._state.adding or {*WHEN} & {*self.changed_data}
        if moved and {"due_kind", "day", "capital"} <= cleaned.keys():
            self._clean_instant(cleaned)
        return cleaned

    def follow_up(self, row: Deadline) -> None:
        self.set_responsible(row, self.request.delegation)

    def says_the_same(self, row: Deadline) -> bool:
        standing = row.assignments.of_side(row.delegation_id).filter(waived_at__isnull=True)
        chosen = {member.pk for member in self.cleaned_data["responsible"]}
        same_parts = chosen == set(standing.values_list("member", flat=True))
        return same_parts and super().says_the_same(row)

    def _clean_instant(self, cleaned: dict[str, Any]) -> None:
        """Day and time by the capital's clocks become `due_at`; errors stand at the time."""
        if cleaned["due_kind"] == DueKind.CLOSE_OF_BUSINESS:
            cleaned["time"] = CLOSE_OF_BUSINESS
        time = cleaned.get("time")
        if time is None:
            if "time" not in self.errors:
                self.add_error("time", ValidationError(_("Say at what time."), code="required"))
            return
        zone = cleaned["capital"].zone
        due_at = local(cleaned["day"], time, zone)
        if due_at.astimezone(zone).time() != time:
            self.add_error(
                "time",
                _("Clocks in %(capital)s skip %(time)s on that day.")
                % {"capital": cleaned["capital"].capital, "time": f"{time:%H:%M}"},
            )
            return
        self.instance.due_at = due_at
