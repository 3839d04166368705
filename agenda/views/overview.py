"""Where an aide starts: what stands, what is due, what comes next."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from agenda.items import lines
from agenda.models import AgendaItem, Assignment, Meeting
from summit.http import SummitRequest
from summit.models import Member

ITEMS_SHOWN = 8
DEADLINES_SHOWN = 6
MEETINGS_SHOWN = 4


@require_safe
def overview(request: SummitRequest) -> HttpResponse:
    """The first page of a summit."""
    now = timezone.now()
    items = AgendaItem.objects.standing().in_order()
    mine = (
        Assignment.objects.open()
        .filter(member__account=request.user.pk, deadline__withdrawn_at__isnull=True)
        .select_related(
            "deadline__capital", "deadline__item", "deadline__meeting", "deadline__engagement"
        )
        .order_by("deadline__due_at")
    )
    meetings = Meeting.objects.standing().filter(ends_at__gt=now).for_programme()
    context = {
        "eyebrow": occasion(request),
        "lines": lines(items[:ITEMS_SHOWN], request.delegations, request.summit.languages),
        "item_count": items.count(),
        "assignments": mine[:DEADLINES_SHOWN],
        "is_member": Member.objects.standing().filter(account=request.user.pk).exists(),
        "meetings": meetings.order_by("starts_at", "ends_at", "id")[:MEETINGS_SHOWN],
    }
    return render(request, "agenda/overview.html", context)


def occasion(request: SummitRequest) -> str:
    """Rank of the visit as the reader's side calls it, place and days, as far as they are known."""
    summit = request.summit
    where_and_when = pgettext("between the parts of a list", ", ").join(
        filter(None, [str(summit.place), days(summit.starts_on, summit.ends_on)])
    )
    return " · ".join(filter(None, [str(request.delegation.visit_rank), where_and_when]))


def days(first: dt.date, last: dt.date) -> str:
    """8–14 April; 30 March – 2 April; 8 April."""
    day_and_month = pgettext("date format, day and month", "j F")
    if first == last:
        return date_format(first, day_and_month)
    if (first.year, first.month) == (last.year, last.month):
        return _("%(first)d–%(last)d %(month)s") % {
            "first": first.day,
            "last": last.day,
            "month": date_format(first, "F"),
        }
    return _("%(first)s – %(last)s") % {
        "first": date_format(first, day_and_month),
        "last": date_format(last, day_and_month),
    }
