"""What keeps one row, or one page, from stopping or turning back the reminders of everybody."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from agenda.models import Assignment, Deadline
from agenda.reminders import ladder, planning
from summit.scope import acting_as_scheduler
from tests.agenda.test_reminders import DAY, NOON, assign, deadline, mails, run_plan
from tests.conftest import World


@pytest.mark.parametrize("instant", ["9999-12-31", "0001-01-01", "infinity", "-infinity"])
def test_no_deadline_lies_beyond_the_calendar(world: World, instant: str) -> None:
    due = deadline(world, NOON)
    with (
        world.act(world.us),
        pytest.raises(DatabaseError, match="agenda_deadline_in_our_time"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE agenda_deadline SET due_at = %s WHERE id = %s", [instant, due.pk])


def test_one_part_that_cannot_be_counted_stops_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned, sound = deadline(world, NOON + 3 * DAY), deadline(world, NOON + 2 * DAY)
    assign(world, poisoned, world.desk_us)
    part = assign(world, sound, world.desk_us)
    counted = ladder.rungs

    def overflowing(steps: object, due_at: dt.datetime, zone: object) -> object:
        if due_at == poisoned.due_at:
            raise OverflowError("date value out of range")
        return counted(steps, due_at, zone)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "rungs", overflowing)
    run_plan(NOON)
    assert mails(about=part.pk, state="pending") == [(3, "pending")]


def test_a_page_does_not_turn_the_planners_clock_back(world: World) -> None:
    due = deadline(world, NOON + 30 * DAY)
    part = assign(world, due, world.desk_us)
    with world.act(world.us):
        read_before = Assignment.objects.get(pk=part.pk)
    run_plan(NOON)
    with world.act(world.us):
        planned = Assignment.objects.get(pk=part.pk).next_rung_at
        read_before.acknowledged_at = NOON
        read_before.save()
        kept = Assignment.objects.get(pk=part.pk)
    assert (kept.next_rung_at, kept.acknowledged_at) == (planned, NOON)
    assert planned != read_before.next_rung_at


def test_a_page_does_not_take_the_flag_of_a_moved_deadline_down(world: World) -> None:
    due = deadline(world, NOON + 30 * DAY)
    with world.act(world.us):
        read_before = Deadline.objects.get(pk=due.pk)
        Deadline.objects.filter(pk=due.pk).update(due_at=NOON + 40 * DAY)
        read_before.due_at = NOON + 40 * DAY
        read_before.critical = True
        read_before.save()
    with acting_as_scheduler():
        assert Deadline.objects.filter(replan=True).values_list("pk", flat=True).get() == due.pk


def test_what_was_entered_long_after_its_time_reminds_nobody(world: World) -> None:
    part = assign(world, deadline(world, NOON - 750 * DAY), world.desk_us)
    run_plan(NOON)
    assert mails(about=part.pk) == []
    # After an outage the last rung still goes
    part = assign(world, deadline(world, NOON - 20 * DAY), world.desk_us)
    run_plan(NOON)
    assert mails(about=part.pk, state="pending") == [(-10, "pending")]
