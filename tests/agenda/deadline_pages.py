"""What the tests of the deadlines' pages have in common."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.utils import timezone

from agenda.models import Assignment, Deadline
from summit.choices import Access
from summit.models import Account, Delegation, Member, Seat

from ..conftest import World
from ..factories import AccountFactory, AssignmentFactory, DeadlineFactory, MemberFactory, text

SignIn = Callable[[Account], Client]
LIST = "/s/visit/deadlines/"
IN_3_DAYS = dt.timedelta(days=3)


def page(deadline: Deadline, act: str = "") -> str:
    return f"{LIST}{deadline.pk}/{act}"


def read(client: Client, url: str, status: int = 200, **data: Any) -> str:
    response = client.get(url, data)
    assert response.status_code == status
    return response.content.decode()


def make(world: World, side: Delegation, title: str = "Scene setter", **fields: Any) -> Deadline:
    """A deadline of a side, in three days unless said otherwise. Outside a scope."""
    fields.setdefault("due_at", timezone.now() + IN_3_DAYS)
    with world.act(side):
        deadline: Deadline = DeadlineFactory.create(delegation=side, title=text(title), **fields)
    return deadline


def give(world: World, deadline: Deadline, member: Member, **fields: Any) -> Assignment:
    """A part for a member, as their own side. Outside a scope."""
    with world.act(member.delegation):
        part: Assignment = AssignmentFactory.create(
            deadline=deadline, member=member, delegation=member.delegation, **fields
        )
    return part


def colleague(world: World, side: Delegation, **fields: Any) -> Member:
    """Another member of a side, with an account and a seat unless `account=None`."""
    if "account" not in fields:
        fields["account"] = AccountFactory.create()
        Seat.objects.create(
            account=fields["account"], summit=side.summit, delegation=side, access=Access.AIDE
        )
    with world.act(side):
        member: Member = MemberFactory.create(delegation=side, **fields)
    return member


def now_of(world: World, part: Assignment) -> Assignment:
    with world.act(part.delegation):
        return Assignment.objects.get(pk=part.pk)


def entries(world: World, **changes: Any) -> dict[str, Any]:
    """What a browser sends for a new deadline."""
    return {
        "new_id": str(uuid.uuid4()),
        "visibility": "internal",
        "title_en": "Scene setter",
        "title_ja": "",
        "details_en": "Two pages.",
        "details_ja": "",
        "due_kind": "instant",
        "day": "2024-03-27",
        "time": "17:00",
        "capital": str(world.us.pk),
        "responsible": [str(world.desk_us.pk)],
        **changes,
    }


def edit_data(world: World, deadline: Deadline, **changes: Any) -> dict[str, Any]:
    data = entries(world, **{"title_en": str(deadline.title), **changes})
    del data["visibility"], data["new_id"]
    return data
