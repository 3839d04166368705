"""When each rung of a ladder falls due for one reader. Pure functions: no database, no clock."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from summit.ladder import Ladder
from summit.zones import local


@dataclass(frozen=True, order=True)
class Rung:
    """An instant (UTC) at which to remind. `days`: days before the deadline, negative after it."""

    at: dt.datetime
    days: int


def rungs(ladder: Ladder, due_at: dt.datetime, zone: dt.tzinfo) -> list[Rung]:
    """Every rung for a deadline at `due_at`, earliest first, by the clocks and dates of `zone`.

    Rung n is n calendar days before the date on which it is due there, at `ladder.at`. Rung 0 of a
    deadline earlier than that hour goes at `ladder.eve_at` of the day before. Overdue ones follow
    daily from the day after.
    """
    due = due_at.astimezone(zone)
    climbed = [_before(ladder, due, days, zone) for days in ladder.days_before]
    climbed += [
        Rung(local(due.date() + dt.timedelta(days=late), ladder.at, zone), -late)
        for late in range(1, ladder.overdue_days + 1)
    ]
    return sorted(climbed)


def _before(ladder: Ladder, due: dt.datetime, days: int, zone: dt.tzinfo) -> Rung:
    day, at = due.date() - dt.timedelta(days=days), ladder.at
    if days == 0 and local(day, at, zone) > due:
        day, at = day - dt.timedelta(days=1), ladder.eve_at
    return Rung(local(day, at, zone), days)


def passed(climbed: Sequence[Rung], now: dt.datetime) -> list[Rung]:
    """Those whose instant has come, earliest first."""
    return [rung for rung in climbed if rung.at <= now]


def following(climbed: Sequence[Rung], now: dt.datetime) -> Rung | None:
    """The next one to come, or None."""
    return next((rung for rung in climbed if rung.at > now), None)
