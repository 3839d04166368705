"""The programme: which days there are, what a day shows, who and what a meeting gets."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch
from django.db.models.functions import TruncDate
from django.utils import timezone

from summit.choices import Visibility
from summit.models import Delegation, Member, Shareable, Summit
from summit.zones import local

from .choices import Function
from .models import AgendaItem, Deadline, Meeting, MeetingItem, Participation

ONE_DAY = dt.timedelta(days=1)
BEFORE, AFTER = "before", "after"
# Further away no clock needs to be read, and the arithmetic of instants overflows.
EARLIEST, LATEST = dt.date(1970, 1, 2), dt.date(2199, 12, 30)


@dataclass(frozen=True)
class Period:
    """Days of the programme, both ends included. `segment` is the choice that it belongs to."""

    segment: str
    first: dt.date
    last: dt.date

    @property
    def day(self) -> dt.date | None:
        """The day, where it is only one."""
        return self.first if self.first == self.last else None


def meeting_days(zone: dt.tzinfo) -> list[dt.date]:
    """Days, as clocks in `zone` count them, on which a meeting that one can see starts."""
    days = Meeting.objects.order_by().annotate(day=TruncDate("starts_at", tzinfo=zone))
    return sorted(days.values_list("day", flat=True).distinct())


def visit_days(summit: Summit) -> list[dt.date]:
    """Every day of the visit."""
    length = (summit.ends_on - summit.starts_on).days
    return [summit.starts_on + ONE_DAY * number for number in range(length + 1)]


def period(summit: Summit, asked: str, busy: Sequence[dt.date]) -> Period:
    """What `asked` names: a day as YYYY-MM-DD, `before` or `after` the visit.

    Anything else gives today if the visit is on, else its first day in `busy`, else T−0.
    """
    if asked == BEFORE:
        return Period(BEFORE, EARLIEST, summit.starts_on - ONE_DAY)
    if asked == AFTER:
        return Period(AFTER, summit.ends_on + ONE_DAY, LATEST)
    day = _day(asked) or _default_day(summit, busy)
    if day < summit.starts_on:
        return Period(BEFORE, day, day)
    if day > summit.ends_on:
        return Period(AFTER, day, day)
    return Period(day.isoformat(), day, day)


def _day(asked: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _default_day(summit: Summit, busy: Sequence[dt.date]) -> dt.date:
    today = timezone.localdate(timezone=summit.zone)
    if summit.starts_on <= today <= summit.ends_on:
        return today
    in_visit = (day for day in busy if summit.starts_on <= day <= summit.ends_on)
    return next(in_visit, summit.reference_date)


@dataclass(frozen=True)
class Entry:
    """A meeting as a row of the programme."""

    meeting: Meeting
    slots: list[MeetingItem]
    # How many take part, a side; the reader's own side first
    sides: list[tuple[Delegation, int]]
    # The next one that the reader's side still has to meet
    deadline: Deadline | None

    @property
    def minutes(self) -> list[int]:
        """Of each item, in their order."""
        return [slot.minutes for slot in self.slots]

    @property
    def planned(self) -> int:
        """Minutes that have an item."""
        return sum(self.minutes)

    @property
    def unassigned(self) -> int:
        """Minutes left; never negative."""
        return max(self.meeting.minutes - self.planned, 0)

    @property
    def excess(self) -> int:
        """Minutes by which the items exceed the meeting; never negative."""
        return max(self.planned - self.meeting.minutes, 0)

    @property
    def has_participants(self) -> bool:
        """Whether anybody is down for it."""
        return any(count for _side, count in self.sides)


def entry(meeting: Meeting, sides: Sequence[Delegation]) -> Entry:
    """The row of a meeting that came from `MeetingQuerySet.for_programme`."""
    there = [row.delegation_id for row in meeting.participations.all() if not row.is_withdrawn]
    due = getattr(meeting, "due", [])
    return Entry(
        meeting,
        [slot for slot in meeting.slots.all() if not slot.is_withdrawn],
        [(side, there.count(side.pk)) for side in sides],
        due[0] if due else None,
    )


def entries(
    chosen: Period, zone: dt.tzinfo, sides: Sequence[Delegation]
) -> list[tuple[dt.date, list[Entry]]]:
    """The meetings that start in these days (as clocks in `zone` count them), by day.

    A constant number of queries. `sides`: every delegation, the reader's own first.
    """
    due = Deadline.objects.open_for(sides[0].pk).order_by("due_at")
    meetings = (
        Meeting.objects.for_programme()
        .prefetch_related(Prefetch("deadlines", due, to_attr="due"))
        .filter(
            starts_at__gte=local(chosen.first, dt.time.min, zone),
            starts_at__lt=local(chosen.last + ONE_DAY, dt.time.min, zone),
        )
    )
    by_day = groupby(meetings, key=lambda meeting: timezone.localdate(meeting.starts_at, zone))
    return [(day, [entry(meeting, sides) for meeting in rows]) for day, rows in by_day]


def withdraw(row: Shareable, reason: str) -> None:
    """Take back a shared row: it stays, marked, for the record."""
    row.withdrawn_at = timezone.now()
    row.withdrawn_reason = reason
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "updated_at"])


def remove(row: Shareable, reason: str) -> None:
    """Delete an internal row, withdraw a shared one (only that needs the reason)."""
    if row.is_shared:
        withdraw(row, reason)
    else:
        row.delete()


def _revive(row: Shareable) -> None:
    row.withdrawn_at, row.withdrawn_reason = None, ""
    row.save()


def _visibility(*parents: Shareable) -> str:
    """A child is shared if all that it points at is; otherwise the others do not learn of it."""
    shared = all(parent.is_shared for parent in parents)
    return Visibility.SHARED if shared else Visibility.INTERNAL


@dataclass(frozen=True)
class SlotChange:
    """What a form says of an item in a meeting. `reason` is why a shared one goes."""

    item: AgendaItem
    minutes: int
    # Place in the order; None: after the others
    position: int | None
    is_new: bool
    removed: bool = False
    reason: str = ""


@transaction.atomic
def change_slots(meeting: Meeting, changes: Iterable[SlotChange]) -> None:
    """Bring the items that the meeting's side put into it up to date.

    What a colleague removed meanwhile stays removed. New ones are shared if both the meeting and
    the item are; one that was withdrawn earlier is revived.
    """
    own = MeetingItem.objects.of_side(meeting.delegation_id).filter(meeting=meeting)
    rows: dict[UUID, MeetingItem] = {row.item_id: row for row in own}
    last = max((row.position for row in rows.values()), default=0)
    for change in changes:
        row = rows.get(change.item.pk)
        if not change.is_new and (row is None or row.is_withdrawn):
            continue
        if change.removed:
            if row is not None:
                remove(row, change.reason)
            continue
        position = last + 1 if change.position is None else change.position
        last = max(last, position)
        if row is None:
            # A colleague may add the same at the same moment: one row then, not an error
            row, made = MeetingItem.objects.get_or_create(
                delegation_id=meeting.delegation_id,
                meeting=meeting,
                item=change.item,
                defaults={
                    "visibility": _visibility(meeting, change.item),
                    "minutes": change.minutes,
                    "position": position,
                },
            )
            if made:
                continue
        if (row.minutes, row.position) != (change.minutes, position) or row.is_withdrawn:
            row.minutes, row.position = change.minutes, position
            _revive(row)


@dataclass(frozen=True)
class PartChange:
    """What a form says of a member in a meeting; without a function they do not take part."""

    member: Member
    function: Function | None


@transaction.atomic
def change_participants(
    meeting: Meeting, side: Delegation, changes: Iterable[PartChange], reason: str = ""
) -> None:
    """Bring one side's people in a meeting up to date; the meeting may be another side's.

    New ones are shared if both the meeting and the member are. `reason` is why shared ones go.
    """
    own = Participation.objects.of_side(side.pk).filter(meeting=meeting)
    rows = {row.member_id: row for row in own}
    for change in changes:
        row = rows.get(change.member.pk)
        if change.function is None:
            if row is not None and not row.is_withdrawn:
                remove(row, reason)
            continue
        if row is None:
            # As above: two colleagues at once
            row, made = Participation.objects.get_or_create(
                delegation=side,
                meeting=meeting,
                member=change.member,
                defaults={
                    "visibility": _visibility(meeting, change.member),
                    "function": change.function,
                },
            )
            if made:
                continue
        row.function = change.function
        _revive(row)
