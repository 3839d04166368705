"""What a meeting gets: its agenda items with their minutes, and its people."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from summit.choices import Visibility
from summit.models import Delegation, Member, Shareable

from .choices import Function
from .models import AgendaItem, Meeting, MeetingItem, Participation


def _take_out(row: Shareable, reason: str) -> None:
    """Delete an internal row, withdraw a shared one (only that needs the reason)."""
    if row.is_shared:
        row.withdraw(reason)
    else:
        row.delete()


def _visibility(*parents: Shareable) -> str:
    """A child is shared if all that it points at is; otherwise the others do not learn of it."""
    shared = all(parent.is_shared for parent in parents)
    return Visibility.SHARED if shared else Visibility.INTERNAL


def _revive(row: Shareable, *parents: Shareable) -> None:
    """Save a child that stands from now on, shared if its parents have become so since."""
    row.withdrawn_at, row.withdrawn_reason = None, ""
    if not row.is_shared:
        row.visibility = _visibility(*parents)
    row.save()


@dataclass(frozen=True)
class SlotChange:
    """What a form says of an item in a meeting. `reason` is why a shared one goes."""

    item: AgendaItem
    minutes: int
    # Place in the order; None: after the others
    position: int | None
    is_new: bool
    removed: bool = False
    reason: str = ""


@transaction.atomic
def change_slots(meeting: Meeting, changes: Iterable[SlotChange]) -> None:
    """Bring the items that the meeting's side put into it up to date.

    What a colleague removed meanwhile stays removed. New ones are shared if both the meeting and
    the item are; one that was withdrawn earlier is revived.
    """
    own = MeetingItem.objects.of_side(meeting.delegation_id).filter(meeting=meeting)
    rows: dict[UUID, MeetingItem] = {row.item_id: row for row in own}
    last = max((row.position for row in rows.values()), default=0)
    for change in changes:
        row = rows.get(change.item.pk)
        if not change.is_new and (row is None or row.is_withdrawn):
            continue
        if change.removed:
            if row is not None:
                _take_out(row, change.reason)
            continue
        position = last + 1 if change.position is None else change.position
        last = max(last, position)
        if row is None:
            # A colleague may add the same at the same moment: one row then, not an error
            row, made = MeetingItem.objects.get_or_create(
                delegation_id=meeting.delegation_id,
                meeting=meeting,
                item=change.item,
                defaults={
                    "visibility": _visibility(meeting, change.item),
                    "minutes": change.minutes,
                    "position": position,
                },
            )
            if made:
                continue
        if (row.minutes, row.position) != (change.minutes, position) or row.is_withdrawn:
            row.minutes, row.position = change.minutes, position
            _revive(row, meeting, change.item)


@dataclass(frozen=True)
class PartChange:
    """What a form says of a member in a meeting; without a function they do not take part."""

    member: Member
    function: Function | None


@transaction.atomic
def change_participants(
    meeting: Meeting, side: Delegation, changes: Iterable[PartChange], reason: str = ""
) -> None:
    """Bring one side's people in a meeting up to date; the meeting may be another side's.

    New and changed ones are shared if both the meeting and the member are. `reason` is why shared
    ones go.
    """
    own = Participation.objects.of_side(side.pk).filter(meeting=meeting)
    rows = {row.member_id: row for row in own}
    for change in changes:
        row = rows.get(change.member.pk)
        if change.function is None:
            if row is not None and not row.is_withdrawn:
                _take_out(row, reason)
            continue
        if row is None:
            # As above: two colleagues at once
            row, made = Participation.objects.get_or_create(
                delegation=side,
                meeting=meeting,
                member=change.member,
                defaults={
                    "visibility": _visibility(meeting, change.member),
                    "function": change.function,
                },
            )
            if made:
                continue
        row.function = change.function
        _revive(row, meeting, change.member)
