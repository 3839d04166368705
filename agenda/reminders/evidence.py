"""Who was reminded of what, through which rung: read from the mails of the own side."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from summit import clocks
from summit.choices import MailState
from summit.models import Mail

from ..models import Assignment
from .planning import KIND

# Superseded and cancelled ones reached nobody and were not meant to in the end.
OF_NO_NOTE = (MailState.SUPERSEDED, MailState.CANCELLED)


@dataclass(frozen=True)
class Reminder:
    """One mail about one part, and what became of it."""

    part: Assignment
    mail: Mail

    @property
    def rung(self) -> str:
        """T−7 before the day it is due, "due" on it, +2 two days later."""
        days = self.mail.rung
        if days is None:
            return gettext("reminder")
        if days == 0:
            return pgettext("rung of a ladder", "due")
        return clocks.t_minus(days) if days > 0 else f"+{-days}"

    @property
    def is_sent(self) -> bool:
        """Whether the recipient's server took it."""
        return self.mail.state == MailState.SENT

    @property
    def failed(self) -> bool:
        """Whether it was refused, or nobody knows what became of it."""
        return self.mail.state in (MailState.DEAD, MailState.UNKNOWN)

    @property
    def for_earlier_date(self) -> bool:
        """Whether the deadline has moved since."""
        return self.mail.due_at not in (None, self.part.deadline.due_at)


def reminders_of(parts: Iterable[Assignment]) -> dict[UUID, list[Reminder]]:
    """By assignment, oldest first. One query; only of the own side's parts are there any."""
    by_id = {part.pk: part for part in parts}
    mails = (
        Mail.objects.filter(kind=KIND, about__in=by_id)
        .exclude(state__in=OF_NO_NOTE)
        .order_by("send_at", "id")
    )
    found: dict[UUID, list[Reminder]] = defaultdict(list)
    for mail in mails:
        found[mail.about].append(Reminder(by_id[mail.about], mail))
    return found


def when(instant: dt.datetime, now: dt.datetime | None = None) -> str:
    """A coming instant in the reader's zone, in short: today 18:00, Mon 31 Mar 09:00."""
    now = now or timezone.now()
    if instant <= now:
        return gettext("within minutes")
    local = timezone.localtime(instant)
    clock = f"{local:%H:%M}"
    if local.date() == timezone.localtime(now).date():
        return gettext("today %(time)s") % {"time": clock}
    return f"{date_format(local, pgettext('date format, short', 'D j M'))} {clock}"
