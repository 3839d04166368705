"""Rows that contradict each other: the database refuses them, whichever way they come."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from summit.choices import Visibility
from summit.models import Member, Seat
from tests import factories as make
from tests.conftest import World

NOON = dt.datetime(2024, 4, 10, 16, 0, tzinfo=dt.UTC)
SHARED = Visibility.SHARED


def item(w: World, **fields: Any) -> Any:
    return make.AgendaItemFactory.create(delegation=w.us, **fields)


def deadline(w: World, **fields: Any) -> Any:
    return make.DeadlineFactory.create(delegation=w.us, **fields)


def meeting(w: World, **fields: Any) -> Any:
    return make.MeetingFactory.create(delegation=w.us, **fields)


def twice(make_one: Callable[[], object]) -> None:
    make_one()
    make_one()


def foreign_contact(w: World) -> None:
    ours = make.OrganisationFactory.create(delegation=w.us)
    elsewhere = make.OrganisationFactory.create(delegation=w.us)
    contact = make.ContactFactory.create(delegation=w.us, organisation=elsewhere)
    make.EngagementFactory.create(delegation=w.us, organisation=ours, contact=contact)


def own_parent(w: World) -> None:
    organisation = make.OrganisationFactory.create(delegation=w.us)
    organisation.parent = organisation
    organisation.save()


def circle(w: World) -> None:
    outer = make.OrganisationFactory.create(delegation=w.us)
    inner = make.OrganisationFactory.create(delegation=w.us, parent=outer)
    outer.parent = make.OrganisationFactory.create(delegation=w.us, parent=inner)
    outer.save()


WRONG: dict[str, Callable[[World], object]] = {
    "a meeting that ends before it starts": lambda w: meeting(
        w, starts_at=NOON, ends_at=NOON - dt.timedelta(minutes=1)
    ),
    "a meeting without length": lambda w: meeting(w, starts_at=NOON, ends_at=NOON),
    "a second position of one side": lambda w: [
        make.PositionFactory.create(delegation=w.us, item=one) for one in [item(w)] * 2
    ],
    "a second lead of one side": lambda w: [
        make.ItemLeadFactory.create(delegation=w.us, item=one, member=w.desk_us)
        for one in [item(w)] * 2
    ],
    "a member of the other side as lead": lambda w: make.ItemLeadFactory.create(
        delegation=w.us, item=item(w), member=w.desk_jp
    ),
    "a member of the other side made responsible": lambda w: make.AssignmentFactory.create(
        delegation=w.us, deadline=deadline(w), member=w.desk_jp
    ),
    "a member of the other side among our participants": lambda w: make.ParticipationFactory.create(
        delegation=w.us, meeting=meeting(w), member=w.desk_jp
    ),
    "a member of the other side leading our engagement": lambda w: make.EngagementFactory.create(
        delegation=w.us,
        organisation=make.OrganisationFactory.create(delegation=w.us),
        lead=w.desk_jp,
    ),
    "a contact of another organisation": foreign_contact,
    "an organisation within itself": own_parent,
    "an organisation that is a part of its own parts": circle,
    "an item of another summit": lambda w: item(w, summit=w.other_summit),
    "a draft with a number": lambda w: item(w, number=7),
    "a shared item without one": lambda w: item(w, visibility=SHARED),
    "two shared items of one number": lambda w: twice(lambda: item(w, visibility=SHARED, number=7)),
    "an item that somebody declared agreed": lambda w: item(w, status="agreed"),
    "a deadline about two things": lambda w: deadline(w, item=item(w), meeting=meeting(w)),
    "a part both done and waived": lambda w: make.AssignmentFactory.create(
        delegation=w.us,
        deadline=deadline(w),
        member=w.desk_us,
        done_at=timezone.now(),
        waived_at=timezone.now(),
        waived_reason="Overtaken",
    ),
    "a waiver without a reason": lambda w: make.AssignmentFactory.create(
        delegation=w.us, deadline=deadline(w), member=w.desk_us, waived_at=timezone.now()
    ),
    "a withdrawal without a reason": lambda w: deadline(w, withdrawn_at=timezone.now()),
    "a visibility that does not exist": lambda w: deadline(w, visibility="public"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_database_refuses(world: World, wrong: str) -> None:
    with world.act(world.jp):
        # Visible to the other side, so that it is the contradiction that is refused
        Member.objects.filter(pk=world.desk_jp.pk).update(visibility=SHARED)
    with world.act(world.us), pytest.raises(IntegrityError), transaction.atomic():
        WRONG[wrong](world)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_same_without_the_contradiction_is_accepted(world: World) -> None:
    """What the cases above are made of is sound."""
    with world.act(world.us):
        one = item(world, visibility=SHARED, number=7)
        make.PositionFactory.create(delegation=world.us, item=one)
        make.ItemLeadFactory.create(delegation=world.us, item=one, member=world.desk_us)
        due = deadline(world, item=one)
        make.AssignmentFactory.create(delegation=world.us, deadline=due, member=world.desk_us)
        make.ParticipationFactory.create(
            delegation=world.us, meeting=meeting(world), member=world.desk_us
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_seat_belongs_to_one_summit(world: World) -> None:
    account = make.AccountFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(account=account, summit=world.other_summit, delegation=world.us)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_second_seat_at_a_summit_is_refused(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(account=world.aide_us, summit=world.summit, delegation=world.jp)


def test_a_summit_ends_after_it_starts(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.SummitFactory.create(starts_on=dt.date(2024, 4, 14), ends_on=dt.date(2024, 4, 8))


def test_a_deadline_is_named_by_a_capital_of_its_own_summit(world: World) -> None:
    with (
        world.act(world.us),
        pytest.raises(Exception, match="row-level security"),
        transaction.atomic(),
    ):
        deadline(world, capital=world.kr)


def test_a_member_has_an_account_of_their_own_side(world: World) -> None:
    with (
        world.act(world.us),
        pytest.raises(Exception, match="no seat"),
        transaction.atomic(),
    ):
        make.MemberFactory.create(delegation=world.us, account=world.aide_jp)
