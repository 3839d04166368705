"""When the rungs of a ladder fall due, by the reader's own clocks."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.reminders.ladder import Rung, following, passed, rungs
from summit.ladder import Ladder, default_ladder

LADDER = Ladder.from_json(default_ladder())
ZONES = [
    "America/New_York", "Asia/Tokyo", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Pacific/Apia", "America/St_Johns", "Pacific/Chatham",
]  # fmt: skip


START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def at(text: str, zone: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def shown(due: dt.datetime, zone: str) -> dict[int, str]:
    """Rungs by number, as clocks in `zone` show them."""
    tz = ZoneInfo(zone)
    return {rung.days: f"{rung.at.astimezone(tz):%m-%d %H:%M}" for rung in rungs(LADDER, due, tz)}


def test_the_default_ladder_in_each_capital() -> None:
    due = at("2027-03-25T17:00", "America/New_York")  # 06:00 of the 26th in Tokyo
    here, there = shown(due, "America/New_York"), shown(due, "Asia/Tokyo")
    assert [here[n] for n in (14, 7, 3, 1, 0, -1, -10)] == [
        "03-11 09:00", "03-18 09:00", "03-22 09:00", "03-24 09:00", "03-25 09:00", "03-26 09:00",
        "04-04 09:00",
    ]  # fmt: skip
    # Due at 06:00 there: a rung at 09:00 would be too late, so it goes on the evening before.
    assert [there[n] for n in (14, 1, 0, -1)] == [
        "03-12 09:00", "03-25 09:00", "03-25 17:00", "03-27 09:00",
    ]  # fmt: skip
    assert -11 not in here
    assert len(here) == 15


@pytest.mark.parametrize(
    ("due", "rung_0"),
    [("08:59", "03-24 17:00"), ("09:00", "03-25 09:00"), ("00:00", "03-24 17:00")],
)
def test_rung_0_of_an_early_deadline_goes_the_evening_before(due: str, rung_0: str) -> None:
    assert shown(at(f"2027-03-25T{due}", "Asia/Tokyo"), "Asia/Tokyo")[0] == rung_0


def test_a_day_with_a_change_of_clocks_is_still_one_day() -> None:
    # New York goes forward on 14 March 2027, back on 7 November.
    spring = rungs(LADDER, at("2027-03-14T17:00", "America/New_York"), ZoneInfo("America/New_York"))
    by_days = {rung.days: rung.at for rung in spring}
    assert by_days[0] - by_days[1] == dt.timedelta(hours=23)
    autumn = rungs(LADDER, at("2027-11-07T17:00", "America/New_York"), ZoneInfo("America/New_York"))
    by_days = {rung.days: rung.at for rung in autumn}
    assert by_days[0] - by_days[1] == dt.timedelta(hours=25)


def test_what_has_passed_and_what_follows() -> None:
    climbed = [Rung(dt.datetime(2027, 1, day, tzinfo=dt.UTC), 10 - day) for day in (1, 2, 3)]
    now = climbed[1].at
    assert passed(climbed, now) == climbed[:2]
    assert following(climbed, now) == climbed[2]
    assert following(climbed, climbed[2].at) is None


@given(
    st.integers(0, 6 * 365 * 24 * 60).map(lambda m: START + dt.timedelta(minutes=m)),
    st.sampled_from(ZONES),
)
def test_every_rung_is_at_its_hour_of_its_day(due: dt.datetime, name: str) -> None:
    zone = ZoneInfo(name)
    local = due.astimezone(zone)
    climbed = rungs(LADDER, due, zone)
    assert climbed == sorted(climbed)
    for rung in climbed:
        clock = rung.at.astimezone(zone)
        away = (local.date() - clock.date()).days
        if rung.days == 0 and clock.hour == 17:
            assert (away, local.time() < dt.time(9)) == (1, True)
        else:
            assert (away, clock.time()) == (rung.days, dt.time(9))
        assert (rung.at <= due) == (rung.days >= 0)
