"""IANA time zones: which exist, and local times that a change of clocks skips or repeats."""

import datetime as dt
import functools
import zoneinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@functools.cache
def zone_names() -> frozenset[str]:
    """Every zone of a place that this machine knows, and UTC; not `localtime` and its like."""
    known = zoneinfo.available_timezones()
    return frozenset(name for name in known if "/" in name or name == "UTC")


def validate_zone(name: str) -> None:
    """ValidationError unless `name` is an IANA zone such as Asia/Tokyo."""
    if name not in zone_names():
        raise ValidationError(
            _("“%(name)s” is not a time zone; write one such as Asia/Tokyo."),
            code="zone",
            params={"name": name},
        )


def local(day: dt.date, at: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """The instant at which clocks in `zone` show `at` on `day`, in UTC.

    A time that the clocks skip gives the instant at which they would have shown it (so 02:30
    becomes 03:30); of a time that comes twice the first is meant.
    """
    return dt.datetime.combine(day, at, tzinfo=zone).astimezone(dt.UTC)
