"""Where the deadlines stand on the line that ends on T−0."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from agenda.deadlines.timeline import BASE_Y, LEFT, RIGHT, Timeline, timeline
from agenda.models import Deadline
from summit.models import Summit

WASHINGTON = "America/New_York"
# T−17, in the afternoon in Washington and on the next day in Tokyo
NOW = dt.datetime(2025, 3, 24, 19, 0, tzinfo=dt.UTC)
SUMMIT = Summit(reference_date=dt.date(2025, 4, 10), time_zone=WASHINGTON)


def on(days_before: int, hour: int = 17, settled: bool = False) -> Deadline:
    """Due that many days before T−0, by the clocks of the reader's zone."""
    day = SUMMIT.reference_date - dt.timedelta(days=days_before)
    local = dt.datetime.combine(day, dt.time(hour), tzinfo=timezone.get_current_timezone())
    deadline = Deadline(due_at=local.astimezone(dt.UTC))
    deadline.settled = settled
    return deadline


def draw(*deadlines: Deadline, now: dt.datetime = NOW) -> Timeline:
    return timeline(deadlines, SUMMIT, now)


@pytest.fixture(autouse=True)
def in_washington() -> object:
    with timezone.override(WASHINGTON):
        yield


def test_the_line_runs_from_thirty_days_before_to_the_day_itself() -> None:
    drawn = draw()
    assert [label.text for label in drawn.labels] == ["T−30", "T−25", "T−20", "T−15", "T−10", "T−5"]
    assert float(drawn.labels[0].x) == LEFT
    assert float(drawn.end) == RIGHT


def test_each_deadline_stands_on_its_day_in_its_state() -> None:
    drawn = draw(on(29, settled=True), on(19), on(17, hour=9), on(17), on(14))
    assert [dot.state for dot in drawn.dots] == ["done", "late", "late", "today", "coming"]
    places = [round((float(dot.x) - LEFT) / (RIGHT - LEFT) * 30, 2) for dot in drawn.dots]
    assert places == [1, 11, 13, 13, 16]
    assert drawn.today == drawn.dots[3].x
    assert drawn.counts == {"done": 1, "late": 2, "today": 1, "coming": 1}


def test_the_day_is_the_one_on_the_readers_calendar() -> None:
    """17:00 in Washington is the next morning in Tokyo, where the day has begun already."""
    due = on(17)
    with timezone.override("Asia/Tokyo"):
        drawn = draw(due)
        assert drawn.dots[0].state == "today"
        days = (float(drawn.dots[0].x) - LEFT) / (RIGHT - LEFT) * 30
    assert round(days, 2) == 14


def test_deadlines_of_one_day_stand_on_each_other_and_the_rest_is_counted() -> None:
    drawn = draw(*(on(10, hour=hour) for hour in range(9, 14)))
    assert len(drawn.dots) == 3
    assert len({dot.x for dot in drawn.dots}) == 1
    assert [dot.y for dot in drawn.dots] == sorted({dot.y for dot in drawn.dots}, reverse=True)
    assert drawn.dots[0].y == BASE_Y
    assert [label.text for label in drawn.more] == ["+2"]
    assert drawn.counts["coming"] == 5


def test_what_lies_off_the_line_is_counted() -> None:
    drawn = draw(on(31), on(30), on(0), on(-1))
    assert len(drawn.dots) == 2
    assert drawn.outside == 2


@pytest.mark.parametrize(
    ("days_before", "first"), [(30, "T−30"), (31, "T−35"), (55, "T−60"), (100, "T−120")]
)
def test_the_line_reaches_back_to_today(days_before: int, first: str) -> None:
    drawn = draw(now=on(days_before).due_at)
    assert drawn.labels[0].text == first
    assert drawn.today
    assert float(drawn.today) >= LEFT


def test_today_is_not_on_the_line_after_the_summit_or_years_before() -> None:
    assert draw(now=on(-1).due_at).today == ""
    assert draw(now=on(1000).due_at).today == ""


def test_now_is_the_present_unless_given() -> None:
    with time_machine.travel(NOW):
        assert timeline([on(17)], SUMMIT).dots[0].state == "today"
