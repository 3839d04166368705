"""Planning: from deadlines that draw near to mails in the outbox.

Runs as the scheduler, which sees ids and instants and never a title. Everything is written in the
transaction that moves `next_rung_at` on, so a crash in between changes nothing, and the outbox's
unique key makes a second planner harmless.
"""

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from agenda.models import Assignment, Deadline
from agenda.models.deadline import reachable
from summit.choices import MailState
from summit.delivery import BEFORE_FENCE
from summit.ladder import MAX_DAYS, Ladder
from summit.models import Mail
from summit.scope import acting_as_scheduler

from .ladder import Rung, following, passed, rungs

logger = logging.getLogger(__name__)

KIND = "reminder"
BATCH = 200
SWEEP_BATCH = 2000
# The last rung of all is still sent after an outage of this length, and not after a longer one.
STALE_AFTER = dt.timedelta(days=14)
# What became of a rung that was never mailed; it may still be, should it become current again.
NOT_MAILED = (MailState.CANCELLED, MailState.SUPERSEDED)
# When an account's zone or a summit's ladder makes no sense.
TRY_AGAIN_AFTER = dt.timedelta(hours=1)

# Assignment, recipient, due_at: what a set of rungs belongs to.
Key = tuple[UUID, UUID, dt.datetime]


@dataclass(frozen=True)
class Part:
    """What planning knows of an open assignment that stands and has somebody to remind."""

    assignment: UUID
    delegation: UUID
    recipient: UUID
    due_at: dt.datetime
    zone: str
    ladder: dict[str, Any]

    @property
    def key(self) -> Key:
        """What its mails have in common."""
        return self.assignment, self.recipient, self.due_at

    def rungs(self) -> list[Rung]:
        """Its ladder. ValidationError or ZoneInfoNotFoundError where the data makes no sense."""
        return rungs(Ladder.from_json(self.ladder), self.due_at, ZoneInfo(self.zone))


def plan(now: dt.datetime) -> int:
    """Queue the reminders of some assignments that are due; how many it looked at."""
    with acting_as_scheduler():
        moved = _wake_moved(now)
    with acting_as_scheduler():
        due = Assignment.objects.open().filter(next_rung_at__lte=now).order_by("next_rung_at")
        ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:BATCH])
        if ids:
            _plan_assignments(ids, now)
    return moved + len(ids)


def sweep() -> int:
    """Have every open assignment planned anew; how many.

    Ladders, zones, accounts and seats change without telling us.
    """
    count, last = 0, UUID(int=0)
    while True:
        with acting_as_scheduler():
            rows = Assignment.objects.open().filter(
                pk__gt=last,
                withdrawn_at__isnull=True,
                deadline__withdrawn_at__isnull=True,
                # Beyond that no ladder has a rung left.
                deadline__due_at__gt=Now() - dt.timedelta(days=MAX_DAYS + 2),
            )
            ids = list(rows.order_by("pk").values_list("pk", flat=True)[:SWEEP_BATCH])
            still = Assignment.objects.open().filter(pk__in=ids)
            count += still.filter(Q(next_rung_at__isnull=True) | Q(next_rung_at__gt=Now())).update(
                next_rung_at=Now()
            )
        if not ids:
            return count
        last = ids[-1]


def wanted() -> Exists:
    """On a mail: its assignment is open and still the recipient's, the deadline stands unmoved."""
    return Exists(
        Assignment.objects.open().filter(
            pk=OuterRef("about"),
            withdrawn_at__isnull=True,
            deadline__due_at=OuterRef("due_at"),
            deadline__withdrawn_at__isnull=True,
            member__account=OuterRef("recipient"),
            member__withdrawn_at__isnull=True,
        )
    )


def _wake_moved(now: dt.datetime) -> int:
    """Have the assignments of moved and withdrawn deadlines looked at; how many deadlines."""
    moved = Deadline.objects.filter(replan=True).order_by("pk").select_for_update(skip_locked=True)
    ids = list(moved.values_list("pk", flat=True)[:BATCH])
    if ids:
        Assignment.objects.open().filter(deadline__in=ids).update(next_rung_at=now)
        Deadline.objects.filter(pk__in=ids).update(replan=False)
    return len(ids)


