"""Open parts that remind nobody: said in the list, on the page, and where a member is withdrawn."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda.models import Assignment, Deadline
from agenda.reminders.planning import plan
from summit.choices import Visibility
from summit.models import Account, Mail, Member, Seat
from summit.scope import acting_as_scheduler

from ..conftest import World
from .deadline_pages import LIST, SignIn, colleague, give, make, page, read

NOBODY = "nobody is reminded"
WITHDRAW = "/s/visit/delegations/members/{}/delete/"


def withdraw(world: World, member: Member) -> None:
    with world.act(world.us):
        member.withdraw("Has left")


def close_account(world: World, member: Member) -> None:
    assert member.account_id
    Account.objects.filter(pk=member.account_id).update(is_active=False)


def take_seat(world: World, member: Member) -> None:
    Seat.objects.filter(account=member.account_id).delete()


def change_sides(world: World, member: Member) -> None:
    Seat.objects.filter(account=member.account_id).update(delegation=world.jp)


WAYS = [
    (withdraw, "no reminders: withdrawn"),
    (close_account, "no reminders: the account is closed or has no seat"),
    (take_seat, "no reminders: the account is closed or has no seat"),
    (change_sides, "no reminders: the account is closed or has no seat"),
]


@pytest.mark.parametrize(("lose", "why"), WAYS)
def test_a_part_that_reminds_nobody_is_said_so(
    world: World, sign_in: SignIn, lose: Callable[[World, Member], None], why: str
) -> None:
    desk = colleague(world, world.us, name="Motor pool", visibility=Visibility.SHARED)
    deadline = make(world, world.us)
    give(world, deadline, desk)
    client = sign_in(world.aide_us)
    for url in (LIST, page(deadline)):
        body = read(client, url, show="side")
        assert NOBODY not in body
        assert "no reminders" not in body
    lose(world, desk)
    for url in (LIST, page(deadline)):
        body = read(client, url, show="side")
        assert NOBODY in body
        assert why in body
    # The planner says the same
    plan(timezone.now())
    with acting_as_scheduler():
        assert not Mail.objects.exists()


def test_one_who_is_reached_does_not_hide_one_who_is_not(world: World, sign_in: SignIn) -> None:
    silent = colleague(world, world.us, name="Motor pool")
    deadline = make(world, world.us)
    give(world, deadline, world.desk_us)
    give(world, deadline, silent)
    close_account(world, silent)
    client = sign_in(world.aide_us)
    body = read(client, LIST, show="side")
    assert NOBODY not in body
    assert "<bdi>Motor pool</bdi>: no reminders: the account is closed" in body
    assert read(client, page(deadline)).count("no reminders: the account is closed") == 1
    with world.act(world.us):
        Assignment.objects.filter(member=silent).update(done_at=timezone.now())
    assert "no reminders" not in read(client, LIST, show="side")
    assert "no reminders" not in read(client, page(deadline))


def test_of_the_other_sides_parts_nothing_is_said(world: World, sign_in: SignIn) -> None:
    with world.act(world.jp):
        Member.objects.update(visibility=Visibility.SHARED)
    deadline = make(world, world.us, visibility=Visibility.SHARED)
    give(world, deadline, world.desk_jp, visibility=Visibility.SHARED)
    close_account(world, world.desk_jp)
    client = sign_in(world.aide_us)
    for url in (LIST, page(deadline)):
        body = read(client, url, show="all")
        assert "First North America Division" in body
        assert NOBODY not in body
        assert "no reminders" not in body


def test_the_list_asks_once_whom_reminders_reach(world: World, sign_in: SignIn) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, LIST, show="side")
        return len(captured)

    client = sign_in(world.aide_us)
    give(world, make(world, world.us), colleague(world, world.us))
    queries()
    before = queries()
    for _ in range(3):
        gone = colleague(world, world.us)
        give(world, make(world, world.us), gone)
        close_account(world, gone)
    assert queries() == before


def test_withdrawing_a_member_names_their_open_parts(world: World, sign_in: SignIn) -> None:
    desk = colleague(world, world.us, visibility=Visibility.SHARED)
    give(world, make(world, world.us, "Scene setter"), desk)
    give(world, make(world, world.us, "Guest list"), desk, done_at=timezone.now())
    give(world, make(world, world.us, "Motorcade"), world.desk_us)
    gone = make(world, world.us, "Press plan", visibility=Visibility.SHARED)
    give(world, gone, desk)
    with world.act(world.us):
        Deadline.objects.get(pk=gone.pk).withdraw("No press")
    client = sign_in(world.aide_us)
    asked = client.get(WITHDRAW.format(desk.pk))
    body = asked.content.decode()
    assert "nobody will be reminded" in body
    assert [duty.title for duty in asked.context["duties"]] == ["Scene setter"]
    with world.act(world.us):
        still = Deadline.objects.get(assignments__member=desk, title__en="Scene setter")
    assert f'href="{page(still)}"' in body
    assert client.post(WITHDRAW.format(desk.pk), {"reason": "Has left"}).status_code == 302
    with world.act(world.us):
        assert Member.objects.get(pk=desk.pk).is_withdrawn


def test_withdrawing_a_member_without_parts_warns_of_nothing(world: World, sign_in: SignIn) -> None:
    desk = colleague(world, world.us, visibility=Visibility.SHARED)
    body = read(sign_in(world.aide_us), WITHDRAW.format(desk.pk))
    assert "nobody will be reminded" not in body
