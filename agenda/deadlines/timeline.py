"""The deadlines on a line that ends on T−0. templates/agenda/deadline/_timeline.html draws it."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from summit import clocks
from summit.models import Summit

from ..models import Deadline

# Days before T−0 where the line starts; further back only while today lies further back.
USUAL_DAYS = 30
MOST_DAYS = 180
# The line within the drawing, in percent of its width, so that text keeps its size on any screen
LEFT, RIGHT = 2.5, 97.5
# Dots of one day stand on each other; the ones above that are only counted
STACK = 3
BASE_Y, STEP_Y = 62, 16


@dataclass(frozen=True)
class Dot:
    """One deadline. `state`: done, late, today or coming. `x` in percent, `y` in pixels."""

    deadline: Deadline
    state: str
    x: str
    y: int


@dataclass(frozen=True)
class Label:
    """A word below the line, or the number of dots left out above a day."""

    text: str
    x: str


@dataclass(frozen=True)
class Timeline:
    """What is drawn, and how many there are of each state to say it in words."""

    dots: list[Dot]
    labels: list[Label]
    more: list[Label]
    end: str
    today: str
    counts: dict[str, int]
    outside: int


def state_of(deadline: Deadline, now: dt.datetime) -> str:
    """done, late, today or coming; the day is the reader's."""
    if deadline.settled:
        return "done"
    if deadline.due_at <= now:
        return "late"
    day, today = timezone.localdate(deadline.due_at), timezone.localdate(now)
    return "today" if day == today else "coming"


def timeline(
    deadlines: Iterable[Deadline], summit: Summit, now: dt.datetime | None = None
) -> Timeline:
    """Place deadlines by their day in the reader's zone; those off the line are counted.

    They come from `with_settled()`.
    """
    now = now or timezone.now()
    today = (summit.reference_date - timezone.localdate(now)).days
    step, first = _axis(today)

    def x(days_left: int) -> str:
        return f"{LEFT + (RIGHT - LEFT) * (first - days_left) / first:.2f}"

    by_day: dict[int, list[Deadline]] = {}
    counts: Counter[str] = Counter()
    outside = 0
    for deadline in sorted(deadlines, key=lambda deadline: deadline.due_at):
        counts[state_of(deadline, now)] += 1
        days_left = (summit.reference_date - timezone.localdate(deadline.due_at)).days
        if 0 <= days_left <= first:
            by_day.setdefault(days_left, []).append(deadline)
        else:
            outside += 1
    dots = [
        Dot(deadline, state_of(deadline, now), x(days_left), BASE_Y - STEP_Y * height)
        for days_left, group in by_day.items()
        for height, deadline in enumerate(itertools.islice(group, STACK))
    ]
    return Timeline(
        dots=dots,
        labels=[Label(clocks.t_minus(days), x(days)) for days in range(first, 0, -step)],
        more=[
            Label(f"+{len(group) - STACK}", x(days_left))
            for days_left, group in by_day.items()
            if len(group) > STACK
        ],
        end=x(0),
        today=x(today) if 0 <= today <= first else "",
        counts={state: counts[state] for state in ("done", "late", "today", "coming")},
        outside=outside,
    )


def _axis(today: int) -> tuple[int, int]:
    """Days between two labels, and days before T−0 where the line starts: a multiple of them."""
    reach = min(max(today, USUAL_DAYS), MOST_DAYS)
    step = 5 if reach <= 40 else 10 if reach <= 80 else 30
    return step, -(-reach // step) * step