def _plan_assignments(ids: list[UUID], now: dt.datetime) -> None:
    """Write the mails of these locked assignments, and when to look at each again."""
    parts = _read(ids)
    recorded = _recorded(parts)
    look_again: dict[UUID, dt.datetime | None] = dict.fromkeys(ids)
    new: list[Mail] = []
    for part in parts:
        try:
            climbed = part.rungs()
        except (ValidationError, ValueError, OverflowError, ZoneInfoNotFoundError):
            logger.exception("assignment %s cannot be planned", part.assignment)
            look_again[part.assignment] = now + TRY_AGAIN_AFTER
            continue
        upcoming = following(climbed, now)
        look_again[part.assignment] = upcoming.at if upcoming else None
        behind = passed(climbed, now)
        if upcoming is None and behind and behind[-1].at < now - STALE_AFTER:
            continue  # entered long after its time: a record, nothing to be reminded of
        new += _settle(part, behind, recorded.get(part.key, {}), now)
    Mail.objects.bulk_create(new, ignore_conflicts=True)
    Assignment.objects.bulk_update(
        [Assignment(pk=pk, next_rung_at=at) for pk, at in look_again.items()], ["next_rung_at"]
    )


def _settle(
    part: Part, behind: list[Rung], recorded: dict[int, MailState], now: dt.datetime
) -> list[Mail]:
    """Of the rungs behind us only the latest is mailed; the mails that are still to be written.

    `recorded` are the mails that exist. A later rung may be among them already, where the ladder
    or the zone has changed since: then it stays the latest.
    """
    if not behind:
        return []
    mailed = [days for days, state in recorded.items() if state not in NOT_MAILED]
    latest = min([behind[-1].days, *mailed])
    ours = Mail.objects.filter(
        delegation=part.delegation,
        kind=KIND,
        about=part.assignment,
        recipient=part.recipient,
        due_at=part.due_at,
    )
    if recorded.get(latest) in NOT_MAILED:
        # The deadline was moved away and back, or met and opened again, before it had left. It is
        # wanted from now on: so long it is tried, and that is its date.
        ours.filter(rung=latest, state__in=NOT_MAILED).update(
            state=MailState.PENDING,
            attempts=0,
            send_at=Now(),
            next_try_at=Now(),
            updated_at=Now(),
        )
    if any(days > latest and state in BEFORE_FENCE for days, state in recorded.items()):
        ours.filter(rung__gt=latest, state__in=BEFORE_FENCE).update(
            state=MailState.SUPERSEDED, lease=None, lease_until=None, updated_at=Now()
        )
    return [_mail(part, rung, latest, now) for rung in behind if rung.days not in recorded]


def _mail(part: Part, rung: Rung, latest: int, now: dt.datetime) -> Mail:
    current = rung.days == latest
    return Mail(
        delegation_id=part.delegation,
        recipient_id=part.recipient,
        kind=KIND,
        about=part.assignment,
        rung=rung.days,
        due_at=part.due_at,
        send_at=now if current else rung.at,
        next_try_at=now,
        state=MailState.PENDING if current else MailState.SUPERSEDED,
    )


def _read(ids: list[UUID]) -> list[Part]:
    """These assignments, without those that nobody is to be reminded of."""
    parts = Assignment.objects.filter(reachable(), pk__in=ids, deadline__withdrawn_at__isnull=True)
    # Without the model's own order: it goes by columns that the scheduler may not read.
    rows = parts.order_by().values_list(
        "pk",
        "delegation",
        "member__account",
        "deadline__due_at",
        "member__account__time_zone",
        "delegation__summit__ladder",
    )
    return [
        Part(assignment, delegation, recipient, due_at, zone, ladder)
        for assignment, delegation, recipient, due_at, zone, ladder in rows
    ]


def _recorded(parts: list[Part]) -> dict[Key, dict[int, MailState]]:
    """The mails there are about these assignments: rung and state, by what they belong to."""
    about = [part.assignment for part in parts]
    mails = Mail.objects.filter(kind=KIND, about__in=about).order_by()
    found: dict[Key, dict[int, MailState]] = {}
    for assignment, recipient, due_at, rung, state in mails.values_list(
        "about", "recipient", "due_at", "rung", "state"
    ):
        if due_at is not None and rung is not None:
            found.setdefault((assignment, recipient, due_at), {})[rung] = MailState(state)
    return found
