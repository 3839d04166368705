"""Deadlines as one side's list and page show them: who has them, who was reminded."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from summit.models import Delegation

from ..models import Assignment, Deadline
from ..reminders import evidence


@dataclass(frozen=True)
class Side:
    """The parts of one delegation, as far as the reader sees them; waived ones left out."""

    delegation: Delegation
    parts: list[Assignment]


@dataclass(frozen=True)
class Unreachable:
    """An open part of the own side that reminds nobody, and the reason in words."""

    part: Assignment
    why: str


@dataclass(frozen=True)
class Row:
    """A deadline as a reader of the side `own` sees it."""

    deadline: Deadline
    own: Delegation
    account_id: UUID
    sides: list[Side]
    own_parts: list[Assignment]
    reminders: list[evidence.Reminder]

    @cached_property
    def mine(self) -> Assignment | None:
        """The reader's own part."""
        found = (part for part in self.own_parts if part.member.account_id == self.account_id)
        return next(found, None)

    @property
    def to_do(self) -> list[Assignment]:
        """Open parts of the own side, the reader's first."""
        parts = [part for part in self.own_parts if part.is_open]
        return sorted(parts, key=lambda part: part is not self.mine)

    @property
    def done(self) -> list[Assignment]:
        """Done parts of the own side, the reader's first."""
        parts = [part for part in self.own_parts if part.done_at]
        return sorted(parts, key=lambda part: part is not self.mine)

    @property
    def is_ours(self) -> bool:
        """Whether the reader's side set it, and so may change it."""
        return self.deadline.delegation_id == self.own.pk

    @property
    def is_done(self) -> bool:
        """Whether those whom the reader sees to have it have delivered, the own side's first."""
        own = [part for part in self.own_parts if not part.waived_at]
        parts = own or [part for side in self.sides for part in side.parts]
        return bool(parts) and not any(part.is_open for part in parts)

    @property
    def rungs(self) -> list[str]:
        """The rungs sent for the present date, each once, in the order of their sending."""
        sent = (r.rung for r in self.reminders if r.is_sent and not r.for_earlier_date)
        return list(dict.fromkeys(sent))

    @property
    def failures(self) -> list[evidence.Reminder]:
        """Reminders for the present date that did not get through."""
        return [r for r in self.reminders if r.failed and not r.for_earlier_date]

    @property
    def acknowledged_at(self) -> dt.datetime | None:
        """When the first on this side said "I have it", if a part is still open."""
        times = [part.acknowledged_at for part in self.to_do if part.acknowledged_at]
        return min(times, default=None)

    @property
    def unreachable(self) -> list[Unreachable]:
        """Open parts of the own side of which nobody is reminded, and why."""
        if self.deadline.is_withdrawn:
            return []
        return [Unreachable(part, _why(part)) for part in self.to_do if not part.reachable]

    @property
    def nobody_reachable(self) -> bool:
        """Whether parts are open on this side and nobody is reminded of any of them."""
        return bool(self.unreachable) and len(self.unreachable) == len(self.to_do)

    @property
    def next_reminder(self) -> str:
        """When the next mail goes to somebody of this side, in words; empty if none will."""
        if self.deadline.is_withdrawn:
            return ""
        coming = [part.next_rung_at for part in self.to_do if part.next_rung_at and part.reachable]
        return evidence.when(min(coming), timezone.now()) if coming else ""


def rows(
    deadlines: Sequence[Deadline], delegations: Sequence[Delegation], account_id: UUID
) -> list[Row]:
    """Rows for deadlines fetched with `for_list()`; the own delegation comes first. One query."""
    own = delegations[0]
    own_parts = {
        deadline.pk: [part for part in deadline.assignments.all() if part.delegation_id == own.pk]
        for deadline in deadlines
    }
    reminders = evidence.reminders_of(part for parts in own_parts.values() for part in parts)
    return [
        Row(
            deadline,
            own,
            account_id,
            _sides(deadline, delegations),
            own_parts[deadline.pk],
            [sent for part in own_parts[deadline.pk] for sent in reminders.get(part.pk, [])],
        )
        for deadline in deadlines
    ]


def _why(part: Assignment) -> str:
    if part.member.is_withdrawn or part.is_withdrawn:
        return _("no reminders: withdrawn")
    if part.member.account_id is None:
        return _("no reminders: no account")
    return _("no reminders: the account is closed or has no seat in this delegation")


def _sides(deadline: Deadline, delegations: Sequence[Delegation]) -> list[Side]:
    """Of a shared deadline every side, even where nobody is named; of an internal one its own."""
    found = []
    for delegation in delegations:
        if not deadline.is_shared and delegation.pk != deadline.delegation_id:
            continue
        parts = [
            part
            for part in deadline.assignments.all()
            if part.delegation_id == delegation.pk and not part.waived_at
        ]
        found.append(Side(delegation, parts))
    return found
