"""What ties one side to the nouns of all: leads, positions, slots, participants, parts to do."""

import datetime as dt

from agenda.choices import Function
from agenda.models import Assignment, ItemLead, MeetingItem, Participation, Position
from summit.models import Delegation

from .base import Calendar, id_of
from .deadlines import DEADLINES, Due
from .items import INTERNAL, SHARED
from .nouns import due_at, visibility
from .people import MEMBERS
from .positions import BY_SIDE, MARK
from .programme import EVENTS, PRINCIPALS

SHARED_MEMBERS = {person.key for person in MEMBERS if person.shared}
SHARED_ITEMS = {item.key for item in SHARED}
DONE_BEFORE = dt.timedelta(hours=5)


def write(side: Delegation, calendar: Calendar) -> None:
    """Write the ties of `side`, inside its scope; the nouns of every side are there."""
    key = side.code.lower()
    ItemLead.objects.bulk_create(
        ItemLead(
            id=id_of(f"{item.key} {member}"),
            delegation=side,
            visibility=visibility(item.key in SHARED_ITEMS and member in SHARED_MEMBERS),
            item_id=id_of(item.key),
            member_id=id_of(member),
        )
        for item in SHARED + INTERNAL
        for member in item.leads
        if member.startswith(key)
    )
    Position.objects.bulk_create(
        Position(
            id=id_of(f"{stand.item} position {key}"),
            delegation=side,
            item_id=id_of(stand.item),
            objective=MARK[key] + stand.objective,
            talking_points="\n".join(stand.points),
            must_have=stand.must_have,
            red_line=stand.red_line,
            fallback=stand.fallback,
            if_raised=stand.if_raised,
        )
        for stand in BY_SIDE[key]
    )
    _meetings(side, key)
    Assignment.objects.bulk_create(
        assignment for due in DEADLINES for assignment in _assignments(due, side, calendar)
    )


def _meetings(side: Delegation, key: str) -> None:
    MeetingItem.objects.bulk_create(
        MeetingItem(
            id=id_of(f"{event.key} {item}"),
            delegation=side,
            visibility=visibility(event.shared and item in SHARED_ITEMS),
            meeting_id=id_of(event.key),
            item_id=id_of(item),
            minutes=minutes,
            position=position,
        )
        for event in EVENTS
        if event.side == key
        for position, (item, minutes) in enumerate(event.items)
    )
    Participation.objects.bulk_create(
        Participation(
            id=id_of(f"{event.key} {member}"),
            delegation=side,
            visibility=visibility(event.shared and member in SHARED_MEMBERS),
            meeting_id=id_of(event.key),
            member_id=id_of(member),
            function=_function(member),
        )
        for event in EVENTS
        for member in event.people
        if member.startswith(key)
    )


def _function(member: str) -> str:
    if member in PRINCIPALS:
        return Function.PRINCIPAL
    return Function.INTERPRETER if member.endswith("interpreter") else Function.STAFF


def _assignments(due: Due, side: Delegation, calendar: Calendar) -> list[Assignment]:
    """The parts of `side` in a deadline; done where it has passed, unless it is to be late."""
    is_late = isinstance(due.when, int) and due.when < 0 and not calendar.is_actual
    is_done = due_at(due, calendar) <= calendar.now and not is_late
    done_at = due_at(due, calendar) - DONE_BEFORE if is_done else None
    assignments = []
    for member in due.who:
        if member.startswith(side.code.lower()):
            assignment = Assignment(
                id=id_of(f"{due.key} {member}"),
                delegation=side,
                visibility=visibility(due.shared and member in SHARED_MEMBERS),
                deadline_id=id_of(due.key),
                member_id=id_of(member),
                acknowledged_at=done_at,
                done_at=done_at,
            )
            if is_done:
                assignment.next_rung_at = None
            assignments.append(assignment)
    return assignments
