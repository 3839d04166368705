"""What the modules of the demonstration share: texts, ids, and the moving of dates."""

import datetime as dt
import uuid
from dataclasses import dataclass

from summit.text import Bilingual
from summit.zones import local

STARTED = dt.date(2024, 4, 8)  # a Monday
ENDED = dt.date(2024, 4, 14)
T_0 = dt.date(2024, 4, 10)
# With the dates of 2024, what lies "two days ago" does so from here.
PREPARING = dt.datetime(2024, 3, 11, 16, tzinfo=dt.UTC)
DAYS_AHEAD = 30
SATURDAY = 5
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demonstration.summit.example")

# A day of 2024, which moves with the visit, or a number of days from today: days ago, or working
# days ahead.
When = dt.date | int


def text(en: str, ja: str) -> Bilingual:
    """A text in both languages."""
    return Bilingual(en=en, ja=ja)


def id_of(key: str) -> uuid.UUID:
    """The id of the row with this key: the same in every database, so that rows can point at it."""
    return uuid.uuid5(NAMESPACE, key)


def id_or_none(key: str) -> uuid.UUID | None:
    """The id of the row with this key, None for the empty key."""
    return id_of(key) if key else None


def t(days: int) -> dt.date:
    """The day of 2024 that was T minus `days` (negative: after the summit)."""
    return T_0 - dt.timedelta(days=days)


def first_day(today: dt.date) -> dt.date:
    """The Monday nearest to 30 days from `today`."""
    wanted = today + dt.timedelta(days=DAYS_AHEAD)
    monday = wanted - dt.timedelta(days=wanted.weekday())
    return monday if wanted.weekday() <= 3 else monday + dt.timedelta(days=7)


@dataclass(frozen=True)
class Calendar:
    """Where the days of 2024 lie in this demonstration.

    `shift` is a whole number of weeks, so that weekdays stay; local times stay too, whatever the
    clocks of the new season do. `now` is the present, which tells what is past.
    """

    shift: dt.timedelta
    now: dt.datetime

    @property
    def is_actual(self) -> bool:
        """Whether nothing was moved."""
        return not self.shift

    def day(self, when: When, zone: dt.tzinfo) -> dt.date:
        """The day in this demonstration; `zone` says where "today" is read."""
        if isinstance(when, dt.date):
            return when + self.shift
        today = (PREPARING if self.is_actual else self.now).astimezone(zone).date()
        return today + dt.timedelta(days=when) if when < 0 else _working_day(today, when)

    def is_past(self, day: dt.date, zone: dt.tzinfo) -> bool:
        """Whether that day is over where `zone` is."""
        return day < self.now.astimezone(zone).date()

    def instant(self, when: When, at: str, zone: dt.tzinfo) -> dt.datetime:
        """The instant at which clocks in `zone` show `at` ("17:53") on that day."""
        return local(self.day(when, zone), dt.time.fromisoformat(at), zone)


def _working_day(today: dt.date, ahead: int) -> dt.date:
    """The working day that is `ahead` working days after `today`; 0 on a weekend is Monday."""
    day = today
    while day.weekday() >= SATURDAY:
        day += dt.timedelta(days=1)
    for _each in range(ahead):
        day += dt.timedelta(days=3 if day.weekday() == SATURDAY - 1 else 1)
    return day
