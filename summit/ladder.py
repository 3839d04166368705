"""The reminder ladder of a summit: data, checked. The rungs are climbed in agenda/reminders/."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_DAYS = 365


def default_ladder() -> dict[str, Any]:
    """14, 7, 3, 1 and 0 days before at 09:00, then daily while overdue, ten times."""
    return {"days_before": [14, 7, 3, 1, 0], "at": "09:00", "eve_at": "17:00", "overdue_days": 10}


@dataclass(frozen=True)
class Ladder:
    """A ladder as Python sees it. Times are of the recipient's own zone."""

    days_before: tuple[int, ...]
    at: dt.time
    eve_at: dt.time
    overdue_days: int

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Ladder":
        """Read `Summit.ladder`; ValidationError where it makes no sense."""
        try:
            days = tuple(data["days_before"])
            at, eve_at = (dt.time.fromisoformat(data[key]) for key in ("at", "eve_at"))
            overdue = data["overdue_days"]
            if set(data) != set(default_ladder()):
                raise ValueError("unknown key")
            if any(type(day) is not int or not 0 <= day <= MAX_DAYS for day in (*days, overdue)):
                raise ValueError("days out of range")
            if len(set(days)) != len(days) or at.tzinfo or eve_at.tzinfo:
                raise ValueError("a day twice, or a time with a zone")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ValidationError(
                _("A ladder looks like %(example)s, with each day once and none over %(limit)d."),
                code="ladder",
                params={"example": default_ladder(), "limit": MAX_DAYS},
            ) from error
        return cls(tuple(sorted(days, reverse=True)), at, eve_at, overdue)


def validate_ladder(data: Any) -> None:
    """ValidationError unless `data` is a ladder."""
    Ladder.from_json(data)
