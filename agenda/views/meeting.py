"""Pages of the programme and its meetings."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from agenda import programme as plan
from agenda.forms.meeting import MeetingForm
from agenda.forms.meeting_items import slot_formset
from agenda.forms.participants import ParticipantsForm
from agenda.meetings import change_participants
from agenda.models import Deadline, Meeting, Participation
from summit.forms.attempt import done
from summit.forms.withdraw import WithdrawForm
from summit.http import SummitRequest
from summit.models import Delegation
from summit.permissions import may_write
from summit.views.own import holders, own_or_error, posted, require_writer


def meeting_url(request: SummitRequest, meeting: Meeting) -> str:
    """The address of the meeting's page."""
    return reverse("agenda:meeting_detail", args=[request.summit.slug, meeting.pk])


def programme_url(request: SummitRequest, meeting: Meeting | None = None) -> str:
    """The address of the programme, on the day of `meeting` if it is given."""
    url = reverse("agenda:programme", args=[request.summit.slug])
    if meeting is None:
        return url
    day = timezone.localdate(meeting.starts_at, timezone=request.summit.zone)
    return f"{url}?day={day.isoformat()}"


@require_safe
def programme(request: SummitRequest) -> HttpResponse:
    """A day of the programme, as the venue's clocks count days: `day`, or all before or after."""
    summit = request.summit
    busy = plan.meeting_days(summit.zone)
    chosen = plan.period(summit, request.GET.get("day", ""), busy)
    context = {
        "heading": _heading(chosen),
        "chosen": chosen,
        "options": _segments(request, chosen, busy),
        "days": plan.entries(chosen, summit.zone, request.delegations),
        "other_zone": timezone.get_current_timezone_name() != summit.time_zone,
    }
    return render(request, "agenda/meeting/programme.html", context)


def _heading(chosen: plan.Period) -> str:
    if chosen.day is not None:
        return date_format(chosen.day, pgettext("date format, full", "l j F"))
    return _("Before the visit") if chosen.segment == plan.BEFORE else _("After the visit")


def _segments(
    request: SummitRequest, chosen: plan.Period, busy: list[dt.date]
) -> list[tuple[str, str]]:
    summit = request.summit
    day_format = pgettext("date format, day", "D j")
    options = [(day.isoformat(), date_format(day, day_format)) for day in plan.visit_days(summit)]
    if chosen.segment == plan.BEFORE or any(day < summit.starts_on for day in busy):
        options.insert(0, (plan.BEFORE, pgettext("the visit", "Before")))
    if chosen.segment == plan.AFTER or any(day > summit.ends_on for day in busy):
        options.append((plan.AFTER, pgettext("the visit", "After")))
    return options


@require_safe
def meeting_detail(request: SummitRequest, pk: UUID) -> HttpResponse:
    """The meeting: when, where, who, about what, and what is due for it."""
    meetings = Meeting.objects.for_programme().prefetch_related(
        Prefetch("deadlines", Deadline.objects.for_panel(request.delegation.pk))
    )
    meeting = get_object_or_404(meetings, pk=pk)
    is_ours = meeting.delegation_id == request.delegation.pk
    known_zones = {timezone.get_current_timezone_name()}
    known_zones |= {side.time_zone for side in request.delegations}
    context = {
        "meeting": meeting,
        "entry": plan.entry(meeting, request.delegations),
        "may_edit": is_ours and may_write(request.seat) and not meeting.is_withdrawn,
        "may_staff": may_write(request.seat) and not meeting.is_withdrawn,
        "other_zone": meeting.time_zone not in known_zones,
        "sides": [
            (side, _participants(meeting, side))
            for side in request.delegations
            if meeting.is_shared or side == request.delegation
        ],
        "day_url": programme_url(request, meeting),
    }
    return render(request, "agenda/meeting/detail.html", context)


