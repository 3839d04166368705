"""From a deadline that draws near to a message in a folder."""

import datetime as dt
import email
import email.policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from agenda.models import Assignment, Deadline
from agenda.reminders import planning
from summit import outbox
from summit.choices import MailState, Visibility
from summit.delivery import BEFORE_FENCE
from summit.ladder import default_ladder
from summit.models import Account, Mail, Member, Seat, Summit
from summit.scope import acting_as_scheduler
from tests import factories as make
from tests.conftest import World

DAY = dt.timedelta(days=1)
# A Monday noon in Washington, far from any change of clocks, and always ahead of the database
NOON = dt.datetime(2094, 1, 11, 17, 0, tzinfo=dt.UTC)


def in_days(days: float) -> dt.datetime:
    return timezone.now() + days * DAY


def deadline(world: World, due_at: dt.datetime, *, shared: bool = False, **fields: Any) -> Deadline:
    """A deadline of the United States; `assign` gives it people."""
    with world.act(world.us):
        made: Deadline = make.DeadlineFactory.create(
            delegation=world.us,
            due_at=due_at,
            visibility=Visibility.SHARED if shared else Visibility.INTERNAL,
            **fields,
        )
    return made


def assign(world: World, due: Deadline, member: Member, **fields: Any) -> Assignment:
    side = member.delegation
    with world.act(side):
        made: Assignment = make.AssignmentFactory.create(
            delegation=side, deadline=due, member=member, **fields
        )
    return made


def mails(**which: Any) -> list[tuple[int | None, str]]:
    """Rung and state of every mail, in the order of their rungs."""
    with acting_as_scheduler():
        rows = Mail.objects.filter(**which).order_by("-due_at", "-rung")
        return list(rows.values_list("rung", "state"))


def letters() -> list[EmailMessage]:
    folder = Path(django_settings.MAIL_DIR)
    read = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted(folder.glob("*.eml"))
    ]
    return [message for message in read if isinstance(message, EmailMessage)]


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content


def change(world: World, row: Any, **fields: Any) -> None:
    """Save a row as its own side would."""
    with world.act(row.delegation):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=list(fields))


def run_plan(now: dt.datetime) -> None:
    """What planning does at `now`, to its end."""
    while planning.plan(now):
        pass


def deliver() -> None:
    """Send what is ordered, whenever it was ordered for."""
    with acting_as_scheduler():
        Mail.objects.filter(state=MailState.PENDING).update(next_try_at=Now())
    while outbox.send_batch(10):
        pass


# --- Which mails are ordered


def test_each_rung_is_mailed_once_however_often_somebody_looks(world: World) -> None:
    due = deadline(world, NOON + 30 * DAY)
    assign(world, due, world.desk_us)
    seen = []
    for day in range(45):
        for _ in range(2):
            run_plan(NOON + day * DAY)
        seen.append(len(mails()))
    assert mails() == [
        *((rung, "superseded") for rung in (14, 7, 3, 1, 0)),
        *((-late, "superseded") for late in range(1, 10)),
        (-10, "pending"),
    ]
    assert (seen[15], seen[16], seen[22], seen[23], seen[29], seen[30]) == (0, 1, 1, 2, 4, 5)


def test_of_several_rungs_that_have_passed_only_the_latest_goes(world: World) -> None:
    assign(world, deadline(world, in_days(2.5)), world.desk_us)
    outbox.tick()
    assert mails() == [(14, "superseded"), (7, "superseded"), (3, "sent")]
    assert len(letters()) == 1


def test_a_mail_that_could_not_leave_gives_way_to_the_next_rung(world: World) -> None:
    due = deadline(world, NOON + 5 * DAY)
    assign(world, due, world.desk_us)
    run_plan(NOON)
    assert mails(rung=7) == [(7, "pending")]
    run_plan(NOON + 2 * DAY)
    assert mails() == [(14, "superseded"), (7, "superseded"), (3, "pending")]


