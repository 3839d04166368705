"""Composing a reminder, inside the recipient's scope and in their language and zone."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from agenda.choices import DueKind
from agenda.models import Assignment, Deadline
from summit import clocks
from summit.ladder import Ladder
from summit.letters import Letter, Reader, render
from summit.models import Mail, Member

from .ladder import following, rungs


def fetch(mails: Sequence[Mail]) -> dict[UUID, Assignment]:
    """The assignments that these mails are about, with all that a letter shows."""
    others = (
        Assignment.objects.filter(withdrawn_at__isnull=True)
        .select_related("member__delegation")
        .order_by("delegation__position", "member__precedence")
    )
    return (
        Assignment.objects.select_related(
            "deadline__capital", "deadline__item", "deadline__meeting", "deadline__engagement"
        )
        .prefetch_related(Prefetch("deadline__assignments", others))
        .in_bulk([mail.about for mail in mails])
    )


def compose(mail: Mail, assignment: Assignment, reader: Reader) -> Letter:
    """The reminder of one's part in a deadline."""
    deadline, now = assignment.deadline, timezone.now()
    headline, subject = _how_long(deadline, reader.account.zone, now)
    context = {
        "reader": reader,
        "deadline": deadline,
        "headline": headline,
        "subject": subject,
        "title": deadline.title.read(),
        "times": _times(deadline, reader),
        "concerns": deadline.concerns,
        "summit": gettext("%(summit)s, %(t_minus)s")
        % {
            "summit": reader.summit,
            "t_minus": _t_minus(deadline, reader),
        },
        "with_you": pgettext("between names", "; ").join(_with_you(assignment, reader)),
        "url": _address(deadline, reader),
        "next": _next(deadline, reader, now),
    }
    return render("reminder", context, thread=deadline.pk)


def _how_long(deadline: Deadline, zone: dt.tzinfo, now: dt.datetime) -> tuple[str, str]:
    """How far off it is, by the recipient's calendar: above the title, and as the subject.

    The subject says nothing else: it is shown on locked screens and kept by every relay.
    """
    days = deadline.days_left(zone, now)
    if days < 0:
        late = {"days": -days}
        return (
            ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % late,
            ngettext(
                "Summit: a deadline is %(days)d day overdue",
                "Summit: a deadline is %(days)d days overdue",
                -days,
            )
            % late,
        )
    if deadline.is_overdue(now):
        return gettext("overdue since today"), gettext("Summit: a deadline has passed today")
    if days == 0:
        return gettext("due today"), gettext("Summit: a deadline today")
    if days == 1:
        return gettext("due tomorrow"), gettext("Summit: a deadline tomorrow")
    left = {"days": days}
    return (
        ngettext("due in %(days)d day", "due in %(days)d days", days) % left,
        ngettext("Summit: a deadline in %(days)d day", "Summit: a deadline in %(days)d days", days)
        % left,
    )


def _times(deadline: Deadline, reader: Reader) -> list[str]:
    """When it is due, a line for each capital, the reader's own first."""
    capital = deadline.capital_id if deadline.due_kind == DueKind.CLOSE_OF_BUSINESS else None
    places = clocks.places(reader.delegations, reader.account.zone)
    marks = {"+1": pgettext("day mark", "+1"), "−1": pgettext("day mark", "−1")}
    lines = []
    for reading in clocks.readings(deadline.due_at, places, close_of_business=capital):
        line = gettext("%(day)s, %(time)s %(city)s") % {
            "day": reading.long_day,
            "time": gettext("close of business") if reading.close_of_business else reading.clock,
            "city": reading.city,
        }
        if reading.day_mark:
            mark = marks.get(reading.day_mark, reading.day_mark)
            line = gettext("%(line)s (%(mark)s)") % {"line": line, "mark": mark}
        lines.append(line)
    return lines


def _t_minus(deadline: Deadline, reader: Reader) -> str:
    """T−n of the day it is due, as the capital that named it counts."""
    return clocks.t_minus(reader.summit.t_minus(timezone.localdate(deadline.due_at, deadline.zone)))


def _with_you(assignment: Assignment, reader: Reader) -> list[str]:
    """The others who have a part, as far as the reader may see them; the own side's first."""
    others = [other for other in assignment.deadline.assignments.all() if other.pk != assignment.pk]
    others.sort(key=lambda other: other.delegation_id != reader.delegation.pk)
    return [_name(other.member, reader) for other in others]


def _name(member: Member, reader: Reader) -> str:
    """A member's name as the reader writes it, with the delegation if it is another."""
    if member.delegation_id == reader.delegation.pk:
        return str(member)
    return gettext("%(name)s (%(delegation)s)") % {"name": member, "delegation": member.delegation}


def _next(deadline: Deadline, reader: Reader, now: dt.datetime) -> dict[str, Any] | None:
    """When the next reminder would come, by the reader's clock; None after the last."""
    ladder = Ladder.from_json(reader.summit.ladder)
    rung = following(rungs(ladder, deadline.due_at, reader.account.zone), now)
    if rung is None:
        return None
    here = clocks.places(reader.delegations, reader.account.zone)[:1]
    [reading] = clocks.readings(rung.at, here)
    return {"day": reading.long_day, "clock": reading.clock, "city": reading.city}


def _address(deadline: Deadline, reader: Reader) -> str:
    path = reverse("agenda:deadline_detail", args=[reader.summit.slug, deadline.pk])
    return f"{settings.BASE_URL}{path}"
