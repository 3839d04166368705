"""The programme as pages show it: which days there are, and what a day shows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch
from django.db.models.functions import TruncDate
from django.utils import timezone

from summit.models import Delegation, Summit
from summit.zones import local

from .models import Deadline, Meeting, MeetingItem

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