def test_a_shared_deadline_reminds_both_sides_and_an_internal_one_only_its_owner(
    world: World,
) -> None:
    shared = deadline(world, in_days(2), shared=True)
    internal = deadline(world, in_days(2))
    assign(world, shared, world.desk_us)
    assign(world, shared, world.desk_jp)
    assign(world, internal, world.desk_us)
    outbox.tick()
    with acting_as_scheduler():
        sent = Mail.objects.filter(state=MailState.SENT).values_list("delegation", "address")
        assert sorted(sent.values_list("address", flat=True)) == [
            "aide@mofa.example", "aide@us.example", "aide@us.example",
        ]  # fmt: skip
    with world.act(world.jp):
        assert {mail.delegation_id for mail in Mail.objects.all()} == {world.jp.pk}


def test_nothing_goes_to_those_who_have_done_their_part(world: World) -> None:
    due = deadline(world, in_days(2), shared=True)
    assign(world, due, world.desk_us, done_at=timezone.now())
    assign(world, due, world.desk_jp)
    outbox.tick()
    assert [message["To"].addresses[0].addr_spec for message in letters()] == ["aide@mofa.example"]


def test_moving_a_deadline_reminds_of_the_new_date_and_not_of_the_old(world: World) -> None:
    first, second = NOON + 3 * DAY, NOON + 10 * DAY
    due = deadline(world, first, shared=True)
    assign(world, due, world.desk_jp)
    run_plan(NOON)
    change(world, due, due_at=second)
    run_plan(NOON)
    assert mails(state="pending") == [(14, "pending"), (7, "pending")]
    deliver()
    assert mails(state="sent") == [(14, "sent")]
    assert mails(due_at=first, state="cancelled") == [(7, "cancelled")]


def test_a_deadline_moved_back_repeats_nothing_that_was_sent(world: World) -> None:
    first = NOON + 3 * DAY
    due = deadline(world, first)
    assign(world, due, world.desk_us)
    run_plan(NOON)
    deliver()
    assert mails(state="sent") == [(3, "sent")]
    for moved in (NOON + 40 * DAY, first):
        change(world, due, due_at=moved)
        run_plan(NOON)
    deliver()
    assert len(letters()) == 1


def test_a_deadline_moved_back_still_reminds_of_what_was_not_sent(world: World) -> None:
    first = NOON + 3 * DAY
    due = deadline(world, first)
    assign(world, due, world.desk_us)
    run_plan(NOON)
    change(world, due, due_at=NOON + 40 * DAY)
    deliver()
    assert mails(rung=3) == [(3, "cancelled")]
    change(world, due, due_at=first)
    run_plan(NOON)
    deliver()
    assert mails(rung=3) == [(3, "sent")]


def test_a_part_that_is_open_again_is_reminded_again(world: World) -> None:
    part = assign(world, deadline(world, NOON + 3 * DAY), world.desk_us)
    run_plan(NOON)
    change(world, part, done_at=timezone.now())
    deliver()
    assert mails(rung=3) == [(3, "cancelled")]
    change(world, part, done_at=None)
    run_plan(NOON)
    deliver()
    assert mails(rung=3) == [(3, "sent")]


def test_a_withdrawn_deadline_is_silent(world: World) -> None:
    due = deadline(world, NOON + 3 * DAY, shared=True)
    assign(world, due, world.desk_jp)
    run_plan(NOON)
    change(world, due, withdrawn_at=timezone.now(), withdrawn_reason="Overtaken by events")
    run_plan(NOON + 2 * DAY)
    deliver()
    assert not letters()
    assert mails(state="pending") == []


@pytest.mark.parametrize("lost", ["seat", "active", "account"])
def test_who_may_no_longer_see_it_gets_nothing(world: World, lost: str) -> None:
    assign(world, deadline(world, NOON + 3 * DAY), world.desk_us)
    run_plan(NOON)
    if lost == "seat":
        Seat.objects.filter(account=world.aide_us).delete()
    elif lost == "active":
        Account.objects.filter(pk=world.aide_us.pk).update(is_active=False)
    else:
        change(world, world.desk_us, account=world.lead_us)
    deliver()
    assert not letters()
    assert mails(rung=3) == [(3, "cancelled")]
    # The next rung is not ordered either, unless somebody else has the part now.
    outbox.sweep()
    run_plan(NOON + 2.5 * DAY)
    expected = [world.lead_us.pk] if lost == "account" else []
    with acting_as_scheduler():
        pending = Mail.objects.filter(state=MailState.PENDING)
        assert list(pending.values_list("recipient", flat=True)) == expected


