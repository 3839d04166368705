"""One instant as the clocks of several places show it: for pages and for mail."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext

from .models import Delegation


@dataclass(frozen=True)
class Place:
    """Where a clock hangs. `delegation_id` names the capital's, if it is one."""

    city: str
    zone: ZoneInfo
    delegation_id: object = None


@dataclass(frozen=True)
class Reading:
    """What a clock shows. `day_mark` counts days, from the reader's own date unless the page is
    about another: "+1", "−1" or ""."""

    city: str
    local: dt.datetime
    own: bool
    day_mark: str
    day_mark_text: str
    close_of_business: bool

    @property
    def clock(self) -> str:
        """The time of day, 17:00."""
        return f"{self.local:%H:%M}"

    @property
    def day(self) -> str:
        """Weekday, day and month: Thu 27 Mar, 3月27日（木）."""
        return date_format(self.local, pgettext("date format, short", "D j M"))

    @property
    def long_day(self) -> str:
        """The same with the month spelt out: Thu 27 March."""
        return date_format(self.local, pgettext("date format, medium", "D j F"))

    @property
    def weekday(self) -> str:
        """The weekday, short."""
        return date_format(self.local, "D")

    @property
    def iso(self) -> str:
        """For the `datetime` attribute of <time>."""
        return self.local.isoformat(timespec="minutes")


def places(delegations: Sequence[Delegation], own_zone: ZoneInfo) -> list[Place]:
    """The reader's own place first, then every other capital, each zone once.

    A reader in none of the capitals' zones gets a clock of their own, named after the zone.
    """
    capitals = [Place(str(side.capital), side.zone, side.pk) for side in delegations]
    own = [place for place in capitals if place.zone.key == own_zone.key]
    if not own:
        city = own_zone.key.rsplit("/", 1)[-1].replace("_", " ")
        own = [Place(city, own_zone)]
    ordered: dict[str, Place] = {}
    for place in (*own, *capitals):
        ordered.setdefault(place.zone.key, place)
    return list(ordered.values())


def readings(
    instant: dt.datetime,
    where: Iterable[Place],
    *,
    close_of_business: object = None,
    page_day: dt.date | None = None,
) -> list[Reading]:
    """`instant` at each place; the first is the reader's own.

    `page_day` is the day that the page is about; every day mark counts from it.

    `close_of_business` is the id of the delegation in whose capital it was set so: that clock
    says "close of business" instead of an hour.
    """
    shown: list[Reading] = []
    for place in where:
        local = instant.astimezone(place.zone)
        counted_from = page_day or (shown[0].local if shown else local).date()
        days = (local.date() - counted_from).days
        named_so = close_of_business is not None and place.delegation_id == close_of_business
        shown.append(Reading(place.city, local, not shown, _mark(days), _mark_text(days), named_so))
    return shown


def _mark(days: int) -> str:
    return f"{'+' if days > 0 else '−'}{abs(days)}" if days else ""


def _mark_text(days: int) -> str:
    if days == 1:
        return gettext("the next day")
    if days == -1:
        return gettext("the day before")
    return gettext("%(days)s days") % {"days": _mark(days)} if days else ""


@dataclass(frozen=True)
class Due:
    """A due date in a word. `tone` is bad, warn, ok or empty."""

    label: str
    tone: str


def due(instant: dt.datetime, zone: dt.tzinfo, now: dt.datetime | None = None) -> Due:
    """How far off `instant` is, in calendar days as clocks in `zone` count them."""
    now = now or timezone.now()
    local = instant.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    if days < 0:
        return Due(
            ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}, "bad"
        )
    if instant <= now:
        return Due(gettext("due since %(time)s") % {"time": f"{local:%H:%M}"}, "bad")
    if days == 0:
        return Due(gettext("today %(time)s") % {"time": f"{local:%H:%M}"}, "warn")
    if days == 1:
        return Due(gettext("tomorrow"), "warn")
    return Due(ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}, "")


def t_minus(days: int) -> str:
    """T−17 before the reference date, T−0 on it, T+3 after it."""
    return f"T−{days}" if days >= 0 else f"T+{-days}"
