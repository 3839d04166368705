"""The delegations and their people, as each side meets them."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agenda.models import Assignment
from summit.choices import Access, Role, Visibility
from summit.models import Account, Delegation, Member, Seat
from tests import factories as make
from tests.conftest import World

SignIn = Callable[[Account], Client]
LIST = "/s/visit/delegations/"
NEW = f"{LIST}members/new/"


def page_of(member: Member, act: str = "") -> str:
    return f"{LIST}members/{member.pk}/{act}"


def entries(**changes: Any) -> dict[str, Any]:
    """A complete form of a new member."""
    filled = {
        "visibility": "internal",
        "name": "Office of Japanese Affairs",
        "native_name": "日本部",
        "title": "Director",
        "office": "Department of State",
        "native_office": "国務省",
        "role": "sherpa",
        "precedence": "7",
        "phone": "+1 202 555 0100",
        "account": "",
    }
    return filled | changes


def test_a_new_member_is_in_the_delegation(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.lead_us)
    answer = client.post(NEW, entries(account=str(world.lead_us.pk)), follow=True)
    assert answer.redirect_chain
    page = answer.content.decode()
    for text in ("Office of Japanese Affairs", "日本部", "国務省", "Sherpa", "+1 202 555 0100"):
        assert text in page
    assert "lead@us.example" in page
    with world.act(world.us):
        member = Member.objects.get(name="Office of Japanese Affairs")
        assert member.delegation == world.us
        assert member.account_id == world.lead_us.pk
        assert not member.is_shared


def test_a_member_is_changed(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.aide_us)
    form = client.get(page_of(world.desk_us, "edit/")).context["form"]
    assert form.initial["account"] == world.aide_us.pk
    sent = entries(account=str(world.aide_us.pk))
    assert client.post(page_of(world.desk_us, "edit/"), sent).status_code == 302
    with world.act(world.us):
        member = Member.objects.get(pk=world.desk_us.pk)
        assert (member.phone, member.precedence) == ("+1 202 555 0100", 7)
        assert not member.is_shared


def test_the_form_says_who_reads_it(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.aide_us)
    assert "once shared, every delegation" in client.get(NEW).content.decode()
    page = client.get(page_of(world.desk_us, "edit/")).content.decode()
    assert "Only your delegation reads what you write here" in page
    with world.act(world.us):
        Member.objects.filter(pk=world.desk_us.pk).update(visibility=Visibility.SHARED)
    page = client.get(page_of(world.desk_us, "edit/")).content.decode()
    assert "Every delegation reads what you write here, the phone number too" in page


def test_only_accounts_of_the_own_side_can_be_chosen(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.aide_us)
    page = client.get(NEW).content.decode()
    assert "lead@us.example" in page
    for email in ("aide@mofa.example", "outsider@kr.example", "platform@summit.example"):
        assert email not in page
    for account in (world.aide_jp, world.platform):
        answer = client.post(NEW, entries(account=str(account.pk)))
        assert answer.status_code == 200
        assert "account" in answer.context["form"].errors


def test_an_account_belongs_to_one_member(world: World, sign_in: SignIn) -> None:
    answer = sign_in(world.aide_us).post(NEW, entries(account=str(world.aide_us.pk)))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"account"}
    assert "国務省" in answer.content.decode()


def test_a_closed_account_is_offered_no_more(world: World, sign_in: SignIn) -> None:
    Account.objects.filter(pk=world.lead_us.pk).update(is_active=False)
    assert "lead@us.example" not in sign_in(world.aide_us).get(NEW).content.decode()


def test_the_other_side_sees_the_shared_list_alone(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        shared = make.MemberFactory.create(
            delegation=world.us, name="Chief of Protocol", phone="+1 202 555 0101",
            visibility=Visibility.SHARED, account=world.lead_us,
        )  # fmt: skip
    client = sign_in(world.aide_jp)
    page = client.get(LIST).content.decode()
    assert "Chief of Protocol" in page
    assert "NSC East Asia desk" not in page
    detail = client.get(page_of(shared)).content.decode()
    assert "+1 202 555 0101" in detail
    assert "lead@us.example" not in detail
    assert page_of(shared, "edit/") not in detail
    for act in ("edit/", "delete/"):
        assert client.get(page_of(shared, act)).status_code == 403
        assert client.post(page_of(shared, act), entries(reason="Ours")).status_code == 403
    absent = client.get(f"{LIST}members/{uuid.uuid4()}/")
    for act in ("", "edit/", "delete/"):
        hidden = client.get(page_of(world.desk_us, act))
        assert (hidden.status_code, hidden.content) == (404, absent.content)


def test_internal_members_are_counted_for_their_own_side(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        make.MemberFactory.create_batch(2, delegation=world.us)
        make.MemberFactory.create(delegation=world.us, visibility=Visibility.SHARED)
    ours, theirs = sign_in(world.aide_us).get(LIST).context["sides"]
    assert (ours.is_ours, ours.internal_count) == (True, 3)
    assert (theirs.is_ours, theirs.members) == (False, [])
    page = sign_in(world.aide_us).get(LIST).content.decode()
    assert "3 of your members are internal" in page
    assert "This delegation has not shared its members yet." in page


def test_principals_come_first_then_precedence(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        for name, role, precedence in (
            ("Interpreter", Role.INTERPRETER, 5),
            ("Secretary", Role.MINISTER, 3),
            ("President", Role.PRINCIPAL, 10),
        ):
            make.MemberFactory.create(
                delegation=world.us, name=name, role=role, precedence=precedence
            )
        make.MemberFactory.create(
            delegation=world.us, name="Left", precedence=1, visibility=Visibility.SHARED
        ).withdraw("Stays at home")
    ours, _theirs = sign_in(world.aide_us).get(LIST).context["sides"]
    names = [member.name for member in ours.members]
    assert names == ["President", "Secretary", "Interpreter", "NSC East Asia desk", "Left"]


@time_machine.travel("2024-03-20T13:42:00Z", tick=False)
def test_each_capital_has_its_clock_and_its_rank_of_the_visit(
    world: World, sign_in: SignIn
) -> None:
    Delegation.objects.filter(pk=world.jp.pk).update(
        visit_rank=make.text("Official visit with state-visit treatment", "国賓待遇")
    )
    answer = sign_in(world.aide_us).get(LIST)
    clocks = [(shown.clock[0].city, shown.clock[0].clock) for shown in answer.context["sides"]]
    assert clocks == [("Washington", "09:42"), ("Tokyo", "22:42")]
    page = answer.content.decode()
    for text in ("09:42", "22:42", "state-visit treatment"):
        assert text in page


def test_the_delegations_take_a_constant_number_of_queries(
    world: World,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = sign_in(world.aide_us)
    with django_assert_max_num_queries(12) as before:
        client.get(LIST)
    with world.act(world.us):
        make.MemberFactory.create_batch(30, delegation=world.us)
    with django_assert_num_queries(len(before)):
        client.get(LIST)


def test_a_viewer_finds_no_forms(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.viewer_jp)
    for address in (LIST, page_of(world.desk_jp)):
        page = client.get(address).content.decode()
        assert "北米第一課" in page
        assert NEW not in page
        assert page_of(world.desk_jp, "edit/") not in page
        assert page_of(world.desk_jp, "delete/") not in page
    for address in (NEW, page_of(world.desk_jp, "edit/"), page_of(world.desk_jp, "delete/")):
        assert client.get(address).status_code == 403
        assert client.post(address, entries()).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 100_000),
        ("native_office", "a\x00b"),
        ("role", "emperor"),
        ("precedence", "-1"),
        ("precedence", "99999999999999999999"),
        ("precedence", "first"),
        ("phone", "1" * 41),
        ("account", "no uuid"),
        ("account", "a\x00b"),
        ("visibility", "everybody"),
    ],
)
def test_bad_input_comes_back_with_the_entries(
    world: World, sign_in: SignIn, field: str, value: str
) -> None:
    answer = sign_in(world.aide_us).post(NEW, entries(**{field: value}))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {field}
    assert "日本部" in answer.content.decode()


def test_a_member_with_duties_is_not_deleted(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.aide_us)
    with world.act(world.us):
        deadline = make.DeadlineFactory.create(delegation=world.us)
        make.AssignmentFactory.create(delegation=world.us, deadline=deadline, member=world.desk_us)
    assert client.get(page_of(world.desk_us, "delete/")).status_code == 200
    answer = client.post(page_of(world.desk_us, "delete/"))
    assert answer.status_code == 200
    assert answer.context["held_by"][0][1] == 1
    with world.act(world.us):
        Assignment.objects.all().delete()
    assert client.post(page_of(world.desk_us, "delete/")).status_code == 302
    with world.act(world.us):
        assert not Member.objects.filter(pk=world.desk_us.pk).exists()


def test_a_shared_member_is_withdrawn_with_a_reason(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        member = make.MemberFactory.create(delegation=world.us, visibility=Visibility.SHARED)
    client = sign_in(world.aide_us)
    answer = client.post(page_of(member, "delete/"), {"reason": ""})
    assert "reason" in answer.context["form"].errors
    assert client.post(page_of(member, "delete/"), {"reason": "Stays home"}).status_code == 302
    assert "Stays home" in sign_in(world.aide_jp).get(page_of(member)).content.decode()
    assert client.post(page_of(member, "edit/"), entries()).status_code == 302
    with world.act(world.us):
        member.refresh_from_db()
        assert (member.phone, member.withdrawn_reason) == ("", "Stays home")


def test_a_third_delegation_stands_beside_the_two(world: World, sign_in: SignIn) -> None:
    philippines = make.DelegationFactory.create(
        summit=world.summit, code="PH", position=2, name=make.text("Philippines"),
        capital=make.text("Manila"), time_zone="Asia/Manila",
    )  # fmt: skip
    aide = make.AccountFactory.create()
    Seat.objects.create(
        account=aide, summit=world.summit, delegation=philippines, access=Access.AIDE
    )
    sides = sign_in(aide).get(LIST).context["sides"]
    assert [shown.delegation.code for shown in sides] == ["PH", "US", "JP"]
