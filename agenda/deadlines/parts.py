"""Who has a part in a deadline, and what becomes of that part.

Every function runs inside the scope of the side that acts. Reminders follow by themselves: new and
reopened parts are planned at the next tick, done and waived ones are skipped up to the last moment.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from summit.choices import Visibility
from summit.duties import Duty
from summit.models import Delegation, Member

from ..models import Assignment, Deadline


def set_responsible(
    deadline: Deadline, side: Delegation, members: Iterable[Member], *, reason: str = ""
) -> None:
    """Make exactly `members` responsible on this side: give parts, bring back, take away.

    Done parts are the record of who delivered, so they stay. Others are taken away, which for a
    shared part needs a `reason`, because the other sides saw it (see `take_away`).
    """
    wanted = list(members)
    for member in wanted:
        assign(deadline, member)
    for part in deadline.assignments.of_side(side.pk).open().exclude(member__in=wanted):
        take_away(part, reason)


def assign(deadline: Deadline, member: Member) -> Assignment:
    """Give this member of the own side a part; one that was waived is open again.

    The other sides see whose part it is only where they see both the deadline and the member; if
    they have come to see both since, they see a part that there was already, too.
    """
    shared = deadline.is_shared and member.is_shared
    part, made = Assignment.objects.get_or_create(
        deadline=deadline,
        member=member,
        delegation_id=member.delegation_id,
        defaults={"visibility": Visibility.SHARED if shared else Visibility.INTERNAL},
    )
    if not made and (part.waived_at or (shared and not part.is_shared)):
        part.waived_at, part.waived_reason = None, ""
        if shared:
            part.visibility = Visibility.SHARED
        part.save()
    return part


def take_away(part: Assignment, reason: str = "") -> None:
    """Relieve a member of an open part: an internal one goes, a shared one is waived.

    ValueError where a shared part is waived without a reason.
    """
    if not part.is_shared:
        part.delete()
        return
    if not reason:
        raise ValueError("a shared part is waived with a reason")
    part.waived_at, part.waived_reason = timezone.now(), reason
    part.save()


def duties(member: Member) -> list[Duty]:
    """The deadlines that stand and in which this member has an open part, the next one first."""
    parts = Assignment.objects.open().standing().filter(member=member)
    standing = parts.filter(deadline__withdrawn_at__isnull=True).order_by("deadline__due_at", "pk")
    return [
        Duty(str(part.deadline), part.deadline.due_at, "agenda:deadline_detail", part.deadline_id)
        for part in standing.select_related("deadline")
    ]


def mark_done(part: Assignment, now: dt.datetime | None = None) -> bool:
    """This part is delivered; says nothing of anybody else's. False if it was not open."""
    now = now or timezone.now()
    still_open = Assignment.objects.filter(pk=part.pk).open()
    return bool(still_open.update(done_at=now, updated_at=now))


def reopen(part: Assignment, now: dt.datetime | None = None) -> bool:
    """This part is not delivered after all. False if it was not done."""
    done = Assignment.objects.filter(pk=part.pk, done_at__isnull=False)
    return bool(done.update(done_at=None, updated_at=now or timezone.now()))
