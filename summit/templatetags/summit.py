"""Template tags that every page uses. docs/how-to/design-a-page.md shows each of them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from summit import clocks as clock
from summit import permissions
from summit.models import Delegation, Seat

register = template.Library()


@register.simple_tag(takes_context=True)
def surl(context: template.Context, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page of this summit: `reverse` with the summit's slug put first."""
    return reverse(name, args=[context["request"].summit.slug, *args], kwargs=kwargs or None)


@register.simple_tag(takes_context=True)
def query(context: template.Context, name: str, value: str) -> str:
    """This page's query with one parameter changed, from the first page on.

    `{% querystring %}` where the name of the parameter is not known to the template.
    """
    params = context["request"].GET.copy()
    params[name] = value
    params.pop("page", None)
    return f"?{params.urlencode()}"


@register.inclusion_tag("components/nav_link.html", takes_context=True)
def nav_link(
    context: template.Context, name: str, label: str, *, exact: bool = False, count: int = 0
) -> dict[str, Any]:
    """An entry of the navigation; marked as current where the page is below its address."""
    url = surl(context, name)
    path = context["request"].path
    return {
        "url": url,
        "label": label,
        "count": count,
        "active": path == url if exact else path.startswith(url),
    }


@register.filter
def may_write(seat: Seat | None) -> bool:
    """Whether to show forms and buttons that change something."""
    return seat is not None and permissions.may_write(seat)


@register.filter
def t_minus(days: int) -> str:
    """T−17 from a number of days."""
    return clock.t_minus(days)


def _places(context: template.Context) -> list[clock.Place]:
    """The reader's own zone first, then the other capitals of this summit."""
    zone = timezone.get_current_timezone()
    own = zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")
    return clock.places(context["request"].delegations, own)


@register.inclusion_tag("components/times.html", takes_context=True)
def times(
    context: template.Context,
    instant: dt.datetime,
    *,
    inline: bool = False,
    close_of_business: Delegation | None = None,
) -> dict[str, Any]:
    """An instant in every capital, the reader's own first, with weekday and day mark."""
    capital = close_of_business.pk if close_of_business else None
    shown = clock.readings(instant, _places(context), close_of_business=capital)
    return {"times": shown, "inline": inline}


@register.inclusion_tag("components/time_cells.html", takes_context=True)
def time_cells(
    context: template.Context,
    instant: dt.datetime,
    *,
    day: bool = False,
    page_day: dt.date | None = None,
) -> dict[str, Any]:
    """The same as table cells, one a place of `time_heads`; day marks count from `page_day`."""
    shown = clock.readings(instant, _places(context), page_day=page_day)
    return {"times": shown, "day": day}


@register.simple_tag(takes_context=True)
def time_heads(context: template.Context) -> list[str]:
    """The cities of `time_cells`, in their order, for the head of the table."""
    return [place.city for place in _places(context)]


@register.inclusion_tag("components/clocks.html", takes_context=True)
def clocks(context: template.Context) -> dict[str, Any]:
    """What the clocks of the capitals show now, and how many days are left to T−0."""
    summit = context["request"].summit
    days = summit.t_minus()
    label = pgettext("countdown", "until T−0") if days > 0 else pgettext("countdown", "since T−0")
    if days == 0:
        label = gettext("today")
    return {
        "times": clock.readings(timezone.now(), _places(context)),
        "countdown": {"label": label, "text": clock.t_minus(days)},
    }


@register.inclusion_tag("components/due.html")
def due(instant: dt.datetime, *, done: bool = False, waived: bool = False) -> dict[str, str]:
    """How far off a deadline is, as a chip; or that it is met."""
    if done:
        return {"label": pgettext("deadline", "done"), "tone": "ok"}
    if waived:
        return {"label": pgettext("deadline", "waived"), "tone": ""}
    state = clock.due(instant, timezone.get_current_timezone())
    return {"label": state.label, "tone": state.tone}


@register.inclusion_tag("components/minutes.html")
def minutes_bar(minutes: Sequence[int], available: int) -> dict[str, Any]:
    """The minutes of a meeting's items as one bar; what exceeds `available` is marked."""
    segments, start = [], 0
    for length in minutes:
        segments.append({"start": start, "minutes": length, "over": start + length > available})
        start += length
    return {"segments": segments, "total": max(available, start, 1)}
