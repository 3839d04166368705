"""The form of a meeting: what, where, and when as the clocks of the place show it."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from agenda.forms.meeting_items import SlotForm, already_there, slot_changes
from agenda.meetings import change_slots
from agenda.models import Meeting, Venue
from agenda.programme import EARLIEST, LATEST
from summit.forms.scoped import ScopedModelForm
from summit.http import SummitRequest
from summit.zones import local, zone_names


class DayInput(forms.DateInput):
    """The browser's own date picker; it speaks ISO in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DayField(forms.DateField):
    """A date within the years in which programmes are made."""

    widget = DayInput
    default_validators = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]


class VenueField(forms.ModelChoiceField[Venue]):
    """Venues with the zone that each brings, and a word where one is internal."""

    def label_from_instance(self, obj: Venue) -> str:
        text = f"{obj} ({obj.time_zone})"
        return text if obj.is_shared else gettext("%(row)s (internal)") % {"row": text}


class MeetingForm(ScopedModelForm[Meeting]):
    """Day and times are those of `time_zone`; left empty it is the venue's, else the summit's.

    Sets `starts_at` and `ends_at` of the instance. A time that a change of clocks skips is an
    error at its field; of one that comes twice the first is meant. `items` are the rows of its
    agenda, which stand in the same page: to be validated, and saved along.
    """

    page = "agenda:meeting_detail"
    derived = ("starts_at", "ends_at")

    day = DayField(label=_("Date"))
    starts = forms.TimeField(label=pgettext_lazy("of a meeting", "Start"), widget=ClockInput)
    ends = forms.TimeField(label=pgettext_lazy("of a meeting", "End"), widget=ClockInput)
    last_day = DayField(
        label=_("Date of the end"),
        required=False,
        help_text=_("Only if it ends after midnight."),
    )

    class Meta:
        model = Meeting
        fields = ["title", "format", "venue", "room", "time_zone", "remarks", "visibility"]

    def __init__(
        self,
        *args: Any,
        request: SummitRequest,
        items: forms.BaseFormSet[SlotForm],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, request=request, **kwargs)
        self.items = items
        meeting = self.instance
        standing = Q(withdrawn_at__isnull=True) | Q(pk=meeting.venue_id)
        self.fields["venue"] = VenueField(
            label=_("Venue"),
            queryset=Venue.objects.filter(standing),
            required=False,
            empty_label="—",
        )
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"), choices=self._zones, required=False
        )
        if not meeting._state.adding:
            self._show_times()
        self.helper.layout = self._layout()

    def _default_zone(self, venue: Venue | None) -> str:
        return venue.time_zone if venue else self.request.summit.time_zone

    def _zones(self) -> list[tuple[str, Any]]:
        summit_zone = self.request.summit.time_zone
        capitals = {
            side.time_zone: f"{side.capital} ({side.time_zone})"
            for side in self.request.delegations
        }
        named = [name for name in zone_names() if "/" in name and not name.startswith("Etc/")]
        kept = {self.instance.time_zone} - {""}
        automatic = gettext("The venue’s; without a venue %(zone)s") % {"zone": summit_zone}
        return [
            ("", automatic),
            (gettext("Capitals"), list(capitals.items())),
            (gettext("All zones"), [(name, name) for name in sorted({*named, *kept, "UTC"})]),
        ]

    def _show_times(self) -> None:
        meeting = self.instance
        starts = meeting.starts_at.astimezone(meeting.zone)
        ends = meeting.ends_at.astimezone(meeting.zone)
        # Left to follow the venue, as it did: another venue then brings its own zone
        follows = meeting.time_zone == self._default_zone(meeting.venue)
        shown = {
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "last_day": ends.date() if ends.date() != starts.date() else None,
            "time_zone": "" if follows else meeting.time_zone,
        }
        self.initial = {**self.initial, **shown}

    def _layout(self) -> Layout:
        when = Row(
            Column("day", css_class="col-sm-6 col-md-3"),
            Column("starts", css_class="col-6 col-md-3"),
            Column("ends", css_class="col-6 col-md-3"),
            Column("last_day", css_class="col-sm-6 col-md-3"),
        )
        where = Row(
            Column("venue", css_class="col-md-7"),
            Column("room", css_class="col-md-5"),
        )
        first = ["visibility"] if "visibility" in self.fields else []
        return Layout(
            *first,
            "title",
            "format",
            Fieldset(gettext("When and where"), when, where, "time_zone"),
            "remarks",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "time_zone" in cleaned and "venue" in cleaned:
            cleaned["time_zone"] = cleaned["time_zone"] or self._default_zone(cleaned["venue"])
            self._read_times(cleaned, ZoneInfo(cleaned["time_zone"]))
        return cleaned

    def is_valid(self) -> bool:
        # Both are asked, so that all errors show at once
        return all([super().is_valid(), not self.is_bound or self.items.is_valid()])

    def follow_up(self, row: Meeting) -> None:
        change_slots(row, slot_changes(self.items))

    def says_the_same(self, row: Meeting) -> bool:
        return super().says_the_same(row) and already_there(row, slot_changes(self.items))

    def _read_times(self, cleaned: dict[str, Any], zone: ZoneInfo) -> None:
        day, last_day = cleaned.get("day"), cleaned.get("last_day") or cleaned.get("day")
        starts_at = self._instant("starts", day, cleaned.get("starts"), zone)
        ends_at = self._instant("ends", last_day, cleaned.get("ends"), zone)
        if starts_at is None or ends_at is None or "last_day" in self.errors:
            return
        if ends_at > starts_at:
            self.instance.starts_at, self.instance.ends_at = starts_at, ends_at
        elif cleaned.get("last_day"):
            self.add_error("last_day", _("The end must come after the start."))
        else:
            self.add_error(
                "ends",
                _("The end must come after the start. After midnight? Give the date of the end."),
            )

    def _instant(
        self, field: str, day: dt.date | None, at: dt.time | None, zone: ZoneInfo
    ) -> dt.datetime | None:
        if day is None or at is None:
            return None
        # An hour that comes twice: what already stands there is meant, the second time too
        kept = self.instance.starts_at if field == "starts" else self.instance.ends_at
        if kept is not None:
            shown = kept.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)
            if shown == dt.datetime.combine(day, at):
                return kept
        instant = local(day, at, zone)
        if instant.astimezone(zone).replace(tzinfo=None) == dt.datetime.combine(day, at):
            return instant
        self.add_error(
            field,
            _("Clocks in %(zone)s skip %(time)s on this day; choose another time.")
            % {"zone": zone.key, "time": f"{at:%H:%M}"},
        )
        return None