def _participants(meeting: Meeting, side: Delegation) -> list[Participation]:
    return [part for part in meeting.participations.all() if part.delegation_id == side.pk]


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_create(request: SummitRequest) -> HttpResponse:
    """A new meeting of our own, with its items. `day` in the address is its date."""
    require_writer(request)
    data = posted(request)
    items = slot_formset(data, None)
    initial = {"day": request.GET.get("day")}
    form = MeetingForm(data, request=request, items=items, initial=initial)
    if meeting := form.saved():
        messages.success(request, _("“%(meeting)s” is on the programme.") % {"meeting": meeting})
        return redirect(meeting_url(request, meeting))
    context = {
        "form": form,
        "items": items,
        "heading": _("New meeting"),
        "cancel_url": programme_url(request),
    }
    return render(request, "agenda/meeting/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_update(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Change our own meeting and the items that we put into it."""
    meeting = own_or_error(request, Meeting.objects.select_related("venue"), pk)
    if meeting.is_withdrawn:
        return _withdrawn_before(request, meeting)
    data = posted(request)
    items = slot_formset(data, meeting)
    form = MeetingForm(data, request=request, items=items, instance=meeting)
    if form.saved():
        messages.success(request, _("Saved."))
        return redirect(meeting_url(request, meeting))
    context = {
        "form": form,
        "items": items,
        "meeting": meeting,
        "heading": _("Edit meeting"),
        "cancel_url": meeting_url(request, meeting),
    }
    return render(request, "agenda/meeting/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def participants_edit(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Who of our own takes part, whoever's meeting it is."""
    require_writer(request)
    meeting = get_object_or_404(Meeting, pk=pk)
    if meeting.is_withdrawn:
        return _withdrawn_before(request, meeting)
    data = posted(request)
    form = ParticipantsForm(data, meeting=meeting, side=request.delegation)
    if done(form, lambda: change_participants(meeting, request.delegation, *form.asked())):
        messages.success(request, _("Saved."))
        return redirect(meeting_url(request, meeting))
    context = {
        "form": form,
        "meeting": meeting,
        "heading": _("Our participants"),
        "cancel_url": meeting_url(request, meeting),
    }
    return render(request, "agenda/meeting/participants.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_delete(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Ask, then delete our internal meeting or withdraw our shared one with a reason."""
    meeting = own_or_error(request, Meeting.objects.select_related("venue"), pk)
    if meeting.is_withdrawn:
        return _withdrawn_before(request, meeting)
    return _withdraw(request, meeting) if meeting.is_shared else _delete(request, meeting)


def _withdrawn_before(request: SummitRequest, meeting: Meeting) -> HttpResponse:
    messages.info(request, _("This meeting was withdrawn; it can no longer be changed."))
    return redirect(meeting_url(request, meeting))


def _delete(request: SummitRequest, meeting: Meeting) -> HttpResponse:
    held_by: list[tuple[str, int]] = []
    if request.method == "POST":
        try:
            meeting.delete()
        except ProtectedError as error:
            held_by = holders(error)
        else:
            messages.success(request, _("“%(meeting)s” was deleted.") % {"meeting": meeting})
            return redirect(programme_url(request))
    context = {
        "held_by": held_by,
        "heading": _("Delete “%(meeting)s”?") % {"meeting": meeting},
        "submit_label": _("Delete"),
        "cancel_url": meeting_url(request, meeting),
        "danger": True,
    }
    return render(request, "agenda/meeting/delete.html", context)


def _withdraw(request: SummitRequest, meeting: Meeting) -> HttpResponse:
    form = WithdrawForm(posted(request))
    if form.is_valid():
        meeting.withdraw(form.cleaned_data["reason"])
        messages.success(request, _("“%(meeting)s” was withdrawn.") % {"meeting": meeting})
        return redirect(meeting_url(request, meeting))
    context = {
        "form": form,
        "heading": _("Withdraw “%(meeting)s”?") % {"meeting": meeting},
        "submit_label": _("Withdraw"),
        "cancel_url": meeting_url(request, meeting),
        "danger": True,
    }
    return render(request, "agenda/meeting/withdraw.html", context)
