"""A reminder that was on its way when its reason went, and one whose reason came back."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from agenda.models import Assignment, Deadline
from agenda.reminders import planning
from summit import delivery, outbox, transport
from summit.choices import MailState
from summit.models import Account, Mail, Seat
from summit.scope import acting_as_scheduler
from summit.transport import Outcome, Parcel
from tests.agenda.test_reminders import DAY, assign, change, deadline, in_days, letters, run_plan
from tests.conftest import World

Change = Callable[[World, Deadline, Assignment], object]

# What makes a reminder pointless, up to the last moment.
CHANGES: dict[str, Change] = {
    "done": lambda w, _due, part: change(w, part, done_at=timezone.now()),
    "moved": lambda w, due, _part: change(w, due, due_at=due.due_at + DAY),
    "deadline withdrawn": lambda w, due, _part: change(w, due, **withdrawn()),
    "part withdrawn": lambda w, _due, part: change(w, part, **withdrawn()),
    "member withdrawn": lambda w, _due, _part: change(w, w.desk_us, **withdrawn()),
    "reassigned": lambda w, _due, _part: change(w, w.desk_us, account=w.lead_us),
    "seat removed": lambda w, _due, _part: Seat.objects.filter(account=w.aide_us).delete(),
    "account closed": lambda w, _due, _part: Account.objects.filter(pk=w.aide_us.pk).update(
        is_active=False
    ),
}


def withdrawn() -> dict[str, Any]:
    return {"withdrawn_at": timezone.now(), "withdrawn_reason": "Overtaken by events"}


def state() -> str:
    """Of the one mail that was not superseded."""
    with acting_as_scheduler():
        return Mail.objects.exclude(state=MailState.SUPERSEDED).get().state


def claim() -> Mail:
    [mail] = delivery.claim(1, {planning.KIND: planning.wanted()})
    return mail


@pytest.mark.parametrize("name", CHANGES)
def test_a_reminder_whose_reason_went_passes_no_fence(world: World, name: str) -> None:
    due = deadline(world, in_days(2.5))
    part = assign(world, due, world.desk_us)
    run_plan(timezone.now())
    claimed = claim()
    CHANGES[name](world, due, part)
    assert not delivery.fence(claimed, planning.wanted())
    assert state() == "cancelled"


def test_a_reminder_whose_reason_stands_passes_the_fence(world: World) -> None:
    assign(world, deadline(world, in_days(2.5)), world.desk_us)
    run_plan(timezone.now())
    assert delivery.fence(claim(), planning.wanted())
    assert state() == "transmitting"


@pytest.mark.parametrize("name", CHANGES)
def test_the_outbox_asks_the_fence_after_all_else(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    due = deadline(world, in_days(2.5))
    part = assign(world, due, world.desk_us)
    really_send = transport.FileTransport.send

    def send(
        self: transport.FileTransport, parcel: Parcel, before_data: Callable[[], bool]
    ) -> Outcome:
        CHANGES[name](world, due, part)
        return really_send(self, parcel, before_data)

    monkeypatch.setattr(transport.FileTransport, "send", send)
    run_plan(timezone.now())
    assert outbox.send_batch(10) == [None]
    assert not letters()
    assert state() == "cancelled"


def test_a_reminder_wanted_again_after_days_is_tried_for_days_again(
    world: World, settings: Any, tmp_path: Path
) -> None:
    part = assign(world, deadline(world, in_days(8)), world.desk_us)
    past = timezone.now() - delivery.GIVE_UP_AFTER - dt.timedelta(hours=1)
    with acting_as_scheduler():
        Assignment.objects.update(next_rung_at=past)
    with time_machine.travel(past, tick=False):
        run_plan(past)
    change(world, part, done_at=timezone.now())
    assert outbox.send_batch(10) == []
    assert state() == "cancelled"
    change(world, part, done_at=None)
    run_plan(timezone.now())
    (tmp_path / "file").write_text("in the way")
    settings.MAIL_DIR = tmp_path / "file" / "mail"
    assert outbox.send_batch(10) == ["pending"]