def test_a_changed_zone_moves_rungs_and_repeats_none(world: World) -> None:
    assign(world, deadline(world, NOON + 5 * DAY), world.desk_us)
    run_plan(NOON)
    deliver()
    Account.objects.filter(pk=world.aide_us.pk).update(time_zone="Asia/Tokyo")
    outbox.sweep()
    run_plan(NOON)
    deliver()
    assert len(letters()) == 1
    with acting_as_scheduler():
        upcoming = Assignment.objects.values_list("next_rung_at", flat=True).order_by().get()
    assert upcoming is not None
    assert f"{upcoming.astimezone(world.jp.zone):%H:%M}" == "09:00"


def test_a_changed_ladder_holds_from_the_next_sweep(world: World) -> None:
    assign(world, deadline(world, NOON + 5 * DAY), world.desk_us)
    run_plan(NOON)
    deliver()
    assert mails(state="sent") == [(7, "sent")]
    # 10 lies before 7, which has gone; 6 has passed as well, and was never sent.
    for days, expected in (([10, 1], [7]), ([10, 6, 1], [7, 6])):
        Summit.objects.filter(pk=world.summit.pk).update(
            ladder={**default_ladder(), "days_before": days}
        )
        outbox.sweep()
        run_plan(NOON)
        deliver()
        assert [rung for rung, _state in mails(state="sent")] == expected


def test_one_summit_with_a_broken_ladder_does_not_silence_the_others(world: World) -> None:
    with world.act(world.kr):
        desk = make.MemberFactory.create(delegation=world.kr, account=world.outsider)
        due = make.DeadlineFactory.create(delegation=world.kr, due_at=in_days(2))
        make.AssignmentFactory.create(delegation=world.kr, deadline=due, member=desk)
    Summit.objects.filter(pk=world.other_summit.pk).update(ladder={"days_before": "soon"})
    assign(world, deadline(world, in_days(2)), world.desk_us)
    outbox.tick()
    assert [message["To"].addresses[0].addr_spec for message in letters()] == ["aide@us.example"]
    # Put right, it is caught up with.
    Summit.objects.filter(pk=world.other_summit.pk).update(ladder=default_ladder())
    outbox.sweep()
    outbox.tick()
    assert len(letters()) == 2


def test_planning_reads_through_its_partial_indexes(world: World) -> None:
    with acting_as_scheduler(), connection.cursor() as cursor:
        # Against the few rows of a test a sequential scan would be right.
        cursor.execute("SET LOCAL enable_seqscan = off")
        now = timezone.now()
        due = Assignment.objects.open().filter(next_rung_at__lte=now).order_by("next_rung_at")
        moved = Deadline.objects.filter(replan=True).order_by("pk")
        queue = Mail.objects.filter(state__in=BEFORE_FENCE, next_try_at__lte=Now())
        lost = Mail.objects.filter(state=MailState.TRANSMITTING, next_try_at__lte=Now())
        plans = [
            rows.values_list("pk").explain()
            for rows in (due, moved, queue.order_by("next_try_at"), lost.order_by("next_try_at"))
        ]
    for index, plan in zip(
        (
            "agenda_assignment_next_rung", "agenda_deadline_replan", "summit_mail_queue",
            "summit_mail_queue",
        ), plans, strict=True,
    ):  # fmt: skip
        assert f" {index} " in plan


def test_the_command_does_one_tick_and_says_what_it_did(world: World, capsys: Any) -> None:
    assign(world, deadline(world, in_days(2)), world.desk_us)
    call_command("remind")
    assert capsys.readouterr().out == "looked at 1; mails: sent 1\n"
    call_command("remind")
    assert capsys.readouterr().out == "looked at 0; mails: none\n"
