"""Deadlines are written by their own side, and each side names its own people."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone

from agenda.models import Assignment, Deadline
from summit.choices import Visibility
from summit.models import Member

from ..conftest import World
from ..factories import AgendaItemFactory, MeetingFactory
from .deadline_pages import (
    LIST,
    SignIn,
    edit_data,
    entries,
    give,
    make,
    now_of,
    page,
    read,
)


def test_a_new_deadline_by_the_clocks_of_a_capital(world: World, sign_in: SignIn) -> None:
    data = entries(world, capital=str(world.jp.pk), visibility="shared")
    response = sign_in(world.aide_us).post(f"{LIST}new/", data)
    assert response.status_code == 302
    with world.act(world.us):
        deadline = Deadline.objects.get()
        part = Assignment.objects.get()
    assert deadline.due_at == dt.datetime(2024, 3, 27, 8, 0, tzinfo=dt.UTC)
    assert deadline.capital_id == world.jp.pk
    assert deadline.delegation_id == world.us.pk
    assert part.member_id == world.desk_us.pk
    assert part.visibility == Visibility.INTERNAL, "the member is not shared"
    assert part.next_rung_at is not None, "planned at the next tick"
    assert response["Location"] == page(deadline)


def test_close_of_business_needs_no_time_and_is_five_in_that_capital(
    world: World, sign_in: SignIn
) -> None:
    data = entries(world, due_kind="cob", time="")
    assert sign_in(world.aide_us).post(f"{LIST}new/", data).status_code == 302
    with world.act(world.us):
        deadline = Deadline.objects.get()
    assert deadline.due_at == dt.datetime(2024, 3, 27, 21, 0, tzinfo=dt.UTC)
    assert deadline.business_capital == world.us


def test_sent_twice_a_form_makes_one_deadline(world: World, sign_in: SignIn) -> None:
    client, data = sign_in(world.aide_us), entries(world)
    first = client.post(f"{LIST}new/", data)
    second = client.post(f"{LIST}new/", data)
    assert first["Location"] == second["Location"]
    with world.act(world.us):
        assert Deadline.objects.count() == 1
        assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"day": "2024-03-10", "time": "02:30"}, "time", "Clocks in Washington skip 02:30"),
        ({"time": ""}, "time", "Say at what time"),
        ({"time": "25:00"}, "time", "Enter a valid time"),
        ({"day": "0001-01-01"}, "day", "Ensure this value"),
        ({"day": "9999-12-31"}, "day", "Ensure this value"),
        ({"day": "soon"}, "day", "Enter a valid date"),
        ({"title_en": ""}, "title", "This field is required"),
        ({"title_en": "x" * 100_000}, "title", "at most 200 characters"),
        ({"title_en": "a\x00b"}, "title", "Null characters"),
        ({"capital": "nowhere"}, "capital", "is not a valid UUID"),
        ({"capital": str(uuid.uuid4())}, "capital", "Select a valid choice"),
        ({"due_kind": "sometime"}, "due_kind", "Select a valid choice"),
        ({"item": "\x00"}, "item", "Null characters"),
        ({"meeting": "5"}, "meeting", "is not a valid UUID"),
        ({"responsible": ["everyone"]}, "responsible", "is not a valid"),
    ],
)
def test_bad_input_comes_back_with_the_error_at_its_field(
    world: World, sign_in: SignIn, changes: dict[str, Any], field: str, message: str
) -> None:
    data = entries(world, details_en="Kept \u202e text", **changes)
    response = sign_in(world.aide_us).post(f"{LIST}new/", data)
    assert response.status_code == 200
    form = response.context["form"]
    assert any(message in error for error in form.errors[field]), form.errors
    assert "Kept \u202e text" in response.content.decode()
    with world.act(world.us):
        assert not Deadline.objects.exists()


def test_hidden_rows_are_refused_like_absent_ones(world: World, sign_in: SignIn) -> None:
    with world.act(world.jp):
        hidden_item = AgendaItemFactory.create(delegation=world.jp)
        hidden_meeting = MeetingFactory.create(delegation=world.jp)
    client = sign_in(world.aide_us)
    for field, hidden in (
        ("item", hidden_item.pk),
        ("meeting", hidden_meeting.pk),
        ("responsible", world.desk_jp.pk),
        ("capital", world.kr.pk),
    ):
        errors = []
        for value in (hidden, uuid.uuid4()):
            response = client.post(f"{LIST}new/", entries(world, **{field: [str(value)]}))
            [error] = response.context["form"].errors[field]
            errors.append(error.replace(str(value), "…"))
        assert errors[0] == errors[1]
        assert client.get(f"{LIST}new/", {field: str(hidden)}).status_code == 200


def test_it_concerns_at_most_one_thing_and_a_shared_one_nothing_internal(
    world: World, sign_in: SignIn
) -> None:
    with world.act(world.us):
        item = AgendaItemFactory.create(delegation=world.us)
        meeting = MeetingFactory.create(delegation=world.us)
    client = sign_in(world.aide_us)
    both = entries(world, item=str(item.pk), meeting=str(meeting.pk))
    assert "not several" in str(client.post(f"{LIST}new/", both).context["form"].errors["meeting"])
    shared = entries(world, item=str(item.pk), visibility="shared")
    assert "is internal" in str(client.post(f"{LIST}new/", shared).context["form"].errors["item"])
    form = client.get(f"{LIST}new/", {"item": str(item.pk)}).content.decode()
    assert f'<option value="{item.pk}" selected>' in form
    assert client.get(f"{LIST}new/", {"item": "\x00'"}).status_code == 200
    assert client.post(f"{LIST}new/", entries(world, item=str(item.pk))).status_code == 302


def test_moving_a_deadline_asks_for_new_planning(world: World, sign_in: SignIn) -> None:
    deadline = make(world, world.us)
    give(world, deadline, world.desk_us)
    data = edit_data(world, deadline, day="2024-04-02", time="09:15")
    assert sign_in(world.aide_us).post(page(deadline, "edit/"), data).status_code == 302
    with world.act(world.us):
        deadline.refresh_from_db()
        assert deadline.due_at == dt.datetime(2024, 4, 2, 13, 15, tzinfo=dt.UTC)
        assert deadline.replan


def test_an_edit_that_leaves_the_time_alone_leaves_the_instant_alone(
    world: World, sign_in: SignIn
) -> None:
    # 01:30 comes twice that night; this is the second
    second = dt.datetime(2024, 11, 3, 6, 30, tzinfo=dt.UTC)
    deadline = make(world, world.us, due_at=second)
    data = edit_data(world, deadline, day="2024-11-03", time="01:30", title_en="Renamed")
    assert sign_in(world.aide_us).post(page(deadline, "edit/"), data).status_code == 302
    with world.act(world.us):
        deadline.refresh_from_db()
        assert str(deadline.title) == "Renamed"
        assert deadline.due_at == second
        assert not deadline.replan


def test_an_internal_part_goes_when_unchecked_and_can_come_back(
    world: World, sign_in: SignIn
) -> None:
    deadline = make(world, world.us)
    part = give(world, deadline, world.desk_us)
    client = sign_in(world.aide_us)
    client.post(page(deadline, "edit/"), edit_data(world, deadline, responsible=[]))
    with world.act(world.us):
        assert not Assignment.objects.filter(pk=part.pk).exists()
    client.post(page(deadline, "edit/"), edit_data(world, deadline))
    with world.act(world.us):
        assert Assignment.objects.open().get().member_id == world.desk_us.pk


def test_a_shared_part_is_waived_with_a_reason_and_can_come_back(
    world: World, sign_in: SignIn
) -> None:
    with world.act(world.us):
        Member.objects.update(visibility=Visibility.SHARED)
    deadline = make(world, world.us, visibility=Visibility.SHARED)
    client = sign_in(world.aide_us)
    client.post(page(deadline, "edit/"), edit_data(world, deadline))
    with world.act(world.us):
        part = Assignment.objects.get()
        assert part.visibility == Visibility.SHARED
    assert "NSC East Asia desk" in read(sign_in(world.aide_jp), page(deadline))

    without = edit_data(world, deadline, responsible=[])
    response = client.post(page(deadline, "edit/"), without)
    assert "NSC East Asia desk" in str(response.context["form"].errors["reason"])
    assert now_of(world, part).is_open
    client.post(page(deadline, "edit/"), {**without, "reason": "Moved to another office"})
    part = now_of(world, part)
    assert part.waived_at
    assert part.waived_reason == "Moved to another office"
    assert "Moved to another office" in read(sign_in(world.aide_jp), page(deadline))
    assert "United States: nobody named" in read(client, page(deadline))

    client.post(page(deadline, "edit/"), edit_data(world, deadline))
    part = now_of(world, part)
    assert part.is_open
    assert part.waived_reason == ""
    assert part.next_rung_at is not None


def test_whoever_delivered_stays_on_the_record(world: World, sign_in: SignIn) -> None:
    deadline = make(world, world.us)
    part = give(world, deadline, world.desk_us, done_at=timezone.now())
    data = edit_data(world, deadline, responsible=[])
    response = sign_in(world.aide_us).post(page(deadline, "edit/"), data)
    assert "reopen that part first" in str(response.context["form"].errors["responsible"])
    assert now_of(world, part).done_at


def test_the_other_side_names_its_own_people_on_a_shared_deadline(
    world: World, sign_in: SignIn
) -> None:
    deadline = make(world, world.us, visibility=Visibility.SHARED)
    ours = give(world, deadline, world.desk_us)
    client = sign_in(world.aide_jp)
    body = read(client, page(deadline))
    assert f'value="{world.desk_jp.pk}"' in body
    assert str(world.desk_us.pk) not in body
    assert client.post(page(deadline), {"responsible": [str(world.desk_jp.pk)]}).status_code == 302
    with world.act(world.jp):
        assert Assignment.objects.get().member_id == world.desk_jp.pk
    refused = client.post(page(deadline), {"responsible": [str(world.desk_us.pk)]})
    assert refused.status_code == 200
    assert "responsible" in refused.context["form"].errors
    assert client.post(page(deadline), {"responsible": []}).status_code == 302
    with world.act(world.jp):
        assert not Assignment.objects.exists()
    assert now_of(world, ours).is_open
    # The owner names its own through the edit form
    assert sign_in(world.aide_us).post(page(deadline), {}).status_code == 403


def test_internal_is_deleted_with_its_parts(world: World, sign_in: SignIn) -> None:
    deadline = make(world, world.us)
    give(world, deadline, world.desk_us)
    client = sign_in(world.aide_us)
    assert "There is no way back" in read(client, page(deadline, "delete/"))
    assert client.post(page(deadline, "delete/")).status_code == 302
    with world.act(world.us):
        assert not Deadline.objects.exists()
        assert not Assignment.objects.exists()


def test_shared_is_withdrawn_with_a_reason_and_stays_visible(world: World, sign_in: SignIn) -> None:
    deadline = make(world, world.us, visibility=Visibility.SHARED)
    give(world, deadline, world.desk_us)
    client = sign_in(world.aide_us)
    assert "reason" in client.post(page(deadline, "delete/"), {}).context["form"].errors
    client.post(page(deadline, "delete/"), {"reason": "Settled by phone"})
    with world.act(world.us):
        deadline.refresh_from_db()
        assert deadline.is_withdrawn
        assert deadline.replan
    for account in (world.aide_us, world.aide_jp):
        assert "Settled by phone" in read(sign_in(account), page(deadline))
        assert "Scene setter" in read(sign_in(account), LIST, show="all", state="all")
        assert "Scene setter" not in read(sign_in(account), LIST, show="all")
